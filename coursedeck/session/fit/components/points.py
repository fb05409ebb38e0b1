"""Items without labels below one another, each in a row of its own between thin lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from coursedeck.base.look.component_places import component_places
from coursedeck.model.session import List
from coursedeck.model.slide import Layout, Shape, TextParagraph
from coursedeck.model.text import Text
from coursedeck.model.units import Box, Points
from coursedeck.session.fit.components.frame import LABEL, Frame
from coursedeck.session.fit.components.introduction import below_introduction
from coursedeck.session.fit.components.rows import PADDING, row_line
from coursedeck.session.fit.markers import item_bullet, shown_markers

SIZES: tuple[Points, ...] = (28, 26, 24)
LINES = 2
HANGING = 1.1
"""Least room for the marker of an item, in em."""

MARKER_GAP = 0.5
"""Between a marker and its text, in em."""


def points(kind: Layout, block: List, introduction: Text | None, frame: Frame) -> tuple[Shape, ...] | None:
    """The items in the largest type that holds them; None where none does."""
    start = below_introduction(introduction, frame)
    if start is None:
        return None
    above, body = start
    places = component_places(kind, body)
    if len(places) != len(block.items):
        return None
    for size in SIZES:
        paragraphs = _paragraphs(block, size, frame)
        if all(
            frame.holds(one, body.width, LINES)
            and frame.measure.lines(one, body.width).height <= places["point 1"].height - PADDING
            for one in paragraphs
        ):
            return (*above, *_shapes(paragraphs, places.values(), frame))
    return None


def _paragraphs(block: List, size: Points, frame: Frame) -> tuple[TextParagraph, ...]:
    style = frame.levels[0]
    widest = max(frame.measure.ruler.width(mark, size) for mark in shown_markers(block, style))
    hanging = round(max(HANGING * size, widest + MARKER_GAP * size), 1)
    found = []
    for offset, item in enumerate(block.items):
        number = None if block.start is None else block.start + offset
        paragraph = frame.paragraph(item.text.spans, size, source=item.text.source)
        found.append(
            replace(
                paragraph,
                bullet=item_bullet(block, item, number, style),
                bullet_color=LABEL,
                number=number,
                numbering=block.numbering,
                indent=hanging,
                hanging=hanging,
            )
        )
    return tuple(found)


def _shapes(paragraphs: Sequence[TextParagraph], boxes: Iterable[Box], frame: Frame) -> Iterator[Shape]:
    for number, (paragraph, box) in enumerate(zip(paragraphs, boxes, strict=True), 1):
        yield row_line(number, box.top, frame)
        name = f"point {number}"
        yield frame.shape(name, frame.place(name, box), (paragraph,), "ctr")
        if number == len(paragraphs):
            yield row_line(number + 1, box.bottom, frame)
