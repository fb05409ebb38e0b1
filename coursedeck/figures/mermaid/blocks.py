"""Block diagrams: blocks on a grid of columns, some of them grids themselves, and links between them.

    block-beta
        columns 3
        a["A label"] b:2
        block:group:2
            columns 2
            c d
        end
        space
        a --> b

Source of the grammar: Mermaid's documentation, "Block Diagrams".
"""

from __future__ import annotations

import re

from msgspec import Struct, field

from coursedeck.figures.mermaid.accessible import take_accessible
from coursedeck.figures.mermaid.builder import GraphBuilder
from coursedeck.figures.mermaid.labels import read_label
from coursedeck.figures.mermaid.links import take_link
from coursedeck.figures.mermaid.nodes import take_block
from coursedeck.figures.mermaid.preamble import FenceText, NothingToDrawError
from coursedeck.figures.mermaid.statements import STATEMENTS
from coursedeck.figures.mermaid.strings import take_quoted
from coursedeck.model.figure_kinds import BlockGrid, Blocks, GridBlock
from coursedeck.model.graph import Graph, GraphStyle, Label, NodeShape
from coursedeck.model.problem import Source

KINDS = ("block-beta", "block")

_COLUMNS = re.compile(r"columns[ \t]+(\d{1,3}|auto|-1)")
_SPACE = re.compile(r"space(?::(\d{1,3}))?(?![\w-])")
_OPEN = re.compile(r"block(?::([\w-]+))?(?::(\d{1,3}))?(?![\w-])")
_END = re.compile(r"end(?![\w-])")
_TITLE = re.compile(r"title[ \t]+([^\n]*)")
_KEYWORD = re.compile(r"(style|classDef|class|linkStyle)(?=[ \t])")
_SPAN = re.compile(r":(\d{1,3})(?!\w)")
_ARROW = re.compile(r"([\w-]+)<\[")
_WAYS = re.compile(r"\]>[ \t]*\(([^)\n]*)\)")
_KNOWN_WAYS = {"right": ("right",), "left": ("left",), "up": ("up",), "down": ("down",), "x": ("left", "right"),
               "y": ("up", "down")}  # fmt: skip
_ARROWS = {
    frozenset({"right"}): NodeShape.ARROW_RIGHT,
    frozenset({"left"}): NodeShape.ARROW_LEFT,
    frozenset({"up"}): NodeShape.ARROW_UP,
    frozenset({"down"}): NodeShape.ARROW_DOWN,
    frozenset({"left", "right"}): NodeShape.ARROW_LEVEL,
    frozenset({"up", "down"}): NodeShape.ARROW_UPRIGHT,
}
_LOOK = GraphStyle(fill="#e3e8ee")
"""Of a thick arrow."""
_MOST_COLUMNS = 60


class _OpenGrid(Struct):
    """A grid while it is read; `cells` are names, and None for room that stays free."""

    name: str
    span: int = 1
    columns: int | None = None
    cells: list[tuple[str | None, int]] = field(default_factory=list)


def read_blocks(prepared: FenceText, name: str, fence: Source) -> Graph:
    """The figure that `prepared` describes. Raises CourseError for bad syntax."""
    return _BlockReader(prepared, fence).read(name)


