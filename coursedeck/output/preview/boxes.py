"""Text shapes, progress bars and tables as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursedeck.base.look.bars import LABEL_INSET, bar_cells, cell_paint
from coursedeck.base.look.derived_text import covers, with_text_color
from coursedeck.base.look.tables import RowPaints
from coursedeck.base.svg import element, path_of, preset_path, rounded_path
from coursedeck.base.text.languages import language_runs
from coursedeck.base.text.scripts import has_right_to_left
from coursedeck.model.drawing import Align
from coursedeck.model.session import CellSpan
from coursedeck.model.slide import BarShape, TableShape, TextParagraph, TextRun, TextShape, cell_inset
from coursedeck.model.theme import TableRule
from coursedeck.model.units import Box, Point
from coursedeck.output.preview.art import art_in
from coursedeck.output.preview.context import SlideCanvas
from coursedeck.output.preview.paints import fill, stroke
from coursedeck.output.preview.paragraphs import TextFrame, broken_paragraphs, text_group, text_height


def text_box(shape: TextShape, canvas: SlideCanvas) -> str:
    """A text shape with its own fill or that of its placeholder."""
    holder = canvas.placeholder(shape.placeholder)
    frame = text_frame(shape, canvas)
    painted = _painted(shape, canvas)
    if not painted and holder and holder.art:
        painted = art_in(holder.art, shape.box, "")
    content = painted + text_group(frame, canvas)
    return element("g", {"data-source": canvas.source(shape.source)}, content) if content else ""


def text_frame(shape: TextShape, canvas: SlideCanvas) -> TextFrame:
    """The text of a shape in the colours that it has there."""
    holder = canvas.placeholder(shape.placeholder)
    words = with_text_color(shape.paragraphs, canvas.colors.ink(shape.fill)) if covers(shape.fill) else shape.paragraphs
    return TextFrame(words, shape.box, shape.inset, shape.anchor, holder.levels if holder else ())


def _painted(shape: TextShape, canvas: SlideCanvas) -> str:
    if shape.fill is None and shape.stroke is None:
        return ""
    rounded = shape.geometry == "roundRect"
    path = rounded_path(shape.box, shape.radius) if rounded else preset_path(shape.geometry, shape.box)
    line = stroke(shape.stroke, canvas.colors, shape.weight)
    dashes = {"stroke-dasharray": f"{4 * shape.weight:g} {3 * shape.weight:g}"} if shape.dash and line else {}
    return element("path", {"d": path, **fill(shape.fill, canvas.colors), **line, **dashes})


def bar(shape: BarShape, canvas: SlideCanvas) -> str:
    """The progress bar of a session."""
    cells = enumerate(bar_cells(shape.box, shape.weights, rtl=shape.rtl))
    return element("g", {"data-source": canvas.source(None)}, "".join(_cell(shape, i, box, canvas) for i, box in cells))


def _cell(shape: BarShape, index: int, box: Box, canvas: SlideCanvas) -> str:
    current = index == shape.current
    paint, ink = cell_paint(canvas.colors, canvas.ground, current=current)
    ground = element("path", {"d": preset_path("rect", box), **fill(paint, canvas.colors)})
    label = shape.labels[index]
    runs = tuple(TextRun(text, lang, bold=current, color=ink) for text, lang in language_runs(label, shape.lang))
    paragraphs = (TextParagraph(runs, shape.size, align=Align.CENTER, rtl=has_right_to_left(label)),) if label else ()
    return ground + text_group(TextFrame(paragraphs, box, LABEL_INSET, "ctr"), canvas)


def table(shape: TableShape, canvas: SlideCanvas) -> str:
    """A table with a filled header and a line under every row; rows grow with their text."""
    return element("g", {"data-source": canvas.source(shape.source)}, "".join(_rows(shape, canvas)))


def cell_frames(shape: TableShape, canvas: SlideCanvas) -> Iterator[TextFrame]:
    """The text of each cell that is seen."""
    for row, column, box in _cell_boxes(shape, _tops(shape, canvas)):
        yield _frame(shape, row, column, box, canvas)


def _tops(shape: TableShape, canvas: SlideCanvas) -> list[float]:
    """Top of each row, and the bottom of the last."""
    heights = _heights(shape, canvas)
    return [shape.box.top + sum(heights[:index]) for index in range(len(heights) + 1)]


def _cell_boxes(shape: TableShape, tops: Sequence[float]) -> Iterator[tuple[int, int, Box]]:
    """Row, column and box of each cell that no other covers."""
    for row, cells in enumerate(shape.cells):
        for column in range(len(cells)):
            span = _span(shape, row, column)
            if span is not None:
                left, width = _sides(shape, column, span.columns)
                bottom = tops[min(row + span.rows, len(tops) - 1)]
                yield row, column, Box(left, tops[row], width, bottom - tops[row])


def _rows(shape: TableShape, canvas: SlideCanvas) -> Iterator[str]:
    tops = _tops(shape, canvas)
    boxes = {(row, column): box for row, column, box in _cell_boxes(shape, tops)}
    for index, cells in enumerate(shape.cells):
        paints = RowPaints.of(shape, index, canvas.colors, canvas.ground)
        for column in range(len(cells)):
            if (index, column) not in boxes:
                continue
            paint, box = _ground(shape, index, column, canvas), boxes[index, column]
            if paint is not None:
                ground = {**fill(paint, canvas.colors), "shape-rendering": "crispEdges"}
                yield element("path", {"d": preset_path("rect", box), **ground})
            yield text_group(_frame(shape, index, column, box, canvas), canvas)
            if paints.beside:
                for x in (box.left, box.right):
                    yield _table_line((Point(x, box.top), Point(x, box.bottom)), paints.beside, canvas)
        for y, rule in ((tops[index], paints.above), (tops[index + 1], paints.below)):
            if rule:
                for left, right in _line_parts(shape, index):
                    yield _table_line((Point(left, y), Point(right, y)), rule, canvas)


def _table_line(ends: tuple[Point, Point], rule: TableRule, canvas: SlideCanvas) -> str:
    line = stroke(rule.paint, canvas.colors, rule.width)
    return element("path", {"d": path_of(ends), "fill": "none", **line})


def _heights(shape: TableShape, canvas: SlideCanvas) -> list[float]:
    """Heights of the rows, which grow with their text."""
    heights = list(shape.rows)
    for index, cells in enumerate(shape.cells):
        for column in range(len(cells)):
            span = _span(shape, index, column)
            if span is None or span.rows > 1:
                continue
            left, width = _sides(shape, column, span.columns)
            frame = _frame(shape, index, column, Box(left, 0.0, width, shape.rows[index]), canvas)
            heights[index] = max(heights[index], _needed(frame, canvas))
    return heights


def _span(shape: TableShape, row: int, column: int) -> CellSpan | None:
    """How far a cell reaches; None for one that another covers."""
    for span in shape.spans:
        if (span.row, span.column) == (row, column):
            return span
        inside = span.row <= row < span.row + span.rows and span.column <= column < span.column + span.columns
        if inside:
            return None
    return CellSpan(row, column, 1, 1)


def _ground(shape: TableShape, row: int, column: int, canvas: SlideCanvas) -> str | None:
    hue = shape.hues[column] if shape.hues and row < shape.header else None
    return hue or RowPaints.of(shape, row, canvas.colors, canvas.ground).fill


def _sides(shape: TableShape, column: int, count: int) -> tuple[float, float]:
    """Left edge and width of a cell of `count` columns."""
    before, width = sum(shape.columns[:column]), sum(shape.columns[column : column + count])
    left = shape.box.left + (sum(shape.columns) - before - width if shape.rtl else before)
    return left, width


def _frame(shape: TableShape, row: int, column: int, box: Box, canvas: SlideCanvas) -> TextFrame:
    cell, paint = shape.cells[row][column], _ground(shape, row, column, canvas)
    ink = RowPaints.of(shape, row, canvas.colors, canvas.ground).ink_on(paint, canvas.colors)
    words = with_text_color(cell, ink, links=paint is not None)
    return TextFrame(words, box, cell_inset(cell), "ctr", by_fonts=True)


def _line_parts(shape: TableShape, row: int) -> Iterator[tuple[float, float]]:
    """Where the line under a row runs: not through cells that reach further down."""
    open_ = [span for span in shape.spans if span.row <= row < span.row + span.rows - 1 and row + 1 < len(shape.cells)]
    start: float | None = None
    end = shape.box.left
    places = sorted((*_sides(shape, column, 1), column) for column in range(len(shape.columns)))
    for left, width, column in places:
        crossed = any(span.column <= column < span.column + span.columns for span in open_)
        if crossed and start is not None:
            yield start, end
            start = None
        elif not crossed and start is None:
            start = left
        end = left + width
    if start is not None:
        yield start, end


def _needed(frame: TextFrame, canvas: SlideCanvas) -> float:
    return text_height(broken_paragraphs(frame, canvas)) + frame.inset[1] + frame.inset[3]
