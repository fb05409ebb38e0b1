"""Route edges through lateral sides: between neighbours of a layer, and from an item to a lateral border.

Input: a subgraph whose slots have all coordinates. Output: points as (flow, cross), from the item with the lower
coordinate across, or from the item to the border.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from coursedeck.figures.layout.channel import Net, Wire, tracks
from coursedeck.figures.layout.flow import FlowCoordinates, Spans
from coursedeck.figures.layout.layered import LayeredGraph
from coursedeck.figures.layout.layers import LateralEnd, Slot, SlotKind
from coursedeck.figures.layout.ports import PORT_GAP, reach
from coursedeck.figures.layout.spread import spread_within
from coursedeck.figures.layout.tree import InnerEdge
from coursedeck.model.graph import Direction
from coursedeck.model.units import Points

Knots = list[tuple[Points, Points]]
"""Corners of a route as (flow, cross)."""
FixedPorts = Mapping[tuple[str, str], Points]
"""Flow coordinates of ports that the layout of an inner subgraph has fixed, by subgraph and edge."""
_SMALL_STEP: Points = 4.0


class _Port(Struct):
    """A port on a lateral side; `wanted` and then `at` are flow coordinates."""

    slot: Slot
    at_end: bool
    key: str
    """Edges of one bundle share a port."""
    low: Points
    high: Points
    wanted: Points
    fixed: bool
    at: Points = 0.0


class LateralPorts(Struct):
    """The ports of all lateral edges of a subgraph, by slot, side and edge."""

    at: dict[tuple[Slot, bool, str], Points]

    def flow_of(self, slot: Slot, edge: str, *, at_end: bool) -> Points:
        """The flow coordinate of a port."""
        return self.at[slot, at_end, edge]


def lateral_ports(layered: LayeredGraph, spans: Spans, fixed: FixedPorts) -> LateralPorts:
    """Assign ports to flat links and to direct edges to a lateral border."""
    ports: dict[tuple[Slot, bool, str], _Port] = {}

    def add(slot: Slot, edge: str, key: str, *, at_end: bool) -> _Port:
        low, high = _interval(layered, slot, spans)
        place = fixed.get((slot.id, edge), _cell_place(layered, slot, edge, spans))
        at = (low + high) / 2 if place is None else place
        found = _Port(slot, at_end, key, low, high, at, place is not None)
        ports[slot, at_end, edge] = found
        return found

    for link in layered.subgraph.flat_links:
        one, two = (
            add(layered.slots[item], link.edge.id, _bundle(layered, link, item), at_end=at_end)
            for item, at_end in ((link.low, True), (link.high, False))
        )
        _line_up(one, two)
    numbers = {edge.id: number for number, edge in enumerate(layered.context.tree.graph.edges)}
    # Ports are in the order of the other ends, and of declaration: from the top or left, whatever the flow.
    onward = -1 if layered.subgraph.direction in {Direction.RL, Direction.BT} else 1
    for lateral in layered.laterals:
        if lateral.channel is None:
            for edge in lateral.edges:
                port = add(lateral.slot, edge, lateral.bundle, at_end=lateral.at_end)
                if not port.fixed:
                    port.wanted += onward * (lateral.outside / 1000 + numbers[edge] / 1e7)
    _spread(list(ports.values()))
    return LateralPorts({key: port.at for key, port in ports.items()})


def _cell_place(layered: LayeredGraph, slot: Slot, edge: str, spans: Spans) -> Points | None:
    """The flow coordinate of the table cell that an edge is bound to."""
    sized = layered.context.sized.get(slot.id)
    cell = sized.cell_ports.get(edge) if sized is not None else None
    return None if cell is None else sum(spans[slot]) / 2 + (cell.x if layered.horizontal else cell.y)


def _bundle(layered: LayeredGraph, link: InnerEdge, item: str) -> str:
    bundle, node = layered.context.bundles.get(link.edge.id, (link.edge.id, ""))
    return bundle if node == item else link.edge.id


def _interval(layered: LayeredGraph, slot: Slot, spans: Spans) -> tuple[Points, Points]:
    """The interval of a slot's lateral side in which edges may end."""
    start, end = spans[slot]
    if slot.kind is SlotKind.CLUSTER or slot.band:
        inset = min(12.0, 0.3 * (end - start))
        return start + inset, end - inset
    low, high = reach(layered.context.sized[slot.id], not layered.horizontal)
    return (start + end) / 2 + low, (start + end) / 2 + high


def _line_up(one: _Port, two: _Port) -> None:
    """Let both ports of a flat link want the same place, if that is possible."""
    low, high = max(one.low, two.low), min(one.high, two.high)
    if one.fixed and not two.fixed:
        two.wanted = min(max(one.wanted, two.low), two.high)
    elif two.fixed and not one.fixed:
        one.wanted = min(max(two.wanted, one.low), one.high)
    elif not one.fixed and low <= high:
        shared = min(max((one.wanted + two.wanted) / 2, low), high)
        one.wanted = two.wanted = shared


def _spread(ports: Sequence[_Port]) -> None:
    """Keep the ports of a side apart from each other; fixed ones stay where they are."""
    sides: dict[tuple[Slot, bool], dict[str, list[_Port]]] = {}
    for port in ports:
        if port.fixed:
            port.at = port.wanted
        else:
            sides.setdefault((port.slot, port.at_end), {}).setdefault(port.key, []).append(port)
    for groups in sides.values():
        wanted = {key: sum(port.wanted for port in group) / len(group) for key, group in groups.items()}
        keys = sorted(groups, key=lambda key: (wanted[key], key))
        first = groups[keys[0]][0]
        places = spread_within([wanted[key] for key in keys], PORT_GAP, first.low, first.high)
        for key, place in zip(keys, places, strict=True):
            for port in groups[key]:
                port.at = place


def flat_routes(layered: LayeredGraph, ports: LateralPorts) -> dict[str, Knots]:
    """The routes of flat links: straight, or with one step on a track between the two items."""
    pairs: dict[tuple[str, str], list[InnerEdge]] = {}
    for link in layered.subgraph.flat_links:
        pairs.setdefault((link.low, link.high), []).append(link)
    found: dict[str, Knots] = {}
    for (first, last), links in pairs.items():
        one, two = layered.slots[first], layered.slots[last]
        ends = [(ports.flow_of(one, link.edge.id, at_end=True), ports.flow_of(two, link.edge.id, at_end=False))
                for link in links]  # fmt: skip
        numbers = tracks([Net((Wire((start,), (end,)),)) for start, end in ends])
        step = (two.start - one.end) / (max(numbers) + 2)
        for link, (start, end), number in zip(links, ends, numbers, strict=True):
            bend = one.end + (number + 1) * step
            middle = [(start, bend), (end, bend)] if number >= 0 else []
            found[link.edge.id] = [(start, one.end), *middle, (end, two.start)]
    return found


def lateral_route(
    lateral: LateralEnd, edge: str, ports: LateralPorts, spans: Spans, flow: FlowCoordinates, border: Points
) -> Knots:
    """The route from an item to the lateral border at `border`."""
    slot = lateral.slot
    if lateral.channel is None:
        place = ports.flow_of(slot, edge, at_end=lateral.at_end)
        return [(place, slot.end if lateral.at_end else slot.start), (place, border)]
    port = slot.port(lateral.edge, low_side=lateral.low_side)
    track = flow.ends[lateral.channel] + flow.gaps[lateral.channel].tracks[lateral.bundle]
    return [(spans[slot][0 if lateral.low_side else 1], port), (track, port), (track, border)]
