"""The cards of the review page: one for each slide, in order of urgency."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from coursedeck.base.text.word_diff import WordPart, word_diff
from coursedeck.model.review import (
    Change,
    DeckReview,
    Finding,
    FindingLevel,
    Review,
    SlideChange,
    SlideSnapshot,
    StaleString,
    Status,
    TextEntry,
)
from coursedeck.model.units import Size
from coursedeck.model.values import replace
from coursedeck.review.page.figures import FigureChange, figure_changes
from coursedeck.review.page.line_diff import DiffLine, diff_lines

_VISIBLE = {Change.PICTURE, Change.TEXT, Change.FILE}
"""Changes for which the page shows pictures before and after."""

_RANKS = {"error": 0, "changed": 1, "stale": 2, "warning": 3, "unchanged": 4}


class FindingMarker(Struct, frozen=True):
    """A finding with its box on the picture in percent of width and height; None if it has no position."""

    number: int
    finding: Finding
    left: float | None = None
    top: float | None = None
    width: float | None = None
    height: float | None = None


class StaleTranslation(Struct, frozen=True):
    """A translation whose source text has changed since."""

    file: str
    line: int
    words: tuple[WordPart, ...]
    translation: str


class EntryLine(Struct, frozen=True):
    """A text of a translated slide, with the address of its .po entry."""

    text: TextEntry
    address: str
    """Empty if the page is not in the course folder."""


class SlideCard(Struct, frozen=True):
    """Everything that the page shows of a slide."""

    id: str
    """``locale/session#slide``, the form that `accept` takes."""
    locale: str
    session: str
    slide: str
    number: int
    title: str
    old_title: str
    status: str
    changes: tuple[str, ...]
    moved_from: int | None
    moved_session: str
    """Session that it stood in before; empty if it is the same."""
    tags: tuple[str, ...]
    """Ids of the filters that show it."""
    state: str
    before: str
    """Digest of an available picture; empty for none."""
    after: str
    lost_picture: bool
    """The baseline has a picture that is not available."""
    same_picture: bool
    source: str
    """Picture of the same slide in the source language."""
    source_locale: str
    spots: tuple[FindingMarker, ...]
    text: tuple[DiffLine, ...]
    notes: tuple[DiffLine, ...]
    alts: tuple[DiffLine, ...]
    links: tuple[DiffLine, ...]
    seconds: tuple[int | None, int | None]
    minutes: tuple[str, str]
    stale: tuple[StaleTranslation, ...]
    place: str
    """File and line."""
    figures: tuple[FigureChange, ...]
    """Figures that changed."""
    regions: tuple[tuple[float, float, float, float], ...]
    width: int
    height: int
    entries: tuple[EntryLine, ...] = ()
    """In a translation: every text of the slide with its .po entry."""
    pivot: str = ""
    """Picture of the slide in the language that the translation was made by way of."""
    pivot_locale: str = ""
    beside: tuple[tuple[str, str, str], ...] = ()
    """The same slide in other languages: locale, picture and title."""
    group: int | None = None
    """Index of the group of changes that it belongs to."""

    @property
    def open_texts(self) -> int:
        """Number of untranslated texts."""
        return sum(1 for line in self.entries if line.text.state != "translated")


def cards(review: Review, pictures: frozenset[str]) -> list[SlideCard]:
    """Cards ordered by errors, changes, stale texts, warnings, unchanged; within each in the order of the decks."""
    shown = _shown_slides(review, pictures)
    groups = {id: at for at, group in enumerate(review.groups) for id in group.slides}
    made = [card for deck in review.decks for card in _deck_cards(review, deck, pictures, shown)]
    return sorted((replace(card, group=groups.get(card.id)) for card in made), key=_rank)


def _rank(card: SlideCard) -> int:
    return min(_RANKS[tag] for tag in ("error", "changed", "stale", "warning", "unchanged") if tag in _groups(card))


def _groups(card: SlideCard) -> set[str]:
    changed = {"changed"} if card.status != Status.UNCHANGED else {"unchanged"}
    return {*card.tags, *changed}


_Shown = Mapping[tuple[str, str], Mapping[str, tuple[str, str]]]
"""Picture and title of each slide by session and id, then by locale."""


def _shown_slides(review: Review, pictures: frozenset[str]) -> _Shown:
    found: dict[tuple[str, str], dict[str, tuple[str, str]]] = {}
    for deck in review.decks:
        for change in deck.slides:
            if change.after is not None and change.after.picture in pictures:
                sides = found.setdefault((deck.session, change.after.id), {})
                sides[deck.locale] = change.after.picture, change.after.title
    return found


def _deck_cards(review: Review, deck: DeckReview, pictures: frozenset[str], shown: _Shown) -> Iterator[SlideCard]:
    findings: dict[str, list[Finding]] = {}
    for finding in deck.findings:
        if finding.slide is not None and finding.level is not FindingLevel.NOTE:
            findings.setdefault(finding.slide, []).append(finding)
    stale = _stale_by_slide(review, deck)
    entries = _entries_by_slide(review, deck)
    pivot = next((state.via for state in review.translations if state.locale == deck.locale), "")
    for change in deck.slides:
        id = change.slide.id
        own = findings.get(id, []) if change.after is not None else []
        others = {**shown.get((deck.session, id), {})}
        others.pop(deck.locale, None)
        translated = deck.locale != review.source_locale
        source = others.get(review.source_locale, ("", ""))[0] if translated else ""
        late = stale.get(id, [])
        made = _card(deck, change, own, late, pictures, source, review.source_locale)
        yield replace(
            made,
            entries=tuple(entries.get(id, ())) if change.after is not None else (),
            pivot=others.get(pivot, ("", ""))[0] if translated and pivot != review.source_locale else "",
            pivot_locale=pivot,
            beside=tuple((locale, *one) for locale, one in others.items()),
        )


