"""Channel routing: tracks for the edges between two layers, so that no two of them overlap.

Input: nets, each with its pins on both sides of the channel. Output: a track for each net that is not straight.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

START, END = -1e6, 1e6
"""Coordinates beyond all pins."""
_NEAR = 0.5
_TRACK_GAP = 7.0
"""Points between two nets on the same track."""


@dataclass(frozen=True, slots=True)
class Net:
    """Edges that share a track: `tops` are the pins on the low side, `bottoms` those on the high side, across.

    A net that leaves the channel sideways reaches to `START` or `END`.
    """

    tops: tuple[float, ...]
    bottoms: tuple[float, ...]
    sideways: tuple[float, ...] = ()
    outside: float = 0.0
    """Where the other ends of a net that leaves sideways are, along the flow."""

    @property
    def ends(self) -> tuple[float, ...]:
        """All pins, and where the net leaves sideways."""
        return self.tops + self.bottoms + self.sideways

    @property
    def straight(self) -> bool:
        """Whether the net is one straight line and needs no track."""
        return max(self.ends) - min(self.ends) < 0.01 and bool(self.tops) and bool(self.bottoms)


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
    return min(one.ends) < max(two.ends) + _TRACK_GAP and min(two.ends) < max(one.ends) + _TRACK_GAP


def _cost(upper: Net, lower: Net) -> float:
    """Crossings if `upper` is on the track nearer to the low side; overlapping segments cost far more."""
    cost = 0.0
    for place in upper.bottoms:
        cost += min(lower.ends) - _NEAR < place < max(lower.ends) + _NEAR
        cost += 20 * any(abs(place - top) < _NEAR for top in lower.tops)
    for place in lower.tops:
        cost += min(upper.ends) - _NEAR < place < max(upper.ends) + _NEAR
    if upper.outside > lower.outside:
        cost += 0.5 * bool({*upper.sideways} & {*lower.sideways})  # they may cross outside
    return cost


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
    _swap(order, costs)
    return order


def _swap(order: list[int], costs: Mapping[tuple[int, int], float]) -> None:
    """Swap neighbours while that saves crossings."""
    for _ in order:
        swapped = False
        for place in range(len(order) - 1):
            upper, lower = order[place], order[place + 1]
            if costs.get((lower, upper), 0.0) < costs.get((upper, lower), 0.0):
                order[place], order[place + 1], swapped = lower, upper, True
        if not swapped:
            return
