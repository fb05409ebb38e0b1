"""Short steps beside one another, each below a chevron with its number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursedeck.base.look.component_places import (
    ABOVE,
    CHEVRON_HEIGHT,
    STEP_INSET,
    chevron_of,
    component_places,
)
from coursedeck.model.drawing import Align
from coursedeck.model.entries import entries_of
from coursedeck.model.numbering import marker_text
from coursedeck.model.session import List
from coursedeck.model.slide import Layout, Shape, TextParagraph, TextShape
from coursedeck.model.units import Box, Points
from coursedeck.model.values import replace
from coursedeck.session.fit.components.frame import LABEL, Frame

SIZES: tuple[Points, ...] = (28, 26, 24, 22, 20, 18)
NUMBER_SIZE: Points = 28.0
LINES = 6

GROUND = "bg2"
SPACE: Points = 8.0
"""Between the label of a step and its text."""


def process(kind: Layout, block: List, body: Box, frame: Frame) -> tuple[Shape, ...] | None:
    """Steps in the largest type that holds them; None where none does."""
    places = component_places(kind, body)
    if len(places) != len(block.items) or any(item.blocks for item in block.items):
        return None
    left, top, right, bottom = STEP_INSET
    first = next(iter(places.values()))
    width = first.width - left - right
    for size in SIZES:
        texts = _texts(block, size, frame)
        fit = all(frame.holds(one, width, LINES) for text in texts for one in text)
        height = max(first.height, max(frame.measure.height(text, width) for text in texts) + top + bottom)
        if fit and height <= body.height - CHEVRON_HEIGHT:
            start = body.top + round(ABOVE * (body.height - height - CHEVRON_HEIGHT)) + CHEVRON_HEIGHT
            boxes = [(name, replace(box, top=start, height=height)) for name, box in places.items()]
            return tuple(_shapes(block, texts, boxes, frame))
    return None


def _texts(block: List, size: Points, frame: Frame) -> list[tuple[TextParagraph, ...]]:
    """The words of each step: its label, if all have one, and its text."""
    entries = entries_of(block)
    if entries is None or any(entry.points for entry in entries):
        return [(frame.paragraph(item.text.spans, size, source=item.text.source),) for item in block.items]
    return [
        (
            frame.paragraph(entry.label, size, bold=True, color=LABEL, source=entry.item.source),
            replace(frame.paragraph(entry.text, size - 2, source=entry.item.source), space_before=SPACE),
        )
        for entry in entries
    ]


def _shapes(
    block: List, texts: Sequence[tuple[TextParagraph, ...]], places: Sequence[tuple[str, Box]], frame: Frame
) -> Iterator[Shape]:
    for index, ((name, box), text) in enumerate(zip(places, texts, strict=True)):
        number = marker_text(block.numbering, (block.start or 1) + index).rstrip(".)").lstrip("(")
        paragraph = TextParagraph(frame.builder.plain(number, bold=True), NUMBER_SIZE, align=Align.CENTER)
        arrow = chevron_of(box)
        arrow = frame.mirrored(replace(arrow, width=min(arrow.width, frame.body.right - arrow.left)))
        geometry = "rect" if frame.right_to_left else "homePlate" if index == 0 else "chevron"
        yield TextShape(f"chevron {index + 1}", arrow, (paragraph,), anchor="ctr", fill=LABEL, geometry=geometry)
        shape = frame.shape(name, frame.place(name, box), text)
        yield replace(shape, fill=GROUND, inset=STEP_INSET)
