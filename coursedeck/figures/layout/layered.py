"""Build the layered graph of a subgraph: real and dummy nodes in layers, and long edges as chains through them.

Input: a ranked subgraph and the layouts of its clusters. Output: layers and chains, not ordered yet.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from msgspec import Struct, field

from coursedeck.figures.layout.context import LayoutContext
from coursedeck.figures.layout.labels import MeasuredLabel, Measurer
from coursedeck.figures.layout.layers import EdgeChain, LateralEnd, Slot, SlotKind
from coursedeck.figures.layout.measure import edge_font
from coursedeck.figures.layout.placement import SubgraphLayout
from coursedeck.figures.layout.tree import BorderEdge, InnerEdge, Side, Subgraph
from coursedeck.model.graph import Direction, Edge, Graph

LABEL_GAP = 3.0
"""Points between an edge and its label."""
_SAME_PLACE = 0.45
"""Difference of orders below which two edges of a bundle pass a layer at the same place."""


class LayeredGraph(Struct):
    """The layers and chains of a subgraph while it is being laid out."""

    subgraph: Subgraph
    context: LayoutContext
    layers: list[list[Slot]] = field(default_factory=list)
    slots: dict[str, Slot] = field(default_factory=dict)
    chains: list[EdgeChain] = field(default_factory=list)
    labels: dict[str, Slot] = field(default_factory=dict)
    """Slots of edge labels, by edge."""
    laterals: list[LateralEnd] = field(default_factory=list)
    rank_of: list[float] = field(default_factory=list)
    """The rank of each layer; layers of labels are halfway between ranks."""
    shared: dict[tuple[str, int], list[Slot]] = field(default_factory=dict)
    """Dummy nodes that edges of a bundle may share, by bundle and layer."""
    loops: dict[str, tuple[Slot, MeasuredLabel | None]] = field(default_factory=dict)
    """Slots and labels of self-loops, by edge."""

    @property
    def horizontal(self) -> bool:
        """Whether the flow is horizontal, so that layers are columns."""
        return self.subgraph.horizontal


def build(
    subgraph: Subgraph, inner: Mapping[str, SubgraphLayout], title: MeasuredLabel | None, context: LayoutContext
) -> LayeredGraph:
    """The layered graph of `subgraph`; with `title`, the cluster's title is a slot among the edges that pass it."""
    layered = LayeredGraph(subgraph, context)
    layer_of = _layer_numbers(layered, title)
    part_of = {item: number for number, part in enumerate(subgraph.components) if len(part) > 1 for item in part}
    for item in subgraph.items:
        _add_item(layered, item, layer_of[subgraph.ranks[item]], inner)
        layered.slots[item].part = part_of.get(item, -1)
    if title is not None:
        layer = 0 if subgraph.direction is not Direction.BT else len(layered.layers) - 1
        slot = Slot("title", SlotKind.TITLE, -1.0, layer, title.width, title.height, words=title)
        layered.layers[layer].append(slot)
    for link in subgraph.links:
        _add_link(layered, link, layer_of)
    _add_border_edges(layered)
    return layered


def edge_label(edge: Edge, graph: Graph, measurer: Measurer, wrap: float) -> MeasuredLabel | None:
    """The measured label of an edge."""
    size = edge_font(edge, graph)
    return measurer.words(edge.label, size, min(wrap, 10.0), bold=edge.style.bold, italic=edge.style.italic)


def _layer_numbers(layered: LayeredGraph, title: MeasuredLabel | None) -> dict[int, int]:
    """The layer of each rank; edge labels get layers of their own between the ranks."""
    subgraph = layered.subgraph
    labelled = {_label_gap(link, subgraph) for link in subgraph.links if link.edge.label and link.low != link.high}
    last = max(subgraph.ranks.values(), default=-1)
    # Edges that need a channel before the first or after the last layer get an empty layer on its other side.
    channels = {(subgraph.ranks[each.item], each.leaves) for each in subgraph.border_edges
                if each.side.lateral and not each.direct}  # fmt: skip
    turning = {subgraph.ranks[link.low] for link in subgraph.links
               if link.low != link.high and subgraph.ranks[link.low] == subgraph.ranks[link.high]}  # fmt: skip
    upside_down = subgraph.direction is Direction.BT
    number = 1 if (title is not None and not upside_down) or (0, False) in channels else 0
    found: dict[int, int] = {}
    for rank in range(last + 1):
        found[rank] = number
        number += 2 if rank in labelled or (rank == last and rank in turning) else 1
    if (title is not None and upside_down) or ((last, True) in channels and found.get(last) == number - 1):
        number += 1
    layered.layers = [[] for _ in range(number)]
    layered.rank_of = [_rank_of(layer, found, last) for layer in range(number)]
    return found


