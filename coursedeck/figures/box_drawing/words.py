"""The words of a drawing: those that fill a box, and those that stand free."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from coursedeck.figures.box_drawing.boxes import BoxOutline
from coursedeck.figures.box_drawing.cells import Cells

_TREE = re.compile(r"(?:[│┃|] *)*[├└╰┣┗][─━]* *(?=[^\s─━])")
"""What stands before a branch of a tree."""
_RULE = re.compile(r"[─━═_=-]{3,}")
_SPACED = re.compile(r"\S {3,}\S")
"""Words in columns."""
_BRANCHES = ("• ", "– ", "· ")
"""What branches of a tree begin with in place of its lines, the deeper ones later."""
_DEEPER = 3
"""Columns from a branch to one that grows from it, at least."""
_BULLET = re.compile(r"[-–*•·✓✅☑▪] ")
"""What an item of a list begins with."""
_MANY = 4
_ARROW = 3
"""Most characters of an arrow that is a word of its line (``a -> b``)."""
_NEAR = 1
"""Columns by which lines of one text may begin, or have their middle, apart."""
_CENTRED = 1.5

Place = tuple[int, int]
"""Row and column."""


class RowPiece(Struct, frozen=True):
    """Words in one row, from column `start` up to `end`."""

    row: int
    start: int
    end: int
    text: str

    @property
    def places(self) -> Iterator[Place]:
        """Those that it takes."""
        return ((self.row, column) for column in range(self.start, self.end))


class CharacterText(Struct, frozen=True):
    """Pieces in rows that follow one another; `box` is the index of the box that holds them."""

    pieces: tuple[RowPiece, ...]
    box: int | None = None

    @property
    def text(self) -> str:
        """Its lines."""
        return "\n".join(piece.text for piece in self.pieces)

    @property
    def top(self) -> int:
        """Its first row."""
        return self.pieces[0].row

    @property
    def bottom(self) -> int:
        """Its last row."""
        return self.pieces[-1].row

    @property
    def left(self) -> int:
        """Its first column."""
        return min(piece.start for piece in self.pieces)

    @property
    def right(self) -> int:
        """The column behind it."""
        return max(piece.end for piece in self.pieces)

    @property
    def is_ranged_left(self) -> bool:
        """Whether it is a list: lines with bullets, or many that begin in one column."""
        starts = {piece.start for piece in self.pieces}
        many = len(self.pieces) >= _MANY and max(starts) - min(starts) <= _NEAR
        return many or any(_BULLET.match(piece.text) for piece in self.pieces)


def filling(cells: Cells, box: BoxOutline) -> CharacterText | None:
    """The words of a box that holds nothing but lines of them; None where it holds columns or lines that are drawn."""
    pieces: list[RowPiece] = []
    branches: dict[int, int] = {}
    for row in box.rows:
        left, right = box.sides[row]
        line = cells.shape[row][left + 1 : right]
        bare = line.strip()
        if not bare or _RULE.fullmatch(bare):
            continue
        start = left + 1 + len(line) - len(line.lstrip())
        end = start + len(bare)
        tree = _TREE.match(bare)
        words = start + tree.end() if tree else start
        drawn = any(cells.arms(row, column) and not is_word(cells, row, column) for column in range(words, end))
        if drawn or _SPACED.search(bare, tree.end() if tree else 0):
            return None
        pieces.append(RowPiece(row, start, end, cells.text(row, words, end)))
        if tree:
            branches[row] = words
    return CharacterText(_nested(pieces, branches)) if pieces else None


def _nested(pieces: Sequence[RowPiece], branches: Mapping[int, int]) -> tuple[RowPiece, ...]:
    """The lines of a text, the branches of a tree among them as items; `branches` has the columns of their words."""
    first = min(branches.values(), default=0)
    deepest = len(_BRANCHES) - 1
    marks = {row: _BRANCHES[min((column - first) // _DEEPER, deepest)] for row, column in branches.items()}
    return tuple(RowPiece(one.row, one.start, one.end, marks.get(one.row, "") + one.text) for one in pieces)


def is_word(cells: Cells, row: int, column: int) -> bool:
    """Whether a sign is part of words: none that draws, or a short arrow between two words of a line."""
    if not cells.arms(row, column):
        return True
    start, end = column, column + 1
    while _is_level(cells, row, start - 1):
        start -= 1
    while _is_level(cells, row, end):
        end += 1
    pointed = any(cells.heads(row, at) for at in range(start, end))
    return pointed and end - start <= _ARROW and _beside(cells, row, start, -1) and _beside(cells, row, end - 1, 1)


def _is_level(cells: Cells, row: int, column: int) -> bool:
    return bool(set("EW") & set(cells.arms(row, column)))


def _beside(cells: Cells, row: int, column: int, step: int) -> bool:
    """Whether a word stands one space away."""
    near, far = cells.at(row, column + step), cells.at(row, column + 2 * step)
    return near == " " and far != " " and not cells.arms(row, column + 2 * step)


def free_blocks(cells: Cells, boxes: Sequence[BoxOutline], taken: Container[Place]) -> tuple[CharacterText, ...]:
    """The texts outside of what is `taken`: borders, titles, and boxes that are filled with words."""
    open_: list[list[RowPiece]] = []
    done: list[list[RowPiece]] = []
    for row in range(len(cells.shape)):
        still: list[list[RowPiece]] = []
        for piece in _pieces(cells, row, taken):
            home = holder(boxes, piece.row, piece.start)
            above = next((one for one in open_ if _goes_on(one[-1], piece) and _home(boxes, one) == home), None)
            if above is None or _is_in_line(cells, piece) or _is_in_line(cells, above[-1]):
                still.append([piece])
            else:
                open_.remove(above)
                above.append(piece)
                still.append(above)
        done += open_
        open_ = still
    return tuple(sorted((CharacterText(tuple(one), _home(boxes, one)) for one in (*done, *open_)), key=_place))


def _place(block: CharacterText) -> Place:
    return block.top, block.left


def _home(boxes: Sequence[BoxOutline], pieces: Sequence[RowPiece]) -> int | None:
    return holder(boxes, pieces[0].row, pieces[0].start)


def holder(boxes: Sequence[BoxOutline], row: int, column: int) -> int | None:
    """The index of the innermost box that holds a place; inner boxes stand behind those around them."""
    return next((index for index in reversed(range(len(boxes))) if boxes[index].holds(row, column)), None)


def _pieces(cells: Cells, row: int, taken: Container[Place]) -> Iterator[RowPiece]:
    """Words of a row; two spaces part them."""
    start = end = None
    for column in range(len(cells.shape[row]) + 2):
        sign = cells.at(row, column)
        worded = sign != " " and (row, column) not in taken and is_word(cells, row, column)
        if worded:
            start, end = (column if start is None else start), column + 1
        elif start is not None and end is not None and (sign != " " or column > end):
            yield RowPiece(row, start, end, cells.text(row, start, end))
            start = None


def _is_in_line(cells: Cells, piece: RowPiece) -> bool:
    """Whether a line runs up to a piece from its left or its right."""
    return any(_is_level(cells, piece.row, at) for at in (piece.start - 2, piece.start - 1, piece.end, piece.end + 1))


def _goes_on(above: RowPiece, below: RowPiece) -> bool:
    """Whether a piece is the next line of the text above it."""
    if below.row != above.row + 1 or below.start >= above.end or above.start >= below.end:
        return False
    centred = abs((above.start + above.end) - (below.start + below.end)) <= 2 * _CENTRED
    return centred or abs(above.start - below.start) <= _NEAR


def places_of(blocks: Iterable[CharacterText]) -> dict[Place, int]:
    """Which block stands at a place."""
    return {place: at for at, block in enumerate(blocks) for piece in block.pieces for place in piece.places}
