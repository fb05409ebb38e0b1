"""Items without labels below one another, each in a row of its own between thin lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from coursedeck.base.look.component_places import POINT_HEIGHT, component_places
from coursedeck.model.session import List
from coursedeck.model.slide import Layout, Shape
from coursedeck.model.units import Box, Points
from coursedeck.session.fit.components.frame import Frame
from coursedeck.session.fit.components.references import references
from coursedeck.session.fit.components.rows import row_line
from coursedeck.session.fit.flow import TOLERANCE
from coursedeck.session.fit.scale import STEPS, Scale
from coursedeck.session.fit.segments import FlowSegment, page_height

LARGEST: Points = 28.0
PADDING: Points = 8.0
"""Least space above and below a point."""

LINES = 3
"""Most lines of a point without what is nested in it."""


def points(kind: Layout, block: List, body: Box, frame: Frame) -> tuple[Shape, ...] | None:
    """Points in the largest type that holds them; None where none does."""
    places = list(component_places(kind, body).items())
    if len(places) != len(block.items):
        return None
    if (links := references(block, places, body, frame)) is not None:
        return links
    width = places[0][1].width
    for scale in (step for step in STEPS if step.body <= LARGEST):
        texts = [_text(block, index, width, scale, frame) for index in range(len(block.items))]
        heights = [page_height(text) + 2 * PADDING for text in texts]
        if sum(heights) <= body.height + TOLERANCE and all(_fits(text) for text in texts):
            return tuple(_shapes(texts, _boxes(heights, places, body), frame))
    return None


def _text(block: List, index: int, width: Points, scale: Scale, frame: Frame) -> tuple[FlowSegment, ...]:
    """One item with its marker, and what is nested in it."""
    start = None if block.start is None else block.start + index
    alone = replace(block, items=block.items[index : index + 1], start=start)
    return tuple(frame.typeset((alone,), width, scale))


def _fits(text: Sequence[FlowSegment]) -> bool:
    return text[0].lines <= LINES and not any(segment.problems for segment in text)


def _boxes(heights: Sequence[Points], places: Sequence[tuple[str, Box]], body: Box) -> Iterator[tuple[str, Box]]:
    """The places, as high as their texts need, and higher by what is left of the body."""
    level = min(POINT_HEIGHT, body.height / len(heights))
    even = all(height <= level for height in heights)
    more = (body.height - sum(heights)) / len(heights)
    top = body.top
    for (name, box), height in zip(places, heights, strict=True):
        own = level if even else height + more
        yield name, replace(box, top=top, height=own)
        top += own


def _shapes(
    texts: Sequence[tuple[FlowSegment, ...]], boxes: Iterator[tuple[str, Box]], frame: Frame
) -> Iterator[Shape]:
    for number, ((name, box), text) in enumerate(zip(boxes, texts, strict=True), 1):
        yield row_line(number, box.top, frame)
        paragraphs = [paragraph for segment in text for paragraph in segment.paragraphs]
        paragraphs[0] = replace(paragraphs[0], space_before=0.0)
        yield frame.shape(name, frame.place(name, box), tuple(paragraphs), "ctr")
        if number == len(texts):
            yield row_line(number + 1, box.bottom, frame)