def _rank_of(layer: int, layer_of: Mapping[int, int], last: int) -> float:
    """The rank of a layer: -1 before the first, and halfway between ranks for labels."""
    before = max((rank for rank, own in layer_of.items() if own <= layer), default=-1)
    if before == -1 or layer_of[before] == layer:
        return before
    return before + (0.5 if before < last else 1.0)


def _order_of(layered: LayeredGraph, edge: str, layer: int, ends: tuple[str, ...]) -> float:
    """The order of an edge's slot in a layer, from the places of the edge in the ranks around it.

    `ends` are the items that the edge joins; where it meets them counts as well.
    """
    places, rank = layered.subgraph.passing[edge], layered.rank_of[layer]
    low, high = math.floor(rank), math.ceil(rank)
    if low == high or high not in places:
        return places.get(low, places[min(places, key=lambda each: abs(each - rank))])
    exact = {low: float(places[low]), high: float(places[high])}
    for item in ends:
        if layered.subgraph.ranks[item] in exact:
            exact[layered.subgraph.ranks[item]] += 0.9 * (layered.context.tree.place_in(item, edge) - 0.5)
    return exact[low] + exact[high] / 1000


def _label_gap(link: InnerEdge, subgraph: Subgraph) -> int:
    """The rank after which the label of an edge is placed: halfway."""
    low, high = subgraph.ranks[link.low], subgraph.ranks[link.high]
    return low if low == high else (low + high - 1) // 2


def _add_item(layered: LayeredGraph, item: str, layer: int, inner: Mapping[str, SubgraphLayout]) -> None:
    context, horizontal = layered.context, layered.horizontal
    if item in inner:
        placed = inner[item]
        width, height = placed.width, placed.height
        slot = Slot(item, SlotKind.CLUSTER, layered.subgraph.position[item], layer)
    else:
        sized = context.sized[item]
        width, height = sized.width, sized.height
        slot = Slot(item, SlotKind.NODE, layered.subgraph.position[item], layer)
        if horizontal and sized.has_bare_icon:
            slot.lane = (sized.icon_height - height) / 2
    slot.cross, slot.flow = (height, width) if horizontal else (width, height)
    if item in inner:
        ports = {key: (place.y if horizontal else place.x) - slot.cross / 2 for key, place in inner[item].ports.items()}
        slot.low_ports, slot.high_ports = ports, dict(ports)
    layered.slots[item] = slot
    layered.layers[layer].append(slot)


def _add_link(layered: LayeredGraph, link: InnerEdge, layer_of: Mapping[int, int]) -> None:
    subgraph = layered.subgraph
    low, high = layered.slots[link.low], layered.slots[link.high]
    words = edge_label(link.edge, layered.context.tree.graph, layered.context.measurer, layered.context.wrap)
    if low is high:
        _add_loop(layered, low, link.edge, words)
        return
    bundle, node = layered.context.bundles.get(link.edge.id, (link.edge.id, ""))
    label_layer = layer_of[_label_gap(link, subgraph)] + 1 if words else -1
    if low.layer == high.layer:
        layered.chains.append(EdgeChain((link.edge.id,), (low, high), link.edge.id, turns=True))
        if words is not None:
            _add_label(layered, link.edge, words, label_layer, (low.order + high.order) / 2)
        return
    between = []
    for layer in range(low.layer + 1, high.layer):
        order = _order_of(layered, link.edge.id, layer, (link.low, link.high))
        if words is not None and layer == label_layer:
            between.append(_add_label(layered, link.edge, words, layer, order))
        else:
            between.append(_add_dummy(layered, link.edge.id, layer, order, f"{bundle}>{node}"))
    layered.chains.append(EdgeChain((link.edge.id,), (low, *between, high), bundle))


