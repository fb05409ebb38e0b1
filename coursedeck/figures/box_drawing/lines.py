"""The lines of a drawing, followed from one end to the other.

Each line must lead from something to something; one that does not is a reason to doubt that the drawing was understood.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from coursedeck.figures.box_drawing.boxes import BoxOutline
from coursedeck.figures.box_drawing.cells import ARMS, BACK, HEADS, STEPS, Cells
from coursedeck.figures.box_drawing.words import CharacterText, Place, places_of

_REACH = {"N": 2, "S": 2, "E": 3, "W": 3}
"""Characters up to which the end of a line reaches what it leads to."""
_BESIDE = 3
"""Columns up to which words beside an upright line are its label."""


class DoubtError(Exception):
    """Something in a drawing that cannot be read for certain."""


class End(Struct, frozen=True):
    """Where a line ends: at a box or a free text, on one `side` of the line's last character."""

    is_box: bool
    index: int
    pointed: bool
    """Whether there is the head of an arrow."""
    cell: Place
    side: str

    @property
    def target(self) -> tuple[bool, int]:
        """What it leads to."""
        return self.is_box, self.index


class TracedLine(Struct, frozen=True):
    """A line from one end to another, with the places at which it passes, and the words along it."""

    tail: End
    head: End
    cells: tuple[Place, ...]
    label: int | None = None
    """Index of a free text."""


class _Step(Struct, frozen=True):
    """What comes next in a direction: a place of the line, or its end; words may stand between."""

    place: Place | None = None
    end: End | None = None
    label: int | None = None


class LineReader:
    """Follows the lines of one drawing."""

    def __init__(
        self, cells: Cells, boxes: Sequence[BoxOutline], blocks: Sequence[CharacterText], places: frozenset[Place]
    ) -> None:
        self.cells, self.boxes, self.blocks = cells, boxes, blocks
        self.lines = places
        self.block_at = places_of(blocks)
        self.border_of: dict[Place, list[int]] = {}
        for index, box in enumerate(boxes):
            for place in box.borders():
                self.border_of.setdefault(place, []).append(index)

    def read(self) -> tuple[TracedLine, ...]:
        """Every line from end to end. Raises DoubtError where one leads nowhere, or cannot be told from others."""
        steps = {place: dict(self._steps(place)) for place in sorted(self.lines)}
        links = _both_ways(steps)
        found: list[TracedLine] = []
        seen: set[Place] = set()
        for place in steps:
            if place not in seen:
                net = _connected(place, links)
                seen |= net
                found += _lines_of(net, steps, links)
        return self._labelled(found)

    def _steps(self, place: Place) -> Iterator[tuple[str, _Step]]:
        for side in self.cells.arms(*place):
            step = self._next(place, side)
            if step is None:
                raise DoubtError(f"line {place} leads nowhere")
            yield side, step

    def _next(self, place: Place, side: str) -> _Step | None:
        (row, column), (down, right) = place, STEPS[side]
        for away in range(1, _REACH[side] + 1):
            near = row + away * down, column + away * right
            if near in self.border_of:
                return self._at_border(place, near, side)
            if near in self.block_at:
                return self._at_words(place, near, side)
            if away == 1 and (joined := self._joined(near, side)):
                return _Step(joined)
            if self.cells.at(*near) != " ":
                return None
        return None

    def _joined(self, near: Place, side: str) -> Place | None:
        """The place of a line that goes on there, or one column beside it where an upright line is a little off."""
        row, column = near
        around = (column, column - 1, column + 1) if side in "NS" and self.cells.at(row, column) == " " else (column,)
        found = ((row, at) for at in around if (row, at) in self.lines)
        return next((one for one in found if BACK[side] in self.cells.arms(*one) or self._forks(one, side)), None)

    def _forks(self, place: Place, side: str) -> bool:
        """Whether a line forks there to both sides of one that comes from `side`."""
        arms = set(self.cells.arms(*place))
        return len(arms) > 2 and arms == set("NESW") - {BACK[side]}

    def _at_border(self, place: Place, border: Place, side: str) -> _Step | None:
        """The box that a line leads to, or its way through a border."""
        border = self._crossing(border, side)
        index = self.border_of[border][-1]
        sign = self.cells.at(*border)
        beyond = border[0] + STEPS[side][0], border[1] + STEPS[side][1]
        goes_on = beyond in self.lines and BACK[side] in self.cells.arms(*beyond)
        if {side, BACK[side]} <= set(ARMS.get(sign, "")):
            return self._through(place, beyond, side)
        if self.boxes[index].holds(*place):
            return _Step(beyond) if goes_on else None
        pointed = side in self.cells.heads(*place) or any(
            side in HEADS.get(one, "") for one in self._signs(border, side)
        )
        return _Step(end=End(True, index, pointed, place, side))

    def _crossing(self, border: Place, side: str) -> Place:
        """The place of a border where an upright line crosses it, which may be a little off."""
        row, column = border
        near = [(row, at) for at in (column, column - 1, column + 1)] if side in "NS" else []
        crossed = (one for one in near if one in self.border_of and ARMS.get(self.cells.at(*one)) == "NESW")
        return next(crossed, border)

    def _signs(self, border: Place, side: str) -> Iterator[str]:
        """What stands where a line meets a border, or beside that, where an upright line is a little off."""
        row, column = border
        columns = (column - 1, column, column + 1) if side in "NS" else (column,)
        return (self.cells.at(row, at) for at in columns)

    def _through(self, place: Place, beyond: Place, side: str) -> _Step | None:
        """What a line leads to that crosses a border; right behind it may be the border of another box."""
        row, column = beyond
        for at in (column, column - 1, column + 1) if side in "NS" else (column,):
            if (row, at) in self.lines and BACK[side] in self.cells.arms(row, at):
                return _Step((row, at))
            signs = ARMS.get(self.cells.at(row, at), "") + HEADS.get(self.cells.at(row, at), "")
            if (row, at) in self.border_of and (BACK[side] in signs or side in signs):
                return self._at_border(place, (row, at), side)
        return None

    def _at_words(self, place: Place, near: Place, side: str) -> _Step:
        """The text that a line leads to, or its way on behind words that stand in it."""
        at = self.block_at[near]
        block = self.blocks[at]
        beyond = self._behind(block, near, side)
        pointed = side in self.cells.heads(*place)
        if beyond is None or pointed:
            return _Step(end=End(False, at, pointed, place, side))
        return _Step(beyond, label=at)

    def _behind(self, block: CharacterText, near: Place, side: str) -> Place | None:
        if side in "EW":
            edge = block.right if side == "E" else block.left - 1
            columns = (edge, edge + 1) if side == "E" else (edge, edge - 1)
            places = [(near[0], column) for column in columns]
        else:
            row = block.bottom + 1 if side == "S" else block.top - 1
            places = [(row, near[1]), (row, near[1] - 1), (row, near[1] + 1)]
        found = (one for one in places if one in self.lines and BACK[side] not in self.cells.heads(*one))
        return next((one for one in found if BACK[side] in self.cells.arms(*one)), None)

    def _labelled(self, lines: Sequence[TracedLine]) -> tuple[TracedLine, ...]:
        """The lines with the words beside them, where those can belong to one line alone."""
        ends = {end.index for line in lines for end in (line.tail, line.head) if not end.is_box}
        given = ends | {line.label for line in lines if line.label is not None}
        by_line: dict[int, int] = {}
        for at, block in enumerate(self.blocks):
            near = {number for number, line in enumerate(lines) if self._stands_beside(block, line)}
            if at not in given and len(near) == 1:
                by_line.setdefault(near.pop(), at)
        return tuple(
            line if line.label is not None else TracedLine(line.tail, line.head, line.cells, by_line.get(number))
            for number, line in enumerate(lines)
        )

    def _stands_beside(self, block: CharacterText, line: TracedLine) -> bool:
        for row, column in line.cells:
            arms = self.cells.arms(row, column)
            if arms == "NS" and block.top <= row <= block.bottom:
                gap = block.left - column if block.left > column else column - block.right + 1
                if gap <= _BESIDE:
                    return True
            over = block.bottom == row - 1 or block.top == row + 1
            if arms == "EW" and over and block.left <= column < block.right:
                return True
        return False


