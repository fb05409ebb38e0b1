"""Where messages stand on the slides of a session, and whether they fit there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from msgspec import Struct

from coursedeck.app.translator.rows import MessageRow, is_spoken
from coursedeck.model.problem import OVERFLOW, Problem, Source
from coursedeck.model.slide import Deck, PlacedSlide
from coursedeck.model.units import Points
from coursedeck.output.preview import PlacedText, PreviewContext, text_places
from coursedeck.session.localize import Message, Role

_IN_FIGURES = frozenset({Role.LABEL, Role.FIGURE_TITLE})
_IN_PICTURES = frozenset({Role.CHART_TITLE, Role.CHART_LABEL, Role.CHART_UNIT, Role.PICTURE_TEXT, Role.ALT})
_REPEATED = frozenset({Role.HEADING, Role.SECTION_NUMBER, Role.TITLE, Role.AUTHOR, Role.CAPTION})
"""What may stand elsewhere than its line says: in the agenda, above the title, under a figure."""
_LEAST_PART = 2
"""Letters of a text that is taken for a part of a longer one on the same line of the source."""
_ALIKE = 0.6
"""Least likeness of words on a slide and the message that they come from."""
_LINE = 1.2
"""Height of a line in type sizes."""
_TITLE_LINES = 3
_SMALLER = 0.5
"""Points by which type has to shrink to be called smaller."""


class MessagePlace(Struct, frozen=True):
    """A place of a message on the slides."""

    slide: int
    """Index in the deck."""
    place: PlacedText


class SlidePlaces(Struct, frozen=True):
    """The texts on the slides of a deck."""

    deck: Deck
    places: tuple[MessagePlace, ...]

    @classmethod
    def of(cls, deck: Deck, context: PreviewContext) -> SlidePlaces:
        """Every text of every slide."""
        found = (
            MessagePlace(index, place)
            for index, slide in enumerate(deck.slides)
            for place in text_places(slide, context)
        )
        return cls(deck, tuple(found))

    def of_message(self, message: Message, shown: str, figure: str = "") -> tuple[MessagePlace, ...]:
        """Where a message stands that is shown as `shown`; `figure` names the definition whose label it is."""
        words = _plain(shown)
        if message.role in _IN_FIGURES:
            return tuple(self._labels(message, words, figure)) or tuple(self._picture(message, figure))
        if message.role in _IN_PICTURES:
            return tuple(self._picture(message, figure))
        here = [
            one for one in self.places if one.place.source == message.source and one.place.kind in {"text", "title"}
        ]
        same = [one for one in here if _plain(one.place.words) == words]
        found = same or [one for one in here if _is_part(_plain(one.place.words), words)]
        if not found and here:
            # keys and marks are written on slides in signs of their own
            likeness = [_ratio(_plain(one.place.words), words) for one in here]
            found = [one for one, ratio in zip(here, likeness, strict=True) if ratio >= max(_ALIKE, *likeness)]
        if not found and message.role in _REPEATED:
            found = [one for one in self.places if _plain(one.place.words) == words]
        return tuple(found)

    def slides_of(self, row: MessageRow, shown: str) -> tuple[int, ...]:
        """The slides that show a message, or speak it."""
        if not is_spoken(row):
            found = self.of_message(row.message, shown, figure_of(row))
            if found:
                return tuple(dict.fromkeys(one.slide for one in found))
        near = [index for index, slide in enumerate(self.deck.slides) if _is_near(slide, row.message)]
        if not near:
            slides = enumerate(self.deck.slides)
            above = [index for index, slide in slides if _is_at_or_above(slide.source, row.message.source)]
            return tuple(above[-1:])
        return tuple(near[-1:] if is_spoken(row) else near[:1])

    def _labels(self, message: Message, words: str, figure: str) -> Iterator[MessagePlace]:
        near = {one.place.source for one in self._picture(message, figure)}
        for one in self.places:
            if one.place.kind == "label" and one.place.source in near and _plain(one.place.words) == words:
                yield one

    def _picture(self, message: Message, figure: str) -> Iterator[MessagePlace]:
        """The pictures that a message belongs to: a definition's by its name, others by their lines."""
        pictures = [one for one in self.places if one.place.kind == "picture"]
        if figure:
            yield from (one for one in pictures if one.place.figure.startswith(figure))
            return
        above = [one.place.source for one in pictures if _is_at_or_above(one.place.source, message.source)]
        nearest = max(above, default=None)
        yield from (one for one in pictures if one.place.source == nearest)


