"""Order the rows of a level and set every slot's place across.

Comes in: rows of slots and the threads through them. Goes out: the same slots, each with its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from coursedeck.figures.layout.lanes import insert_movable, interpolate, sift
from coursedeck.figures.layout.rows import MOVABLE, Kind, Slot, Thread, distance
from coursedeck.figures.layout.spec import Distances
from coursedeck.figures.layout.spread import spread
from coursedeck.model.units import Points

STILL = 0.1
"""Points: nothing that moves less is worth another turn."""
FEW = 60
"""Lines of one level up to which lanes are moved to where they cross least."""


@dataclass(frozen=True, slots=True)
class _Tie:
    own: Points
    other: Slot
    theirs: Points
    weight: float


def arrange(
    rows: list[list[Slot]], threads: list[Thread], loose_ties: list[tuple[Slot, Slot]], distances: Distances,
    joined: frozenset[tuple[str, str]],
) -> None:  # fmt: skip
    """Order the rows and set every slot's place across. `joined` are neighbours with a line between them."""
    for row in rows:
        row.sort(key=lambda slot: slot.order)
        _pack([slot for slot in row if slot.kind not in MOVABLE], distances, joined)
    for thread in threads:
        interpolate(thread)
    ties = _ties(threads, loose_ties)
    for _ in range(2):
        for row in rows:
            insert_movable(row)
        _sweep(rows, ties, distances, joined, 3)
        for row in rows:
            for slot in row:
                if slot.kind in MOVABLE:
                    slot.at = _wanted(ties[slot])[0] if ties.get(slot) else slot.at
    for row in rows:
        insert_movable(row)
    if len(threads) <= FEW:
        sift(rows, threads)
    _sweep(rows, ties, distances, joined, 6)
    _draw_in_loops(rows, distances, joined)


def _draw_in_loops(rows: list[list[Slot]], distances: Distances, joined: frozenset[tuple[str, str]]) -> None:
    """Nothing ties the room for lines from a node to itself: it follows its node, which stands before it."""
    for row in rows:
        for node, loop in pairwise(row):
            if loop.kind is Kind.LOOP:
                loop.at = node.at + distance(node, loop, distances, joined)


def _gaps(row: list[Slot], distances: Distances, joined: frozenset[tuple[str, str]]) -> list[Points]:
    return [distance(one, two, distances, joined) for one, two in pairwise(row)]


def _pack(row: list[Slot], distances: Distances, joined: frozenset[tuple[str, str]]) -> None:
    for slot, place in zip(row, spread([0.0] * len(row), [1.0] * len(row), _gaps(row, distances, joined)), strict=True):
        slot.at = place


def _ties(threads: list[Thread], loose: list[tuple[Slot, Slot]]) -> dict[Slot, list[_Tie]]:
    found: dict[Slot, list[_Tie]] = {}

    def tie(low: Slot, high: Slot, edge: str) -> None:
        own, theirs = low.port(edge, low_side=False) - low.at, high.port(edge, low_side=True) - high.at
        found.setdefault(low, []).append(_Tie(own, high, theirs, _weight(low, high)))
        found.setdefault(high, []).append(_Tie(theirs, low, own, _weight(high, low)))

    for thread in threads:
        for low, high in thread.pairs():
            tie(low, high, thread.edge)
    for low, high in loose:
        if low.row != high.row:
            tie(low, high, "")
    return found


def _weight(slot: Slot, other: Slot) -> float:
    """How strongly `other` draws `slot`: lanes follow one another, and hardly ever move an item."""
    if other.kind in MOVABLE:
        return 3.0 if slot.kind in MOVABLE else 0.25
    return 1.0


def _wanted(ties: list[_Tie]) -> tuple[float, float]:
    """Where the ties draw a slot, and how strongly."""
    total = sum(tie.weight for tie in ties)
    return sum((tie.other.at + tie.theirs - tie.own) * tie.weight for tie in ties) / total, total


def _sweep(
    rows: list[list[Slot]],
    ties: Mapping[Slot, list[_Tie]],
    distances: Distances,
    joined: frozenset[tuple[str, str]],
    times: int,
) -> None:
    """Down, up and together, again and again, each row as near to where its ties draw it as its order allows."""
    gaps = [_gaps(row, distances, joined) for row in rows]
    final = False
    for turn in range(times):
        moved = 0.0
        for way in (1, -1):
            for index in range(len(rows))[::way]:
                wants = [_pull(slot, ties.get(slot, []), 0 if final else way) for slot in rows[index]]
                places = spread([w for w, _ in wants], [s for _, s in wants], gaps[index])
                for slot, place in zip(rows[index], places, strict=True):
                    moved = max(moved, abs(slot.at - place))
                    slot.at = place
        if final:
            return
        final = turn >= times - 2 or moved < STILL


def _pull(slot: Slot, ties: list[_Tie], way: int) -> tuple[float, float]:
    """Where a slot wants to be: drawn by the rows before it (way 1), after it (-1), or both (0)."""
    near = [tie for tie in ties if way == 0 or (tie.other.row - slot.row) * way < 0]
    if not near:
        return slot.at, 0.01 if slot.kind is Kind.TITLE else 0.1
    return _wanted(near)
