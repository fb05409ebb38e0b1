"""Lay out one subgraph: first its clusters, then its layers, the channels between them, and the routes.

Input: a subgraph of the tree. Output: its layout.
"""

from __future__ import annotations

from collections.abc import Mapping

from coursedeck.figures.layout.bands import fit_bands, mark_bands
from coursedeck.figures.layout.context import LayoutContext
from coursedeck.figures.layout.coordinates import arrange
from coursedeck.figures.layout.dummies import straighten
from coursedeck.figures.layout.edge_labels import labels_of
from coursedeck.figures.layout.flow import FlowCoordinates, Spans, flow_of, span_of
from coursedeck.figures.layout.labels import MeasuredLabel
from coursedeck.figures.layout.layered import LayeredGraph, build
from coursedeck.figures.layout.layers import Slot, SlotKind
from coursedeck.figures.layout.measure import TITLE_FONT, node_font
from coursedeck.figures.layout.placement import FlowAxes, PlacedLabel, SubgraphLayout
from coursedeck.figures.layout.ports import forget_ports, set_ports
from coursedeck.figures.layout.routes import paths_of
from coursedeck.figures.layout.tree import InnerEdge, Subgraph
from coursedeck.model.graph import Direction
from coursedeck.model.units import Box, Point, Points


def lay_out(key: str, context: LayoutContext) -> SubgraphLayout:
    """Lay out the subgraph `key` and everything in it."""
    subgraph = context.tree.subgraphs[key]
    inner = {item: lay_out(item, context) for item in subgraph.items if item in context.tree.clusters}
    title = _title(subgraph, context)
    shared = title if title is not None and _edges_pass_title(subgraph) else None
    layered = build(subgraph, inner, shared, context)
    # Bands come first, because their width counts in the placement of their neighbours.
    mark_bands(layered)
    joined = frozenset(_in_order(layered, link) for link in (*layered.flat, *subgraph.facing_edges))
    attractions = [(layered.slots[a], layered.slots[b]) for a, b in subgraph.attractions if a != b]
    arrange(layered.layers, layered.chains, attractions, context.spacing, joined)
    # Only now is it known where the nodes on a band end. Its width changes the room of dummy nodes beside it.
    fit_bands(layered)
    straighten(layered.layers, layered.chains, context.spacing, joined)
    # Ports are chosen in line with the dummy nodes, which are then aligned with the ports; with the straighter edges
    # some ports have a better place, so they are assigned once more.
    set_ports(layered.chains, context.bundles, context.sized, layered.horizontal)
    straighten(layered.layers, layered.chains, context.spacing, joined)
    forget_ports(layered.slots.values())
    set_ports(layered.chains, context.bundles, context.sized, layered.horizontal)
    return _assembled(layered, inner, title, shared is not None)


def _in_order(layered: LayeredGraph, link: InnerEdge) -> tuple[str, str]:
    """The items of an edge in order of declaration."""
    first, second = sorted((link.low, link.high), key=lambda item: layered.slots[item].order)
    return first, second


def _title(subgraph: Subgraph, context: LayoutContext) -> MeasuredLabel | None:
    if subgraph.cluster is None:
        return None
    style = subgraph.cluster.style
    size = style.font_size or min(
        [TITLE_FONT, *(node_font(n) for n in context.tree.graph.nodes if n.cluster == subgraph.id)]
    )
    return context.measurer.words(subgraph.cluster.label, size, 18.0, bold=style.bold, italic=style.italic)


def _edges_pass_title(subgraph: Subgraph) -> bool:
    """Whether edges cross the upper border, where the title is."""
    if subgraph.direction in {Direction.LR, Direction.RL}:
        return False
    return any(way.low_side == (subgraph.direction is Direction.TB) for way in subgraph.border_edges)


