"""Lanes: where long lines pass between the items of a row, with few crossings and few bends."""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Mapping
from dataclasses import dataclass

from coursedeck.figures.layout.rows import MOVABLE, Kind, Slot, Thread, distance
from coursedeck.figures.layout.spec import Distances
from coursedeck.model.units import Points


def interpolate(thread: Thread) -> None:
    """First places of lanes: on the straight line between the ends."""
    solid = [slot for slot in thread.slots if slot is not None]
    first, last = solid[0], solid[-1]
    start = first.at if first.kind not in MOVABLE else last.at
    end = last.at if last.kind not in MOVABLE else first.at
    span = max(1, last.row - first.row)
    for slot in solid:
        if slot.kind in MOVABLE:
            slot.at = start + (end - start) * (slot.row - first.row) / span


def insert_movable(row: list[Slot]) -> None:
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


def straighten(
    rows: list[list[Slot]], threads: list[Thread], distances: Distances, joined: frozenset[tuple[str, str]]
) -> None:
    """Let lines that pass several rows run straight where their neighbours leave room, on towards one of their ends."""
    for _ in range(2):
        for thread in threads:
            solid = [slot for slot in thread.slots if slot is not None]
            run = [slot for slot in solid if slot.kind in MOVABLE]
            ends = [solid[0].port(thread.edge, low_side=False)] if solid[0].kind not in MOVABLE else []
            ends += [solid[-1].port(thread.edge, low_side=True)] if solid[-1].kind not in MOVABLE else []
            for part in _parts(run, rows, distances, joined):
                part.set_straight(ends)


@dataclass(slots=True)
class _Part:
    """Lanes of one line in successive rows, with the places at which all of them have room."""

    slots: list[Slot]
    low: Points
    high: Points

    def set_straight(self, ends: list[Points]) -> None:
        """Put the lanes at one place: straight on from an end of the line if there is room for that."""
        middle = sum(slot.at + slot.lane for slot in self.slots) / len(self.slots)
        straight = [end for end in ends if self.low <= end <= self.high]
        place = min(straight, key=lambda end: abs(end - middle)) if straight else min(max(middle, self.low), self.high)
        for slot in self.slots:
            slot.at = place - slot.lane


def _parts(
    run: list[Slot], rows: list[list[Slot]], distances: Distances, joined: frozenset[tuple[str, str]]
) -> list[_Part]:
    """As few parts as can each be straight."""
    parts: list[_Part] = []
    for slot in run:
        low, high = _room(slot, rows[slot.row], distances, joined)
        last = parts[-1] if parts else None
        if last is not None and max(last.low, low) <= min(last.high, high):
            parts[-1] = _Part([*last.slots, slot], max(last.low, low), min(last.high, high))
        else:
            parts.append(_Part([slot], min(low, high), max(low, high)))
    return parts


def _room(
    slot: Slot, row: list[Slot], distances: Distances, joined: frozenset[tuple[str, str]]
) -> tuple[Points, Points]:
    """Between which places a lane's line may pass, its neighbours staying where they are."""
    index = row.index(slot)
    low, high = -math.inf, math.inf
    if index > 0:
        low = row[index - 1].at + distance(row[index - 1], slot, distances, joined) + slot.lane
    if index + 1 < len(row):
        high = row[index + 1].at - distance(slot, row[index + 1], distances, joined) + slot.lane
    return low, high
