"""Labels of ``shape=record`` as the cells of a table (graphviz.org/doc/info/shapes.html#record).

    rlabel = field ( '|' field )*
    field  = [ '<' port '>' ] text  or  '{' rlabel '}'

Fields stand side by side where ranks run down, one below another where they run across; each brace turns that round.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from msgspec import Struct

from coursedeck.figures.capture.labels import escape_string
from coursedeck.model.graph import Cell
from coursedeck.model.values import replace

_TOKEN = re.compile(r"\\.|[{}|]|<[^<>]*>|[^\\{}|<]+|<", re.DOTALL)
_DEEPEST = 20
"""Braces within braces; further ones are text."""
_MOST = 60
"""Rows or columns up to which fields of unlike numbers share one grid exactly."""


class _Field(Struct, frozen=True):
    """A field, or with `parts` several in a brace."""

    text: str = ""
    port: str | None = None
    parts: tuple[_Field, ...] = ()


class _RecordGrid(Struct, frozen=True):
    rows: int
    columns: int
    cells: tuple[Cell, ...]


def record_cells(text: str, *, across: bool, node: str = "") -> tuple[Cell, ...]:
    r"""The cells of a record whose outer fields stand side by side (`across`) or one below another.

    >>> [(cell.label.text, cell.row, cell.column, cell.rows) for cell in record_cells("a|{b|<p> c}", across=True)]
    [('a', 0, 0, 2), ('b', 0, 1, 1), ('c', 1, 1, 1)]
    """
    tokens = _TOKEN.findall(text)
    tokens.reverse()
    cells = _grid(_Field(parts=_fields(tokens)), across, node).cells
    return tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))


def _fields(tokens: list[str], depth: int = 0) -> tuple[_Field, ...]:
    """Fields up to the closing brace, which is taken; a brace without its like is text or left out."""
    found: list[_Field] = []
    field = _Field()
    while tokens:
        token = tokens.pop()
        if token == "}" and depth:
            break
        if token == "|":
            found.append(field)
            field = _Field()
        elif token == "{" and depth < _DEEPEST:
            field = replace(field, parts=(*field.parts, *_fields(tokens, depth + 1)))
        elif token.startswith("<") and token.endswith(">") and len(token) > 1:
            field = replace(field, port=token[1:-1].strip())
        else:
            field = replace(field, text=field.text + token)
    return (*found, field)


def _grid(field: _Field, across: bool, node: str) -> _RecordGrid:
    if not field.parts:
        label = escape_string(field.text.strip(), node)
        return _RecordGrid(1, 1, (Cell(replace(label, text=label.text.strip()), 0, 0, port=field.port),))
    parts = (_Field(field.text), *field.parts) if field.text.strip() else field.parts
    grids = [_grid(part, not across, node) for part in parts]
    if across:
        rows = _common(grid.rows for grid in grids)
        return _RecordGrid(rows, sum(grid.columns for grid in grids), tuple(_side_by_side(grids, rows)))
    turned = [_turned(grid) for grid in grids]
    rows = _common(grid.rows for grid in turned)
    return _turned(_RecordGrid(rows, sum(grid.columns for grid in turned), tuple(_side_by_side(turned, rows))))


def _side_by_side(grids: list[_RecordGrid], rows: int) -> Iterator[Cell]:
    column = 0
    for grid in grids:
        for cell in grid.cells:
            first, last = (edge * rows // grid.rows for edge in (cell.row, cell.row + cell.rows))
            yield replace(cell, row=first, rows=last - first, column=cell.column + column)
        column += grid.columns


def _turned(grid: _RecordGrid) -> _RecordGrid:
    """Rows as columns."""
    cells = (
        replace(cell, row=cell.column, column=cell.row, rows=cell.columns, columns=cell.rows) for cell in grid.cells
    )
    return _RecordGrid(grid.columns, grid.rows, tuple(cells))


def _common(numbers: Iterator[int]) -> int:
    several = list(numbers)
    exact = math.lcm(*several)
    return exact if exact <= _MOST else max(several)
