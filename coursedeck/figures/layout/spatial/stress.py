"""Stress majorization: distances on paper as near as can be to those in the graph.

Source: Gansner, Koren, North, "Graph Drawing by Stress Majorization" (2004), the localized update of section 2.3.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from coursedeck.model.units import Point, Points

MOST_STEPS = 200
_EFFORT = 2_000_000
"""Pairs of nodes that are looked at altogether; larger graphs take fewer steps."""
_STILL = 0.001
"""Of an edge's length: nodes that move less are at rest."""


def majorized(
    start: Mapping[str, Point], distances: Mapping[tuple[str, str], float], fixed: frozenset[str], unit: Points
) -> dict[str, Point]:
    """Places near to their distances, each of which is a number of `unit`; `fixed` nodes stay at their start."""
    places = {node: (place.x, place.y) for node, place in start.items()}
    others = {
        node: [
            (other, distances[node, other] * unit, distances[node, other] ** -2) for other in places if other != node
        ]
        for node in places
        if node not in fixed
    }
    steps = max(10, min(MOST_STEPS, _EFFORT // max(1, len(places) ** 2)))
    for _ in range(steps):
        moved = 0.0
        for node, pairs in others.items():
            if not pairs:
                continue
            x, y = places[node]
            places[node] = _pulled(x, y, pairs, places)
            moved = max(moved, abs(places[node][0] - x), abs(places[node][1] - y))
        if moved < _STILL * unit:
            break
    return {node: Point(*place) for node, place in places.items()}


def _pulled(
    x: float, y: float, pairs: list[tuple[str, float, float]], places: Mapping[str, tuple[float, float]]
) -> tuple[float, float]:
    """Where all other nodes together want a node at `x`, `y`."""
    sum_x = sum_y = total = 0.0
    for other, wanted, weight in pairs:
        other_x, other_y = places[other]
        dx, dy = x - other_x, y - other_y
        far = math.hypot(dx, dy) or 1.0
        sum_x += weight * (other_x + wanted * dx / far)
        sum_y += weight * (other_y + wanted * dy / far)
        total += weight
    return sum_x / total, sum_y / total
