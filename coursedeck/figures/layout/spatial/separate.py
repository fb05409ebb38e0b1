"""Scale the centres of nodes until no two nodes overlap, and no more: places stay as they are to one another."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from coursedeck.figures.layout.labels import MeasuredLabel
from coursedeck.figures.layout.measure import SizedNode
from coursedeck.model.graph import Graph
from coursedeck.model.units import Point, Points

_APART: Points = 16.0
"""Between two nodes."""
_JOINED: Points = 36.0
"""Between two nodes with a line between them, so that it is seen with its arrow head."""
_FRAME: Points = 44.0
"""Between nodes of different clusters: borders, and a title."""
_SAME = 0.5
"""Centres that are nearer than this are meant to lie on one another."""
_MOST = 50.0


def separated(
    centers: Mapping[str, Point],
    sized: Mapping[str, SizedNode],
    graph: Graph,
    labels: Mapping[str, MeasuredLabel],
    room: float,
) -> dict[str, Point]:
    """The centres, all farther from or nearer to one another by one factor; `room` times as far as they must be."""
    joined: dict[frozenset[str], tuple[Points, Points]] = {}
    for edge in graph.edges:
        words = labels.get(edge.id)
        size = (words.width + 24, words.height + 24) if words else (0.0, 0.0)
        joined[frozenset({edge.tail, edge.head})] = (max(_JOINED, size[0]), max(_JOINED, size[1]))
    cluster = {node.id: node.cluster for node in graph.nodes}
    factor = 0.0
    for one, two in combinations(centers, 2):
        gaps = joined.get(frozenset({one, two}), (_APART, _APART))
        if cluster[one] != cluster[two]:
            gaps = (max(gaps[0], _FRAME), max(gaps[1], _FRAME + 12))
        factor = max(factor, _needed(centers[one], centers[two], sized[one], sized[two], gaps))
    factor = room * min(factor or 1.0, _MOST)
    return {node: Point(place.x * factor, place.y * factor) for node, place in centers.items()}


def _needed(one: Point, two: Point, first: SizedNode, second: SizedNode, gaps: tuple[Points, Points]) -> float:
    """The factor from which on two nodes stand apart, beside or above one another."""
    dx, dy = abs(one.x - two.x), abs(one.y - two.y)
    if max(dx, dy) < _SAME or first.node.style.invisible or second.node.style.invisible:
        return 0.0
    across = ((first.width + second.width) / 2 + gaps[0]) / dx if dx else float("inf")
    down = ((first.height + second.height) / 2 + gaps[1]) / dy if dy else float("inf")
    return min(across, down)