class _BlockReader:
    """Parses one block diagram; knows the grid that is open."""

    def __init__(self, prepared: FenceText, fence: Source) -> None:
        self.scanner = prepared.scanner(fence)
        self.builder = GraphBuilder(self.scanner.source(prepared.start), title=read_label(prepared.title))
        self.open: list[_OpenGrid] = [_OpenGrid("")]
        self.grids: list[_OpenGrid] = [self.open[0]]
        self.seen: set[str] = set()

    def read(self, name: str) -> Graph:
        scanner = self.scanner
        while True:
            scanner.skip_space()
            if scanner.at_end():
                break
            if not scanner.accept(";"):
                self._statement()
        if len(self.open) > 1:
            scanner.fail(f"the block of line {self.builder.open_source and self.builder.open_source.line} has no `end`")
        if not any(cell for grid in self.grids for cell, _ in grid.cells):
            raise NothingToDrawError("the figure has no blocks; write a line such as `a b c`")
        return self.builder.build_with(name, self._kind)

    def _statement(self) -> None:
        scanner, builder = self.scanner, self.builder
        source = scanner.source()
        grid = self.open[-1]
        if take_accessible(scanner, builder):
            return
        if title := scanner.take(_TITLE):
            builder.title = builder.title or read_label(title[1])
        elif columns := scanner.take(_COLUMNS):
            grid.columns = min(int(columns[1]), _MOST_COLUMNS) if columns[1].isdigit() else None
        elif space := scanner.take(_SPACE):
            grid.cells.append((None, max(int(space[1] or 1), 1)))
        elif opened := scanner.take(_OPEN):
            self._begin(opened, source)
        elif scanner.take(_END):
            self._end()
        elif keyword := scanner.peek(_KEYWORD):
            scanner.position = keyword.end()
            STATEMENTS[keyword[1]](scanner, builder, source)
        else:
            self._blocks(grid)

    def _begin(self, opened: re.Match[str], source: Source) -> None:
        name = opened[1] or f"[block] {len(self.grids)}"
        grid = _OpenGrid(name, max(int(opened[2] or 1), 1))
        self.open[-1].cells.append((name, grid.span))
        self.seen.add(name)
        self.builder.open_cluster(name, self._title(), source)
        self.open.append(grid)
        self.grids.append(grid)

    def _title(self) -> Label:
        """The words of a block of blocks, which stand in brackets behind its name."""
        if self.scanner.accept("["):
            words = take_quoted(self.scanner)
            if words and self.scanner.accept("]"):
                return read_label(words.text, words.markdown)
            self.scanner.fail('cannot read the words of this block; write `block:name["Words"]`')
        return Label()

    def _end(self) -> None:
        if len(self.open) == 1:
            self.scanner.fail("`end` stands where no block is open; take it away")
        self.open.pop()
        self.builder.close_cluster()

    def _blocks(self, grid: _OpenGrid) -> None:
        """A block, or a chain of links: ``a --> b``."""
        scanner = self.scanner
        tail = self._block(grid)
        while True:
            place, source = scanner.position, scanner.source()
            scanner.skip_blanks()
            link = None if scanner.at_break() else take_link(scanner)
            if link is None:
                scanner.position = place
                return
            scanner.skip_space()
            head = self._block(grid)
            self.builder.connect((tail,), (head,), link, source)
            tail = head

    def _block(self, grid: _OpenGrid) -> str:
        scanner = self.scanner
        source = scanner.source()
        if arrow := scanner.take(_ARROW):
            name = arrow[1]
            self._arrow(name, source)
        else:
            name = take_block(scanner, self.builder)
        span = scanner.take(_SPAN)
        if name not in self.seen:
            self.seen.add(name)
            grid.cells.append((name, max(int(span[1]), 1) if span else 1))
        return name

    def _arrow(self, name: str, source: Source) -> None:
        """``name<["words"]>(right, down)``: a thick arrow with the ways that it points."""
        scanner = self.scanner
        words = take_quoted(scanner)
        found = scanner.take(_WAYS)
        if not words or not found:
            scanner.fail('cannot read this arrow; write `name<["words"]>(right)`')
        self.builder.mention(name, source)
        text = words.text.replace("&nbsp;", " ").strip()
        ways = frozenset(way for word in found[1].split(",") for way in _KNOWN_WAYS.get(word.strip().lower(), ()))
        shape = _ARROWS.get(ways, NodeShape.ARROW_ALL if ways else NodeShape.ARROW_RIGHT)
        self.builder.describe(name, source, read_label(text, words.markdown), shape, _LOOK)

    def _kind(self, ids: dict[str, str]) -> Blocks:
        """The grids, told by the ids that names have in the figure."""
        grids = []
        for grid in self.grids:
            if grid is self.grids[0] or ids.get(grid.name, "").startswith("c"):
                grids.append(_placed(grid, ids, grid.name))
        return Blocks(tuple(grids))


def _placed(grid: _OpenGrid, ids: dict[str, str], name: str) -> BlockGrid:
    """Every block in its row and column; without a number of columns, all stand in one row."""
    columns = grid.columns or sum(span for _, span in grid.cells) or 1
    blocks = []
    row = column = 0
    for cell, given in grid.cells:
        span = min(given, columns)
        if column + span > columns:
            row, column = row + 1, 0
        if cell is not None and cell in ids:
            blocks.append(GridBlock(ids[cell], row, column, span))
        column += span
        if column >= columns:
            row, column = row + 1, 0
    return BlockGrid(ids[name] if name else None, columns, tuple(blocks))
