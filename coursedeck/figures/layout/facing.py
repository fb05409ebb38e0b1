"""Routes of edges within one layer, between nodes that face each other across the borders of their clusters."""

from __future__ import annotations

from collections.abc import Mapping

from coursedeck.figures.layout.clipping import clip_to_node
from coursedeck.figures.layout.context import LayoutContext
from coursedeck.figures.layout.tree import InnerEdge
from coursedeck.model.graph import Direction
from coursedeck.model.units import Box, Point, Points


def facing_route(
    side: InnerEdge, context: LayoutContext, boxes: Mapping[str, Box], direction: Direction
) -> list[Point]:
    """The route from outline to outline: straight if the sides overlap, else with one step between the two items."""
    edge, horizontal = side.edge, direction in {Direction.LR, Direction.RL}
    turn = _upright if horizontal else _as_it_is
    one, two = turn(boxes[edge.tail]), turn(boxes[edge.head])
    items = turn(boxes[side.low]), turn(boxes[side.high])
    between = (min(each.right for each in items) + max(each.left for each in items)) / 2
    reaches = [_reach(end, boxes[end], context, horizontal) for end in (edge.tail, edge.head)]
    points = [Point(y, x) if horizontal else Point(x, y) for x, y in _steps(one, two, between, reaches)]
    if edge.tail in context.sized:
        points[0] = clip_to_node(context.sized[edge.tail], boxes[edge.tail], points[0])
    if edge.head in context.sized:
        points[-1] = clip_to_node(context.sized[edge.head], boxes[edge.head], points[-1])
    return points


def _as_it_is(box: Box) -> Box:
    return box


def _upright(box: Box) -> Box:
    return Box(box.top, box.left, box.height, box.width)


def _reach(end: str, box: Box, context: LayoutContext, horizontal: bool) -> tuple[Points, Points]:
    """The stretch of a node's side on which an edge may end."""
    if horizontal:
        return box.left + box.width * 0.3, box.right - box.width * 0.3
    sized = context.sized.get(end)
    height = sized.icon_height if sized is not None and sized.has_bare_icon else box.height
    return box.top + height * 0.3, box.top + height * 0.7


def _steps(one: Box, two: Box, between: Points, reaches: list[tuple[Points, Points]]) -> list[tuple[Points, Points]]:
    (low, high), (far_low, far_high) = reaches
    start, end = (one.right, two.left) if one.left < two.left else (one.left, two.right)
    least, most = max(low, far_low), min(high, far_high)
    if least <= most:
        return [(start, (least + most) / 2), (end, (least + most) / 2)]
    place, far = (low + high) / 2, (far_low + far_high) / 2
    return [(start, place), (between, place), (between, far), (end, far)]
