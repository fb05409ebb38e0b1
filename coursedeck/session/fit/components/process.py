"""Short steps beside one another, each below a chevron with its number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from coursedeck.base.look.component_places import chevron_of, component_places
from coursedeck.model.drawing import Align
from coursedeck.model.entries import entries_of
from coursedeck.model.numbering import marker_text
from coursedeck.model.session import List
from coursedeck.model.slide import Layout, Shape, TextParagraph, TextShape
from coursedeck.model.units import Box, Points
from coursedeck.session.fit.components.frame import LABEL, Frame

SIZES: tuple[Points, ...] = (28, 26, 24, 22, 20, 18)
NUMBER_SIZE: Points = 26.0
LINES = 6
LOWERED = 0.3
"""Share of the free height that is left above the chevrons."""

SPACE: Points = 8.0
"""Between the label of a step and its text."""


def process(kind: Layout, block: List, body: Box, frame: Frame) -> tuple[Shape, ...] | None:
    """Steps in the largest type that holds them; None where none does."""
    places = component_places(kind, body)
    if len(places) != len(block.items) or any(item.blocks for item in block.items):
        return None
    first = next(iter(places.values()))
    room = body.bottom - first.top
    for size in SIZES:
        texts = _texts(block, size, frame)
        fit = all(frame.holds(one, first.width, LINES) for text in texts for one in text)
        if fit and all(frame.measure.height(text, first.width) <= room for text in texts):
            free = room - max(frame.measure.height(text, first.width) for text in texts)
            lower = [(name, replace(box, top=box.top + LOWERED * free)) for name, box in places.items()]
            return tuple(_shapes(block, texts, [(name, _above(box, body)) for name, box in lower], frame))
    return None


def _above(box: Box, body: Box) -> Box:
    """A box that ends where the body does."""
    return replace(box, height=min(box.height, body.bottom - box.top))


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
        yield frame.shape(name, frame.place(name, box), text)
