"""Labelled items beside one another, each on a card of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from coursedeck.base.look.component_places import CARD_INSET, bar_of, component_places
from coursedeck.model.entries import Labelled
from coursedeck.model.slide import BoxKind, Layout, Shape, TextParagraph, TextShape
from coursedeck.model.units import Box, Points
from coursedeck.model.values import replace
from coursedeck.session.fit.components.frame import LABEL, Frame, ornament

SIZES: tuple[tuple[Points, Points, int], ...] = ((30, 26, 4), (28, 24, 5), (26, 22, 5), (24, 20, 6))
"""Sizes of label and text, and the most lines of the text, largest first."""

LABEL_LINES = 2
POINT_LINES = 3
SPACE: Points = 12.0
"""Between a label and its text."""

POINT_SPACE: Points = 8.0
HANGING: Points = 18.0
GROUND = "bg2"


def cards(kind: Layout, entries: Sequence[Labelled], body: Box, frame: Frame) -> tuple[Shape, ...] | None:
    """Cards in the largest type that holds them; None where none does."""
    places = component_places(kind, body)
    left, top, right, bottom = CARD_INSET
    width = places["card 1"].width - left - right
    room = body.bottom - places["card 1"].top - top - bottom
    for label_size, text_size, lines in SIZES:
        words = [tuple(_words(entry, label_size, text_size, frame)) for entry in entries]
        heights = [frame.measure.height(paragraphs, width) for paragraphs in words]
        if max(heights) <= room and all(_fits(paragraphs, width, lines, frame) for paragraphs in words):
            height = max(places["card 1"].height, max(heights) + top + bottom)
            made = (
                _card(name, replace(box, height=height), paragraphs, frame)
                for (name, box), paragraphs in zip(places.items(), words, strict=True)
            )
            return tuple(chain.from_iterable(made))
    return None


def _words(entry: Labelled, label_size: Points, text_size: Points, frame: Frame) -> Iterator[TextParagraph]:
    source = entry.item.source
    yield frame.paragraph(entry.label, label_size, bold=True, color=LABEL, source=source)
    space = SPACE
    if entry.words:
        yield replace(frame.paragraph(entry.text, text_size, source=source), level=1, space_before=space)
        space = POINT_SPACE
    for point in entry.points:
        paragraph = frame.paragraph(point.spans, text_size, source=point.source)
        style = frame.levels[0]
        yield replace(
            paragraph,
            level=1,
            bullet=style.bullet or "•",
            bullet_color=style.bullet_color,
            indent=HANGING,
            hanging=HANGING,
            space_before=space,
        )
        space = POINT_SPACE


def _fits(paragraphs: Sequence[TextParagraph], width: Points, lines: int, frame: Frame) -> bool:
    most = (LABEL_LINES, *(POINT_LINES if one.bullet else lines for one in paragraphs[1:]))
    return all(frame.holds(one, width, limit) for one, limit in zip(paragraphs, most, strict=True))


def _card(name: str, box: Box, paragraphs: tuple[TextParagraph, ...], frame: Frame) -> Iterator[Shape]:
    box, idx = frame.place(name, box)
    fill = None if idx is not None else GROUND
    yield frame.whole(TextShape(name, box, paragraphs, idx, inset=CARD_INSET, fill=fill, kind=BoxKind.CARD))
    yield replace(ornament(f"{name} bar", bar_of(box), LABEL), kind=BoxKind.CARD_BAR)
