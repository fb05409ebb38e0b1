"""A level with everything in its place, measured from the level's own top left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coursedeck.figures.layout.measure import Words
from coursedeck.model.graph import Direction
from coursedeck.model.units import Box, Point, Points


@dataclass(frozen=True, slots=True)
class PlacedWords:
    """Words in their box."""

    words: Words
    box: Box


@dataclass(frozen=True, slots=True)
class Placed:
    """A level laid out; `paths` are the parts of edges that run in it, low end first."""

    width: Points
    height: Points
    direction: Direction
    boxes: Mapping[str, Box]
    inner: Mapping[str, tuple[Placed, Point]]
    """Clusters, with where their own top left is."""
    paths: Mapping[str, tuple[Point, ...]]
    labels: Mapping[str, PlacedWords]
    title: PlacedWords | None
    low_ports: Mapping[str, Points]
    high_ports: Mapping[str, Points]
    """Where edges pass the border, across, by edge."""


@dataclass(frozen=True, slots=True)
class Frame:
    """From flow and cross to x and y: which way a level runs, and how long it is that way."""

    direction: Direction
    length: Points

    def point(self, flow: Points, cross: Points) -> Point:
        """A place."""
        match self.direction:
            case Direction.TB:
                return Point(cross, flow)
            case Direction.BT:
                return Point(cross, self.length - flow)
            case Direction.LR:
                return Point(flow, cross)
            case _:
                return Point(self.length - flow, cross)

    def box(self, flow: Points, cross: Points, flow_size: Points, cross_size: Points) -> Box:
        """A rectangle that starts at a place."""
        one, two = self.point(flow, cross), self.point(flow + flow_size, cross + cross_size)
        left, top = min(one.x, two.x), min(one.y, two.y)
        return Box(left, top, abs(two.x - one.x), abs(two.y - one.y))