def figure_of(row: MessageRow) -> str:
    """Name of the definition whose label a message is; empty for others."""
    return row.message.where if row.catalog == "diagrams" else ""


class FitKind(StrEnum):
    """How a text stands in its place."""

    FITS = "fits"
    SMALLER = "smaller"
    """It fits in smaller type than the source's."""
    SPLIT = "split"
    """It makes a slide go on on another."""
    LONG = "long"
    """It does not fit."""
    UNSEEN = "unseen"
    """It is on no slide."""


class Fit(Struct, frozen=True):
    """How a text fits."""

    kind: FitKind
    lines: int = 0
    too_many: int = 0
    """Lines beyond the room."""
    size: Points = 0.0
    source_size: Points = 0.0
    advice: str = ""
    """How much to shorten it, in the words of the check."""


def fit_of(
    row: MessageRow, shown: str, now: SlidePlaces, source: SlidePlaces | None, problems: Iterable[Problem]
) -> Fit:
    """How a message that is shown as `shown` fits `now`, beside how the source's own deck shows it."""
    message = row.message
    here = now.of_message(message, shown, figure_of(row))
    texts = [one for one in here if one.place.kind != "picture"]
    if not texts:
        return Fit(FitKind.UNSEEN)
    lines, size = max(one.place.lines for one in texts), min(one.place.size for one in texts)
    before = source.of_message(message, message.text.plain, figure_of(row)) if source is not None else ()
    old = [one for one in before if one.place.kind != "picture"]
    old_lines, old_size = (
        max((one.place.lines for one in old), default=lines),
        min((one.place.size for one in old), default=size),
    )
    for problem in problems:
        if problem.check.endswith(OVERFLOW) and problem.source in {row.place, message.source}:
            too_many = max(lines - _room(texts[0], now), 0)
            return Fit(FitKind.LONG, lines, too_many, size, old_size, problem.message)
    if source is not None and _slides_of_part(now.deck, message) > _slides_of_part(source.deck, message):
        return Fit(FitKind.SPLIT, lines, max(lines - old_lines, 0), size, old_size)
    kind = FitKind.SMALLER if size < old_size - _SMALLER else FitKind.FITS
    return Fit(kind, lines, 0, size, old_size)


def _room(one: MessagePlace, places: SlidePlaces) -> int:
    """Lines that there are for a title; for other texts as many as it has."""
    if one.place.kind != "title":
        return one.place.lines
    shape = places.deck.slides[one.slide].title
    room = shape.box.height - shape.inset[1] - shape.inset[3]
    return min(_TITLE_LINES, max(1, int(room / (one.place.size * _LINE))))


def _slides_of_part(deck: Deck, message: Message) -> int:
    return sum(1 for slide in deck.slides if message.part is not None and message.part in slide.parts)


def boxes_on(
    index: int, rows: Sequence[MessageRow], places: SlidePlaces, shown: Mapping[str, str]
) -> Iterator[tuple[str, PlacedText]]:
    """The messages on one slide with their places; `shown` says otherwise than their rows do what some show."""
    for row in rows:
        if not is_spoken(row):
            for one in places.of_message(row.message, shown.get(row.id, row.shown), figure_of(row)):
                if one.slide == index:
                    yield row.id, one.place


def _plain(words: str) -> str:
    # lines of labels are joined with a blank, which some scripts do not have there
    return "".join(words.split())


def _is_part(words: str, whole: str) -> bool:
    """Whether one of two texts is a part of the other, as the two columns of a labelled item are."""
    if min(len(words), len(whole)) < _LEAST_PART:
        return False
    return words in whole or whole in words


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _is_at_or_above(one: Source, other: Source) -> bool:
    return one.file == other.file and one.line <= other.line


def _is_near(slide: PlacedSlide, message: Message) -> bool:
    return (
        message.part is not None
        and message.part in slide.parts
        and (slide.source.file != message.source.file or slide.source.line <= message.source.line)
    )
