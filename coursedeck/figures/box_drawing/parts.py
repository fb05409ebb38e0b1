"""Boxes that lines divide: a title above a line, layers of a stack, fields in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from coursedeck.figures.box_drawing.boxes import BoxOutline
from coursedeck.figures.box_drawing.cells import ARMS, Cells
from coursedeck.figures.box_drawing.words import filling
from coursedeck.model.values import replace

_TITLE_LINES = 2


def parted(cells: Cells, boxes: Sequence[BoxOutline]) -> tuple[BoxOutline, ...]:
    """The boxes with the parts of those that are divided in their place; a single line of words on top is a title."""
    found = [part for box in boxes for part in _parts(cells, box, boxes)]
    return tuple(sorted(found, key=lambda box: (box.top, -box.bottom, box.left, -box.right)))


def _parts(cells: Cells, box: BoxOutline, boxes: Sequence[BoxOutline]) -> Iterator[BoxOutline]:
    if not box.dividers:
        yield from _fields(cells, box, boxes)
        return
    rows = (box.top, *box.dividers, box.bottom)
    layers = [_between(box, top, bottom) for top, bottom in pairwise(rows)]
    words = filling(cells, layers[0])
    if len(layers) == 2 and not box.title and words is not None and len(words.pieces) <= _TITLE_LINES:
        yield replace(box, title=" ".join(piece.text for piece in words.pieces), head=box.dividers[0])
    else:
        yield from (replace(layer, title=box.title if at == 0 else "") for at, layer in enumerate(layers))


def _between(box: BoxOutline, top: int, bottom: int) -> BoxOutline:
    sides = {row: ends for row, ends in box.sides.items() if top <= row <= bottom}
    return BoxOutline(top, bottom, box.left, box.right, sides)


def _fields(cells: Cells, box: BoxOutline, boxes: Sequence[BoxOutline]) -> Iterator[BoxOutline]:
    """The fields that upright lines from border to border make."""
    inner = any(box.encloses(other) for other in boxes)
    cuts = [] if inner else [column for column in range(box.left + 1, box.right) if _is_cut(cells, box, column)]
    if not cuts:
        yield box
        return
    for left, right in pairwise((box.left, *cuts, box.right)):
        sides = {
            row: (left if left > box.left else ends[0], right if right < box.right else ends[1])
            for row, ends in box.sides.items()
        }
        yield BoxOutline(box.top, box.bottom, left, right, sides)


def _is_cut(cells: Cells, box: BoxOutline, column: int) -> bool:
    ends = "S" in ARMS.get(cells.at(box.top, column), "") and "N" in ARMS.get(cells.at(box.bottom, column), "")
    return ends and all("NS" in cells.arms(row, column) for row in box.rows)
