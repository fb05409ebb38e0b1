"""Grid, multiline and simple tables of Pandoc, and pipe tables without a header, as block rules for markdown-it.

A table becomes one token whose `meta` holds a `WrittenTable`; the text of its cells is left as source.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from markdown_it.rules_block import StateBlock
from msgspec import Struct

WRITTEN_TABLE = "written_table"
"""Type of the token."""

_GRID_EDGE = re.compile(r"\+(?:[-=:]+\+)+[ \t]*")
_DASHES = re.compile(r"-{3,}[ \t]*")
_COLUMNS = re.compile(r"-+(?:[ \t]+-+)+[ \t]*")
_PIPES = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_MOST_HEADER_LINES = 6


class WrittenCell(Struct, frozen=True):
    """The source of a cell, its line counted from 0, and how many rows and columns it takes."""

    source: str
    line: int
    rows: int = 1
    columns: int = 1


class WrittenTable(Struct, frozen=True):
    """Rows of cells; None where a larger cell covers the place."""

    rows: tuple[tuple[WrittenCell | None, ...], ...]
    header_rows: int
    alignments: tuple[str | None, ...]


def grid_table(state: StateBlock, first: int, limit: int, silent: bool) -> bool:
    """``+---+---+`` around every cell."""
    if _text(state, first) is None or not _GRID_EDGE.fullmatch(_text(state, first) or ""):
        return False
    end = first
    while end < limit and (_text(state, end) or "").startswith(("+", "|")):
        end += 1
    while end > first and not _GRID_EDGE.fullmatch(_text(state, end - 1) or ""):
        end -= 1
    if end - first < 3:
        return False
    if not silent:
        _push(state, first, end, _Grid([_text(state, line) or "" for line in range(first, end)], first).table())
    return True


def dashed_table(state: StateBlock, first: int, limit: int, silent: bool) -> bool:
    """A simple or multiline table: columns stand under and over runs of dashes."""
    text = _text(state, first)
    if text is None or silent:
        return False
    if _DASHES.fullmatch(text):
        return _multiline(state, first, limit)
    if _COLUMNS.fullmatch(text) and "---" in text:
        return _headless(state, first, limit)
    below = _text(state, first + 1) if first + 1 < limit else None
    if below is None or not _COLUMNS.fullmatch(below) or "--" not in below:
        return False
    end = first + 2
    while end < limit and not state.isEmpty(end) and not _COLUMNS.fullmatch(_text(state, end) or ""):
        end += 1
    rows = [[line] for line in range(first + 2, end)]
    if not rows:
        return False
    closed = end < limit and not state.isEmpty(end)
    _push(state, first, end + int(closed), _sliced(state, [first], first + 1, rows))
    return True


def headless_pipes(state: StateBlock, first: int, limit: int, silent: bool) -> bool:
    """``|---|---|`` without a header above it."""
    text = _text(state, first)
    if text is None or silent or text.count("|") < 2 or not _PIPES.fullmatch(text) or first + 1 >= limit:
        return False
    marks = [cell.strip() for cell in text.strip().strip("|").split("|")]
    end = first + 1
    while end < limit and "|" in (_text(state, end) or ""):
        end += 1
    if end == first + 1 or len(marks) < 2:
        return False
    rows = []
    for line in range(first + 1, end):
        cells = re.split(r"(?<!\\)\|", re.sub(r"^\||(?<!\\)\|$", "", (_text(state, line) or "").strip()))
        kept = [*cells[: len(marks) - 1], " | ".join(cells[len(marks) - 1 :])] if len(cells) > len(marks) else cells
        padded = [*kept, *[""] * (len(marks) - len(kept))]
        rows.append(tuple(WrittenCell(cell.strip(), line) for cell in padded))
    alignments = tuple(_marked(mark) for mark in marks)
    _push(state, first, end, WrittenTable(tuple(rows), 0, alignments))
    return True


def _text(state: StateBlock, line: int) -> str | None:
    """A line from the indent of its block on; None for code and for what lies outside."""
    if state.is_code_block(line) or state.sCount[line] < state.blkIndent:
        return None
    return _bare(state, line)


def _bare(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _push(state: StateBlock, first: int, end: int, table: WrittenTable) -> None:
    token = state.push(WRITTEN_TABLE, "table", 0)
    token.map = [first, end]
    token.meta = {"table": table}
    state.line = end


def _multiline(state: StateBlock, first: int, limit: int) -> bool:
    """Between two lines of dashes, rows of several lines that blank lines part."""
    nearby = range(first + 1, min(first + _MOST_HEADER_LINES, limit))
    ruler = next((line for line in nearby if _is_columns(state, line)), None)
    if ruler is None or ruler == first + 1 or any(state.isEmpty(line) for line in range(first, ruler)):
        return False
    end = next((line for line in range(ruler + 1, limit) if _DASHES.fullmatch(_text(state, line) or "")), None)
    if end is None:
        return False
    _push(state, first, end + 1, _sliced(state, list(range(first + 1, ruler)), ruler, _parted(state, ruler + 1, end)))
    return True


def _headless(state: StateBlock, first: int, limit: int) -> bool:
    """A simple or multiline table that begins with its ruler."""
    end = next(
        (
            line
            for line in range(first + 2, limit)
            if _is_columns(state, line) or _DASHES.fullmatch(_text(state, line) or "")
        ),
        None,
    )
    if end is None or state.isEmpty(first + 1):
        return False
    rows = _parted(state, first + 1, end)
    if len(rows) == 1:  # no blank lines: a row a line
        rows = [[line] for line in rows[0]]
    _push(state, first, end + 1, _sliced(state, [], first, rows))
    return True


def _is_columns(state: StateBlock, line: int) -> bool:
    return _COLUMNS.fullmatch(_text(state, line) or "") is not None


def _parted(state: StateBlock, first: int, end: int) -> list[list[int]]:
    """Lines in groups that blank lines part."""
    groups: list[list[int]] = [[]]
    for line in range(first, end):
        if not state.isEmpty(line):
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _sliced(state: StateBlock, header: Sequence[int], ruler: int, rows: Iterable[Sequence[int]]) -> WrittenTable:
    """The table whose columns are where the runs of dashes on the line `ruler` are."""
    runs = [match.span() for match in re.finditer(r"-+", _whole(state, ruler))]
    starts = [0, *(start for start, _ in runs[1:])]
    ends = [*starts[1:], 100_000]
    lines = [list(header), *rows] if header else list(rows)
    cells = tuple(
        tuple(
            WrittenCell("\n".join(_slice(_whole(state, line), start, end).strip() for line in row).strip(), row[0])
            for start, end in zip(starts, ends, strict=True)
        )
        for row in lines
    )
    model = _whole(state, header[0]) if header else ""
    alignments = tuple(_placed(_slice(model, *run), model, run) for run in runs)
    return WrittenTable(cells, int(bool(header)), alignments)


def _whole(state: StateBlock, line: int) -> str:
    """A line with its indent, so that columns are counted alike."""
    return " " * max(0, state.sCount[line] - state.blkIndent) + _bare(state, line)


def _slice(text: str, start: int, end: int) -> str:
    """What stands between two columns of the screen, where East Asian characters take two."""
    found, at = [], 0
    for character in text:
        if start <= at < end:
            found.append(character)
        at += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return "".join(found)


def _placed(cell: str, line: str, run: tuple[int, int]) -> str | None:
    """The alignment that a header has over its dashes (Pandoc User's Guide, "Simple tables")."""
    if not cell.strip():
        return None
    begins = bool(_slice(line, run[0], run[0] + 1).strip())
    ends = bool(_slice(line, run[1] - 1, run[1]).strip())
    if begins and ends:
        return None
    return "left" if begins else "right" if ends else "center"


def _marked(dashes: str) -> str | None:
    left, right = dashes.startswith(":"), dashes.endswith(":")
    return "center" if left and right else "left" if left else "right" if right else None


class _Grid:
    """A grid table on the screen: where its rows and columns begin, and which borders are missing."""

    def __init__(self, lines: Sequence[str], first: int) -> None:
        self.first = first
        self.lines = [_spread(line.rstrip()) for line in lines]
        wide = [_spread(line.rstrip()) for line in lines if line.startswith("+") or "+-" in line or "+=" in line]
        marks = ((line, at) for line in wide for at, sign in enumerate(line) if sign == "+")
        self.columns = sorted({at for line, at in marks if _is_edge(line, at)})
        places = range(len(self.columns) - 1)
        self.rows = [
            at
            for at, line in enumerate(self.lines)
            if "+" in line and any(self._bordered(at, column) for column in places)
        ]

    def table(self) -> WrittenTable:
        """The rows of cells."""
        bands, places = len(self.rows) - 1, len(self.columns) - 1
        cells: list[list[WrittenCell | None]] = [[None] * places for _ in range(bands)]
        taken: set[tuple[int, int]] = set()
        for row in range(bands):
            for column in range(places):
                if (row, column) in taken:
                    continue
                cell = self._cell(row, column)
                cells[row][column] = cell
                taken |= {(row + i, column + j) for i in range(cell.rows) for j in range(cell.columns)}
        header = next((at for at, line in enumerate(self.rows) if at and "=" in self.lines[line]), 0)
        header = 0 if header == bands else header
        marks = self.lines[self.rows[header]]
        bounds = list(pairwise(self.columns))
        alignments = tuple(_marked(marks[left + 1 : right].strip()) for left, right in bounds)
        return WrittenTable(tuple(map(tuple, cells)), header, alignments)

    def _cell(self, row: int, column: int) -> WrittenCell:
        columns, rows = 1, 1
        while column + columns < len(self.columns) - 1 and not self._parted(row, column + columns):
            columns += 1
        while row + rows < len(self.rows) - 1 and not self._bordered(self.rows[row + rows], column):
            rows += 1
        left, right = self.columns[column] + 1, self.columns[column + columns]
        top, bottom = self.rows[row] + 1, self.rows[row + rows]
        lines = [line[left:right].replace("\0", "").rstrip() for line in self.lines[top:bottom]]
        indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
        source = "\n".join(line[min(indents, default=0) :] for line in lines)
        skipped = len(source) - len(source.lstrip("\n"))
        return WrittenCell(source.strip("\n"), self.first + top + skipped, rows, columns)

    def _parted(self, row: int, column: int) -> bool:
        """Whether a border stands left of a column in a band of rows."""
        place = self.columns[column]
        lines = self.lines[self.rows[row] + 1 : self.rows[row + 1]]
        return all(line[place : place + 1] in {"|", "+"} for line in lines)

    def _bordered(self, line: int, column: int) -> bool:
        """Whether a border runs along a line through a column."""
        left, right = self.columns[column], self.columns[column + 1]
        inner = self.lines[line][left + 1 : right]
        return bool(inner) and not set(inner) - set("-=:+")


def _is_edge(line: str, at: int) -> bool:
    return line[at - 1 : at] in {"-", "=", ":"} or line[at + 1 : at + 2] in {"-", "=", ":"}


def _spread(line: str) -> str:
    """The line with a filler behind each character that takes two columns of the screen."""
    return "".join(character + ("\0" if unicodedata.east_asian_width(character) in "WF" else "") for character in line)
