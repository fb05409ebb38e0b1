"""Straighten long edges: align their dummy nodes in successive layers."""

from __future__ import annotations

import math

from msgspec import Struct

from coursedeck.figures.layout.context import Spacing
from coursedeck.figures.layout.layers import MOVABLE, EdgeChain, Joined, Slot, distance
from coursedeck.model.units import Points


def straighten(layers: list[list[Slot]], chains: list[EdgeChain], spacing: Spacing, joined: Joined) -> None:
    """Align the dummy nodes of long edges where their neighbours leave room, in line with one end if possible."""
    for _ in range(2):
        for chain in chains:
            solid = [slot for slot in chain.slots if slot is not None]
            run = [slot for slot in solid if slot.kind in MOVABLE]
            ends = [solid[0].port(chain.edge, low_side=False)] if solid[0].kind not in MOVABLE else []
            ends += [solid[-1].port(chain.edge, low_side=True)] if solid[-1].kind not in MOVABLE else []
            for part in _parts(run, layers, spacing, joined):
                part.set_straight(ends)


class _DummyChain(Struct):
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


def _parts(run: list[Slot], layers: list[list[Slot]], spacing: Spacing, joined: Joined) -> list[_DummyChain]:
    """Split the dummy nodes of an edge into as few straight segments as possible."""
    parts: list[_DummyChain] = []
    for slot in run:
        low, high = _room(slot, layers[slot.layer], spacing, joined)
        last = parts[-1] if parts else None
        if last is not None and max(last.low, low) <= min(last.high, high):
            parts[-1] = _DummyChain([*last.slots, slot], max(last.low, low), min(last.high, high))
        else:
            parts.append(_DummyChain([slot], min(low, high), max(low, high)))
    return parts


def _room(slot: Slot, layer: list[Slot], spacing: Spacing, joined: Joined) -> tuple[Points, Points]:
    """The interval in which a dummy node may move while its neighbours stay where they are."""
    index = layer.index(slot)
    low, high = -math.inf, math.inf
    if index > 0:
        low = layer[index - 1].at + distance(layer[index - 1], slot, spacing, joined) + slot.lane
    if index + 1 < len(layer):
        high = layer[index + 1].at - distance(slot, layer[index + 1], spacing, joined) + slot.lane
    return low, high
