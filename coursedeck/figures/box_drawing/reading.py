"""Put boxes, texts and lines together as a figure, and refuse what may be something else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from coursedeck.figures.box_drawing.boxes import BoxOutline, boxes_of
from coursedeck.figures.box_drawing.cells import Cells
from coursedeck.figures.box_drawing.graph import DrawnContents, graph_of
from coursedeck.figures.box_drawing.lines import DoubtError, LineReader, TracedLine
from coursedeck.figures.box_drawing.parts import parted
from coursedeck.figures.box_drawing.words import CharacterText, Place, filling, free_blocks, is_word
from coursedeck.model.graph import Graph
from coursedeck.model.problem import Source

MOST_ROWS = 60
MOST_COLUMNS = 160
MOST_BOXES = 80
LONGEST_REMARK = 60
"""Columns of a free text that is no end and no label of a line."""
MOST_REMARKS = 0.5
"""Share of the words that such texts may have."""

_SIGNS = re.compile(r"[-=─━═]{3,}|\+-|-\+|(?:^|\s)[|│](?:\s|$)|[─━┌┐└┘├┤┬┴┼]")
"""What draws, and is no part of words."""
_NOTED = 44
"""Columns of a text that is said of a box beside which it stands."""
_BESIDE = 4
"""Columns between a box and what is said of it."""
_WORD = re.compile(r"\w+")
_TITLE_LINES = 2


def read_box_drawing(code: str, name: str, source: Source) -> Graph | None:
    """The figure `name` that a fence draws, which opens at `source`; None where that is not certain."""
    if code.count("\n") >= MOST_ROWS:
        return None
    cells = Cells(code)
    boxes = parted(cells, boxes_of(cells))
    if not boxes or len(boxes) > MOST_BOXES or max(map(len, cells.shape)) > MOST_COLUMNS:
        return None
    found = _contents(cells, boxes)
    try:
        lines = LineReader(cells, boxes, found.blocks, found.lines).read()
    except DoubtError:
        return None
    if not _is_figure(boxes, lines) or _is_remarked(found, boxes, lines):
        return None
    drawn = DrawnContents(boxes, found.fillings, found.blocks, lines, found.titles(boxes, lines))
    graph = graph_of(drawn, name, source)
    return graph if _says(graph, code) else None


class _BoxContents(Struct, frozen=True):
    """What is in the boxes of a drawing and around them."""

    fillings: Mapping[int, CharacterText | None]
    """By box, of those that hold nothing that is drawn; None for an empty one."""
    blocks: tuple[CharacterText, ...]
    lines: frozenset[Place]

    def used(self, lines: Sequence[TracedLine]) -> set[int]:
        """The texts that are ends or labels of lines."""
        ends = {end.index for line in lines for end in (line.tail, line.head) if not end.is_box}
        return ends | {line.label for line in lines if line.label is not None}

    def titles(self, boxes: Sequence[BoxOutline], lines: Sequence[TracedLine]) -> Mapping[int, int]:
        """By box, the text that stands alone at its top: its title."""
        used = self.used(lines)
        found: dict[int, int] = {}
        for index, box in enumerate(boxes):
            inside = [at for at, block in enumerate(self.blocks) if block.box == index]
            first = min(inside, key=lambda at: self.blocks[at].top, default=None)
            if first is None or box.title or first in used or len(self.blocks[first].pieces) > _TITLE_LINES:
                continue
            rows = {self.blocks[at].top for at in inside if at != first}
            rows |= {other.top for other in boxes if box.encloses(other)}
            rows |= {row for row, column in self.lines if box.holds(row, column)}
            if rows and min(rows) > self.blocks[first].bottom:
                found[index] = first
        return found


def _contents(cells: Cells, boxes: Sequence[BoxOutline]) -> _BoxContents:
    fillings: dict[int, CharacterText | None] = {}
    taken = {place for box in boxes for place in box.borders()}
    for index, box in enumerate(boxes):
        inside = {place for row in box.rows for place in _row(box, row)}
        if box.head >= 0:
            taken |= {place for row in range(box.top, box.head) for place in _row(box, row)}
        drawn = any(cells.at(*place) != " " for place in inside)
        words = None if any(box.encloses(other) for other in boxes) else filling(cells, box)
        if words is not None or not drawn:
            fillings[index] = words
            taken |= inside
    blocks = free_blocks(cells, boxes, taken)
    worded = {place for block in blocks for piece in block.pieces for place in piece.places}
    lines = {
        (row, column)
        for row, line in enumerate(cells.shape)
        for column, sign in enumerate(line)
        if sign != " " and (row, column) not in taken and (row, column) not in worded
        and cells.arms(row, column) and not is_word(cells, row, column)
    }  # fmt: skip
    return _BoxContents(fillings, blocks, frozenset(lines))


def _row(box: BoxOutline, row: int) -> Iterator[Place]:
    left, right = box.sides[row]
    return ((row, column) for column in range(left + 1, right))


def _is_figure(boxes: Sequence[BoxOutline], lines: Sequence[TracedLine]) -> bool:
    """Whether there is more than one box of words, which a window or the output of a program may be."""
    return len(boxes) + len(lines) > 1 or (boxes[0].head >= 0 and "+" not in boxes[0].corner)


def _is_remarked(found: _BoxContents, boxes: Sequence[BoxOutline], lines: Sequence[TracedLine]) -> bool:
    """Whether a drawing is text with some boxes in it, rather than boxes with some text."""
    used = found.used(lines)
    remarks = [
        block
        for at, block in enumerate(found.blocks)
        if at not in used and block.box is None and not any(_touches(block, box) for box in boxes)
    ]
    inside = sum(len(block.text) for block in found.fillings.values() if block)
    said = sum(len(block.text) for block in remarks)
    longest = max((block.right - block.left for block in remarks), default=0)
    drawn = any(_SIGNS.search(block.text) for block in found.blocks)
    return drawn or longest > LONGEST_REMARK or said > MOST_REMARKS * (inside + sum(map(_length, found.blocks)))


def _length(block: CharacterText) -> int:
    return len(block.text)


def _touches(block: CharacterText, box: BoxOutline) -> bool:
    """Whether a text stands right above or below a box, or beside it, and so is said of it."""
    level = box.top <= block.top <= box.bottom
    if block.right - block.left > _NOTED:
        return False
    beside = level and (0 < block.left - box.right <= _BESIDE or 0 <= box.left - block.right <= _BESIDE)
    below = block.top == box.bottom + 1 or block.bottom == box.top - 1
    return beside or (below and block.left <= box.right and block.right > box.left)


def _says(graph: Graph, code: str) -> bool:
    """Whether the labels of a figure have every word of its fence, and no sign that draws a box."""
    labels = [node.label for node in graph.nodes] + [cluster.label for cluster in graph.clusters]
    labels += [edge.label for edge in graph.edges]
    said = Counter(word for label in labels for word in _WORD.findall(label.text))
    wanted = Counter(_WORD.findall(code))
    missing = {word for word in wanted - said if word not in {"v", "V"}}
    return bool(said) and not missing
