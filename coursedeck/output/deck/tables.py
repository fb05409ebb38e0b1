"""Tables as native ``a:tbl`` with fills and lines from the theme (ECMA-376 part 1, 21.1.3).

A right-to-left table has its columns written in visual order, left to right, and no ``rtl`` attribute: PowerPoint would
mirror the columns by it, LibreOffice, Keynote and Google Slides would not.
"""

from __future__ import annotations

from coursedeck.base.look.derived_text import with_text_color
from coursedeck.base.look.tables import HEADER_FILL, ROW_LINE, ROW_LINE_WIDTH
from coursedeck.model.slide import CELL_INSET, TableShape, TextParagraph
from coursedeck.model.units import Points, emu
from coursedeck.output.deck.colors import solid_fill
from coursedeck.output.deck.part_context import PartContext
from coursedeck.output.deck.shapes import drawing_properties, outline, transform
from coursedeck.output.deck.text import text_body
from coursedeck.output.deck.xml import Attributes, Element, element

EMPTY_SIZE: Points = 12.0

_GRAPHIC = "http://schemas.openxmlformats.org/drawingml/2006/table"
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The built-in style "No Style, No Grid": fills and lines are written in the cells, so all programs show the same."""


def table_frame(shape: TableShape, context: PartContext) -> Element:
    """``p:graphicFrame`` of a table with the column widths and row heights of the shape."""
    frame = element("p:cNvGraphicFramePr", None, element("a:graphicFrameLocks", {"noGrp": True}))
    summary = ", ".join(_plain(cell) for cell in shape.cells[0]) if shape.header and shape.cells else ""
    non_visual = element(
        "p:nvGraphicFramePr", None, drawing_properties(context, shape.name, summary), frame, element("p:nvPr")
    )
    data = element("a:graphicData", {"uri": _GRAPHIC}, _table(shape, context))
    return element("p:graphicFrame", None, non_visual, transform("p:xfrm", shape.box), element("a:graphic", None, data))


def _table(shape: TableShape, context: PartContext) -> Element:
    names = "lastCol" if shape.rtl else "firstCol"
    flags = {"firstRow": shape.header, names: _named_rows(shape), "bandRow": False}
    properties = element("a:tblPr", flags, element("a:tableStyleId", text=_NO_STYLE))
    columns = [element("a:gridCol", {"w": emu(width)}) for width in shape.columns]
    grid = element("a:tblGrid", None, *_from_left(columns, shape))
    rows = [_row(shape, index, context) for index in range(len(shape.rows))]
    return element("a:tbl", None, properties, grid, *rows)


def _row(shape: TableShape, index: int, context: PartContext) -> Element:
    header = shape.header and index == 0
    cells = shape.cells[index]
    nothing = (TextParagraph((), _smallest(shape)),)
    hues = shape.hues or (None,) * len(cells)
    made = [
        _cell(cell or nothing, (hue or HEADER_FILL) if header else None, context)
        for cell, hue in zip(cells, hues, strict=True)
    ]
    return element("a:tr", {"h": emu(shape.rows[index])}, *_from_left(made, shape))


def _from_left(columns: list[Element], shape: TableShape) -> list[Element]:
    """Columns in visual order, left to right."""
    return columns[::-1] if shape.rtl else columns


def _cell(paragraphs: tuple[TextParagraph, ...], fill: str | None, context: PartContext) -> Element:
    ink = context.colors.ink(context.layout.ground if fill is None else fill)
    paragraphs = with_text_color(paragraphs, ink, links=fill is not None)
    text = text_body("a:txBody", element("a:bodyPr"), paragraphs, context)
    left, top, right, bottom = (emu(side) for side in CELL_INSET)
    margins: Attributes = {"marL": left, "marR": right, "marT": top, "marB": bottom, "anchor": "ctr"}
    sides = [_line(side, None) for side in ("lnL", "lnR", "lnT")]
    return element(
        "a:tc",
        None,
        text,
        element("a:tcPr", margins, *sides, _line("lnB", context.colors.step("bg1", ROW_LINE)), solid_fill(fill)),
    )


def _line(side: str, paint: str | None) -> Element:
    line = outline(paint, ROW_LINE_WIDTH)
    return element(f"a:{side}", {"w": line.get("w")}, *line)


def _named_rows(shape: TableShape) -> bool:
    """Whether the first column holds row headers, which is when all of it is bold."""
    runs = [run for row in shape.cells[int(shape.header) :] for paragraph in row[0] for run in paragraph.runs]
    return bool(runs) and all(run.bold for run in runs)


def _smallest(shape: TableShape) -> Points:
    """Text size for empty cells, which would otherwise be 18 pt and might stretch their row."""
    sizes = (paragraph.size for row in shape.cells for cell in row for paragraph in cell)
    return min(sizes, default=EMPTY_SIZE)


def _plain(cell: tuple[TextParagraph, ...]) -> str:
    return " ".join(paragraph.plain for paragraph in cell)