def _both_ways(steps: Mapping[Place, Mapping[str, _Step]]) -> Mapping[Place, Sequence[Place]]:
    """The neighbours of each place of a line."""
    links: dict[Place, dict[Place, None]] = {place: {} for place in steps}
    for place, sides in steps.items():
        for step in sides.values():
            if step.place is not None:
                links[place][step.place] = links[step.place][place] = None
    return {place: tuple(near) for place, near in links.items()}


def _connected(start: Place, links: Mapping[Place, Sequence[Place]]) -> set[Place]:
    found, waiting = {start}, [start]
    while waiting:
        for near in links[waiting.pop()]:
            if near not in found:
                found.add(near)
                waiting.append(near)
    return found


def _lines_of(
    net: set[Place], steps: Mapping[Place, Mapping[str, _Step]], links: Mapping[Place, Sequence[Place]]
) -> list[TracedLine]:
    """The lines that characters that hang together draw: one, or those of a line that forks."""
    parts = [step for place in sorted(net) for step in steps[place].values()]
    ends = [step.end for step in parts if step.end is not None]
    labels = {step.label for step in parts if step.label is not None}
    if len({end.target for end in ends}) < len(ends) or len(ends) < 2 or len(labels) > 1:
        raise DoubtError("a line has one end, or two at one box")
    if len(ends) > 2 and not any(end.is_box for end in ends):
        raise DoubtError("a line forks between words, as a tree of files does")
    label = labels.pop() if labels and len(ends) == 2 else None
    if labels:
        raise DoubtError("words in a line that forks")
    return [TracedLine(tail, head, _route(tail.cell, head.cell, links), label) for tail, head in _pairs(ends)]


def _pairs(ends: Sequence[End]) -> list[tuple[End, End]]:
    """From where to where: from the one end without an arrow, to the one with an arrow, or down from the one above."""
    tails, heads = [end for end in ends if not end.pointed], [end for end in ends if end.pointed]
    if len(ends) == 2:
        tail, head = (ends[0], ends[1]) if len(heads) != 1 else (tails[0], heads[0])
        return [(tail, head)]
    if len(tails) == 1:
        return [(tails[0], head) for head in heads]
    if len(heads) == 1:
        return [(tail, heads[0]) for tail in tails]
    for side in "NS":
        root = [end for end in ends if end.side == side]
        if not heads and len(root) == 1:
            return [(root[0], end) for end in ends if end is not root[0]]
    raise DoubtError("a line forks at both ends")


def _route(start: Place, end: Place, links: Mapping[Place, Sequence[Place]]) -> tuple[Place, ...]:
    """The places of the shortest way along a line."""
    before: dict[Place, Place | None] = {start: None}
    waiting = deque([start])
    while waiting and end not in before:
        place = waiting.popleft()
        for near in links[place]:
            if near not in before:
                before[near] = place
                waiting.append(near)
    route: list[Place] = []
    at: Place | None = end
    while at is not None:
        route.append(at)
        at = before.get(at)
    return tuple(reversed(route))
