"""Ends of edges that are drawn as shapes of their own: UML's hollow heads and the crow's feet of entities.

Sizes are those of a line of usual width; `size` scales them.
"""

from __future__ import annotations

import math

from msgspec import Struct

from coursedeck.model.graph import Arrow
from coursedeck.model.units import Point, Points

LENGTHS: dict[Arrow, Points] = {
    Arrow.HOLLOW_TRIANGLE: 13.0,
    Arrow.HOLLOW_DIAMOND: 16.0,
    Arrow.HOLLOW_CIRCLE: 9.0,
    Arrow.ONE: 0.0,
    Arrow.ZERO_OR_ONE: 0.0,
    Arrow.ONE_OR_MORE: 0.0,
    Arrow.ZERO_OR_MORE: 0.0,
}
"""Where the line ends, before the tip; crow's feet stand on the line."""

_ARC = 0.5523
"""Of a quarter circle as a Bézier segment."""
_CIRCLE = ((1, 0), (1, _ARC), (_ARC, 1), (0, 1), (-_ARC, 1), (-1, _ARC), (-1, 0), (-1, -_ARC), (-_ARC, -1), (0, -1),
           (_ARC, -1), (1, -_ARC), (1, 0))  # fmt: skip
_BAR = 5.5
_RADIUS = 4.2


class HeadPart(Struct, frozen=True):
    """One stroke of an arrow head; what is closed is filled with the ground. Curves are as in `DrawnEdge.path`."""

    path: tuple[Point, ...]
    closed: bool = False
    curved: bool = False


class _Tip(Struct, frozen=True):
    """The tip and the direction in which the line arrives, as a unit vector."""

    tip: Point
    dx: float
    dy: float
    size: float

    def at(self, along: Points, aside: Points = 0.0) -> Point:
        """The point `along` before the tip and `aside` from the line."""
        along, aside = along * self.size, aside * self.size
        return Point(self.tip.x - self.dx * along - self.dy * aside, self.tip.y - self.dy * along + self.dx * aside)

    def bar(self, along: Points) -> HeadPart:
        return HeadPart((self.at(along, _BAR), self.at(along, -_BAR)))

    def circle(self, along: Points) -> HeadPart:
        return HeadPart(tuple(self.at(along + _RADIUS * x, _RADIUS * y) for x, y in _CIRCLE), True, True)

    def foot(self) -> HeadPart:
        """Three toes: the middle one is the line."""
        return HeadPart((self.at(0.0, _BAR), self.at(11.0), self.at(0.0, -_BAR)))


def head_parts(arrow: Arrow, tip: Point, before: Point, size: float) -> tuple[HeadPart, ...]:
    """The strokes of an arrow head at `tip`, reached from `before`; none for heads that are line ends themselves."""
    length = math.hypot(tip.x - before.x, tip.y - before.y) or 1.0
    end = _Tip(tip, (tip.x - before.x) / length, (tip.y - before.y) / length, size)
    match arrow:
        case Arrow.HOLLOW_TRIANGLE:
            return (HeadPart((end.at(0), end.at(13, 6.5), end.at(13, -6.5)), True),)
        case Arrow.HOLLOW_DIAMOND:
            return (HeadPart((end.at(0), end.at(8, 5), end.at(16), end.at(8, -5)), True),)
        case Arrow.HOLLOW_CIRCLE:
            return (end.circle(_RADIUS),)
        case Arrow.ONE:
            return end.bar(7), end.bar(11)
        case Arrow.ZERO_OR_ONE:
            return end.bar(7), end.circle(13.5)
        case Arrow.ONE_OR_MORE:
            return end.foot(), end.bar(14)
        case Arrow.ZERO_OR_MORE:
            return end.foot(), end.circle(15.5)
        case _:
            return ()
