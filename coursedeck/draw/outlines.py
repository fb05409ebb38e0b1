"""The outlines of nodes as SVG path data."""

from __future__ import annotations

from coursedeck.draw.numbers import path_of, short
from coursedeck.model.graph import NodeShape
from coursedeck.model.units import Box, Point, Points

NODE_RADIUS: Points = 8.0
CLUSTER_RADIUS: Points = 10.0
CORNER_PART = 1 / 6
"""A radius is never more than this part of the shorter side."""
SLANT = 0.3
CYLINDER_CAP = 0.12
"""These two say where lines meet the outline, too: they are the layout's own."""


def outline(shape: NodeShape, box: Box) -> str:
    """Path data of a shape in its box."""
    left, top, right, bottom, middle = box.left, box.top, box.right, box.bottom, box.center
    slant = min(SLANT * box.height, box.width / 3)
    match shape:
        case NodeShape.ROUNDED:
            return rounded(box, NODE_RADIUS)
        case NodeShape.STADIUM:
            return _rounded(box, min(box.width, box.height) / 2)
        case NodeShape.CIRCLE | NodeShape.ELLIPSE:
            return _ellipse(box)
        case NodeShape.DOUBLE_CIRCLE:
            return f"{_ellipse(box)} {_ellipse(box.inset(min(3.5, box.width / 8)))}"
        case NodeShape.CYLINDER:
            return _cylinder(box)
        case NodeShape.SUBROUTINE:
            return f"{_polygon((left, top), (right, top), (right, bottom), (left, bottom))} {_bars(box)}"
        case NodeShape.DOCUMENT:
            return _document(box)
        case NodeShape.CLOUD:
            return _cloud(box)
        case NodeShape.DIAMOND:
            return _polygon((middle.x, top), (right, middle.y), (middle.x, bottom), (left, middle.y))
        case NodeShape.HEXAGON:
            return _polygon((left + slant, top), (right - slant, top), (right, middle.y), (right - slant, bottom),
                            (left + slant, bottom), (left, middle.y))  # fmt: skip
        case NodeShape.TRIANGLE:
            return _polygon((middle.x, top), (right, bottom), (left, bottom))
        case _:
            return _four_sided(shape, box, slant)


def _four_sided(shape: NodeShape, box: Box, slant: Points) -> str:
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    match shape:
        case NodeShape.PARALLELOGRAM:
            return _polygon((left + slant, top), (right, top), (right - slant, bottom), (left, bottom))
        case NodeShape.PARALLELOGRAM_ALT:
            return _polygon((left, top), (right - slant, top), (right, bottom), (left + slant, bottom))
        case NodeShape.TRAPEZOID:
            return _polygon((left + slant, top), (right - slant, top), (right, bottom), (left, bottom))
        case NodeShape.TRAPEZOID_ALT:
            return _polygon((left, top), (right, top), (right - slant, bottom), (left + slant, bottom))
        case NodeShape.FLAG:
            middle = box.center.y
            return _polygon((left, top), (right, top), (right, bottom), (left, bottom), (left + slant, middle))
        case _:
            return _polygon((left, top), (right, top), (right, bottom), (left, bottom))


def rounded(box: Box, radius: Points) -> str:
    """A rectangle with round corners, of `radius` where the box is large enough."""
    return _rounded(box, min(radius, CORNER_PART * min(box.width, box.height)))


def _polygon(*places: tuple[float, float]) -> str:
    return path_of((Point(x, y) for x, y in places), closed=True)


def _rounded(box: Box, radius: Points) -> str:
    r, left, top, right, bottom = short(radius), box.left, box.top, box.right, box.bottom
    parts = [
        f"M {short(left + radius)} {short(top)} H {short(right - radius)}",
        f"A {r} {r} 0 0 1 {short(right)} {short(top + radius)} V {short(bottom - radius)}",
        f"A {r} {r} 0 0 1 {short(right - radius)} {short(bottom)} H {short(left + radius)}",
        f"A {r} {r} 0 0 1 {short(left)} {short(bottom - radius)} V {short(top + radius)}",
        f"A {r} {r} 0 0 1 {short(left + radius)} {short(top)} Z",
    ]
    return " ".join(parts)


def _ellipse(box: Box) -> str:
    rx, ry, y = short(box.width / 2), short(box.height / 2), short(box.center.y)
    arc = f"A {rx} {ry} 0 0 1"
    return f"M {short(box.left)} {y} {arc} {short(box.right)} {y} {arc} {short(box.left)} {y} Z"


def _cylinder(box: Box) -> str:
    cap, rx = CYLINDER_CAP * box.height, short(box.width / 2)
    ry, left, right = short(cap), short(box.left), short(box.right)
    upper, lower = short(box.top + cap), short(box.bottom - cap)
    body = f"M {left} {upper} A {rx} {ry} 0 0 1 {right} {upper} V {lower} A {rx} {ry} 0 0 1 {left} {lower} Z"
    return f"{body} M {left} {upper} A {rx} {ry} 0 0 0 {right} {upper}"


def _bars(box: Box) -> str:
    inset = min(7.0, box.width / 8)
    return " ".join(f"M {short(x)} {short(box.top)} V {short(box.bottom)}" for x in (box.left + inset, box.right - inset))


def _document(box: Box) -> str:
    wave = box.height * 0.1
    left, top, right, bottom = (short(v) for v in (box.left, box.top, box.right, box.bottom - wave))
    first, second = short(box.left + box.width / 3), short(box.left + 2 * box.width / 3)
    low, high = short(box.bottom + wave), short(box.bottom - 3 * wave)
    return f"M {left} {top} H {right} V {bottom} C {second} {high} {first} {low} {left} {bottom} Z"


def _cloud(box: Box) -> str:
    """Seven bumps on the ellipse of the box."""
    places = [(0.13, 0.78), (0.06, 0.45), (0.27, 0.16), (0.55, 0.1), (0.82, 0.22), (0.95, 0.55), (0.82, 0.86), (0.48, 0.93)]
    points = [(box.left + x * box.width, box.top + y * box.height) for x, y in places]
    radius = short(0.21 * min(box.width, box.height))
    arcs = " ".join(f"A {radius} {radius} 0 0 1 {short(x)} {short(y)}" for x, y in [*points[1:], points[0]])
    return f"M {short(points[0][0])} {short(points[0][1])} {arcs} Z"
