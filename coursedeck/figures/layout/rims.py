"""Where a line that comes straight along meets an outline; shared geometry of all that draws them."""

from __future__ import annotations

import math

from coursedeck.figures.layout.measure import SizedNode
from coursedeck.model.drawing import CYLINDER_CAP, SLANT
from coursedeck.model.graph import NodeShape
from coursedeck.model.units import Box, Point

_ROUND = frozenset({NodeShape.CIRCLE, NodeShape.DOUBLE_CIRCLE, NodeShape.ELLIPSE, NodeShape.CLOUD})


def corners(shape: NodeShape, box: Box) -> tuple[Point, ...] | None:
    """The outline as a polygon, clockwise from the top left; None for outlines with curves or none at all."""
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
        case _:
            return None
    return tuple(Point(x, y) for x, y in places)


def rim(sized: SizedNode, box: Box, place: Point) -> Point:
    """Where a line that comes to `place`, on a side of the node's box, meets the node: its outline or its icon."""
    if sized.node.icon is None:
        return meet(sized.node.shape, box, place)
    inset = (box.width - sized.icon_width) / 2
    if abs(place.x - box.left) < 0.01:
        return Point(place.x + inset, place.y)
    return Point(place.x - inset, place.y) if abs(place.x - box.right) < 0.01 else place


def meet(shape: NodeShape, box: Box, place: Point) -> Point:
    """The point of the outline that a straight line through `place`, a point of the box's side, meets first."""
    on_side = abs(place.x - box.left) < 0.01 or abs(place.x - box.right) < 0.01
    on_top = abs(place.y - box.top) < 0.01 or abs(place.y - box.bottom) < 0.01
    if on_top:
        return Point(place.x, _meet_y(shape, box, place))
    return Point(_meet_x(shape, box, place), place.y) if on_side else place


def _meet_y(shape: NodeShape, box: Box, place: Point) -> float:
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


def _meet_x(shape: NodeShape, box: Box, place: Point) -> float:
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
    """Where a line across the box at `at` crosses the polygon."""
    points = corners(shape, box)
    if points is None:
        return []
    pairs = [(p.x, p.y) if vertical else (p.y, p.x) for p in points]
    hits = []
    for (a, b), (c, d) in zip(pairs, pairs[1:] + pairs[:1], strict=True):
        if min(a, c) <= at <= max(a, c):
            hits.extend([b, d] if a == c else [b + (d - b) * (at - a) / (c - a)])
    return hits
