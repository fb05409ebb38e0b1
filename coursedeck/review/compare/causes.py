"""Changes grouped by their cause, so that what one edit has done to many slides is decided once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from coursedeck.base.text.word_diff import WordPart, word_diff
from coursedeck.model.review import (
    Cause,
    Change,
    ChangeGroup,
    DeckReview,
    DeckSnapshot,
    FigureSnapshot,
    SlideChange,
    SlideSnapshot,
    Status,
)
from coursedeck.model.values import replace
from coursedeck.review.compare.derived import only_repeats_section

_LOOK = {Change.PICTURE, Change.FILE, Change.FOOTER}
"""Changes that say nothing of words and relations."""

_TOLD_BY_ITS_PLACE = {Change.MOVED, Change.FOOTER, Change.FILE, Change.CLOCK, Change.MINUTES, Change.LINKS}

_GENERATED = "body "
"""Prefix of shape names that nobody wrote."""

_LONGEST = 60
"""Letters of a replaced piece of text up to which it is told as a cause."""


class _Changed(Struct, frozen=True):
    deck: DeckReview
    change: SlideChange

    @property
    def id(self) -> str:
        return f"{self.deck.key}#{self.change.slide.id}"

    @property
    def pair(self) -> tuple[SlideSnapshot, SlideSnapshot] | None:
        """Both sides, if there are two."""
        before, after = self.change.before, self.change.after
        return (before, after) if before is not None and after is not None else None


def change_groups(decks: Sequence[DeckReview], before: Mapping[str, DeckSnapshot]) -> tuple[ChangeGroup, ...]:
    """Groups of two slides and more, the largest first, and last what merely follows; a slide is in one at most.

    `before` are the decks of the base by key.
    """
    changed = [_Changed(deck, one) for deck in decks for one in deck.slides if one.status is not Status.UNCHANGED]
    causes: dict[ChangeGroup, list[_Changed]] = defaultdict(list)
    for one in changed:
        cause = _cause(one, before.get(one.deck.key))
        if cause is not None:
            causes[cause].append(one)
    groups = [_group(cause, some) for cause, some in causes.items() if len(some) > 1]
    taken = {id for group in groups for id in group.slides}
    groups += _by_locale([one for one in changed if one.id not in taken])
    follow = [_Changed(deck, one).id for deck in decks for one in deck.slides if one.follows]
    last = (ChangeGroup(Cause.FOLLOWS, tuple(follow)),) if follow else ()
    return (*sorted(groups, key=lambda group: -len(group.slides)), *last)


def _group(cause: ChangeGroup, slides: Iterable[_Changed]) -> ChangeGroup:
    return replace(cause, slides=tuple(one.id for one in slides))


def _by_locale(changed: Iterable[_Changed]) -> Iterator[ChangeGroup]:
    """The same slide in several languages."""
    same: dict[tuple[str, str], list[_Changed]] = defaultdict(list)
    for one in changed:
        same[one.deck.session, one.change.slide.id].append(one)
    for slides in same.values():
        locales = list(dict.fromkeys(one.deck.locale for one in slides))
        if len(locales) > 1:
            yield _group(ChangeGroup(Cause.LOCALES, (), before=locales[0], after=", ".join(locales[1:])), slides)


def _cause(one: _Changed, base: DeckSnapshot | None) -> ChangeGroup | None:
    """Why a slide changed, as a group without slides; None for a reason of its own."""
    change, pair = one.change, one.pair
    if pair is None:
        return None
    if Change.MOVED in change.changes and _only_moved(change, *pair):
        source = change.moved_from.partition("/")[2] or one.deck.session
        return ChangeGroup(Cause.MOVED, (), source, one.deck.session)
    if not set(change.changes) <= _LOOK | {Change.MOVED}:
        return _cause_of_words(*pair)
    alike = _figures_alike(*pair, change.same_figures)
    recolored = pair[0].drawing == pair[1].drawing != "" and alike
    if pair[0].look != pair[1].look:
        return _cause_of_template(base, one.deck, *pair, recolored=recolored)
    pairs = _recolored(*pair)
    if recolored and pairs:
        before, after = (", ".join(some) for some in zip(*pairs, strict=True))
        return ChangeGroup(Cause.COLOR, (), before, after)
    return _cause_of_figure(*pair, change.same_figures)


def _only_moved(change: SlideChange, old: SlideSnapshot, new: SlideSnapshot) -> bool:
    """Whether a slide that moved is otherwise what it was, but for what its place tells: section, number and times."""
    others = set(change.changes) - _TOLD_BY_ITS_PLACE
    return not others or only_repeats_section(old, new, sorted(others))


def _recolored(old: SlideSnapshot, new: SlideSnapshot) -> list[tuple[str, str]]:
    """Colours of a slide before and after that differ."""
    return [pair for pair in zip(old.colors, new.colors, strict=False) if pair[0] != pair[1]]


def _figures_alike(old: SlideSnapshot, new: SlideSnapshot, same: frozenset[str]) -> bool:
    """Whether each figure is what it was, or looks so."""
    names = [figure.name for figure in old.figures] == [figure.name for figure in new.figures]
    # charts are among what the drawing of a slide tells
    return names and all(now.kind == "chart" for _, now in _changed_figures(old, new, same))


def _changed_figures(
    old: SlideSnapshot, new: SlideSnapshot, same: frozenset[str]
) -> Iterator[tuple[FigureSnapshot, FigureSnapshot]]:
    for was, now in zip(old.figures, new.figures, strict=False):
        if was.name == now.name and was.digest != now.digest and now.digest not in same:
            yield was, now


def _cause_of_template(
    base: DeckSnapshot | None, deck: DeckReview, old: SlideSnapshot, new: SlideSnapshot, *, recolored: bool
) -> ChangeGroup | None:
    """What of the template has changed, where that alone can be why the slide looks another way."""
    themes = dict(base.theme if base else ()), dict(deck.theme)
    slots = [slot for slot in themes[1] if themes[0].get(slot, "") != themes[1][slot]]
    fonts = [slot for slot in slots if " " in slot]
    colors = [slot for slot in slots if " " not in slot]
    known = {(themes[0].get(slot, ""), themes[1][slot]) for slot in colors}
    if fonts and old.media == new.media and _labels(old) == _labels(new):
        # lines break elsewhere, and sizes are others
        return _of_template(Cause.FONT_OF_TEMPLATE, fonts, *themes)
    if not recolored or not set(_recolored(old, new)) <= known:
        return None
    return _of_template(Cause.COLOR_OF_TEMPLATE if colors else Cause.TEMPLATE, colors, *themes)


def _of_template(cause: Cause, slots: Sequence[str], old: Mapping[str, str], new: Mapping[str, str]) -> ChangeGroup:
    before = dict.fromkeys(old.get(slot, "") for slot in slots)
    after = dict.fromkeys(new[slot] for slot in slots)
    return ChangeGroup(cause, (), ", ".join(filter(None, before)), ", ".join(filter(None, after)), ", ".join(slots[:3]))


def _labels(slide: SlideSnapshot) -> list[tuple[str, ...]]:
    return [(*figure.labels, *figure.edges) for figure in slide.figures]


def _cause_of_figure(old: SlideSnapshot, new: SlideSnapshot, same: frozenset[str]) -> ChangeGroup | None:
    changed = list(_changed_figures(old, new, same))
    if len(changed) != 1 or old.drawing != new.drawing:
        return None
    ((was, now),) = changed
    return ChangeGroup(Cause.FIGURE, (), subject="" if now.name.startswith(_GENERATED) else now.name,
                       key=f"{was.digest}{now.digest}")  # fmt: skip


def _cause_of_words(old: SlideSnapshot, new: SlideSnapshot) -> ChangeGroup | None:
    """The one piece of text that stands in place of another, however often; numbers alone are no cause."""
    pieces = {(gone.strip(), come.strip()) for gone, come in _replaced(old, new)}
    if len(pieces) != 1:
        return None
    ((gone, come),) = pieces
    whole = len(gone) <= _LONGEST and len(come) <= _LONGEST and any(letter.isalpha() for letter in gone + come)
    return ChangeGroup(Cause.WORDS, (), gone, come) if whole else None


def _replaced(old: SlideSnapshot, new: SlideSnapshot) -> Iterator[tuple[str, str]]:
    """Pieces of text gone and come, side by side."""
    for before, after in ((old.title, new.title), (old.text, new.text), (old.notes, new.notes), (old.alts, new.alts)):
        one, other = (side if isinstance(side, str) else "\n".join(side) for side in (before, after))
        parts = word_diff(one, other) if one != other else ()
        gone = ""
        for part in (*parts, WordPart("same", "")):
            if part.kind == "gone":
                gone = part.text
            elif part.kind == "new":
                yield gone, part.text
                gone = ""
            elif gone:
                yield gone, ""
                gone = ""
