"""Tables as native ``a:tbl`` with fills and lines from the theme (ECMA-376 part 1, 21.1.3).

A right-to-left table has its columns written in visual order, left to right, and no ``rtl`` attribute: PowerPoint would
mirror the columns by it, LibreOffice, Keynote and Google Slides would not.
"""

from __future__ import annotations

from coursedeck.base.look.derived_text import with_text_color
from coursedeck.base.look.tables import RowPaints
from coursedeck.model.slide import TableShape, TextParagraph, cell_inset
from coursedeck.model.theme import TableRule
from coursedeck.model.units import Points, emu
from coursedeck.output.deck.colors import solid_fill
from coursedeck.output.deck.part_context import PartContext
from coursedeck.output.deck.shapes import drawing_properties, object_place, outline, transform
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
        "p:nvGraphicFramePr",
        None,
        drawing_properties(context, shape.name, summary),
        frame,
        object_place(shape.placeholder, context),
    )
    data = element("a:graphicData", {"uri": _GRAPHIC}, _table(shape, context))
    return element("p:graphicFrame", None, non_visual, transform("p:xfrm", shape.box), element("a:graphic", None, data))


def _table(shape: TableShape, context: PartContext) -> Element:
    names = "lastCol" if shape.rtl else "firstCol"
    flags = {"firstRow": bool(shape.header), names: _named_rows(shape), "bandRow": False}
    properties = element("a:tblPr", flags, element("a:tableStyleId", text=_NO_STYLE))
    columns = [element("a:gridCol", {"w": emu(width)}) for width in shape.columns]
    grid = element("a:tblGrid", None, *_from_left(columns, shape))
    rows = [_row(shape, index, context) for index in range(len(shape.rows))]
    return element("a:tbl", None, properties, grid, *rows)


def _row(shape: TableShape, index: int, context: PartContext) -> Element:
    header = index < shape.header
    cells = shape.cells[index]
    nothing = (TextParagraph((), _smallest(shape)),)
    hues = shape.hues or (None,) * len(cells)
    merging = _merging(shape)
    paints = RowPaints.of(shape, index, context.colors, context.layout.ground)
    made = [
        _cell(
            cell or nothing,
            hue if header and hue else paints.fill,
            merging.get((index, column), {}),
            paints,
            context,
        )
        for column, (cell, hue) in enumerate(zip(_from_span_start(cells, index, shape), hues, strict=True))
    ]
    return element("a:tr", {"h": emu(shape.rows[index])}, *_from_left(made, shape))


def _merging(shape: TableShape) -> dict[tuple[int, int], Attributes]:
    """Attributes of the cells of merged ones by row and column (21.1.3.16): the first that is seen holds the text."""
    found: dict[tuple[int, int], Attributes] = {}
    for span in shape.spans:
        first = span.column + span.columns - 1 if shape.rtl else span.column
        for down in range(span.rows):
            for column in range(span.column, span.column + span.columns):
                found[span.row + down, column] = {
                    "rowSpan": span.rows if span.rows > 1 and not down else None,
                    "gridSpan": span.columns if span.columns > 1 and column == first else None,
                    "hMerge": True if column != first else None,
                    "vMerge": True if down else None,
                }
    return found


def _from_span_start(
    cells: tuple[tuple[TextParagraph, ...], ...], row: int, shape: TableShape
) -> tuple[tuple[TextParagraph, ...], ...]:
    """The cells, the text of a merged one in the first of its columns from the left."""
    moved = list(cells)
    for span in shape.spans if shape.rtl else ():
        if span.row == row and span.columns > 1:
            last = span.column + span.columns - 1
            moved[last], moved[span.column] = moved[span.column], moved[last]
    return tuple(moved)


def _from_left(columns: list[Element], shape: TableShape) -> list[Element]:
    """Columns in visual order, left to right."""
    return columns[::-1] if shape.rtl else columns


def _cell(
    paragraphs: tuple[TextParagraph, ...],
    fill: str | None,
    merging: Attributes,
    paints: RowPaints,
    context: PartContext,
) -> Element:
    paragraphs = with_text_color(paragraphs, paints.ink_on(fill, context.colors), links=fill is not None)
    text = text_body("a:txBody", element("a:bodyPr"), paragraphs, context)
    left, top, right, bottom = (emu(side) for side in cell_inset(paragraphs))
    margins: Attributes = {"marL": left, "marR": right, "marT": top, "marB": bottom, "anchor": "ctr"}
    lines = (("lnL", paints.beside), ("lnR", paints.beside), ("lnT", paints.above), ("lnB", paints.below))
    return element(
        "a:tc",
        merging or None,
        text,
        element("a:tcPr", margins, *(_line(side, rule) for side, rule in lines), solid_fill(fill)),
    )


def _line(side: str, rule: TableRule | None) -> Element:
    line = outline(rule.paint, rule.width) if rule else outline(None)
    return element(f"a:{side}", {"w": line.get("w")}, *line)


def _named_rows(shape: TableShape) -> bool:
    """Whether the first column holds row headers, which is when all of it is bold."""
    runs = [run for row in shape.cells[shape.header :] for paragraph in row[0] for run in paragraph.runs]
    return bool(runs) and all(run.bold for run in runs)


def _smallest(shape: TableShape) -> Points:
    """Text size for empty cells, which would otherwise be 18 pt and might stretch their row."""
    sizes = (paragraph.size for row in shape.cells for cell in row for paragraph in cell)
    return min(sizes, default=EMPTY_SIZE)


def _plain(cell: tuple[TextParagraph, ...]) -> str:
    return " ".join(paragraph.plain for paragraph in cell)
