"""Where rows begin and end along the flow, with the room between them that their lines need.

Comes in: rows whose slots have their places across. Goes out: starts, ends, and a track for each line that must shift.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from coursedeck.figures.layout.build import Grid
from coursedeck.figures.layout.channel import Strand, tracks
from coursedeck.figures.layout.rows import Kind, Slot, Thread
from coursedeck.figures.layout.spec import Lines
from coursedeck.model.units import Points

Spans: TypeAlias = Mapping[Slot, tuple[Points, Points]]
"""From where to where each slot reaches along the flow."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Room after a row: its size, and where each strand's track is in it."""

    size: Points
    tracks: Mapping[str, Points]


def _gap(grid: Grid, index: int) -> Gap:
    """The room between row `index` and the next."""
    spec, room = grid.spec, grid.spec.distances
    strands: dict[str, tuple[list[float], list[float]]] = {}
    for thread in grid.threads:
        for top, bottom in _passing(thread, index):
            tops, bottoms = strands.setdefault(thread.strand, ([], []))
            tops.extend(top)
            bottoms.extend(bottom)
    if not strands:
        return Gap(_quiet_gap(grid, index), {})
    labels = sum(slot.kind in {Kind.LABEL, Kind.TITLE} for row in grid.rows[index : index + 2] for slot in row)
    least = room.along if not labels else room.along * 0.6
    if spec.lines is not Lines.ORTHOGONAL:
        shift = max(max(tops + bottoms) - min(tops + bottoms) for tops, bottoms in strands.values())
        return Gap(least + min(0.12 * shift, room.along), {})
    keys = list(strands)
    numbers = tracks([Strand(tuple(strands[key][0]), tuple(strands[key][1])) for key in keys])
    count = max(numbers) + 1
    size = max(least, 2 * room.arrow + (count - 1) * room.track) if count else least
    first = (size - (count - 1) * room.track) / 2
    return Gap(
        size, {key: first + number * room.track for key, number in zip(keys, numbers, strict=True) if number >= 0}
    )


def _quiet_gap(grid: Grid, index: int) -> Points:
    kinds = {slot.kind for row in grid.rows[index : index + 2] for slot in row}
    return grid.spec.distances.stack * (0.5 if kinds & {Kind.TITLE} else 1.0)


def _passing(thread: Thread, index: int) -> list[tuple[tuple[float, ...], tuple[float, ...]]]:
    """Places on both sides of the room after row `index` between which the thread passes."""
    if thread.turns:
        one, two = thread.slots[0], thread.slots[-1]
        if one is None or two is None or one.row != index:
            return []
        return [((one.port(thread.edge, low_side=False), two.port(thread.edge, low_side=False)), ())]
    return [
        ((low.port(thread.edge, low_side=False),), (high.port(thread.edge, low_side=True),))
        for low, high in thread.pairs()
        if low.row == index and high.row == index + 1
    ]


@dataclass(frozen=True, slots=True)
class Flow:
    """Where rows begin and end along the flow, and the room after each but the last."""

    starts: tuple[Points, ...]
    ends: tuple[Points, ...]
    gaps: tuple[Gap, ...]
    length: Points


def flow_of(grid: Grid, before: Points, after: Points) -> Flow:
    """Starts and ends of all rows; `before` and `after` are the room at the level\'s borders."""
    gaps = tuple(_gap(grid, index) for index in range(len(grid.rows) - 1))
    starts, ends, place = [], [], before
    for index, row in enumerate(grid.rows):
        starts.append(place)
        ends.append(place + max((slot.flow for slot in row), default=0.0))
        place = ends[-1] + (gaps[index].size if index < len(gaps) else after)
    return Flow(tuple(starts), tuple(ends), gaps, place if grid.rows else before + after)


def span_of(slot: Slot, grid: Grid, flow: Flow) -> tuple[Points, Points]:
    """From where to where a slot reaches along the flow; clusters fill their row."""
    start, end = flow.starts[slot.row], flow.ends[slot.row]
    if slot.kind is Kind.CLUSTER and slot.flow >= 0.4 * (end - start):
        return start, end
    if slot.kind is Kind.LOOP:
        node = grid.slots[slot.id]
        middle = (start + end) / 2
        return middle - node.flow / 2, middle + node.flow / 2
    middle = (start + end) / 2
    return middle - slot.flow / 2, middle + slot.flow / 2
