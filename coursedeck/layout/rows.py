"""The rows of a level: what stands in each, in which order, and how far across.

A row holds items in order of declaration, and between them lanes: the places where longer lines pass. Coordinates here are
`flow` (from the low rows to the high ones) and `cross` (along a row), whatever the direction.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from coursedeck.layout.measure import Words
from coursedeck.layout.spec import Distances
from coursedeck.layout.spread import spread
from coursedeck.model.units import Points


class Kind(StrEnum):
    """What a slot is for."""

    NODE = "node"
    CLUSTER = "cluster"
    LANE = "lane"
    LABEL = "label"
    TITLE = "title"
    LOOP = "loop"


PART_ROOM = 1.8
FEW = 60
"""Lines of one level up to which lanes are moved to where they cross least."""
MOVABLE = frozenset({Kind.LANE, Kind.LABEL})


@dataclass(slots=True, eq=False)
class Slot:
    """A place in a row; it moves while the level is being laid out, and never leaves it."""

    id: str
    kind: Kind
    order: float
    row: int
    cross: Points = 0.0
    flow: Points = 0.0
    at: Points = 0.0
    """Its middle, across."""
    lane: Points = 0.0
    """Where its line passes, from its middle (labels stand beside their line)."""
    low_ports: dict[str, Points] = field(default_factory=dict)
    high_ports: dict[str, Points] = field(default_factory=dict)
    """Where lines meet its low and high side, from its middle, by edge."""
    words: Words | None = None
    band: bool = False
    part: int = 0
    """Of what hangs together; other parts keep more distance."""

    @property
    def start(self) -> Points:
        """Its lower border across."""
        return self.at - self.cross / 2

    @property
    def end(self) -> Points:
        """Its upper border across."""
        return self.at + self.cross / 2

    def port(self, edge: str, *, low_side: bool) -> Points:
        """Where a line meets it, across."""
        return self.at + (self.low_ports if low_side else self.high_ports).get(edge, self.lane)


@dataclass(frozen=True, slots=True, eq=False)
class Thread:
    """The way of a line (or of lines that run as one) through the rows; None is the level's border."""

    edges: tuple[str, ...]
    slots: tuple[Slot | None, ...]
    strand: str
    """Threads with one strand share a track where they meet."""
    turns: bool = False
    """It joins two slots of one row, on their high sides."""

    @property
    def edge(self) -> str:
        """The first of its edges, by which its ports are known."""
        return self.edges[0]

    def pairs(self) -> Iterable[tuple[Slot, Slot]]:
        """Neighbours on its way."""
        solid = [slot for slot in self.slots if slot is not None]
        return zip(solid, solid[1:], strict=False)


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
        _interpolate(thread)
    ties = _ties(threads, loose_ties)
    for _ in range(2):
        for row in rows:
            _insert_movable(row)
        _sweep(rows, ties, distances, joined, 3)
        for row in rows:
            for slot in row:
                if slot.kind in MOVABLE:
                    slot.at = _wanted(ties[slot])[0] if ties.get(slot) else slot.at
    for row in rows:
        _insert_movable(row)
    if len(threads) <= FEW:
        sift(rows, threads)
    _sweep(rows, ties, distances, joined, 6)


def _distance(one: Slot, two: Slot, distances: Distances, joined: frozenset[tuple[str, str]]) -> Points:
    """Between the middles of neighbours, at least."""
    kinds = {one.kind, two.kind}
    room = distances.across
    if Kind.LOOP in kinds:
        room = 0.0 if two.kind is Kind.LOOP else distances.across
    elif kinds <= {Kind.LANE}:
        room = distances.lane
    elif kinds & {Kind.LANE, Kind.LABEL, Kind.TITLE}:
        room = distances.lane
    elif one.part != two.part:
        room *= PART_ROOM
    if (one.id, two.id) in joined:
        room = max(room, 2.2 * distances.arrow)
    return (one.cross + two.cross) / 2 + room


def _gaps(row: list[Slot], distances: Distances, joined: frozenset[tuple[str, str]]) -> list[Points]:
    return [_distance(one, two, distances, joined) for one, two in zip(row, row[1:], strict=False)]


def _pack(row: list[Slot], distances: Distances, joined: frozenset[tuple[str, str]]) -> None:
    for slot, place in zip(row, spread([0.0] * len(row), [1.0] * len(row), _gaps(row, distances, joined)), strict=True):
        slot.at = place


def _interpolate(thread: Thread) -> None:
    """First places of lanes: on the straight line between the ends."""
    solid = [slot for slot in thread.slots if slot is not None]
    first, last = solid[0], solid[-1]
    start = first.at if first.kind not in MOVABLE else last.at
    end = last.at if last.kind not in MOVABLE else first.at
    span = max(1, last.row - first.row)
    for slot in solid:
        if slot.kind in MOVABLE:
            slot.at = start + (end - start) * (slot.row - first.row) / span


def _insert_movable(row: list[Slot]) -> None:
    """Put lanes and labels between the items where they want to be; items stay in order of declaration."""
    fixed = [slot for slot in row if slot.kind not in MOVABLE]
    middles = [slot.at for slot in fixed]
    movable = sorted((slot for slot in row if slot.kind in MOVABLE), key=lambda slot: (round(slot.at, 3), slot.order))
    placed: list[list[Slot]] = [[] for _ in range(len(fixed) + 1)]
    for slot in movable:
        index = bisect(middles, slot.at)
        if fixed and fixed[0].kind is Kind.TITLE:
            index = max(1, index)
        if 0 < index < len(fixed) and fixed[index].kind is Kind.LOOP:
            index += 1
        placed[index].append(slot)
    row[:] = placed[0] + [slot for item, after in zip(fixed, placed[1:], strict=True) for slot in (item, *after)]


