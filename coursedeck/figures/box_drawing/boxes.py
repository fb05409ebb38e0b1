"""The boxes of a drawing: a top border, two sides, a bottom border.

Sides need not stand exactly below the corners: where words have wide characters, and where a program has written the
drawing, the right side of a row is often a few columns off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from coursedeck.figures.box_drawing.cells import ARMS, Cells

_LEVEL = "─━═╌╍┄┅┈┉┬┳╦╤┴┻╩╧┼╋╬╪┯┷┿▼▲▾▴↓↑"
_TOP = re.compile(
    rf"[┌┏╔╭╒╓](?:[{_LEVEL}]+|[─━═]+ (?P<title>[^┌┏╔╭┐┓╗╮─━═]*[^┌┏╔╭┐┓╗╮─━═ ]) ?[─━═]+)[┐┓╗╮╕╖]|\+(?=-|=)[-=+vV^]+\+"
)
_SIDES = frozenset(sign for sign, arms in ARMS.items() if "N" in arms) - frozenset("┴┻╩┷┸╧╨") | {"|", "+"}
"""What a row may have where the side of a box is: it goes on upwards."""
_BOTTOM_LEFT, _BOTTOM_RIGHT = frozenset("└┗╚╰╘╙+"), frozenset("┘┛╝╯╛╜+")
_LEFT_TEE, _RIGHT_TEE = frozenset("├┣╠┝┠╞╟+"), frozenset("┤┫╣┥┨╡╢+")
_BORDER = frozenset(_LEVEL + "-=+vV^")
_OFF_LEFT, _OFF_RIGHT = 2, 6
"""Columns by which a side may be off."""
_SKIPPED = 7
"""Cost of a side that is not there, where a side that is off costs a column each."""


class BoxOutline(Struct, frozen=True):
    """A box: rows of its borders and columns of its corners, and where its sides are in each row."""

    top: int
    bottom: int
    left: int
    right: int
    sides: Mapping[int, tuple[int, int]]
    """By row, those of the borders too."""
    dividers: tuple[int, ...] = ()
    """Rows of lines that run from side to side."""
    title: str = ""
    """Words in its top border, or above its first divider."""
    head: int = -1
    """Row of the divider that is below its title."""
    corner: str = ""
    """The sign at its top left."""

    @property
    def rows(self) -> range:
        """The rows between its borders, those of its title left out."""
        return range(max(self.top, self.head) + 1, self.bottom)

    def holds(self, row: int, column: int) -> bool:
        """Whether a place is inside, not on its border."""
        if not self.top < row < self.bottom:
            return False
        left, right = self.sides[row]
        return left < column < right

    def encloses(self, other: BoxOutline) -> bool:
        """Whether another box is inside."""
        if not self.top < other.top <= other.bottom < self.bottom:
            return False
        left, right = self.sides[other.top]
        return left < other.left and other.right < right

    def borders(self) -> Iterator[tuple[int, int]]:
        """The places of its borders and sides."""
        for row, (left, right) in self.sides.items():
            whole = row in (self.top, self.bottom, *self.dividers)
            yield from ((row, column) for column in (range(left, right + 1) if whole else (left, right)))


class _OpenBox(Struct):
    """A box while its rows are read."""

    top: int
    left: int
    right: int
    title: str
    corner: str
    sides: dict[int, tuple[int, int]] = field(default_factory=dict)
    dividers: list[int] = field(default_factory=list)

    def closed(self, bottom: int) -> BoxOutline:
        right = max(self.right, self.sides[bottom][1])
        dividers = tuple(self.dividers)
        return BoxOutline(self.top, bottom, self.left, right, self.sides, dividers, self.title, corner=self.corner)


def boxes_of(cells: Cells) -> tuple[BoxOutline, ...]:
    """Every box, outer ones before those in them."""
    found: list[BoxOutline] = []
    opened: list[_OpenBox] = []
    for row in range(len(cells.shape)):
        still: list[_OpenBox] = []
        for box, sides in _continued(cells, row, opened):
            box.sides[row] = sides
            if _is_border(cells, row, sides, _BOTTOM_LEFT, _BOTTOM_RIGHT) and not _goes_on(cells, row, sides):
                if row > box.top + 1:
                    found.append(box.closed(row))
                continue
            if _is_border(cells, row, sides, _LEFT_TEE, _RIGHT_TEE):
                box.dividers.append(row)
            still.append(box)
        taken = {box.sides[row] for box in still} | {box.sides[row] for box in found if row in box.sides}
        opened = [*still, *(box for box in _opening(cells, row) if (box.left, box.right) not in taken)]
    return tuple(sorted(found, key=lambda box: (box.top, box.left, -box.right)))


def _opening(cells: Cells, row: int) -> Iterator[_OpenBox]:
    """What may be the tops of boxes in a row; one of hyphens may be the border of a box above it, too."""
    for top in _TOP.finditer(cells.shape[row]):
        left, right = top.start(), top.end() - 1
        title = cells.text(row, top.start("title"), top.end("title")) if top["title"] else ""
        yield _OpenBox(row, left, right, title, top[0][0], {row: (left, right)})


def _continued(cells: Cells, row: int, opened: Sequence[_OpenBox]) -> Iterator[tuple[_OpenBox, tuple[int, int]]]:
    """The open boxes both of whose sides go on in a row, and where."""
    wanted = sorted(
        [(box.left, _OFF_LEFT, index, 0) for index, box in enumerate(opened)]
        + [(box.right, _OFF_RIGHT, index, 1) for index, box in enumerate(opened)]
    )
    places = [column for column, sign in enumerate(cells.shape[row]) if sign in _SIDES]
    matched = _matched([(column, off) for column, off, _, _ in wanted], places)
    found = {wanted[at][2:]: place for at, place in matched.items()}
    for index, box in enumerate(opened):
        left, right = found.get((index, 0)), found.get((index, 1))
        if left is not None and right is not None and left < right:
            yield box, (left, right)


def _matched(wanted: Sequence[tuple[int, int]], places: Sequence[int]) -> dict[int, int]:
    """The place of each wanted column, in order, so that together they are least off; some may have none."""
    costs = [[0.0] * (len(places) + 1) for _ in range(len(wanted) + 1)]
    for one in range(1, len(wanted) + 1):
        column, off = wanted[one - 1]
        costs[one][0] = one * _SKIPPED
        for other in range(1, len(places) + 1):
            away = abs(places[other - 1] - column)
            taken = costs[one - 1][other - 1] + away if away <= off else float("inf")
            costs[one][other] = min(costs[one - 1][other] + _SKIPPED, costs[one][other - 1], taken)
    found: dict[int, int] = {}
    one, other = len(wanted), len(places)
    while one and other:
        column, off = wanted[one - 1]
        away = abs(places[other - 1] - column)
        if away <= off and costs[one][other] == costs[one - 1][other - 1] + away:
            found[one - 1] = places[other - 1]
            one, other = one - 1, other - 1
        elif costs[one][other] == costs[one][other - 1]:
            other -= 1
        else:
            one -= 1
    return found


def _is_border(
    cells: Cells, row: int, sides: tuple[int, int], left_signs: frozenset[str], right_signs: frozenset[str]
) -> bool:
    left, right = sides
    inner = cells.shape[row][left + 1 : right]
    ends = cells.at(row, left) in left_signs and cells.at(row, right) in right_signs
    return ends and bool(inner) and all(sign in _BORDER for sign in inner)


def _goes_on(cells: Cells, row: int, sides: tuple[int, int]) -> bool:
    """Whether a border of hyphens has sides below it, too, and so divides a box."""
    if cells.at(row, sides[0]) != "+":
        return False
    below = cells.shape[row + 1] if row + 1 < len(cells.shape) else ""
    left, right = sides
    near_right = below[max(0, right - 1) : right + _OFF_RIGHT]
    return below[left : left + 1] == "|" and "|" in near_right
