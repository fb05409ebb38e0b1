"""The layout of one subgraph, in coordinates relative to its own top left."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from coursedeck.figures.layout.labels import MeasuredLabel
from coursedeck.model.graph import Direction
from coursedeck.model.units import Box, Point, Points


class PlacedLabel(Struct, frozen=True):
    """A label with its box."""

    words: MeasuredLabel
    box: Box


class SubgraphLayout(Struct, frozen=True):
    """A laid-out subgraph; `paths` are the parts of routes inside it, low end first."""

    width: Points
    height: Points
    direction: Direction
    boxes: Mapping[str, Box]
    inner: Mapping[str, tuple[SubgraphLayout, Point]]
    """Layouts of its clusters, with the position of their top left."""
    paths: Mapping[str, tuple[Point, ...]]
    labels: Mapping[str, PlacedLabel]
    title: PlacedLabel | None
    ports: Mapping[str, Point]
    """Where edges cross its border, by edge."""


class FlowAxes(Struct, frozen=True):
    """Conversion from (flow, cross) to (x, y) for a direction; `length` is the subgraph's extent along the flow."""

    direction: Direction
    length: Points

    def point(self, flow: Points, cross: Points) -> Point:
        """The point at (flow, cross)."""
        match self.direction:
            case Direction.TB:
                return Point(cross, flow)
            case Direction.BT:
                return Point(cross, self.length - flow)
            case Direction.LR:
                return Point(flow, cross)
            case _:
                return Point(self.length - flow, cross)

    def flow_of(self, place: Point) -> Points:
        """The flow coordinate of a point."""
        match self.direction:
            case Direction.TB:
                return place.y
            case Direction.BT:
                return self.length - place.y
            case Direction.LR:
                return place.x
            case _:
                return self.length - place.x

    def box(self, flow: Points, cross: Points, flow_size: Points, cross_size: Points) -> Box:
        """The rectangle whose lowest flow and cross are given."""
        one, two = self.point(flow, cross), self.point(flow + flow_size, cross + cross_size)
        left, top = min(one.x, two.x), min(one.y, two.y)
        return Box(left, top, abs(two.x - one.x), abs(two.y - one.y))
