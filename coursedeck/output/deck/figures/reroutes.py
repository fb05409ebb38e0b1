"""Which connectors LibreOffice draws along the path that they were given.

It draws straight ones as they are. Bent ones it lays out anew, with the bends in the middle between the two shapes;
sites beside the four usual ones say where a line ends, not which way it leaves (tried with 7.4).
"""

from __future__ import annotations

from coursedeck.output.deck.figures.nodes import Placed
from coursedeck.output.deck.figures.outlines import USUAL_SITES
from coursedeck.output.deck.figures.paths import Course
from coursedeck.model.drawing import DrawnEdge, DrawnNode
from coursedeck.model.graph import NodeShape
from coursedeck.model.units import Box, Points

_MIDDLE: Points = 0.5
"""The middle between two shapes may lie beside the middle of a path by this much."""

_LOOSE = frozenset({NodeShape.CLOUD, NodeShape.DOCUMENT})
"""Outlines that do not reach every side of their box; LibreOffice takes the middle between outlines."""


def keeps_its_path(edge: DrawnEdge, way: Course, tail: Placed | None, head: Placed | None) -> bool:
    """Whether LibreOffice draws the edge's connector as it was meant."""
    if way.straight:
        return True
    if not way.halved or tail is None or head is None or _LOOSE & {_shape(tail), _shape(head)}:
        return False
    down_last = way.first_down if way.bends == 2 else not way.first_down
    sides = [(tail.sites[edge.id, False], way.first_down), (head.sites[edge.id, True], down_last)]
    usual = [index < len(USUAL_SITES) for index, _ in sides]
    if any(is_usual and (index % 2 == 0) != down for (index, down), is_usual in zip(sides, usual, strict=True)):
        return False
    if way.bends == 1:
        return all(usual)
    return _bends_between(edge, way, tail.item.box, head.item.box) and (any(usual) or _runs_along(edge, way))


def _shape(placed: Placed) -> NodeShape | None:
    return placed.item.shape if isinstance(placed.item, DrawnNode) else None


def _bends_between(edge: DrawnEdge, way: Course, tail: Box, head: Box) -> bool:
    """Whether the bends lie in the middle between the facing sides of the two shapes."""
    start, end = edge.path[0], edge.path[-1]
    if way.first_down:
        facing = tail.bottom + head.top if end.y > start.y else tail.top + head.bottom
        return abs(facing - start.y - end.y) <= 2 * _MIDDLE
    facing = tail.right + head.left if end.x > start.x else tail.left + head.right
    return abs(facing - start.x - end.x) <= 2 * _MIDDLE


def _runs_along(edge: DrawnEdge, way: Course) -> bool:
    """Whether the path leaves in the direction in which it goes farther: without usual sites, that decides."""
    start, end = edge.path[0], edge.path[-1]
    dx, dy = abs(end.x - start.x), abs(end.y - start.y)
    return (dy > dx + _MIDDLE) if way.first_down else (dx > dy + _MIDDLE)
