"""The outlines of nodes as SVG path data."""

from __future__ import annotations

from coursedeck.base.look.flowchart_shapes import FLOWCHART_SHAPES, place, steps
from coursedeck.base.svg import path_of, short
from coursedeck.model.drawing import CYLINDER_CAP, RADIUS, SLANT
from coursedeck.model.graph import NodeShape
from coursedeck.model.units import Box, Point, Points

_DOCUMENT = (17322 / 21600, 20172 / 21600, 23922 / 21600)
"""Heights of the wave's start, end and control point in DrawingML's preset ``flowChartDocument``."""
_CLOUD = (
    (25, 90), (8, 90), (2, 75), (8, 63), (0, 45), (14, 30), (28, 34), (32, 14), (58, 8), (68, 24), (84, 16), (98, 34),
    (92, 50), (104, 66), (94, 90), (76, 90),
)  # fmt: skip
"""A start point and then three points a Bézier segment, in percent of width and height."""


def outline(shape: NodeShape, box: Box) -> str:
    """Path data of a node's outline."""
    match shape:
        case NodeShape.ROUNDED:
            return rounded(box)
        case NodeShape.STADIUM:
            return _rounded(box, min(box.width, box.height) / 2)
        case NodeShape.CIRCLE | NodeShape.ELLIPSE | NodeShape.DOUBLE_CIRCLE:
            return _ellipse(box)
        case NodeShape.CYLINDER:
            return _cylinder(box)
        case NodeShape.DOCUMENT:
            return _document(box)
        case NodeShape.CLOUD:
            return _cloud(box)
        case NodeShape.ACTOR | NodeShape.CROSS:
            return _ellipse(_actor_head(box)) if shape is NodeShape.ACTOR else _cross(box)
        case _:
            return _flowchart_shape(shape, box) or _polygon(*_corners(shape, box))


def inner_lines(shape: NodeShape, box: Box) -> str | None:
    """Path data of the unfilled lines inside an outline; None for most shapes."""
    match shape:
        case NodeShape.DOUBLE_CIRCLE:
            return _ellipse(box.inset(min(RADIUS * 2 / 3, box.width / 6)))
        case NodeShape.SUBROUTINE:
            inset = min(RADIUS * 4 / 3, box.width / 6)
            xs = (box.left + inset, box.right - inset)
            return " ".join(f"M {short(x)} {short(box.top)} V {short(box.bottom)}" for x in xs)
        case NodeShape.CYLINDER:
            cap = CYLINDER_CAP * box.height
            ends = [f"{short(x)} {short(box.top + cap)}" for x in (box.left, box.right)]
            return f"M {ends[0]} A {short(box.width / 2)} {short(cap)} 0 0 0 {ends[1]}"
        case NodeShape.ACTOR:
            return _actor_body(box)
        case _ if shape in FLOWCHART_SHAPES:
            return " ".join(_in_box(path, box) for path in FLOWCHART_SHAPES[shape].lines) or None
        case _:
            return None


def _flowchart_shape(shape: NodeShape, box: Box) -> str:
    """The filled paths of a shape of the flowchart table; empty for others."""
    given = FLOWCHART_SHAPES.get(shape)
    return " ".join(_in_box(path, box) for path in given.paths) if given else ""


def _in_box(path: str, box: Box) -> str:
    """A path in percent of a box, in its coordinates."""
    parts: list[str] = []
    for letter, numbers in steps(path):
        places = [place(x, y, box) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        parts += [letter, *(f"{short(point.x)} {short(point.y)}" for point in places)]
    return " ".join(parts)


def _corners(shape: NodeShape, box: Box) -> tuple[tuple[float, float], ...]:
    """Corners of polygonal outlines, clockwise."""
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    x, y, slant = box.center.x, box.center.y, min(SLANT * box.height, box.width / 3)
    return {
        NodeShape.DIAMOND: ((x, top), (right, y), (x, bottom), (left, y)),
        NodeShape.TRIANGLE: ((x, top), (right, bottom), (left, bottom)),
        NodeShape.HEXAGON: ((left + slant, top), (right - slant, top), (right, y), (right - slant, bottom),
                            (left + slant, bottom), (left, y)),
        NodeShape.PARALLELOGRAM: ((left + slant, top), (right, top), (right - slant, bottom), (left, bottom)),
        NodeShape.PARALLELOGRAM_ALT: ((left, top), (right - slant, top), (right, bottom), (left + slant, bottom)),
        NodeShape.TRAPEZOID: ((left + slant, top), (right - slant, top), (right, bottom), (left, bottom)),
        NodeShape.TRAPEZOID_ALT: ((left, top), (right, top), (right - slant, bottom), (left + slant, bottom)),
        NodeShape.FLAG: ((left, top), (right, top), (right, bottom), (left, bottom), (left + slant, y)),
    }.get(shape, ((left, top), (right, top), (right, bottom), (left, bottom)))  # fmt: skip


def rounded(box: Box) -> str:
    """A rectangle with round corners."""
    return _rounded(box, min(RADIUS, min(box.width, box.height) / 2))


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
    return f"M {left} {upper} A {rx} {ry} 0 0 1 {right} {upper} V {lower} A {rx} {ry} 0 0 1 {left} {lower} Z"


def _cross(box: Box) -> str:
    left, top, right, bottom = (short(value) for value in (box.left, box.top, box.right, box.bottom))
    return f"M {left} {top} L {right} {bottom} M {right} {top} L {left} {bottom}"


def _actor_head(box: Box) -> Box:
    """The head of a stick figure: a circle of a third of the height."""
    side = box.height / 3
    return Box(box.center.x - side / 2, box.top, side, side)


def _actor_body(box: Box) -> str:
    """Body, arms and legs of a stick figure, each a separate stroke."""
    neck, arms, hips = (box.top + box.height * part / 12 for part in (4, 6, 8))
    x, left, right, bottom = (short(value) for value in (box.center.x, box.left, box.right, box.bottom))
    strokes = (f"M {x} {short(neck)} L {x} {short(hips)}", f"M {left} {short(arms)} L {right} {short(arms)}",
               f"M {x} {short(hips)} L {left} {bottom}", f"M {x} {short(hips)} L {right} {bottom}")  # fmt: skip
    return " ".join(strokes)


def _document(box: Box) -> str:
    begin, end, swing = (short(box.top + part * box.height) for part in _DOCUMENT)
    left, right, middle, top = (short(v) for v in (box.left, box.right, box.center.x, box.top))
    return f"M {left} {top} H {right} V {begin} C {middle} {begin} {middle} {swing} {left} {end} Z"


def _cloud(box: Box) -> str:
    places = [f"{short(box.left + x * box.width / 100)} {short(box.top + y * box.height / 100)}" for x, y in _CLOUD]
    curves = " ".join(f"C {' '.join(places[i : i + 3])}" for i in range(1, len(places), 3))
    return f"M {places[0]} {curves} Z"
