"""Lay out one subgraph: first its clusters, then its layers, the channels between them, and the routes.

Input: a subgraph of the tree. Output: its layout.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from coursedeck.figures.layout.bands import fit_bands, mark_bands
from coursedeck.figures.layout.context import LayoutContext
from coursedeck.figures.layout.coordinates import arrange
from coursedeck.figures.layout.dummies import straighten
from coursedeck.figures.layout.edge_labels import labels_of
from coursedeck.figures.layout.flow import FlowCoordinates, Spans, flow_of, span_of
from coursedeck.figures.layout.labels import MeasuredLabel, Measurer
from coursedeck.figures.layout.layered import LayeredGraph, build
from coursedeck.figures.layout.layers import Joined, Slot, SlotKind
from coursedeck.figures.layout.measure import TITLE_FONT, node_font
from coursedeck.figures.layout.placement import FlowAxes, PlacedLabel, SubgraphLayout
from coursedeck.figures.layout.plan import SubgraphPlan
from coursedeck.figures.layout.ports import forget_ports, set_ports
from coursedeck.figures.layout.routes import paths_of
from coursedeck.figures.layout.tree import Side, Subgraph
from coursedeck.model.graph import Cluster, Direction, Graph
from coursedeck.model.units import Box, Point, Points


def lay_out(key: str, context: LayoutContext) -> SubgraphLayout:
    """Lay out the subgraph `key` and everything in it."""
    subgraph = context.tree.subgraphs[key]
    inner = {item: lay_out(item, context) for item in subgraph.items if item in context.tree.subgraphs}
    cluster = subgraph.cluster
    title = cluster_title(cluster, context.tree.graph, context.measurer) if cluster is not None else None
    shared = title if title is not None and _edges_pass_title(subgraph) else None
    layered = build(subgraph, inner, shared, context)
    # Bands come first, because their width counts in the placement of their neighbours.
    mark_bands(layered)
    joined = _joined(subgraph, context)
    attractions = [(layered.slots[a], layered.slots[b]) for a, b in subgraph.attractions if a != b]
    plan = context.tree.plan.get(key)
    arrange(layered.layers, layered.chains, attractions, context.spacing, joined, compact=context.compact,
            starts=_row_starts(layered, plan))  # fmt: skip
    # Only now is it known where the nodes on a band end. Its width changes the room of dummy nodes beside it.
    fit_bands(layered)
    straighten(layered.layers, layered.chains, context.spacing, joined)
    # Ports are chosen in line with the dummy nodes, which are then aligned with the ports; with the straighter edges
    # some ports have a better place, so they are assigned once more.
    set_ports(layered.chains, layered.laterals, context.bundles, context.sized, layered.horizontal)
    straighten(layered.layers, layered.chains, context.spacing, joined)
    forget_ports(layered.slots.values())
    set_ports(layered.chains, layered.laterals, context.bundles, context.sized, layered.horizontal)
    placed, extra = _assembled(layered, inner, title, shared is not None, (0.0, 0.0)), (0.0, 0.0)
    while max(more := _title_room(placed, context.spacing.pad)) > 0:
        extra = extra[0] + more[0], extra[1] + more[1]
        placed = _assembled(layered, inner, title, shared is not None, extra)
    return placed


def _row_starts(layered: LayeredGraph, plan: SubgraphPlan | None) -> dict[int, bool]:
    """The layers that are rows of a folded chain: whether each begins at the low end or, run backwards, at the high."""
    if plan is None or not plan.aligned:
        return {}
    slots = (slot for layer in layered.layers for slot in layer if slot.id in layered.subgraph.ranks)
    return {slot.layer: layered.subgraph.ranks[slot.id] not in plan.backward for slot in slots}


def _joined(subgraph: Subgraph, context: LayoutContext) -> Joined:
    """Neighbours with edges between them: room for both arrow heads and for a track of each further edge."""
    counts = Counter((link.low, link.high) for link in subgraph.flat_links)
    room = context.spacing
    return {pair: 2.2 * room.arrow + (count - 1) * room.track for pair, count in counts.items()}


def cluster_title(cluster: Cluster, graph: Graph, measurer: Measurer) -> MeasuredLabel | None:
    """The measured title of a cluster, no larger than the labels of the nodes in it."""
    style = cluster.style
    inside = (node_font(node) for node in graph.nodes if node.cluster == cluster.id)
    size = style.font_size or min([TITLE_FONT, *inside])
    return measurer.words(cluster.label, size, 18.0, bold=style.bold, italic=style.italic)


def _edges_pass_title(subgraph: Subgraph) -> bool:
    """Whether edges cross the upper border, where the title is."""
    upper = {Direction.TB: Side.LOW, Direction.BT: Side.HIGH}.get(subgraph.direction)
    return any(each.side is upper for each in subgraph.border_edges)


def _margin(layered: LayeredGraph, side: Side) -> Points:
    """Distance between a border and the contents: padding, or more if the arrow heads of edges need it."""
    subgraph, room = layered.subgraph, layered.context.spacing
    if subgraph.cluster is None:
        return 0.0
    passed = any(each.side is side for each in subgraph.border_edges)
    return max(room.pad, 1.2 * room.arrow) if passed else room.pad


def _assembled(
    layered: LayeredGraph, inner: Mapping[str, SubgraphLayout], title: MeasuredLabel | None, shared: bool,
    extra: tuple[Points, Points],
) -> SubgraphLayout:  # fmt: skip
    """The layout of a subgraph whose slots are in order; with `extra` room on its left and right."""
    before, after, start, end = (_margin(layered, side) for side in (Side.LOW, Side.HIGH, Side.START, Side.END))
    if layered.horizontal:
        left, right = extra if layered.subgraph.direction is Direction.LR else extra[::-1]
        before, after = before + left, after + right
    title_room = title.height + 0.35 * title.size if title is not None and not shared else 0.0
    horizontal, upside_down = layered.horizontal, layered.subgraph.direction is Direction.BT
    if not horizontal:
        before, after = (before, after + title_room) if upside_down else (before + title_room, after)
    slots = [slot for layer in layered.layers for slot in layer]
    low, high = min((s.start for s in slots), default=0.0), max((s.end for s in slots), default=0.0)
    pad = layered.context.spacing.pad if layered.subgraph.cluster is not None else 0.0
    least = (title.width if title is not None else 0.0) + 2 * pad
    cross_before = start + (title_room if horizontal else 0.0)
    spare = 0.0 if horizontal else max(0.0, least - (high - low + start + end)) / 2
    _shift(slots, cross_before + spare - low)
    flow = flow_of(layered, before, after)
    if horizontal and flow.length < least:
        spread = (least - flow.length) / 2
        flow = flow_of(layered, before + spread, after + spread)
    cross_size = high - low + 2 * spare + cross_before + end
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
    fixed = {(item, edge): frame.flow_of(Point(origin.x + place.x, origin.y + place.y))
             for item, (placed, origin) in inside.items() for edge, place in placed.ports.items()}  # fmt: skip
    paths = paths_of(layered, flow, spans, frame, boxes, fixed, cross_size)
    ports = _border_ports(layered, paths)
    return SubgraphLayout(
        width=size[0], height=size[1], direction=subgraph.direction, boxes=boxes, inner=inside, paths=paths,
        labels=labels_of(layered, flow, spans, frame),
        title=_placed_title(layered, title, spans, frame, size, pad, ports), ports=ports,
    )  # fmt: skip


def _inner_origin(box: Box, placed: SubgraphLayout, direction: Direction) -> Point:
    """The position of a cluster's layout in its box, which may be larger along the flow."""
    if direction is Direction.BT:
        return Point(box.left, box.bottom - placed.height)
    if direction.horizontal:
        return Point(box.left + (box.width - placed.width) / 2, box.top + (box.height - placed.height) / 2)
    return Point(box.left + (box.width - placed.width) / 2, box.top)


