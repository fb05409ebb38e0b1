"""The room between two rows: which line runs on which track, so that no two lie on one another.

Comes in: lines from places on one side to places on the other. Goes out: a track for each that must shift sideways.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_NEAR = 0.5
_TOUCH = 7.0
"""Points between two lines that run side by side on one track."""


@dataclass(frozen=True, slots=True)
class Strand:
    """Lines that share a track: `tops` on the low side, `bottoms` on the high side, as places across."""

    tops: tuple[float, ...]
    bottoms: tuple[float, ...]

    @property
    def ends(self) -> tuple[float, ...]:
        """All its places."""
        return self.tops + self.bottoms

    @property
    def straight(self) -> bool:
        """Whether it needs no track."""
        return max(self.ends) - min(self.ends) < 0.01 and bool(self.tops) and bool(self.bottoms)


def tracks(strands: Sequence[Strand]) -> list[int]:
    """The track of each strand, counted from the low side; -1 for straight ones."""
    bent = [index for index, strand in enumerate(strands) if not strand.straight]
    found = [-1] * len(strands)
    placed: list[int] = []
    for index in _from_low_to_high(strands, bent):
        over = [found[other] for other in placed if _overlap(strands[index], strands[other])]
        found[index] = max(over, default=-1) + 1
        placed.append(index)
    return found


def _overlap(one: Strand, two: Strand) -> bool:
    return min(one.ends) < max(two.ends) + _TOUCH and min(two.ends) < max(one.ends) + _TOUCH


def _cost(upper: Strand, lower: Strand) -> float:
    """Crossings where `upper` runs on the track nearer to the low side; lines upon one another count much."""
    cost = 0.0
    for place in upper.bottoms:
        cost += min(lower.ends) - _NEAR < place < max(lower.ends) + _NEAR
        cost += 20 * any(abs(place - top) < _NEAR for top in lower.tops)
    for place in lower.tops:
        cost += min(upper.ends) - _NEAR < place < max(upper.ends) + _NEAR
    return cost


def _from_low_to_high(strands: Sequence[Strand], bent: list[int]) -> list[int]:
    """An order with few crossings: again and again the strand that costs least above all the rest."""
    rest, order = list(bent), []
    costs = {
        (a, b): _cost(strands[a], strands[b]) for a in bent for b in bent if a != b and _overlap(strands[a], strands[b])
    }
    balance = {a: sum(costs.get((a, b), 0) - costs.get((b, a), 0) for b in bent if b != a) for a in bent}
    while rest:
        best = min(rest, key=lambda a: (balance[a], a))
        rest.remove(best)
        order.append(best)
        for a in rest:
            balance[a] -= costs.get((a, best), 0) - costs.get((best, a), 0)
    return order
