"""Build the layered graph of a subgraph: real and dummy nodes in layers, and long edges as chains through them.

Input: a ranked subgraph and the layouts of its clusters. Output: layers and chains, not ordered yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coursedeck.figures.layout.context import EdgeRouting, LayoutContext
from coursedeck.figures.layout.labels import MeasuredLabel
from coursedeck.figures.layout.layers import EdgeChain, Slot, SlotKind
from coursedeck.figures.layout.measure import edge_font
from coursedeck.figures.layout.placement import SubgraphLayout
from coursedeck.figures.layout.tree import BorderEdge, InnerEdge, Subgraph
from coursedeck.model.graph import Direction, Edge

LABEL_GAP = 4.0
"""Points between an edge and its label."""


@dataclass(slots=True)
class LayeredGraph:
    """The layers and chains of a subgraph while it is being laid out."""

    subgraph: Subgraph
    context: LayoutContext
    layers: list[list[Slot]] = field(default_factory=list)
    slots: dict[str, Slot] = field(default_factory=dict)
    chains: list[EdgeChain] = field(default_factory=list)
    labels: dict[str, Slot] = field(default_factory=dict)
    """By edge."""
    flat: list[InnerEdge] = field(default_factory=list)
    """Links between neighbours of one layer."""
    loops: dict[str, tuple[Slot, MeasuredLabel | None]] = field(default_factory=dict)
    """By edge."""

    @property
    def horizontal(self) -> bool:
        """Whether the flow is horizontal, so that layers are columns."""
        return self.subgraph.direction in {Direction.LR, Direction.RL}


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
    _add_exits(layered)
    return layered


def edge_words(edge: Edge, context: LayoutContext) -> MeasuredLabel | None:
    """The measured label of an edge."""
    size = edge_font(edge, context.tree.graph)
    return context.measurer.words(
        edge.label, size, min(context.wrap, 10.0), bold=edge.style.bold, italic=edge.style.italic
    )


def _layer_numbers(layered: LayeredGraph, title: MeasuredLabel | None) -> dict[int, int]:
    """The layer of each rank; edge labels get layers of their own between the ranks."""
    subgraph = layered.subgraph
    labelled = {_label_gap(link, subgraph) for link in subgraph.links if link.edge.label and link.low != link.high}
    number = 1 if title is not None and subgraph.direction is not Direction.BT else 0
    found: dict[int, int] = {}
    last = max(subgraph.ranks.values(), default=-1)
    same = [
        link
        for link in subgraph.links
        if link.low != link.high and subgraph.ranks[link.low] == subgraph.ranks[link.high]
    ]
    turning = {subgraph.ranks[link.low] for link in same}
    for rank in range(last + 1):
        found[rank] = number
        number += 2 if rank in labelled or (rank == last and rank in turning) else 1
    if title is not None and subgraph.direction is Direction.BT:
        number += 1
    layered.layers = [[] for _ in range(number)]
    return found


def _label_gap(link: InnerEdge, subgraph: Subgraph) -> int:
    """The rank after which the label of an edge is placed: halfway."""
    low, high = subgraph.ranks[link.low], subgraph.ranks[link.high]
    return low if low == high else (low + high - 1) // 2


def _add_item(layered: LayeredGraph, item: str, layer: int, inner: Mapping[str, SubgraphLayout]) -> None:
    context, horizontal = layered.context, layered.horizontal
    if item in inner:
        placed = inner[item]
        width, height = placed.width, placed.height
        slot = Slot(item, SlotKind.CLUSTER, context.tree.order[item], layer)
    else:
        sized = context.sized[item]
        width, height = sized.width, sized.height
        slot = Slot(item, SlotKind.NODE, context.tree.order[item], layer)
        if horizontal and sized.has_bare_icon:
            slot.lane = (sized.icon_height - height) / 2
    slot.cross, slot.flow = (height, width) if horizontal else (width, height)
    if item in inner:
        slot.low_ports = {key: place - slot.cross / 2 for key, place in inner[item].low_ports.items()}
        slot.high_ports = {key: place - slot.cross / 2 for key, place in inner[item].high_ports.items()}
    layered.slots[item] = slot
    layered.layers[layer].append(slot)


def _add_link(layered: LayeredGraph, link: InnerEdge, layer_of: Mapping[int, int]) -> None:
    subgraph = layered.subgraph
    low, high = layered.slots[link.low], layered.slots[link.high]
    words = edge_words(link.edge, layered.context)
    if low is high:
        _add_loop(layered, low, link.edge, words)
        return
    bundle = layered.context.bundles.get(link.edge.id, (link.edge.id, ""))[0]
    label_layer = layer_of[_label_gap(link, subgraph)] + 1 if words else -1
    if low.layer == high.layer:
        if _neighbours(layered, low, high) and words is None:
            layered.flat.append(link)
            return
        layered.chains.append(EdgeChain((link.edge.id,), (low, high), link.edge.id, turns=True))
        if words is not None:
            _add_label(layered, link.edge, words, label_layer)
        return
    between = [
        _add_label(layered, link.edge, words, layer)
        if words is not None and layer == label_layer
        else _add_dummy(layered, link.edge.id, layer)
        for layer in range(low.layer + 1, high.layer)
    ]
    layered.chains.append(EdgeChain((link.edge.id,), (low, *between, high), bundle))


def _neighbours(layered: LayeredGraph, one: Slot, two: Slot) -> bool:
    """Whether nothing stands between two nodes of a layer, so that a straight line can join them."""
    if {one.kind, two.kind} != {SlotKind.NODE} or layered.context.routing is EdgeRouting.CURVED:
        return False
    low, high = sorted((one.order, two.order))
    first = one if one.order == low else two
    return first.id not in layered.context.tree.looped and not any(
        low < slot.order < high for slot in layered.slots.values() if slot.layer == one.layer
    )


def _add_dummy(layered: LayeredGraph, name: str, layer: int) -> Slot:
    slot = Slot(f"{name}@{layer}", SlotKind.DUMMY, float(len(layered.chains)), layer)
    layered.layers[layer].append(slot)
    return slot


def _add_label(layered: LayeredGraph, edge: Edge, words: MeasuredLabel, layer: int) -> Slot:
    """Add the slot of an edge label; the edge passes along one side of it."""
    slot = Slot(edge.id, SlotKind.LABEL, float(len(layered.chains)), layer, words=words)
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


def _add_exits(layered: LayeredGraph) -> None:
    """Add chains to the border; edges that leave an item as one bundle share a chain."""
    bundles = layered.context.bundles
    groups: dict[tuple[str, bool, str], list[BorderEdge]] = {}
    for way in layered.subgraph.border_edges:
        bundle, node = bundles.get(way.edge.id, (way.edge.id, ""))
        key = bundle if node == _inner_end(way, layered) else way.edge.id
        groups.setdefault((way.item, way.low_side, key), []).append(way)
    for (item, low_side, key), ways in groups.items():
        slot = layered.slots[item]
        name = ways[0].edge.id
        passed = range(slot.layer) if low_side else range(slot.layer + 1, len(layered.layers))
        dummies = [_add_dummy(layered, f"{name}{'<' if low_side else '>'}", layer) for layer in passed]
        slots = (None, *dummies, slot) if low_side else (slot, *dummies, None)
        layered.chains.append(EdgeChain(tuple(way.edge.id for way in ways), slots, key))


def _inner_end(way: BorderEdge, layered: LayeredGraph) -> str:
    """The end of an edge that is inside the subgraph."""
    tree = layered.context.tree
    within = way.edge.tail == way.item or way.item in set(tree.ancestors(way.edge.tail))
    return way.edge.tail if within else way.edge.head
