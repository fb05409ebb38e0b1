"""Edges as straight lines from outline to outline; those that would run through a node bend once around it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import pairwise

from msgspec import Struct

from coursedeck.figures.layout.clipping import corners
from coursedeck.figures.layout.measure import SizedNode
from coursedeck.figures.layout.outer_labels import crosses
from coursedeck.model.graph import Edge, Graph, NodeShape
from coursedeck.model.units import Box, Point, Points

_ROUND = frozenset({NodeShape.CIRCLE, NodeShape.DOUBLE_CIRCLE, NodeShape.ELLIPSE, NodeShape.CLOUD})
_BESIDE: Points = 14.0
"""Between parallel edges."""
_CLEAR: Points = 5.0
"""Between a line and a node that it passes."""
_BENDS = (0.0, 24.0, -24.0, 48.0, -48.0, 80.0, -80.0, 130.0, -130.0)
"""How far the middle of a line is moved aside, the least first."""
_LOOP: Points = 22.0


class _LineEnd(Struct, frozen=True):
    """What a line ends at; it comes from the middle of the first box."""

    boxes: tuple[Box, ...]
    shape: NodeShape


def routes(graph: Graph, sized: Mapping[str, SizedNode], boxes: Mapping[str, Box]) -> dict[str, list[Point]]:
    """The polyline of every edge, tail first."""
    found: dict[str, list[Point]] = {}
    pairs: dict[frozenset[str], list[Edge]] = {}
    for edge in graph.edges:
        pairs.setdefault(frozenset({edge.tail, edge.head}), []).append(edge)
    solid = [key for key in sized if not sized[key].node.style.invisible]
    for several in pairs.values():
        for index, edge in enumerate(several):
            aside = (index - (len(several) - 1) / 2) * _BESIDE
            others = [boxes[key].inset(-_CLEAR) for key in solid if key not in {edge.tail, edge.head}]
            if edge.tail == edge.head:
                found[edge.id] = _loop(_end(edge.tail, sized, boxes).boxes[0], index)
            else:
                ends = sorted((edge.tail, edge.head))
                found[edge.id] = _route(edge, aside if edge.tail == ends[0] else -aside, sized, boxes, others)
    return found


def _route(
    edge: Edge, aside: Points, sized: Mapping[str, SizedNode], boxes: Mapping[str, Box], others: list[Box]
) -> list[Point]:
    tail, head = _end(edge.tail, sized, boxes), _end(edge.head, sized, boxes)
    start, end = tail.boxes[0].center, head.boxes[0].center
    length = math.hypot(end.x - start.x, end.y - start.y) or 1.0
    normal = Point(-(end.y - start.y) / length, (end.x - start.x) / length)
    start, end = (Point(p.x + normal.x * aside, p.y + normal.y * aside) for p in (start, end))
    ways = [_ended(list(way), tail, head) for way in _ways(start, end, normal)]
    return min(ways, key=lambda way: sum(crosses(box, *leg) for box in others for leg in pairwise(way)))


def _ways(start: Point, end: Point, normal: Point) -> Iterator[tuple[Point, ...]]:
    """Straight on, and around things in between."""
    for bend in _BENDS:
        middle = Point((start.x + end.x) / 2 + normal.x * bend, (start.y + end.y) / 2 + normal.y * bend)
        yield (start, middle, end) if bend else (start, end)


def _ended(way: list[Point], tail: _LineEnd, head: _LineEnd) -> list[Point]:
    return [_rim(tail, way[0], way[1]), *way[1:-1], _rim(head, way[-1], way[-2])]


def _end(key: str, sized: Mapping[str, SizedNode], boxes: Mapping[str, Box]) -> _LineEnd:
    """What a line ends at: the outline of a node, the box of a cluster, or a bare icon and the label below it."""
    box = boxes[key]
    if key not in sized:
        return _LineEnd((box,), NodeShape.RECTANGLE)
    node = sized[key]
    if not node.has_bare_icon:
        return _LineEnd((box,), node.node.shape)
    icon = Box(box.center.x - node.icon_width / 2, box.top, node.icon_width, node.icon_height)
    label = node.words
    if label is None:
        return _LineEnd((icon,), NodeShape.RECTANGLE)
    below = Box(box.center.x - label.width / 2, box.bottom - label.height, label.width, label.height)
    return _LineEnd((icon, below), NodeShape.RECTANGLE)


def _rim(end: _LineEnd, inside: Point, outside: Point) -> Point:
    """Where the line from `inside` a shape to `outside` leaves its outline for good; `inside` if it does not."""
    if end.shape in _ROUND:
        return _ellipse_rim(end.boxes[0], inside, outside)
    shares = [
        share
        for box in end.boxes
        for one, two in pairwise(_outline(end.shape, box))
        if (share := _met(inside, outside, one, two)) is not None
    ]
    return _between(inside, outside, max(shares, default=0.0))


def _outline(shape: NodeShape, box: Box) -> list[Point]:
    """A closed polygon."""
    points = corners(shape, box) or (
        Point(box.left, box.top), Point(box.right, box.top), Point(box.right, box.bottom), Point(box.left, box.bottom)
    )  # fmt: skip
    return [*points, points[0]]


def _met(inside: Point, outside: Point, one: Point, two: Point) -> float | None:
    """At which share of the way from `inside` to `outside` a side is met; None if it is not."""
    dx, dy = outside.x - inside.x, outside.y - inside.y
    side_x, side_y = two.x - one.x, two.y - one.y
    cross = dx * side_y - dy * side_x
    if abs(cross) < 1e-9:
        return None
    share = ((one.x - inside.x) * side_y - (one.y - inside.y) * side_x) / cross
    along = ((one.x - inside.x) * dy - (one.y - inside.y) * dx) / cross
    return share if 0 <= share <= 1 and -1e-9 <= along <= 1 + 1e-9 else None


def _ellipse_rim(box: Box, inside: Point, outside: Point) -> Point:
    rx, ry, middle = box.width / 2 or 1.0, box.height / 2 or 1.0, box.center
    x, y = (inside.x - middle.x) / rx, (inside.y - middle.y) / ry
    dx, dy = (outside.x - inside.x) / rx, (outside.y - inside.y) / ry
    a, b, c = dx * dx + dy * dy, x * dx + y * dy, x * x + y * y - 1
    root = b * b - a * c
    return _between(inside, outside, min(1.0, (-b + math.sqrt(root)) / a)) if a and root >= 0 else inside


def _between(one: Point, two: Point, share: float) -> Point:
    return Point(one.x + (two.x - one.x) * share, one.y + (two.y - one.y) * share)


def _loop(box: Box, index: int) -> list[Point]:
    """From the right side of a node to its top."""
    reach, middle = _LOOP + index * _BESIDE, box.center
    return [
        Point(box.right, middle.y), Point(box.right + reach, middle.y), Point(box.right + reach, box.top - reach),
        Point(middle.x, box.top - reach), Point(middle.x, box.top),
    ]  # fmt: skip