def _add_dummy(layered: LayeredGraph, edge: str, layer: int, order: float, bundle: str) -> Slot:
    """Add a dummy node, or return that of another edge of its bundle at the same place in the layer."""
    shared = layered.shared.setdefault((bundle, layer), [])
    known = next((slot for slot in shared if abs(slot.order - order) < _SAME_PLACE), None)
    if known is not None:
        return known
    slot = Slot(f"{edge}@{layer}", SlotKind.DUMMY, order, layer)
    layered.layers[layer].append(slot)
    shared.append(slot)
    return slot


def _add_label(layered: LayeredGraph, edge: Edge, words: MeasuredLabel, layer: int, order: float) -> Slot:
    """Add the slot of an edge label; the edge passes along one side of it."""
    slot = Slot(edge.id, SlotKind.LABEL, order, layer, words=words)
    if layered.horizontal:
        slot.cross, slot.flow = words.height + LABEL_GAP, words.width + 2 * LABEL_GAP
        slot.lane = slot.cross / 2
    else:
        slot.cross, slot.flow = words.width + LABEL_GAP, words.height + LABEL_GAP
        slot.lane = -slot.cross / 2
    layered.layers[layer].append(slot)
    layered.labels[edge.id] = slot
    return slot


def _add_loop(layered: LayeredGraph, slot: Slot, edge: Edge, words: MeasuredLabel | None) -> None:
    """Add a slot beside a node for its self-loops: one line for all, their labels one below another."""
    loop = next(
        (other for other in layered.layers[slot.layer] if other.kind is SlotKind.LOOP and other.id == slot.id), None
    )
    if loop is None:
        loop = Slot(slot.id, SlotKind.LOOP, slot.order + 0.5, slot.layer, cross=layered.context.spacing.arrow * 1.4)
        layered.layers[slot.layer].append(loop)
    layered.loops[edge.id] = (loop, words)
    labels = [each for other, each in layered.loops.values() if other is loop and each is not None]
    if not labels:
        return
    width, height = max(each.width for each in labels) + LABEL_GAP, sum(each.height + LABEL_GAP for each in labels)
    room = layered.context.spacing.arrow * 1.4
    loop.cross, loop.flow = (height + room, width) if layered.horizontal else (width + room, height)


def _add_border_edges(layered: LayeredGraph) -> None:
    """Add the parts of edges up to the border; edges that leave an item as one bundle share one."""
    bundles = layered.context.bundles
    groups: dict[tuple[str, Side, bool, str], list[BorderEdge]] = {}
    for each in layered.subgraph.border_edges:
        bundle, node = bundles.get(each.edge.id, (each.edge.id, ""))
        key = bundle if node == (each.edge.tail if each.leaves else each.edge.head) else each.edge.id
        groups.setdefault((each.item, each.side, each.item_side is Side.LOW, key), []).append(each)
    for (item, side, low_side, key), members in groups.items():
        slot, edges = layered.slots[item], tuple(each.edge.id for each in members)
        if side.lateral:
            channel = None if members[0].direct else slot.layer - 1 if low_side else slot.layer
            layered.laterals.append(
                LateralEnd(edges, slot, side is Side.END, key, low_side, channel, members[0].outside)
            )
            continue
        passed = range(slot.layer) if low_side else range(slot.layer + 1, len(layered.layers))
        dummies = [_add_dummy(layered, edges[0], layer, _order_of(layered, edges[0], layer, (item,)), f"{edges[0]}>")
                   for layer in passed]  # fmt: skip
        slots = (None, *dummies, slot) if low_side else (slot, *dummies, None)
        passing = layered.subgraph.passing[edges[0]]
        at_border = passing[min(passing) if low_side else max(passing)]
        layered.chains.append(EdgeChain(edges, slots, key, at_border=at_border))
