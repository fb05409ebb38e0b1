"""Routes of edges within a subgraph, from outline to outline or to the subgraph's border.

Input: slots with all their coordinates. Output: points, from the low end to the high one.
"""

from __future__ import annotations

from collections.abc import Mapping

from coursedeck.figures.layout.clipping import clip_to_node
from coursedeck.figures.layout.context import EdgeRouting
from coursedeck.figures.layout.flow import FlowCoordinates, Spans
from coursedeck.figures.layout.layered import LayeredGraph
from coursedeck.figures.layout.layers import EdgeChain, Slot, SlotKind
from coursedeck.figures.layout.placement import FlowAxes
from coursedeck.figures.layout.sideways import FixedPorts, Knots, flat_routes, lateral_ports, lateral_route
from coursedeck.model.units import Box, Point, Points


def paths_of(
    layered: LayeredGraph, flow: FlowCoordinates, spans: Spans, frame: FlowAxes, boxes: Mapping[str, Box],
    fixed: FixedPorts, cross_size: Points,
) -> dict[str, tuple[Point, ...]]:  # fmt: skip
    """The route of every edge in the subgraph, by edge."""
    found: dict[str, tuple[Point, ...]] = {}
    for chain in layered.chains:
        knots = _turned(chain, flow, spans) if chain.turns else _knots(chain, layered, flow, spans)
        ends = (slot.id if slot is not None else None for slot in (chain.slots[0], chain.slots[-1]))
        found.update(dict.fromkeys(chain.edges, _clipped(layered, frame, knots, boxes, *ends)))
    found.update(_sideways(layered, flow, spans, frame, boxes, fixed, cross_size))
    for edge, (loop, _) in layered.loops.items():
        found[edge] = _loop(layered, layered.slots[loop.id], loop, frame, spans, boxes)
    return found


def _knots(chain: EdgeChain, layered: LayeredGraph, flow: FlowCoordinates, spans: Spans) -> list[tuple[Points, Points]]:
    """The corners of a route as (flow, cross), from its low end to its high one."""
    first, last = chain.slots[0], chain.slots[-1]
    knots: list[tuple[Points, Points]] = []
    if first is not None:
        knots.append((spans[first][1], first.port(chain.edge, low_side=False)))
    else:
        entered = chain.slots[1]
        assert entered is not None
        knots.append((0.0, entered.port(chain.edge, low_side=True)))
    for low, high in chain.pairs():
        one, two = low.port(chain.edge, low_side=False), high.port(chain.edge, low_side=True)
        gap = flow.gaps[low.layer]
        if chain.bundle in gap.tracks and abs(one - two) > 0.01:
            track = flow.ends[low.layer] + gap.tracks[chain.bundle]
            knots.extend([(track, one), (track, two)])
        elif layered.context.routing is not EdgeRouting.ORTHOGONAL or abs(one - two) > 0.01:
            knots.extend([(flow.ends[low.layer], one), (flow.starts[high.layer], two)])
    if last is not None:
        knots.append((spans[last][0], last.port(chain.edge, low_side=True)))
    else:
        left = chain.slots[-2]
        assert left is not None
        knots.append((flow.length, left.port(chain.edge, low_side=False)))
    return knots


def _turned(chain: EdgeChain, flow: FlowCoordinates, spans: Spans) -> list[tuple[Points, Points]]:
    """The route between two slots of one layer, through the channel after it."""
    one, two = chain.slots[0], chain.slots[-1]
    assert one is not None and two is not None
    start, end = one.port(chain.edge, low_side=False), two.port(chain.edge, low_side=False)
    gap = flow.gaps[one.layer] if one.layer < len(flow.gaps) else None
    depth = gap.tracks.get(chain.bundle, gap.size / 2) if gap is not None else 0.0
    track = flow.ends[one.layer] + depth
    return [(spans[one][1], start), (track, start), (track, end), (spans[two][1], end)]


def _sideways(
    layered: LayeredGraph, flow: FlowCoordinates, spans: Spans, frame: FlowAxes, boxes: Mapping[str, Box],
    fixed: FixedPorts, cross_size: Points,
) -> dict[str, tuple[Point, ...]]:  # fmt: skip
    """The routes that use lateral sides."""
    ports = lateral_ports(layered, spans, fixed)
    found: dict[str, tuple[Point, ...]] = {}
    ends = {link.edge.id: (link.low, link.high) for link in layered.subgraph.flat_links}
    for edge, knots in flat_routes(layered, ports).items():
        found[edge] = _clipped(layered, frame, knots, boxes, *ends[edge])
    for lateral in layered.laterals:
        for edge in lateral.edges:
            border = cross_size if lateral.at_end else 0.0
            knots = lateral_route(lateral, edge, ports, spans, flow, border)
            found[edge] = _clipped(layered, frame, knots, boxes, lateral.slot.id, None)
    return found


def _clipped(
    layered: LayeredGraph, frame: FlowAxes, knots: Knots, boxes: Mapping[str, Box], first: str | None, last: str | None
) -> tuple[Point, ...]:
    """The points of a route, clipped to the outlines of the nodes at its ends."""
    points = [frame.point(*knot) for knot in knots]
    for item, index in ((first, 0), (last, -1)):
        if item is not None and item in layered.context.sized:
            points[index] = clip_to_node(layered.context.sized[item], boxes[item], points[index])
    return tuple(points)


def _loop(
    layered: LayeredGraph, slot: Slot, loop: Slot, frame: FlowAxes, spans: Spans, boxes: Mapping[str, Box]
) -> tuple[Point, ...]:  # fmt: skip
    """The route of a self-loop, on the side of the following neighbour."""
    start, end = spans[slot]
    middle, reach = (start + end) / 2, min(10.0, (end - start) * 0.25)
    out = loop.start + layered.context.spacing.arrow * 0.9
    corners = [(middle - reach, slot.end), (middle - reach, out), (middle + reach, out), (middle + reach, slot.end)]
    points = [frame.point(*corner) for corner in corners]
    if slot.kind is SlotKind.NODE:
        points[0], points[-1] = (
            clip_to_node(layered.context.sized[slot.id], boxes[slot.id], points[i]) for i in (0, -1)
        )
    return tuple(points)
