"""Preset shapes of DrawingML as path data (ECMA-376 part 1, 20.1.10.56), as far as templates and slides use them."""

from __future__ import annotations

from collections.abc import Mapping

from coursedeck.base.svg.markup import path_of, short
from coursedeck.model.units import Box, Point, Points

_ROUND = 16667
"""Default of a round rectangle's ``adj``, in hundred-thousandths of the shorter side."""
_SLANT = 25000


def preset_path(name: str, box: Box, adjust: Mapping[str, int] | None = None) -> str:
    """Path data of a preset in its box; a preset that is not known here is a rectangle.

    >>> preset_path("rect", Box(0, 0, 4, 2))
    'M 0 0 L 4 0 L 4 2 L 0 2 Z'
    """
    known = adjust or {}
    left, top, right, bottom, middle = box.left, box.top, box.right, box.bottom, box.center
    side = min(box.width, box.height)
    slant = side * known.get("adj", _SLANT) / 100_000
    corners: tuple[tuple[Points, Points], ...] = ((left, top), (right, top), (right, bottom), (left, bottom))
    match name:
        case "roundRect":
            return rounded_path(box, side * min(known.get("adj", _ROUND), 50_000) / 100_000)
        case "ellipse":
            return _ellipse(box)
        case "line" | "straightConnector1":
            return path_of((Point(left, top), Point(right, bottom)))
        case "triangle":
            corners = ((left + box.width * known.get("adj", 50_000) / 100_000, top), (right, bottom), (left, bottom))
        case "rtTriangle":
            corners = ((left, top), (right, bottom), (left, bottom))
        case "diamond":
            corners = ((middle.x, top), (right, middle.y), (middle.x, bottom), (left, middle.y))
        case "parallelogram":
            corners = ((left + slant, top), (right, top), (right - slant, bottom), (left, bottom))
        case "homePlate" | "chevron":
            tip = min(side * known.get("adj", 50_000) / 100_000, box.width)
            corners = ((left, top), (right - tip, top), (right, middle.y), (right - tip, bottom), (left, bottom))
            corners = (*corners, (left + tip, middle.y)) if name == "chevron" else corners
        case _:
            pass
    return path_of((Point(x, y) for x, y in corners), closed=True)


def rounded_path(box: Box, radius: Points) -> str:
    """A rectangle with round corners of `radius` points, or of half the shorter side."""
    radius = min(radius, box.width / 2, box.height / 2)
    if radius <= 0:
        return preset_path("rect", box)
    r, left, top, right, bottom = short(radius), box.left, box.top, box.right, box.bottom
    arc = f"A {r} {r} 0 0 1"
    return (
        f"M {short(left + radius)} {short(top)} H {short(right - radius)} {arc} {short(right)} {short(top + radius)} "
        f"V {short(bottom - radius)} {arc} {short(right - radius)} {short(bottom)} H {short(left + radius)} "
        f"{arc} {short(left)} {short(bottom - radius)} V {short(top + radius)} {arc} {short(left + radius)} "
        f"{short(top)} Z"
    )


def _ellipse(box: Box) -> str:
    rx, ry, y = short(box.width / 2), short(box.height / 2), short(box.center.y)
    arc = f"A {rx} {ry} 0 1 1"
    return f"M {short(box.left)} {y} {arc} {short(box.right)} {y} {arc} {short(box.left)} {y} Z"