def _assembled(
    layered: LayeredGraph, inner: Mapping[str, SubgraphLayout], title: MeasuredLabel | None, shared: bool
) -> SubgraphLayout:
    subgraph, room = layered.subgraph, layered.context.spacing
    pad = room.pad if subgraph.cluster is not None else 0.0
    border_edges = {way.low_side for way in subgraph.border_edges}
    before, after = (max(pad, 1.2 * room.arrow) if side in border_edges else pad for side in (True, False))
    title_room = title.height + 0.35 * title.size if title is not None and not shared else 0.0
    horizontal, upside_down = layered.horizontal, subgraph.direction is Direction.BT
    if not horizontal:
        before, after = (before, after + title_room) if upside_down else (before + title_room, after)
    slots = [slot for layer in layered.layers for slot in layer]
    low, high = min((s.start for s in slots), default=0.0), max((s.end for s in slots), default=0.0)
    least = (title.width if title is not None else 0.0) + 2 * pad
    cross_before = pad + (title_room if horizontal else 0.0)
    spare = 0.0 if horizontal else max(0.0, least - (high - low + 2 * pad)) / 2
    _shift(slots, cross_before + spare - low)
    flow = flow_of(layered, before, after)
    if horizontal and flow.length < least:
        extra = (least - flow.length) / 2
        flow = flow_of(layered, before + extra, after + extra)
    cross_size = high - low + 2 * spare + cross_before + pad
    return _placed(layered, inner, flow, cross_size, title, pad)


def _shift(slots: list[Slot], by: Points) -> None:
    for slot in slots:
        slot.at += by


def _placed(
    layered: LayeredGraph,
    inner: Mapping[str, SubgraphLayout],
    flow: FlowCoordinates,
    cross_size: Points,
    title: MeasuredLabel | None,
    pad: Points,
) -> SubgraphLayout:
    subgraph = layered.subgraph
    frame = FlowAxes(subgraph.direction, flow.length)
    boxes: dict[str, Box] = {}
    inside: dict[str, tuple[SubgraphLayout, Point]] = {}
    spans = {slot: span_of(slot, layered, flow) for layer in layered.layers for slot in layer}
    for item, slot in layered.slots.items():
        start, end = spans[slot]
        boxes[item] = frame.box(start, slot.start, end - start, slot.cross)
        if item in inner:
            inside[item] = (inner[item], _inner_origin(boxes[item], inner[item], subgraph.direction))
    size = (flow.length, cross_size) if layered.horizontal else (cross_size, flow.length)
    paths = paths_of(layered, flow, spans, frame, boxes)
    return SubgraphLayout(
        width=size[0], height=size[1], direction=subgraph.direction, boxes=boxes, inner=inside, paths=paths,
        labels=labels_of(layered, spans, frame), title=_placed_title(layered, title, spans, frame, size, pad),
        low_ports=_border_ports(layered, low_side=True), high_ports=_border_ports(layered, low_side=False),
    )  # fmt: skip


def _inner_origin(box: Box, placed: SubgraphLayout, direction: Direction) -> Point:
    """The position of a cluster's layout in its box, which may be larger along the flow."""
    if direction is Direction.BT:
        return Point(box.left, box.bottom - placed.height)
    if direction in {Direction.LR, Direction.RL}:
        return Point(box.left + (box.width - placed.width) / 2, box.top + (box.height - placed.height) / 2)
    return Point(box.left + (box.width - placed.width) / 2, box.top)


def _placed_title(
    layered: LayeredGraph, title: MeasuredLabel | None, spans: Spans, frame: FlowAxes, size: tuple[Points, Points],
    pad: Points,
) -> PlacedLabel | None:  # fmt: skip
    if title is None:
        return None
    own = next((slot for layer in layered.layers for slot in layer if slot.kind is SlotKind.TITLE), None)
    if own is not None:
        start, end = spans[own]
        lanes_left = [slot for slot in layered.layers[own.layer] if slot is not own and slot.at < own.at]
        cross = own.start if lanes_left else min(own.start, pad)
        return PlacedLabel(title, frame.box(start, cross, end - start, own.cross))
    return PlacedLabel(title, Box((size[0] - title.width) / 2, pad * 0.6, title.width, title.height))


def _border_ports(layered: LayeredGraph, *, low_side: bool) -> dict[str, Points]:
    """Where edges cross the border, by edge."""
    found: dict[str, Points] = {}
    for chain in layered.chains:
        solid = chain.slots[1] if low_side else chain.slots[-2]
        if (chain.slots[0] if low_side else chain.slots[-1]) is None and solid is not None:
            found.update(dict.fromkeys(chain.edges, solid.port(chain.edge, low_side=low_side)))
    return found
