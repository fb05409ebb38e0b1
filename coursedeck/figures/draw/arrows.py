"""Arrow heads as SVG shapes, and edge lines that stop where the arrow head begins."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from msgspec import Struct

from coursedeck.base.look.arrow_heads import LENGTHS, HeadPart, head_parts
from coursedeck.base.svg import element, path_of, short
from coursedeck.model.drawing import DrawnEdge
from coursedeck.model.graph import Arrow
from coursedeck.model.units import Point, Points

_LENGTHS = {
    Arrow.NONE: 0.0,
    Arrow.TRIANGLE: 9.0,
    Arrow.OPEN: 0.8,
    Arrow.DIAMOND: 12.0,
    Arrow.CIRCLE: 8.0,
    Arrow.CROSS: 0.0,
    **LENGTHS,
}
"""Distance from the tip to where the line ends, in points at size 1."""
_GROUND = "#ffffff"
"""What hollow heads are filled with."""


class _ArrowTip(Struct, frozen=True):
    """The tip of an arrow head and the direction in which the line arrives, as a unit vector."""

    tip: Point
    dx: float
    dy: float

    def back(self, along: Points, aside: Points = 0.0) -> Point:
        """The point `along` before the tip and `aside` from the line."""
        return Point(self.tip.x - self.dx * along - self.dy * aside, self.tip.y - self.dy * along + self.dx * aside)


def _end(tip: Point, before: Point) -> _ArrowTip:
    dx, dy = tip.x - before.x, tip.y - before.y
    length = math.hypot(dx, dy) or 1.0
    return _ArrowTip(tip, dx / length, dy / length)


def _size(edge: DrawnEdge) -> float:
    """Scale of the arrow heads: larger for thick lines, smaller on short edges."""
    wanted = 0.7 + 0.2 * min(edge.paint.stroke_width, 5.0)
    path = edge.path
    length = sum(math.hypot(b.x - a.x, b.y - a.y) for a, b in itertools.pairwise(path))
    return min(wanted, max(0.3, length / 26))


def edge_line(edge: DrawnEdge) -> str:
    """Path data of an edge without its arrow heads."""
    points, size = list(edge.path), _size(edge)
    tail, head = _ends(edge)
    points[0] = tail.back(min(_LENGTHS[edge.tail_arrow] * size, _room(points[:2])))
    points[-1] = head.back(min(_LENGTHS[edge.head_arrow] * size, _room(points[-2:])))
    if not edge.curved:
        return path_of(points)
    return curve_of(points)


def curve_of(points: Sequence[Point]) -> str:
    """Path data of Bézier segments: a start point, then three points for each."""
    places = [f"{short(point.x)} {short(point.y)}" for point in points]
    curves = " ".join(f"C {' '.join(places[i : i + 3])}" for i in range(1, len(places) - 2, 3))
    return f"M {places[0]} {curves}"


def _room(points: list[Point]) -> float:
    return 0.9 * math.hypot(points[1].x - points[0].x, points[1].y - points[0].y)


def _ends(edge: DrawnEdge) -> tuple[_ArrowTip, _ArrowTip]:
    path = edge.path
    second = next((p for p in path[1:] if p != path[0]), path[-1])
    last = next((p for p in reversed(path[:-1]) if p != path[-1]), path[0])
    return _end(path[0], second), _end(path[-1], last)


def heads(edge: DrawnEdge) -> str:
    """The arrow heads at both ends."""
    tail, head = _ends(edge)
    color, size, width = edge.paint.stroke, _size(edge), edge.paint.stroke_width
    return _head(edge.tail_arrow, tail, color, size, width) + _head(edge.head_arrow, head, color, size, width)


def _head(arrow: Arrow, end: _ArrowTip, color: str | None, size: float, width: Points) -> str:
    filled: dict[str, str | float | None] = {"fill": color}
    stroked: dict[str, str | float | None] = {
        "fill": "none", "stroke": color, "stroke-width": width, "stroke-linecap": "round", "stroke-linejoin": "round"
    }  # fmt: skip
    match arrow:
        case Arrow.TRIANGLE:
            corners = [end.tip, end.back(10 * size, 4 * size), end.back(10 * size, -4 * size)]
            return element("path", {"d": path_of(corners, closed=True), **filled})
        case Arrow.OPEN:
            corners = [end.back(8 * size, 4.5 * size), end.back(0.7), end.back(8 * size, -4.5 * size)]
            return element("path", {"d": path_of(corners), **stroked})
        case Arrow.DIAMOND:
            corners = [end.tip, end.back(6.5 * size, 4 * size), end.back(13 * size), end.back(6.5 * size, -4 * size)]
            return element("path", {"d": path_of(corners, closed=True), **filled})
        case Arrow.CIRCLE:
            middle = end.back(4.2 * size)
            return element("circle", {"cx": middle.x, "cy": middle.y, "r": 4.2 * size, **filled})
        case Arrow.CROSS:
            one = [end.back(3 * size, 4 * size), end.back(11 * size, -4 * size)]
            two = [end.back(3 * size, -4 * size), end.back(11 * size, 4 * size)]
            return element("path", {"d": f"{path_of(one)} {path_of(two)}", **stroked})
        case _:
            parts = head_parts(arrow, end.tip, end.back(1.0), size)
            return "".join(
                element("path", {"d": _outline(part), **stroked, "fill": _GROUND if part.closed else "none"})
                for part in parts
            )


def _outline(part: HeadPart) -> str:
    if not part.curved:
        return path_of(part.path, closed=part.closed)
    return curve_of(part.path) + (" Z" if part.closed else "")
