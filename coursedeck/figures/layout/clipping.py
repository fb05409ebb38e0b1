"""Clip edges to the outlines of nodes."""

from __future__ import annotations

import math

from coursedeck.base.look.flowchart_shapes import FLOWCHART_SHAPES, polygon
from coursedeck.figures.layout.measure import SizedNode
from coursedeck.model.drawing import CYLINDER_CAP, SLANT
from coursedeck.model.graph import NodeShape
from coursedeck.model.units import Box, Point

_ROUND = frozenset({NodeShape.CIRCLE, NodeShape.DOUBLE_CIRCLE, NodeShape.ELLIPSE, NodeShape.CLOUD})


def corners(shape: NodeShape, box: Box) -> tuple[Point, ...] | None:
    """The corners of a polygonal outline, clockwise from the top left; None for rectangles and curved outlines."""
    slant = min(SLANT * box.height, box.width / 3)
    left, top, right, bottom, middle = box.left, box.top, box.right, box.bottom, box.center
    match shape:
        case NodeShape.DIAMOND:
            places = [(middle.x, top), (right, middle.y), (middle.x, bottom), (left, middle.y)]
        case NodeShape.HEXAGON:
            places = [(left + slant, top), (right - slant, top), (right, middle.y),
                      (right - slant, bottom), (left + slant, bottom), (left, middle.y)]  # fmt: skip
        case NodeShape.PARALLELOGRAM:
            places = [(left + slant, top), (right, top), (right - slant, bottom), (left, bottom)]
        case NodeShape.PARALLELOGRAM_ALT:
            places = [(left, top), (right - slant, top), (right, bottom), (left + slant, bottom)]
        case NodeShape.TRAPEZOID:
            places = [(left + slant, top), (right - slant, top), (right, bottom), (left, bottom)]
        case NodeShape.TRAPEZOID_ALT:
            places = [(left, top), (right, top), (right - slant, bottom), (left + slant, bottom)]
        case NodeShape.FLAG:
            places = [(left, top), (right, top), (right, bottom), (left, bottom), (left + slant, middle.y)]
        case NodeShape.TRIANGLE:
            places = [(middle.x, top), (right, bottom), (left, bottom)]
        case _ if shape in FLOWCHART_SHAPES:
            return polygon(shape, box)
        case _:
            return None
    return tuple(Point(x, y) for x, y in places)


def clip_to_node(sized: SizedNode, box: Box, place: Point) -> Point:
    """Where a perpendicular line to `place`, a point on a side of the node's box, meets the node's outline or icon."""
    if not sized.has_bare_icon:
        return clip_to_outline(sized.node.shape, box, place)
    inset = (box.width - sized.icon_width) / 2
    if abs(place.x - box.left) < 0.01:
        return Point(place.x + inset, place.y)
    return Point(place.x - inset, place.y) if abs(place.x - box.right) < 0.01 else place


def clip_to_outline(shape: NodeShape, box: Box, place: Point) -> Point:
    """The first point of the outline on the perpendicular line through `place`, a point on a side of `box`."""
    on_side = abs(place.x - box.left) < 0.01 or abs(place.x - box.right) < 0.01
    on_top = abs(place.y - box.top) < 0.01 or abs(place.y - box.bottom) < 0.01
    if on_top:
        return Point(place.x, _clip_y(shape, box, place))
    return Point(_clip_x(shape, box, place), place.y) if on_side else place


def _clip_y(shape: NodeShape, box: Box, place: Point) -> float:
    upper = abs(place.y - box.top) < 0.01
    if shape in _ROUND:
        part = (place.x - box.center.x) / (box.width / 2)
        reach = math.sqrt(max(0.0, 1 - part * part)) * box.height / 2
        return box.center.y - reach if upper else box.center.y + reach
    if shape is NodeShape.CYLINDER:
        part = (place.x - box.center.x) / (box.width / 2)
        dip = CYLINDER_CAP * box.height * (1 - math.sqrt(max(0.0, 1 - part * part)))
        return box.top + dip if upper else box.bottom - dip
    hits = _hits(shape, box, place.x, vertical=True)
    return (min(hits) if upper else max(hits)) if hits else place.y


def _clip_x(shape: NodeShape, box: Box, place: Point) -> float:
    lower = abs(place.x - box.left) < 0.01
    if shape in _ROUND:
        part = (place.y - box.center.y) / (box.height / 2)
        reach = math.sqrt(max(0.0, 1 - part * part)) * box.width / 2
        return box.center.x - reach if lower else box.center.x + reach
    if shape is NodeShape.STADIUM:
        radius = min(box.width, box.height) / 2
        part = (place.y - box.center.y) / radius
        dip = radius * (1 - math.sqrt(max(0.0, 1 - part * part)))
        return box.left + dip if lower else box.right - dip
    hits = _hits(shape, box, place.y, vertical=False)
    return (min(hits) if lower else max(hits)) if hits else place.x


def _hits(shape: NodeShape, box: Box, at: float, *, vertical: bool) -> list[float]:
    """Where a line through the box at `at` intersects the polygon."""
    points = corners(shape, box)
    if points is None:
        return []
    pairs = [(p.x, p.y) if vertical else (p.y, p.x) for p in points]
    hits = []
    for (a, b), (c, d) in zip(pairs, pairs[1:] + pairs[:1], strict=True):
        if min(a, c) <= at <= max(a, c):
            hits.extend([b, d] if a == c else [b + (d - b) * (at - a) / (c - a)])
    return hits