def _card(
    deck: DeckReview,
    change: SlideChange,
    findings: Sequence[Finding],
    stale: Sequence[StaleString],
    pictures: frozenset[str],
    source: str,
    source_locale: str,
) -> SlideCard:
    old, new = change.before, change.after
    # a new or removed slide is shown as it is, not as a diff against nothing
    first, last = old or change.slide, new or change.slide
    origin = next((one for one in deck.origins if new is not None and one.slide == new.id), None)
    return SlideCard(
        id=f"{deck.key}#{change.slide.id}",
        locale=deck.locale,
        session=deck.session,
        slide=change.slide.id,
        number=change.new_number or change.old_number or 0,
        title=change.slide.title or change.slide.id,
        old_title=old.title if old and new and old.title != new.title else "",
        status=change.status.value,
        changes=tuple(one.value for one in change.changes if one is not Change.MOVED),
        moved_from=change.old_number if Change.MOVED in change.changes else None,
        moved_session=change.moved_from.partition("/")[2],
        tags=tuple(_tags(change, findings, stale)),
        state=new.state if new else "",
        before=_available(old, pictures),
        after=_available(new, pictures),
        lost_picture=bool(old and old.picture and old.picture not in pictures),
        same_picture=bool(old and new) and not _VISIBLE & set(change.changes),
        source=source,
        source_locale=source_locale,
        spots=tuple(_marker(number, finding, deck.size) for number, finding in enumerate(findings, 1)),
        text=diff_lines(_words(first), _words(last)),
        # the baseline does not store time lines
        notes=diff_lines((*(first.cue or last.cue), *first.notes), (*last.cue, *last.notes)),
        alts=diff_lines(first.alts, last.alts),
        links=diff_lines(first.links, last.links),
        seconds=(old.seconds if old else None, new.seconds if new else None),
        minutes=(old.minutes if old else "", new.minutes if new else ""),
        stale=tuple(_stale(one) for one in stale),
        place=str(origin.source) if origin else "",
        figures=tuple(figure_changes(change, (_available(old, pictures), _available(new, pictures)), deck.size)),
        regions=change.regions,
        width=round(deck.size.width * 96 / 72),
        height=round(deck.size.height * 96 / 72),
    )


def _available(slide: SlideSnapshot | None, pictures: frozenset[str]) -> str:
    return slide.picture if slide is not None and slide.picture in pictures else ""


def _words(slide: SlideSnapshot) -> tuple[str, ...]:
    return slide.title, *slide.text


def _tags(change: SlideChange, findings: Sequence[Finding], stale: Sequence[StaleString]) -> Iterator[str]:
    levels = {finding.level for finding in findings}
    yield "all"
    if change.status is not Status.UNCHANGED or stale or any(finding.new for finding in findings):
        yield "todo"
    yield from (level.value for level in (FindingLevel.ERROR, FindingLevel.WARNING) if level in levels)
    yield change.status.value
    if change.follows:
        yield "follows"
    if Change.MOVED in change.changes:
        yield Change.MOVED.value
    if stale:
        yield "stale"


def _marker(number: int, finding: Finding, size: Size) -> FindingMarker:
    box = finding.box
    if box is None or size.width <= 0 or size.height <= 0:
        return FindingMarker(number, finding)
    left, top = max(box.left, 0.0), max(box.top, 0.0)
    right, bottom = min(box.right, size.width), min(box.bottom, size.height)
    return FindingMarker(
        number,
        finding,
        round(100 * left / size.width, 2),
        round(100 * top / size.height, 2),
        round(100 * max(right - left, 2) / size.width, 2),
        round(100 * max(bottom - top, 2) / size.height, 2),
    )


def _stale_by_slide(review: Review, deck: DeckReview) -> Mapping[str, list[StaleString]]:
    """Stale strings in the deck's language by the slide that their source lines belong to."""
    found: dict[str, list[StaleString]] = {}
    for state in review.translations:
        for string in state.stale if state.locale == deck.locale else ():
            before = [one for one in deck.origins
                      if one.source.file == string.source.file and one.source.line <= string.source.line]  # fmt: skip
            if before:
                found.setdefault(max(before, key=lambda one: one.source.line).slide, []).append(string)
    return found


def _entries_by_slide(review: Review, deck: DeckReview) -> Mapping[str, list[EntryLine]]:
    """The texts of a deck by the slide that their source lines belong to, with links to their entries."""
    found: dict[str, list[EntryLine]] = {}
    for state in review.translations:
        for text in state.texts if state.locale == deck.locale else ():
            before = [
                one for one in deck.origins
                if one.source.file == text.source.file and one.source.line <= text.source.line
            ]  # fmt: skip
            if before:
                slide = max(before, key=lambda one: one.source.line).slide
                address = f"{state.root}{text.entry.file}#L{text.entry.line}" if state.root else ""
                found.setdefault(slide, []).append(EntryLine(text, address))
    return found


def _stale(string: StaleString) -> StaleTranslation:
    return StaleTranslation(
        string.source.file, string.source.line, word_diff(string.old, string.new), string.translation
    )
