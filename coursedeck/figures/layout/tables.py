"""Measure table nodes: columns and rows as large as their cells need."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from msgspec import Struct

from coursedeck.figures.layout.labels import LINE_PITCH, MeasuredLabel, Measurer
from coursedeck.model.graph import Align, Cell, Node
from coursedeck.model.units import Box, Points

_MARGINS = (0.55, 0.3)
"""Left and right, above and below the text of a cell, in em."""


class SizedCell(Struct, frozen=True):
    """A cell with its label and its box, measured from the top left of its node."""

    cell: Cell
    words: MeasuredLabel | None
    box: Box

    def text_box(self, box: Box) -> Box:
        """Where the label stands in `box`, the place of the cell."""
        words = self.words
        if words is None:
            return box
        margin = _MARGINS[0] * words.size
        left = {
            Align.LEFT: box.left + margin,
            Align.RIGHT: box.right - margin - words.width,
            Align.CENTER: box.center.x - words.width / 2,
        }[self.cell.label.align]
        return Box(left, box.center.y - words.height / 2, words.width, words.height)


def sized_cells(node: Node, size: Points, measurer: Measurer, ems: float) -> tuple[SizedCell, ...]:
    """The cells of a table node; `size` is the font size, `ems` the usual width of a label."""
    measured: list[tuple[Cell, MeasuredLabel | None, Points]] = []
    for cell in node.cells:
        font = cell.style.font_size or size
        bold, italic = node.style.bold, node.style.italic
        measured.append((cell, measurer.words(cell.label, font, ems, bold=bold, italic=italic), font))
    columns = _extents(
        (cell.column, cell.columns, (words.width if words else font) + 2 * _MARGINS[0] * font)
        for cell, words, font in measured
    )
    rows = _extents(
        (cell.row, cell.rows, (words.height if words else font * LINE_PITCH) + 2 * _MARGINS[1] * font)
        for cell, words, font in measured
    )
    columns, rows = _stretched(columns, node.width), _stretched(rows, node.height)
    xs, ys = [0.0, *accumulate(columns)], [0.0, *accumulate(rows)]
    return tuple(SizedCell(cell, words, _between(xs, ys, cell)) for cell, words, _ in measured)


def _between(xs: list[Points], ys: list[Points], cell: Cell) -> Box:
    left, right = xs[cell.column], xs[cell.column + cell.columns]
    top, bottom = ys[cell.row], ys[cell.row + cell.rows]
    return Box(left, top, right - left, bottom - top)


def _extents(spans: Iterable[tuple[int, int, Points]]) -> list[Points]:
    """Sizes of all columns (or rows): of each cell its first, how many, and the size that it needs."""
    several = sorted(spans, key=lambda span: (span[1], span[0]))
    sizes = [0.0] * max((first + count for first, count, _ in several), default=0)
    for first, count, needed in several:
        lacking = needed - sum(sizes[first : first + count])
        if lacking > 0:
            for index in range(first, first + count):
                sizes[index] += lacking / count
    return sizes


def _stretched(sizes: list[Points], least: Points | None) -> list[Points]:
    """`sizes` made larger alike, so that together they have at least the author's size."""
    total = sum(sizes)
    return [size * least / total for size in sizes] if least and 0 < total < least else sizes
