"""Text shapes, progress bars and tables as SVG."""

from __future__ import annotations

from collections.abc import Iterator

from coursedeck.base.look.bars import LABEL_INSET, bar_cells, cell_paint
from coursedeck.base.look.derived_text import covers, with_text_color
from coursedeck.base.look.paint import CORNER
from coursedeck.base.look.tables import HEADER_FILL, ROW_LINE, ROW_LINE_WIDTH
from coursedeck.base.svg import element, path_of, preset_path, rounded_path
from coursedeck.base.text.languages import language_runs
from coursedeck.model.drawing import Align
from coursedeck.model.slide import CELL_INSET, BarShape, TableShape, TextParagraph, TextRun, TextShape
from coursedeck.model.units import Box, Point
from coursedeck.output.preview.art import art_element
from coursedeck.output.preview.context import Canvas
from coursedeck.output.preview.paints import fill, stroke
from coursedeck.output.preview.paragraphs import TextFrame, broken_paragraphs, text_group, text_height


def text_box(shape: TextShape, canvas: Canvas) -> str:
    """A text shape with its own fill or that of its placeholder."""
    holder = canvas.placeholder(shape.placeholder)
    words = with_text_color(shape.paragraphs, canvas.colors.ink(shape.fill)) if covers(shape.fill) else shape.paragraphs
    levels = holder.levels if holder else ()
    frame = TextFrame(words, shape.box, shape.inset, shape.anchor, levels)
    painted = _painted(shape, canvas)
    if not painted and holder and holder.art:
        painted = art_element(holder.art, "")
    content = painted + text_group(frame, canvas)
    return element("g", {"data-source": canvas.source(shape.source)}, content) if content else ""


def _painted(shape: TextShape, canvas: Canvas) -> str:
    if shape.fill is None and shape.stroke is None:
        return ""
    rounded = shape.geometry == "roundRect"
    path = rounded_path(shape.box, CORNER) if rounded else preset_path(shape.geometry, shape.box)
    return element("path", {"d": path, **fill(shape.fill, canvas.colors), **stroke(shape.stroke, canvas.colors)})


def bar(shape: BarShape, canvas: Canvas) -> str:
    """The progress bar of a session."""
    cells = enumerate(bar_cells(shape.box, shape.weights, rtl=shape.rtl))
    return element("g", {"data-source": canvas.source(None)}, "".join(_cell(shape, i, box, canvas) for i, box in cells))


def _cell(shape: BarShape, index: int, box: Box, canvas: Canvas) -> str:
    current = index == shape.current
    paint, ink = cell_paint(canvas.colors, canvas.ground, current=current)
    ground = element("path", {"d": preset_path("rect", box), **fill(paint, canvas.colors)})
    label = shape.labels[index]
    runs = tuple(TextRun(text, lang, bold=current, color=ink) for text, lang in language_runs(label, shape.lang))
    paragraphs = (TextParagraph(runs, shape.size, align=Align.CENTER, rtl=shape.rtl),) if label else ()
    return ground + text_group(TextFrame(paragraphs, box, LABEL_INSET, "ctr"), canvas)


def table(shape: TableShape, canvas: Canvas) -> str:
    """A table with a filled header and a line under every row; rows grow with their text."""
    return element("g", {"data-source": canvas.source(shape.source)}, "".join(_rows(shape, canvas)))


def _rows(shape: TableShape, canvas: Canvas) -> Iterator[str]:
    top = shape.box.top
    under = canvas.colors.step("bg1", ROW_LINE)
    for index, cells in enumerate(shape.cells):
        header = shape.header and index == 0
        hues = shape.hues if header and shape.hues else (None,) * len(cells)
        paints = [(hue or HEADER_FILL) if header else None for hue in hues]
        frames = list(_frames(shape, index, top, paints, canvas))
        height = max([shape.rows[index], *(_needed(frame, canvas) for frame in frames)])
        for frame, paint in zip(frames, paints, strict=True):
            box = Box(frame.box.left, top, frame.box.width, height)
            if paint is not None:
                ground = {**fill(paint, canvas.colors), "shape-rendering": "crispEdges"}
                yield element("path", {"d": preset_path("rect", box), **ground})
            yield text_group(TextFrame(frame.paragraphs, box, frame.inset, "ctr"), canvas)
        top += height
        line = path_of((Point(shape.box.left, top), Point(shape.box.left + sum(shape.columns), top)))
        yield element("path", {"d": line, "fill": "none", **stroke(under, canvas.colors, ROW_LINE_WIDTH)})


def _frames(shape: TableShape, index: int, top: float, paints: list[str | None], canvas: Canvas) -> Iterator[TextFrame]:
    left, step = (shape.box.left + sum(shape.columns), -1) if shape.rtl else (shape.box.left, 1)
    for width, cell, paint in zip(shape.columns, shape.cells[index], paints, strict=True):
        start = left - width if shape.rtl else left
        words = with_text_color(cell, canvas.colors.ink(paint)) if paint is not None else cell
        yield TextFrame(words, Box(start, top, width, shape.rows[index]), CELL_INSET, "ctr")
        left += step * width


def _needed(frame: TextFrame, canvas: Canvas) -> float:
    return text_height(broken_paragraphs(frame, canvas)) + frame.inset[1] + frame.inset[3]
