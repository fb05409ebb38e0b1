"""Channel routing: tracks for the edges between two layers, so that no two of them overlap.

Input: nets of wires with their pins on both sides of the channel. Output: a track for each net that is not straight.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct

START, END = -1e6, 1e6
"""Coordinates beyond all pins."""
_NEAR = 0.5
_MAX_PASSES = 4
"""Passes over all nets of a channel that move them to better tracks."""
_TRACK_GAP = 7.0
"""Points between two nets on the same track."""


class Wire(Struct, frozen=True):
    """The part of an edge in a channel: `tops` are its pins on the low side, `bottoms` on the high side, across.

    A wire that leaves the channel sideways reaches to `START` or `END`; one that turns has two pins on one side.
    """

    tops: tuple[float, ...]
    bottoms: tuple[float, ...]
    sideways: tuple[float, ...] = ()
    edges: int = 1
    """Number of edges that are one line here."""

    @property
    def ends(self) -> tuple[float, ...]:
        """All pins, and where the wire leaves sideways."""
        return self.tops + self.bottoms + self.sideways


class Net(Struct, frozen=True, dict=True):
    """Wires that share a track."""

    wires: tuple[Wire, ...]
    outside: float = 0.0
    """Where the other ends of a net that leaves sideways are, along the flow."""

    @cached_property
    def low(self) -> float:
        """Where its track begins, across."""
        return min(end for wire in self.wires for end in wire.ends)

    @cached_property
    def high(self) -> float:
        """Where its track ends, across."""
        return max(end for wire in self.wires for end in wire.ends)

    @property
    def sideways(self) -> frozenset[float]:
        """The ends of the channel to which the net runs."""
        return frozenset(end for wire in self.wires for end in wire.sideways)

    @property
    def straight(self) -> bool:
        """Whether the net is one straight line and needs no track."""
        return self.high - self.low < 0.01 and all(wire.tops and wire.bottoms for wire in self.wires)


def tracks(nets: Sequence[Net]) -> list[int]:
    """The track of each net, counted from the low side; -1 for straight ones."""
    bent = [index for index, net in enumerate(nets) if not net.straight]
    found = [-1] * len(nets)
    placed: list[int] = []
    for index in _from_low_to_high(nets, bent):
        over = [found[other] for other in placed if _overlap(nets[index], nets[other])]
        found[index] = max(over, default=-1) + 1
        placed.append(index)
    return found


def _overlap(one: Net, two: Net) -> bool:
    return one.low < two.high + _TRACK_GAP and two.low < one.high + _TRACK_GAP


def _cost(upper: Net, lower: Net) -> float:
    """Crossings if `upper` is on the track nearer to the low side; overlapping segments cost far more."""
    cost = 0.0
    for one in upper.wires:
        for two in lower.wires:
            met = _within(one.bottoms, two.ends) + _within(two.tops, one.ends)
            met += 20 * sum(abs(bottom - top) < _NEAR for bottom in one.bottoms for top in two.tops)
            cost += met * one.edges * two.edges
    if upper.outside > lower.outside:
        cost += 0.5 * bool(upper.sideways & lower.sideways)  # they may cross outside
    return cost


def _within(pins: Sequence[float], ends: Sequence[float]) -> int:
    """How many lines through `pins` meet the track between `ends`; those that touch its ends only join it."""
    low, high = min(ends) + _NEAR, max(ends) - _NEAR
    return sum(low < pin < high for pin in pins)


def _from_low_to_high(nets: Sequence[Net], bent: list[int]) -> list[int]:
    """An order of the nets with few crossings: greedily the one that costs least above all remaining ones."""
    rest, order = list(bent), []
    costs = {(a, b): _cost(nets[a], nets[b]) for a in bent for b in bent if a != b and _overlap(nets[a], nets[b])}
    balance = {a: sum(costs.get((a, b), 0) - costs.get((b, a), 0) for b in bent if b != a) for a in bent}
    while rest:
        best = min(rest, key=lambda a: (balance[a], a))
        rest.remove(best)
        order.append(best)
        for a in rest:
            balance[a] -= costs.get((a, best), 0) - costs.get((best, a), 0)
    _sift(order, costs)
    return order


def _sift(order: list[int], costs: Mapping[tuple[int, int], float]) -> None:
    """Move each net to the place in the order where it costs least, while that saves crossings."""
    for _ in range(_MAX_PASSES):
        moved = False
        for net in list(order):
            before = order.index(net)
            rest = [other for other in order if other != net]
            # What it costs to stand before all others, and then behind each of them in turn.
            total = [sum(costs.get((net, other), 0.0) for other in rest)]
            for other in rest:
                total.append(total[-1] + costs.get((other, net), 0.0) - costs.get((net, other), 0.0))
            best = min(range(len(total)), key=lambda place: (total[place], abs(place - before)))
            if total[best] < total[before]:
                order.remove(net)
                order.insert(best, net)
                moved = True
        if not moved:
            return
