"""Scale boxes and labels to the size at which they are drawn."""

from __future__ import annotations

from coursedeck.figures.layout.labels import LINE_PITCH, MeasuredLabel
from coursedeck.model.drawing import Align, TextBlock, TextLine
from coursedeck.model.units import Box, Points
from coursedeck.model.values import replace

_BASELINE = 0.355
"""Distance from the middle of a line to its baseline, in em."""


def scaled_box(box: Box, scale: float, margin: Points) -> Box:
    """`box` scaled and then moved by `margin`, with coordinates rounded to thousandths of a point."""
    moved = box.scaled(scale, margin, margin)
    left, top = round(moved.left, 3), round(moved.top, 3)
    return Box(left, top, round(round(moved.right, 3) - left, 3), round(round(moved.bottom, 3) - top, 3))


def text_block(words: MeasuredLabel, placed: Box, scale: float, color: str, align: Align = Align.CENTER) -> TextBlock:
    """The text block of a label that was measured at scale 1; `placed` is its final box."""
    size = round(words.size * scale, 3)
    pitch = size * LINE_PITCH
    lines = tuple(
        TextLine(
            tuple(replace(piece.style, text=piece.text) for piece in line.pieces),
            round(line.width * scale, 3),
            round(placed.top + pitch * (index + 0.5) + _BASELINE * size, 3),
        )
        for index, line in enumerate(words.lines)
    )
    return TextBlock(placed, lines, size, color, align, bold=words.bold, italic=words.italic)