def sift(rows: list[list[Slot]], threads: list[Thread]) -> None:
    """Move each lane to the place in its row where its line crosses the fewest others."""
    gaps: dict[int, list[tuple[Slot, Slot]]] = {}
    for thread in threads:
        for low, high in thread.pairs():
            gaps.setdefault(low.row, []).append((low, high))
    for way in (1, -1):
        for row in rows[::way]:
            for slot in [slot for slot in row if slot.kind in MOVABLE]:
                _sift_one(slot, rows, gaps)


def _sift_one(slot: Slot, rows: list[list[Slot]], gaps: Mapping[int, list[tuple[Slot, Slot]]]) -> None:
    row = rows[slot.row]
    here = row.index(slot)
    row.remove(slot)
    place = {other: index for rank in rows[max(0, slot.row - 1) : slot.row + 2] for index, other in enumerate(rank)}
    own: list[tuple[float, float]] = []
    others: list[tuple[float, float]] = []
    for number, side in ((slot.row - 1, 0), (slot.row, 1)):
        for pair in gaps.get(number, []):
            if slot in pair:
                own.append((side, place[pair[side]]))
            else:
                far, near = (pair[0], pair[1]) if side == 0 else (pair[1], pair[0])
                others.append((place[near] + side * 1e6, place[far]))
    first = 1 if row and row[0].kind is Kind.TITLE else 0
    spots = [i for i in range(first, len(row) + 1) if i == len(row) or row[i].kind is not Kind.LOOP]
    best = min(spots, key=lambda spot: (_crossings(spot - 0.5, own, others), abs(spot - here), spot))
    row.insert(best, slot)


def _crossings(spot: float, own: list[tuple[float, float]], others: list[tuple[float, float]]) -> int:
    """How many lines the line of a lane at `spot` crosses; `others` beyond a million are on its high side."""
    count = 0
    for side, end in own:
        for near, far in others:
            if (near >= 5e5) == bool(side):
                count += (near - side * 1e6 - spot) * (far - end) < 0
    return count


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


def straighten(
    rows: list[list[Slot]], threads: list[Thread], distances: Distances, joined: frozenset[tuple[str, str]]
) -> None:
    """Let lines that pass several rows run straight where their neighbours leave room, on towards one of their ends."""
    for _ in range(2):
        for thread in threads:
            solid = [slot for slot in thread.slots if slot is not None]
            run = [slot for slot in solid if slot.kind in MOVABLE]
            if run:
                _straighten(thread, solid, run, rows, distances, joined)


def _straighten(
    thread: Thread, solid: list[Slot], run: list[Slot], rows: list[list[Slot]], distances: Distances,
    joined: frozenset[tuple[str, str]],
) -> None:  # fmt: skip
    low, high = float("-inf"), float("inf")
    for slot in run:
        row = rows[slot.row]
        index = row.index(slot)
        if index > 0:
            low = max(low, row[index - 1].at + _distance(row[index - 1], slot, distances, joined) + slot.lane)
        if index + 1 < len(row):
            high = min(high, row[index + 1].at - _distance(slot, row[index + 1], distances, joined) + slot.lane)
    if low > high:
        return
    ends = [solid[0].port(thread.edge, low_side=False)] if solid[0] is not run[0] else []
    ends += [solid[-1].port(thread.edge, low_side=True)] if solid[-1] is not run[-1] else []
    middle = sum(slot.at + slot.lane for slot in run) / len(run)
    straight = [end for end in ends if low <= end <= high]
    place = min(straight, key=lambda end: abs(end - middle)) if straight else min(max(middle, low), high)
    for slot in run:
        slot.at = place - slot.lane


def _wanted(ties: list[_Tie]) -> tuple[float, float]:
    """Where the ties draw a slot, and how strongly."""
    total = sum(tie.weight for tie in ties)
    return sum((tie.other.at + tie.theirs - tie.own) * tie.weight for tie in ties) / total, total


def _sweep(
    rows: list[list[Slot]], ties: Mapping[Slot, list[_Tie]], distances: Distances, joined: frozenset[tuple[str, str]], times: int
) -> None:  # fmt: skip
    """Down, up and together, again and again, each row as near to where its ties draw it as its order allows."""
    gaps = [_gaps(row, distances, joined) for row in rows]
    for turn in range(times):
        final = turn == times - 1
        for way in (1, -1):
            for index in range(len(rows))[::way]:
                wants = [_pull(slot, ties.get(slot, []), 0 if final else way) for slot in rows[index]]
                places = spread([w for w, _ in wants], [s for _, s in wants], gaps[index])
                for slot, place in zip(rows[index], places, strict=True):
                    slot.at = place


def _pull(slot: Slot, ties: list[_Tie], way: int) -> tuple[float, float]:
    """Where a slot wants to be: drawn by the rows before it (way 1), after it (-1), or both (0)."""
    near = [tie for tie in ties if way == 0 or (tie.other.row - slot.row) * way < 0]
    if not near:
        return slot.at, 0.01 if slot.kind is Kind.TITLE else 0.1
    return _wanted(near)
