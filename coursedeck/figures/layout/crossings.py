"""Count the crossings of finished routes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from coursedeck.model.units import Point

_TOUCH = 0.3
"""Points: lines that only touch, or leave a shared trunk, do not cross."""
Segment = tuple[str, Point, Point]


def count_crossings(routes: Mapping[str, Sequence[Point]]) -> int:
    """Crossings of pairs of polylines.

    >>> count_crossings({"flat": [Point(0, 5), Point(9, 5)], "steep": [Point(5, 0), Point(5, 9)]})
    1
    """
    flat: list[Segment] = []
    steep: list[Segment] = []
    slanted: list[Segment] = []
    for edge, points in routes.items():
        for one, two in pairwise(points):
            if abs(one.y - two.y) < 0.01:
                flat.append((edge, one, two) if one.x < two.x else (edge, two, one))
            elif abs(one.x - two.x) < 0.01:
                steep.append((edge, one, two) if one.y < two.y else (edge, two, one))
            else:
                slanted.append((edge, one, two))
    count = 0
    for edge, left, right in flat:
        low, high, y = left.x + _TOUCH, right.x - _TOUCH, left.y
        for other, upper, lower in steep:
            if low < upper.x < high and upper.y + _TOUCH < y < lower.y - _TOUCH and edge != other:
                count += 1
    count += sum(_cross(one, two) for one, two in combinations(slanted, 2))
    return count + sum(_cross(one, two) for one in slanted for two in (*flat, *steep))


def _cross(one: Segment, two: Segment) -> bool:
    """Whether two segments of different edges cross in their interior."""
    (edge, a, b), (other, c, d) = one, two
    if edge == other:
        return False
    along, across = (b.x - a.x, b.y - a.y), (d.x - c.x, d.y - c.y)
    turn = along[0] * across[1] - along[1] * across[0]
    if abs(turn) < 1e-9:
        return False
    at = ((c.x - a.x) * across[1] - (c.y - a.y) * across[0]) / turn
    other_at = ((c.x - a.x) * along[1] - (c.y - a.y) * along[0]) / turn
    return 0.01 < at < 0.99 and 0.01 < other_at < 0.99
