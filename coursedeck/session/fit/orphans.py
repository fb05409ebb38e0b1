"""Paragraphs whose last line is not one short word: set a little narrower, another word comes down to it."""

from __future__ import annotations

from collections.abc import Sequence

from coursedeck.base.text.paragraphs import ParagraphMeasure
from coursedeck.model.drawing import Align
from coursedeck.model.slide import TextParagraph, TextShape
from coursedeck.model.units import Points
from coursedeck.model.values import replace

_SHORT = 0.25
"""Share of the longest line below which a last line of one word is an orphan."""

_NARROWER = (0.98, 0.96, 0.94, 0.92, 0.9)
"""Shares of the width that are tried, the widest first."""

_ROOM = 1.015
"""How much more room there may be for the same lines, since programs measure a little differently."""


def without_orphans(shape: TextShape, measure: ParagraphMeasure, *, right_to_left: bool = False) -> TextShape:
    """`shape` with a wider inset where lines end where that leaves fewer orphans, and makes no more lines."""
    left, top, right, bottom = shape.inset
    width = shape.box.width - left - right
    told = [one for one in shape.paragraphs if one.align is Align.LEFT and not any(run.mono for run in one.runs)]
    if width <= 0 or not (fewest := _orphans(told, width, measure)):
        return shape
    lines = _counts(shape.paragraphs, width, measure)
    best = width
    for share in _NARROWER:
        narrow = width * share
        if _counts(shape.paragraphs, narrow, measure) != lines:
            break
        if (found := _orphans(told, narrow, measure)) < fewest:
            fewest, best = found, narrow
    more = round(width - best, 1)
    return replace(
        shape, inset=(left + more, top, right, bottom) if right_to_left else (left, top, right + more, bottom)
    )


def _counts(paragraphs: Sequence[TextParagraph], width: Points, measure: ParagraphMeasure) -> list[int]:
    return [len(measure.lines(paragraph, width).lines) for paragraph in paragraphs]


def _orphans(paragraphs: Sequence[TextParagraph], width: Points, measure: ParagraphMeasure) -> int:
    """How many paragraphs end in an orphan at a width, in one program or another."""
    return sum(any(_is_orphaned(one, wide, measure) for wide in (width, width * _ROOM)) for one in paragraphs)


def _is_orphaned(paragraph: TextParagraph, width: Points, measure: ParagraphMeasure) -> bool:
    lines = measure.lines(paragraph, width).lines
    last = lines[-1]
    return len(lines) > 1 and " " not in last.plain.strip() and last.width < _SHORT * max(one.width for one in lines)