def _placed_title(
    layered: LayeredGraph, title: MeasuredLabel | None, spans: Spans, frame: FlowAxes, size: tuple[Points, Points],
    pad: Points, ports: Mapping[str, Point],
) -> PlacedLabel | None:  # fmt: skip
    if title is None:
        return None
    own = next((slot for layer in layered.layers for slot in layer if slot.kind is SlotKind.TITLE), None)
    if own is not None:
        start, end = spans[own]
        lanes_left = [slot for slot in layered.layers[own.layer] if slot is not own and slot.at < own.at]
        cross = own.start if lanes_left else min(own.start, pad)
        return PlacedLabel(title, frame.box(start, cross, end - start, own.cross))
    lines = _lines_beside_title(size[0], ports) if layered.horizontal else []
    left = _beside(lines, title.width, size[0], pad)
    return PlacedLabel(title, Box(left, pad * 0.6, title.width, title.height))


def _lines_beside_title(width: Points, ports: Mapping[str, Point]) -> list[Points]:
    """Where vertical lines pass the upper border beside a title, from the left."""
    return sorted(place.x for place in ports.values() if place.y < 0.01 and 0.01 < place.x < width - 0.01)


def _beside(lines: Sequence[Points], width: Points, whole: Points, pad: Points) -> Points:
    """Where a title of `width` is nearest to the centre without touching the vertical `lines` that pass it."""
    middle, clear = (whole - width) / 2, pad * 0.5
    candidates = [middle, pad, *(line + clear for line in lines), *(line - clear - width for line in lines)]

    def fault(left: Points) -> tuple[bool, Points]:
        hit = any(left - clear + 0.01 < line < left + width + clear - 0.01 for line in lines)
        return hit or not pad - 0.01 <= left <= whole - pad - width + 0.01, abs(left - middle)

    return min(candidates, key=fault)


def _title_room(placed: SubgraphLayout, pad: Points) -> tuple[Points, Points]:
    """Room to add on the left or on the right so that vertical lines do not cross the title."""
    if placed.title is None:
        return 0.0, 0.0
    lines, title = _lines_beside_title(placed.width, placed.ports), placed.title.box
    if not any(title.left < line < title.right for line in lines):
        return 0.0, 0.0
    needed = title.width + 1.5 * pad
    left, right = needed - lines[0], needed - (placed.width - lines[-1])
    return (left, 0.0) if left <= right else (0.0, right)


def _border_ports(layered: LayeredGraph, paths: Mapping[str, tuple[Point, ...]]) -> dict[str, Point]:
    """Where edges cross the border, by edge."""
    found: dict[str, Point] = {}
    for chain in layered.chains:
        if None in (chain.slots[0], chain.slots[-1]):
            end = 0 if chain.slots[0] is None else -1
            found.update({edge: paths[edge][end] for edge in chain.edges})
    for lateral in layered.laterals:
        found.update({edge: paths[edge][-1] for edge in lateral.edges})
    return found
