"""Which connectors LibreOffice draws along their given path, and which it routes anew.

It draws straight connectors as given. It routes bent ones anew, with the bends midway between the two shapes. Only the
four standard connection sites tell it the direction in which a connector leaves (observed with version 7.4).
"""

from __future__ import annotations

from coursedeck.base.look.flowchart_shapes import FLOWCHART_SHAPES
from coursedeck.model.drawing import DrawnEdge, DrawnNode
from coursedeck.model.graph import NodeShape
from coursedeck.model.units import Box, Points
from coursedeck.output.deck.figures.connectors import ConnectorPath
from coursedeck.output.deck.figures.nodes import ConnectableShape
from coursedeck.output.deck.figures.shape_definitions import STANDARD_SITES

_MIDDLE: Points = 0.5
"""Deviation allowed between the middle of two shapes and the middle of a path."""

_OUTLINE_INSIDE_BOX = frozenset({NodeShape.CLOUD, NodeShape.DOCUMENT, *FLOWCHART_SHAPES})
"""Shapes that do not touch every side of their box; LibreOffice measures the middle between outlines, not boxes."""


def libreoffice_keeps_path(
    edge: DrawnEdge, connector: ConnectorPath, tail: ConnectableShape | None, head: ConnectableShape | None
) -> bool:
    """Whether LibreOffice draws the connector of `edge` along its path."""
    if connector.straight:
        return True
    if (
        not connector.bends_at_middle
        or tail is None
        or head is None
        or _OUTLINE_INSIDE_BOX & {_shape(tail), _shape(head)}
    ):
        return False
    down_last = connector.starts_vertically if connector.bends == 2 else not connector.starts_vertically
    sides = [(tail.sites[edge.id, False], connector.starts_vertically), (head.sites[edge.id, True], down_last)]
    usual = [index < len(STANDARD_SITES) for index, _ in sides]
    if any(is_usual and (index % 2 == 0) != down for (index, down), is_usual in zip(sides, usual, strict=True)):
        return False
    if connector.bends == 1:
        return all(usual)
    return _bends_between(edge, connector, tail.item.box, head.item.box) and (
        any(usual) or _runs_along(edge, connector)
    )


def _shape(placed: ConnectableShape) -> NodeShape | None:
    return placed.item.shape if isinstance(placed.item, DrawnNode) else None


def _bends_between(edge: DrawnEdge, connector: ConnectorPath, tail: Box, head: Box) -> bool:
    """Whether the bends lie in the middle between the facing sides of the two shapes."""
    start, end = edge.path[0], edge.path[-1]
    if connector.starts_vertically:
        facing = tail.bottom + head.top if end.y > start.y else tail.top + head.bottom
        return abs(facing - start.y - end.y) <= 2 * _MIDDLE
    facing = tail.right + head.left if end.x > start.x else tail.left + head.right
    return abs(facing - start.x - end.x) <= 2 * _MIDDLE


def _runs_along(edge: DrawnEdge, connector: ConnectorPath) -> bool:
    """Whether the path starts along its longer extent, which LibreOffice goes by if neither end has a standard site."""
    start, end = edge.path[0], edge.path[-1]
    dx, dy = abs(end.x - start.x), abs(end.y - start.y)
    return (dy > dx + _MIDDLE) if connector.starts_vertically else (dx > dy + _MIDDLE)
