"""Differences between two decks, slide by slide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from coursedeck.model.rendering import Renderer
from coursedeck.model.review import LINK_ARROW, Change, DeckSnapshot, SlideChange, SlideSnapshot
from coursedeck.model.values import replace
from coursedeck.review.compare.derived import only_repeats_changes, only_repeats_section, unnumbered
from coursedeck.review.compare.matching import in_order, match_slides

_FOLLOWING = {Change.FOOTER, Change.CLOCK}
"""Changes that follow from changes elsewhere."""

MIN_TIME_CHANGE = 30
"""Smallest reported change of a slide's time in seconds: its share of the section's minutes shifts with every edit."""


class _DeckPair(Struct, frozen=True):
    """What comparing two slides needs to know about their decks."""

    retimed: set[str]
    """Sections whose minutes or number of slides changed, which changes the time of all their slides."""
    old: Mapping[str, Renderer]
    new: Mapping[str, Renderer]
    names: Mapping[str, str]
    """Old slide ids to new ones."""
    titles: frozenset[str]
    locale: str

    def comparable(self, before: SlideSnapshot, after: SlideSnapshot) -> bool:
        """Whether the pictures of both can be compared: same renderer, and equal files of the fonts that both use.

        Other fonts may differ, since a slide may use a font that it did not use before.
        """
        old, new = self.old.get(before.renderer), self.new.get(after.renderer)
        if not (before.picture and after.picture) or old is None or new is None or old.program != new.program:
            return False
        ours, theirs = ({font.name: font.digest for font in one.fonts} for one in (old, new))
        common = ours.keys() & theirs.keys()
        return all(ours[name] == theirs[name] for name in common) and bool(common or not ours or not theirs)


def compare_decks(before: DeckSnapshot | None, after: DeckSnapshot | None) -> tuple[SlideChange, ...]:
    """A change for every slide of both, in the order of `after`; removed slides follow their former predecessor."""
    old = before.slides if before else ()
    new = after.slides if after else ()
    pairs = match_slides(old, new)
    unmoved = in_order(pairs)
    partner = {place: one for one, place in pairs}
    context = _pair(before, after, {old[one].id: new[place].id for one, place in pairs})
    found = [
        _change(old[partner[place]], slide, partner[place], place, (partner[place], place) not in unmoved, context)
        if place in partner
        else SlideChange(None, slide, new_number=place + 1)
        for place, slide in enumerate(new)
    ]
    return _with_removed(found, old, {one for one, _ in pairs})


def compare_moved(
    before: DeckSnapshot, after: DeckSnapshot, places: Sequence[tuple[int, int]]
) -> tuple[SlideChange, ...]:
    """Changes of slides that went from one session to another, by their indices in both."""
    context = _pair(before, after, {before.slides[old].id: after.slides[new].id for old, new in places})
    moved = (_change(before.slides[old], after.slides[new], old, new, True, context) for old, new in places)
    return tuple(replace(change, moved_from=before.key, follows=False) for change in moved)


def _pair(before: DeckSnapshot | None, after: DeckSnapshot | None, names: Mapping[str, str]) -> _DeckPair:
    old = before.slides if before else ()
    new = after.slides if after else ()
    return _DeckPair(
        _retimed_sections(old, new),
        dict(before.renderers if before else ()),
        dict(after.renderers if after else ()),
        names,
        frozenset(
            (
                *(slide.title for slide in (*old, *new)),
                *_sections_of_others(old, new, names),
                *({unnumbered(slide.section) for slide in old} & {unnumbered(slide.section) for slide in new}),
            )
        ),
        after.locale if after else "",
    )


def _sections_of_others(
    old: Iterable[SlideSnapshot], new: Iterable[SlideSnapshot], names: Mapping[str, str]
) -> Iterator[str]:
    """Sections of slides that are on one side alone, which are reported themselves."""
    yield from (slide.section for slide in old if slide.id not in names)
    yield from (slide.section for slide in new if slide.id not in names.values())


def _change(
    before: SlideSnapshot, after: SlideSnapshot, old: int, new: int, moved: bool, context: _DeckPair
) -> SlideChange:
    changes = list(_differences(before, after, context))
    if moved:
        changes.append(Change.MOVED)
    if not changes and before.cue and after.cue and before.cue != after.cue:
        changes.append(Change.CLOCK)
    follow = bool(changes) and (
        set(changes) <= _FOLLOWING
        or only_repeats_changes(before, after, changes, context.titles, context.locale)
        or only_repeats_section(before, after, changes)
    )
    return SlideChange(before, after, tuple(changes), old + 1, new + 1, follow)


def _differences(before: SlideSnapshot, after: SlideSnapshot, context: _DeckPair) -> Iterator[Change]:
    said = list(_content_changes(before, after, context))
    comparable = context.comparable(before, after)
    # pictures count only if the file differs too: changes of other slides can shift glyphs by fractions of a pixel
    inside = (before.structure, before.look) != (after.structure, after.look)
    if inside and comparable and before.picture != after.picture:
        yield Change.FOOTER if _only_footer(before, after) else Change.PICTURE
    elif inside and not comparable and not said and not _alike_without_picture(before, after):
        # without two comparable pictures, all that is known is that the file differs
        yield Change.FILE
    yield from said


def _only_footer(before: SlideSnapshot, after: SlideSnapshot) -> bool:
    return before.footer != after.footer and before.body == after.body != ""


def _alike_without_picture(before: SlideSnapshot, after: SlideSnapshot) -> bool:
    """Whether drawing and colours are the same, so that only the way differs in which the file names them."""
    sides = (
        (slide.drawing, slide.colors, slide.look, [figure.digest for figure in slide.figures])
        for slide in (before, after)
    )
    return bool(after.drawing) and len(set(map(repr, sides))) == 1


def _content_changes(before: SlideSnapshot, after: SlideSnapshot, context: _DeckPair) -> Iterator[Change]:
    if (before.title, before.text) != (after.title, after.text):
        yield Change.TEXT
    if before.notes != after.notes:
        yield Change.NOTES
    if _minutes_differ(before, after, context.retimed):
        yield Change.MINUTES
    if [_renamed(link, context.names) for link in before.links] != list(after.links):
        yield Change.LINKS
    for field, change in (("alts", Change.ALT), ("hidden", Change.HIDDEN), ("motion", Change.MOTION)):
        if getattr(before, field) != getattr(after, field):
            yield change
    if before.text == after.text and _edges(before) != _edges(after):
        yield Change.EDGES


def _edges(slide: SlideSnapshot) -> list[tuple[str, ...]]:
    return [figure.edges for figure in slide.figures if figure.edges]


def _renamed(link: str, names: Mapping[str, str]) -> str:
    """A link with the new id of its target slide, since a renamed target is no change of the link."""
    text, arrow, target = link.rpartition(LINK_ARROW)
    return f"{text}{arrow}{names.get(target, target)}"


def _minutes_differ(before: SlideSnapshot, after: SlideSnapshot, retimed: set[str]) -> bool:
    """Whether planned time differs: a section's minutes on its first slide, else the seconds of the slide itself."""
    if before.minutes and after.minutes:
        return before.minutes != after.minutes
    if after.section in retimed or before.seconds is None or after.seconds is None:
        return False
    return abs(before.seconds - after.seconds) >= MIN_TIME_CHANGE


def _retimed_sections(before: tuple[SlideSnapshot, ...], after: tuple[SlideSnapshot, ...]) -> set[str]:
    """Sections whose minutes or number of slides changed."""
    old, new = _sections(before), _sections(after)
    return {section for section in old.keys() | new.keys() if old.get(section) != new.get(section)}


def _sections(slides: tuple[SlideSnapshot, ...]) -> dict[str, tuple[str, int]]:
    minutes: dict[str, str] = {}
    counts: dict[str, int] = {}
    for slide in slides:
        minutes[slide.section] = minutes.get(slide.section) or slide.minutes
        counts[slide.section] = counts.get(slide.section, 0) + 1
    return {section: (minutes[section], count) for section, count in counts.items()}


def _with_removed(found: list[SlideChange], old: tuple[SlideSnapshot, ...], kept: set[int]) -> tuple[SlideChange, ...]:
    whole = list(found)
    for place, slide in enumerate(old):
        if place in kept:
            continue
        before = [at for at, change in enumerate(whole) if change.old_number is not None and change.old_number <= place]
        whole.insert(max(before, default=-1) + 1, SlideChange(slide, None, old_number=place + 1))
    return tuple(whole)
