"""Items without labels, or passages of text, below one another, each in a row of its own between thin lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursedeck.base.look.component_places import POINT_HEIGHT, component_places
from coursedeck.model.passages import passages_of
from coursedeck.model.session import List
from coursedeck.model.slide import Layout, Shape, SlideBlock
from coursedeck.model.units import Box, Points
from coursedeck.model.values import replace
from coursedeck.session.fit.components.frame import Frame
from coursedeck.session.fit.components.references import references
from coursedeck.session.fit.components.rows import row_line
from coursedeck.session.fit.flow import TOLERANCE
from coursedeck.session.fit.scale import STEPS
from coursedeck.session.fit.segments import FlowSegment, page_height

LARGEST: Points = 28.0
PADDING: Points = 8.0
"""Least space above and below a point."""

LINES = 3
MOST_LINES = 5
"""Most lines of a point without what is nested in it; of passages, and in type up to `SMALL`, more."""

SMALL: Points = 20.0


def points(kind: Layout, blocks: Sequence[SlideBlock], body: Box, frame: Frame) -> tuple[Shape, ...] | None:
    """The items of a list, or passages of text, in the largest type that holds them; None where none does."""
    places = list(component_places(kind, body).items())
    listed = blocks[0] if len(blocks) == 1 and isinstance(blocks[0], List) else None
    parts = _items(listed) if listed else passages_of(blocks) or ()
    if len(places) != len(parts):
        return None
    if listed and (links := references(listed, places, body, frame)) is not None:
        return links
    width = places[0][1].width
    for scale in (step for step in STEPS if step.body <= LARGEST):
        texts = [tuple(frame.typeset(part, width, scale)) for part in parts]
        heights = [page_height(text) + 2 * PADDING for text in texts]
        most = LINES if listed and scale.body > SMALL else MOST_LINES
        if sum(heights) <= body.height + TOLERANCE and all(_fits(text, most) for text in texts):
            return tuple(_shapes(texts, _boxes(heights, places, body), frame))
    return None


def _items(block: List) -> tuple[tuple[SlideBlock, ...], ...]:
    """Each item as a list of its own, with its marker and what is nested in it."""
    return tuple(
        (replace(block, items=(item,), start=None if block.start is None else block.start + at),)
        for at, item in enumerate(block.items)
    )


def _fits(text: Sequence[FlowSegment], most: int) -> bool:
    return text[0].lines <= most and not any(segment.problems for segment in text)


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
