"""Dummy nodes: where long edges pass through a layer, with few crossings and few bends."""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Mapping
from dataclasses import dataclass

from coursedeck.figures.layout.context import Spacing
from coursedeck.figures.layout.layers import MOVABLE, EdgeChain, Slot, SlotKind, distance
from coursedeck.model.units import Points


def interpolate(chain: EdgeChain) -> None:
    """Initial coordinates of dummy nodes: on the straight line between the ends of their edge."""
    solid = [slot for slot in chain.slots if slot is not None]
    first, last = solid[0], solid[-1]
    start = first.at if first.kind not in MOVABLE else last.at
    end = last.at if last.kind not in MOVABLE else first.at
    span = max(1, last.layer - first.layer)
    for slot in solid:
        if slot.kind in MOVABLE:
            slot.at = start + (end - start) * (slot.layer - first.layer) / span


def insert_movable(layer: list[Slot]) -> None:
    """Insert dummy nodes and edge labels into the layer by their coordinates; items keep their order."""
    fixed = [slot for slot in layer if slot.kind not in MOVABLE]
    middles = [slot.at for slot in fixed]
    movable = sorted((slot for slot in layer if slot.kind in MOVABLE), key=lambda slot: (round(slot.at, 3), slot.order))
    placed: list[list[Slot]] = [[] for _ in range(len(fixed) + 1)]
    for slot in movable:
        index = bisect(middles, slot.at)
        if fixed and fixed[0].kind is SlotKind.TITLE:
            index = max(1, index)
        if 0 < index < len(fixed) and fixed[index].kind is SlotKind.LOOP:
            index += 1
        placed[index].append(slot)
    layer[:] = placed[0] + [slot for item, after in zip(fixed, placed[1:], strict=True) for slot in (item, *after)]


def sift(layers: list[list[Slot]], chains: list[EdgeChain]) -> None:
    """Move each dummy node to the place in its layer where its edge crosses the fewest others (sifting)."""
    gaps: dict[int, list[tuple[Slot, Slot]]] = {}
    for chain in chains:
        for low, high in chain.pairs():
            gaps.setdefault(low.layer, []).append((low, high))
    for way in (1, -1):
        for layer in layers[::way]:
            for slot in [slot for slot in layer if slot.kind in MOVABLE]:
                _sift_one(slot, layers, gaps)


def _sift_one(slot: Slot, layers: list[list[Slot]], gaps: Mapping[int, list[tuple[Slot, Slot]]]) -> None:
    layer = layers[slot.layer]
    here = layer.index(slot)
    layer.remove(slot)
    place = {
        other: index for rank in layers[max(0, slot.layer - 1) : slot.layer + 2] for index, other in enumerate(rank)
    }
    own: list[tuple[float, float]] = []
    others: list[tuple[float, float]] = []
    for number, side in ((slot.layer - 1, 0), (slot.layer, 1)):
        for pair in gaps.get(number, []):
            if slot in pair:
                own.append((side, place[pair[side]]))
            else:
                far, near = (pair[0], pair[1]) if side == 0 else (pair[1], pair[0])
                others.append((place[near] + side * 1e6, place[far]))
    first = 1 if layer and layer[0].kind is SlotKind.TITLE else 0
    spots = [i for i in range(first, len(layer) + 1) if i == len(layer) or layer[i].kind is not SlotKind.LOOP]
    best = min(spots, key=lambda spot: (_crossings(spot - 0.5, own, others), abs(spot - here), spot))
    layer.insert(best, slot)


def _crossings(spot: float, own: list[tuple[float, float]], others: list[tuple[float, float]]) -> int:
    """Crossings of a dummy node at `spot` with `others`, whose first places are offset by 1e6 on the high side."""
    count = 0
    for side, end in own:
        for near, far in others:
            if (near >= 5e5) == bool(side):
                count += (near - side * 1e6 - spot) * (far - end) < 0
    return count


def straighten(
    layers: list[list[Slot]], chains: list[EdgeChain], spacing: Spacing, joined: frozenset[tuple[str, str]]
) -> None:
    """Align the dummy nodes of long edges where their neighbours leave room, in line with one end if possible."""
    for _ in range(2):
        for chain in chains:
            solid = [slot for slot in chain.slots if slot is not None]
            run = [slot for slot in solid if slot.kind in MOVABLE]
            ends = [solid[0].port(chain.edge, low_side=False)] if solid[0].kind not in MOVABLE else []
            ends += [solid[-1].port(chain.edge, low_side=True)] if solid[-1].kind not in MOVABLE else []
            for part in _parts(run, layers, spacing, joined):
                part.set_straight(ends)


@dataclass(slots=True)
class _Part:
    """Dummy nodes of one edge in successive layers, with the interval in which all of them have room."""

    slots: list[Slot]
    low: Points
    high: Points

    def set_straight(self, ends: list[Points]) -> None:
        """Give the dummy nodes one coordinate: that of an end of the edge if it lies in the interval."""
        middle = sum(slot.at + slot.lane for slot in self.slots) / len(self.slots)
        straight = [end for end in ends if self.low <= end <= self.high]
        place = min(straight, key=lambda end: abs(end - middle)) if straight else min(max(middle, self.low), self.high)
        for slot in self.slots:
            slot.at = place - slot.lane


def _parts(
    run: list[Slot], layers: list[list[Slot]], spacing: Spacing, joined: frozenset[tuple[str, str]]
) -> list[_Part]:
    """Split the dummy nodes of an edge into as few straight segments as possible."""
    parts: list[_Part] = []
    for slot in run:
        low, high = _room(slot, layers[slot.layer], spacing, joined)
        last = parts[-1] if parts else None
        if last is not None and max(last.low, low) <= min(last.high, high):
            parts[-1] = _Part([*last.slots, slot], max(last.low, low), min(last.high, high))
        else:
            parts.append(_Part([slot], min(low, high), max(low, high)))
    return parts


def _room(slot: Slot, layer: list[Slot], spacing: Spacing, joined: frozenset[tuple[str, str]]) -> tuple[Points, Points]:
    """The interval in which a dummy node may move while its neighbours stay where they are."""
    index = layer.index(slot)
    low, high = -math.inf, math.inf
    if index > 0:
        low = layer[index - 1].at + distance(layer[index - 1], slot, spacing, joined) + slot.lane
    if index + 1 < len(layer):
        high = layer[index + 1].at - distance(slot, layer[index + 1], spacing, joined) + slot.lane
    return low, high
