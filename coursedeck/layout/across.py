"""Lines across a row, between things that face one another over the borders of their clusters."""

from __future__ import annotations

from collections.abc import Mapping

from coursedeck.layout.rims import rim
from coursedeck.layout.spec import Spec
from coursedeck.model.graph import Edge
from coursedeck.model.units import Box, Point, Points


def across(edge: Edge, spec: Spec, boxes: Mapping[str, Box], horizontal: bool) -> list[Point]:
    """From rim to rim: straight where both reach that far, else with one step halfway."""
    one, two = boxes[edge.tail], boxes[edge.head]
    if horizontal:
        tail, head = _steps(
            _upright(one), _upright(two), (_reach(edge.tail, one, spec, True), _reach(edge.head, two, spec, True))
        )
        points = [Point(y, x) for x, y in (*tail, *head)]
    else:
        tail, head = _steps(one, two, (_reach(edge.tail, one, spec, False), _reach(edge.head, two, spec, False)))
        points = [Point(x, y) for x, y in (*tail, *head)]
    if edge.tail in spec.sized:
        points[0] = rim(spec.sized[edge.tail], one, points[0])
    if edge.head in spec.sized:
        points[-1] = rim(spec.sized[edge.head], two, points[-1])
    return points


def _upright(box: Box) -> Box:
    return Box(box.top, box.left, box.height, box.width)


def _reach(end: str, box: Box, spec: Spec, horizontal: bool) -> tuple[Points, Points]:
    """Where on its side a line may end, and in its middle (of the icon) if it can."""
    if horizontal:
        return box.left + box.width * 0.3, box.right - box.width * 0.3
    icon = spec.sized[end].icon_height if end in spec.sized else 0.0
    height = icon or box.height
    return box.top + height * 0.3, box.top + height * 0.7


def _steps(
    one: Box, two: Box, reaches: tuple[tuple[Points, Points], tuple[Points, Points]]
) -> tuple[list[tuple[Points, Points]], list[tuple[Points, Points]]]:
    (low, high), (far_low, far_high) = reaches
    start, end = (one.right, two.left) if one.left < two.left else (one.left, two.right)
    least, most = max(low, far_low), min(high, far_high)
    if least <= most:
        return [(start, (least + most) / 2)], [(end, (least + most) / 2)]
    middle = (start + end) / 2
    return [(start, (low + high) / 2), (middle, (low + high) / 2)], [
        (middle, (far_low + far_high) / 2),
        (end, (far_low + far_high) / 2),
    ]
