"""The ways of lines within a level, from rim to rim or to the level's border.

Comes in: slots in their places. Goes out: points, from the low end to the high one.
"""

from __future__ import annotations

from collections.abc import Mapping

from coursedeck.figures.layout.build import Grid
from coursedeck.figures.layout.flow import Flow, Spans
from coursedeck.figures.layout.placed import Frame
from coursedeck.figures.layout.rims import rim
from coursedeck.figures.layout.rows import Kind, Slot, Thread
from coursedeck.figures.layout.spec import Lines
from coursedeck.model.units import Box, Point, Points


def paths_of(
    grid: Grid, flow: Flow, spans: Spans, frame: Frame, boxes: Mapping[str, Box]
) -> dict[str, tuple[Point, ...]]:
    """The way of every line, by edge."""
    found: dict[str, tuple[Point, ...]] = {}
    for thread in grid.threads:
        knots = _turned(thread, flow, spans) if thread.turns else _knots(thread, grid, flow, spans)
        points = [frame.point(*knot) for knot in knots]
        for slot, index in ((thread.slots[0], 0), (thread.slots[-1], -1)):
            if slot is not None and slot.kind is Kind.NODE:
                points[index] = rim(grid.spec.sized[slot.id], boxes[slot.id], points[index])
        found.update(dict.fromkeys(thread.edges, tuple(points)))
    for link in grid.flat:
        found[link.edge.id] = _flat(grid, grid.slots[link.low], grid.slots[link.high], boxes)
    for edge, (loop, _) in grid.loops.items():
        found[edge] = _loop(grid, grid.slots[loop.id], loop, frame, spans, boxes)
    return found


def _knots(thread: Thread, grid: Grid, flow: Flow, spans: Spans) -> list[tuple[Points, Points]]:
    """The corners of a line, as flow and cross, from its low end to its high one."""
    first, last = thread.slots[0], thread.slots[-1]
    knots: list[tuple[Points, Points]] = []
    if first is not None:
        knots.append((spans[first][1], first.port(thread.edge, low_side=False)))
    else:
        entered = thread.slots[1]
        assert entered is not None
        knots.append((0.0, entered.port(thread.edge, low_side=True)))
    for low, high in thread.pairs():
        one, two = low.port(thread.edge, low_side=False), high.port(thread.edge, low_side=True)
        gap = flow.gaps[low.row]
        if thread.strand in gap.tracks and abs(one - two) > 0.01:
            track = flow.ends[low.row] + gap.tracks[thread.strand]
            knots.extend([(track, one), (track, two)])
        elif grid.spec.lines is not Lines.ORTHOGONAL or abs(one - two) > 0.01:
            knots.extend([(flow.ends[low.row], one), (flow.starts[high.row], two)])
    if last is not None:
        knots.append((spans[last][0], last.port(thread.edge, low_side=True)))
    else:
        left = thread.slots[-2]
        assert left is not None
        knots.append((flow.length, left.port(thread.edge, low_side=False)))
    return knots


def _turned(thread: Thread, flow: Flow, spans: Spans) -> list[tuple[Points, Points]]:
    """A line between two slots of one row, by the room after it."""
    one, two = thread.slots[0], thread.slots[-1]
    assert one is not None and two is not None
    start, end = one.port(thread.edge, low_side=False), two.port(thread.edge, low_side=False)
    gap = flow.gaps[one.row] if one.row < len(flow.gaps) else None
    depth = gap.tracks.get(thread.strand, gap.size / 2) if gap is not None else 0.0
    track = flow.ends[one.row] + depth
    return [(spans[one][1], start), (track, start), (track, end), (spans[two][1], end)]


def _flat(grid: Grid, low: Slot, high: Slot, boxes: Mapping[str, Box]) -> tuple[Point, ...]:
    """A straight line between neighbours."""
    ends = []
    left = low if low.at < high.at else high
    shared = sum(_middle(grid, slot, boxes[slot.id]) for slot in (low, high)) / 2
    for slot in (low, high):
        box, onward = boxes[slot.id], slot is left
        if grid.horizontal:
            place = Point(shared, box.bottom if onward else box.top)
        else:
            place = Point(box.right if onward else box.left, shared)
        ends.append(rim(grid.spec.sized[slot.id], box, place))
    return tuple(ends)


def _middle(grid: Grid, slot: Slot, box: Box) -> Points:
    """The middle of a node along the flow: of its icon, where that stands in the way of a line across."""
    icon = grid.spec.sized[slot.id].icon_height
    if grid.horizontal:
        return box.center.x
    return box.top + icon / 2 if icon else box.center.y


def _loop(
    grid: Grid, slot: Slot, loop: Slot, frame: Frame, spans: Spans, boxes: Mapping[str, Box]
) -> tuple[Point, ...]:  # fmt: skip
    """From a node to itself, on the side of the later neighbours."""
    start, end = spans[slot]
    middle, reach = (start + end) / 2, min(10.0, (end - start) * 0.25)
    out = loop.start + grid.spec.distances.arrow * 0.9
    corners = [(middle - reach, slot.end), (middle - reach, out), (middle + reach, out), (middle + reach, slot.end)]
    points = [frame.point(*corner) for corner in corners]
    if slot.kind is Kind.NODE:
        points[0], points[-1] = (rim(grid.spec.sized[slot.id], boxes[slot.id], points[i]) for i in (0, -1))
    return tuple(points)
