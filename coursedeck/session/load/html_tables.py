"""Tables that an author wrote in HTML, merged cells and all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from coursedeck.model.session import Block, CellSpan, FigureRef, Picture, PictureRow, Table
from coursedeck.model.text import Text
from coursedeck.model.walk import blocks_in
from coursedeck.session.load.context import LoadContext
from coursedeck.session.load.flattening import empty, flattened
from coursedeck.session.load.html_tree import HtmlChild, HtmlElement
from coursedeck.session.load.picture_tables import TableCell, arranged_pictures, pictures_beside

_SECTIONS = frozenset({"tbody", "tfoot", "thead"})
_CELLS = frozenset({"td", "th"})
_MOST_COLUMNS = 60
"""Larger tables cannot be read on a slide."""

ReadChildren = Callable[[Sequence[HtmlChild]], tuple[Block, ...]]


class _HtmlGrid(Struct, frozen=True):
    """The cells of a table in their places."""

    cells: dict[tuple[int, int], HtmlElement]
    spans: tuple[CellSpan, ...]
    rows: int
    columns: int


def read_html_table(element: HtmlElement, read: ReadChildren, context: LoadContext) -> Iterator[Block]:
    """The table, after what stands between its cells; a table that only arranges pictures is these pictures."""
    rows, loose = _rows(element)
    yield from read(loose)
    grid = _grid(rows)
    if not grid.columns:
        return
    blocks = {place: read(cell.children) for place, cell in grid.cells.items()}
    nothing = empty(context.at(element.line))
    pictured = _pictured(blocks, grid, context)
    if pictured and (arranged := arranged_pictures(pictured)):
        yield from arranged
        return
    texts: dict[tuple[int, int], Text] = {}
    for place, cell in grid.cells.items():
        texts[place], asides = flattened(blocks[place], cell.line, context, pictures_follow=True)
        yield from asides
    lines = [tuple(texts.get((row, column), nothing) for column in range(grid.columns)) for row in range(grid.rows)]
    captions = list(element.all("caption"))
    caption = flattened(read(captions[0].children), captions[0].line, context)[0] if captions else None
    yield Table(
        lines[0],
        tuple(lines[1:]),
        _alignments(grid),
        context.at(element.line),
        header_rows=_header_rows(rows, grid),
        spans=grid.spans,
        caption=caption or None,
    )
    yield from pictures_beside(pictured, context)


def _pictured(
    blocks: Mapping[tuple[int, int], tuple[Block, ...]], grid: _HtmlGrid, context: LoadContext
) -> list[list[TableCell]]:
    """The cells of a table that holds pictures, words and pictures apart."""
    if not any(isinstance(one, Picture | PictureRow | FigureRef) for held in blocks.values() for one in held):
        return []
    return [[_cell(blocks.get((row, at), ()), context) for at in range(grid.columns)] for row in range(grid.rows)]


def _cell(blocks: Sequence[Block], context: LoadContext) -> TableCell:
    every = [one for block in blocks for one in (block, *blocks_in(block))]
    pictures = tuple(block for block in every if isinstance(block, Picture | FigureRef))
    others = [block for block in blocks if not isinstance(block, Picture | PictureRow | FigureRef)]
    return TableCell(flattened(others, 1, context)[0], pictures)


def _rows(element: HtmlElement) -> tuple[list[HtmlElement], list[HtmlChild]]:
    """Rows that have cells, and what stands outside of them."""
    rows: list[HtmlElement] = []
    loose: list[HtmlChild] = []
    for child in element.children:
        if isinstance(child, HtmlElement) and child.name in _SECTIONS:
            inner, outside = _rows(child)
            rows += inner
            loose += outside
        elif isinstance(child, HtmlElement) and child.name == "tr":
            rows += [child] if any(child.all("td", "th")) else []
            loose += [one for one in child.children if not (isinstance(one, HtmlElement) and one.name in _CELLS)]
        elif not (isinstance(child, HtmlElement) and child.name == "caption"):
            loose.append(child)
    return rows, loose


def _grid(rows: Sequence[HtmlElement]) -> _HtmlGrid:
    """Each cell in the first free place of its row (HTML standard, 4.9.12, "forming a table")."""
    cells: dict[tuple[int, int], HtmlElement] = {}
    taken: set[tuple[int, int]] = set()
    spans: list[CellSpan] = []
    for row, line in enumerate(rows):
        column = 0
        for cell in line.all("td", "th"):
            while (row, column) in taken:
                column += 1
            down = min(_size(cell, "rowspan") or len(rows), len(rows) - row)
            right = min(_size(cell, "colspan") or 1, max(1, _MOST_COLUMNS - column))
            cells[row, column] = cell
            taken |= {(row + i, column + j) for i in range(down) for j in range(right)}
            if down > 1 or right > 1:
                spans.append(CellSpan(row, column, down, right))
            column += right
    width = max((column + 1 for _, column in taken), default=0)
    return _HtmlGrid(cells, tuple(spans), len(rows), width)


def _size(cell: HtmlElement, name: str) -> int:
    written = cell.tag.attribute(name).strip()
    return int(written) if written.isascii() and written.isdigit() and len(written) < 4 else 1


def _header_rows(rows: Sequence[HtmlElement], grid: _HtmlGrid) -> int:
    """The rows at the top that hold names of columns alone, as far down as their cells reach."""
    count = 0
    while count < len(rows) and all(cell.name == "th" for cell in rows[count].all("td", "th")):
        count += 1
    reach = [span.row + span.rows for span in grid.spans if span.row < count]
    count = max([count, *reach]) if count else 0
    return count if count < grid.rows else min(1, count)


def _alignments(grid: _HtmlGrid) -> tuple[str | None, ...]:
    """What most cells of a column ask for."""
    asked = [
        {_alignment(cell) for (row, at), cell in grid.cells.items() if at == column and cell.name == "td"}
        for column in range(grid.columns)
    ]
    return tuple(next(iter(one)) if len(one) == 1 else None for one in asked)


def _alignment(cell: HtmlElement) -> str | None:
    written = cell.tag.attribute("align").lower() or cell.tag.attribute("style").lower().partition("text-align:")[2]
    return next((side for side in ("left", "center", "right") if written.strip().startswith(side)), None)
