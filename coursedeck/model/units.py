"""Units: geometry and type are in points everywhere; other units exist only at the edges."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from msgspec import Struct

Points: TypeAlias = float
"""1/72 inch."""

Minutes: TypeAlias = Fraction
"""Exact, so that thirds of a minute add up."""

DAY: Minutes = Fraction(24 * 60)
"""The longest that anything may take; more is a slip of the pen."""

EMU_PER_POINT = 12700
"""English Metric Units, the unit of DrawingML coordinates (ECMA-376 part 1, 20.1.10.16)."""

PIXELS_PER_POINT = 96 / 72
"""CSS pixels."""


def is_duration(minutes: Minutes | float) -> bool:
    """Whether so many minutes can be planned: more than none, and at most a day.

    >>> is_duration(50), is_duration(0), is_duration(DAY + 1)
    (True, False, False)
    """
    return 0 < minutes <= DAY


def emu(points: Points) -> int:
    """Points as whole EMU.

    >>> emu(72)
    914400
    """
    return round(points * EMU_PER_POINT)


class Point(Struct, frozen=True):
    """A place in points, from the top left."""

    x: Points
    y: Points


class Size(Struct, frozen=True):
    """Width and height in points."""

    width: Points
    height: Points


class Box(Struct, frozen=True):
    """A rectangle in points, from the top left."""

    left: Points
    top: Points
    width: Points
    height: Points

    @property
    def right(self) -> Points:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> Points:
        """The bottom edge."""
        return self.top + self.height

    @property
    def center(self) -> Point:
        """The middle."""
        return Point(self.left + self.width / 2, self.top + self.height / 2)

    def scaled(self, factor: float, dx: Points = 0.0, dy: Points = 0.0) -> Box:
        """This box multiplied by `factor`, then moved by `dx`, `dy`."""
        return Box(self.left * factor + dx, self.top * factor + dy, self.width * factor, self.height * factor)

    def inset(self, margin: Points) -> Box:
        """This box made smaller by `margin` on each side."""
        return Box(self.left + margin, self.top + margin, self.width - 2 * margin, self.height - 2 * margin)
