"""Assign the coordinates of layers along the flow, with enough room between them for the tracks of edges.

Input: layers whose slots have coordinates across. Output: start and end of each layer, and the tracks between them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from msgspec import Struct

from coursedeck.figures.layout.channel import END, START, Net, Wire, tracks
from coursedeck.figures.layout.context import EdgeRouting
from coursedeck.figures.layout.layered import LayeredGraph
from coursedeck.figures.layout.layers import EdgeChain, Slot, SlotKind
from coursedeck.model.units import Points

Spans: TypeAlias = Mapping[Slot, tuple[Points, Points]]
"""Start and end of each slot along the flow."""
END_GAP: Points = 6.0
"""Beside a label at the end of an edge."""


class LayerGap(Struct, frozen=True):
    """The channel after a layer: its size, and the position of each net's track in it."""

    size: Points
    tracks: Mapping[str, Points]


def _gap(layered: LayeredGraph, index: int) -> LayerGap:
    """The channel between layer `index` and the next."""
    room, layers = layered.context.spacing, layered.layers[index : index + 2]
    nets = _nets(layered, index)
    if not nets:
        return LayerGap(_quiet_gap(layered, index), {})
    labels = any(slot.kind in {SlotKind.LABEL, SlotKind.TITLE} for layer in layers for slot in layer)
    end_labels = _end_label_room(layered, index)
    least = max(room.along * (0.6 if labels else 1.0) if all(layers) else 0.0, end_labels)
    if layered.context.routing is not EdgeRouting.ORTHOGONAL:
        # Edges run straight or curved from layer to layer; only those that leave sideways or turn back need a track.
        shift = max((net.high - net.low for net in nets.values() if not net.sideways), default=0.0)
        least += min(0.12 * shift, room.along)
        turning = {chain.bundle for chain in layered.chains if chain.turns}
        nets = {key: net for key, net in nets.items() if net.sideways or key in turning}
    numbers = tracks(list(nets.values()))
    count = max(numbers, default=-1) + 1
    ends = 2.0 if all(layers) else 1.2
    size = max(least, max(ends * room.arrow, end_labels) + (count - 1) * room.track) if count else least
    first = (size - (count - 1) * room.track) / 2
    return LayerGap(
        size, {key: first + number * room.track for key, number in zip(nets, numbers, strict=True) if number >= 0}
    )


def _end_label_room(layered: LayeredGraph, index: int) -> Points:
    """Room for the labels at the ends of edges on both sides of the channel, clear of the tracks in its middle."""
    labels = layered.context.end_labels
    if not labels:
        return 0.0
    met = [
        labels.get((edge, slot.id))
        for chain in layered.chains
        for low, high in chain.pairs()
        if low.layer == index and high.layer == index + 1
        for edge in chain.edges
        for slot in (low, high)
    ]
    extents = [label.width if layered.horizontal else label.height for label in met if label is not None]
    return 2 * (max(extents) + END_GAP) if extents else 0.0


def _nets(layered: LayeredGraph, index: int) -> dict[str, Net]:
    """The nets of the channel after layer `index`, by bundle."""
    wires: dict[str, list[Wire]] = {}
    outside: dict[str, float] = {}
    for chain in layered.chains:
        wires.setdefault(chain.bundle, []).extend(_passing(chain, index))
    for lateral in layered.laterals:
        if lateral.channel == index:
            pin = (lateral.slot.port(lateral.edge, low_side=lateral.low_side),)
            tops, bottoms = ((), pin) if lateral.low_side else (pin, ())
            wire = Wire(tops, bottoms, (END if lateral.at_end else START,), len(lateral.edges))
            wires.setdefault(lateral.bundle, []).append(wire)
            outside.setdefault(lateral.bundle, lateral.outside)
    return {key: Net(tuple(each), outside.get(key, 0.0)) for key, each in wires.items() if each}


def _quiet_gap(layered: LayeredGraph, index: int) -> Points:
    kinds = {slot.kind for layer in layered.layers[index : index + 2] for slot in layer}
    return layered.context.spacing.stack * (0.5 if kinds & {SlotKind.TITLE} else 1.0)


def _passing(chain: EdgeChain, index: int) -> list[Wire]:
    """The parts of a chain in the channel after layer `index`."""
    if chain.turns:
        one, two = chain.slots[0], chain.slots[-1]
        if one is None or two is None or one.layer != index:
            return []
        return [Wire((one.port(chain.edge, low_side=False), two.port(chain.edge, low_side=False)), ())]
    return [
        Wire((low.port(chain.edge, low_side=False),), (high.port(chain.edge, low_side=True),), edges=len(chain.edges))
        for low, high in chain.pairs()
        if low.layer == index and high.layer == index + 1
    ]


class FlowCoordinates(Struct, frozen=True):
    """Starts and ends of layers along the flow, and the channels between them."""

    starts: tuple[Points, ...]
    ends: tuple[Points, ...]
    gaps: tuple[LayerGap, ...]
    length: Points


def flow_of(layered: LayeredGraph, before: Points, after: Points) -> FlowCoordinates:
    """Coordinates of all layers; `before` and `after` are the margins at the subgraph's borders."""
    gaps = tuple(_gap(layered, index) for index in range(len(layered.layers) - 1))
    starts, ends, place = [], [], before
    for index, layer in enumerate(layered.layers):
        starts.append(place)
        ends.append(place + max((slot.flow for slot in layer), default=0.0))
        place = ends[-1] + (gaps[index].size if index < len(gaps) else after)
    return FlowCoordinates(tuple(starts), tuple(ends), gaps, place if layered.layers else before + after)


def span_of(slot: Slot, layered: LayeredGraph, flow: FlowCoordinates) -> tuple[Points, Points]:
    """Start and end of a slot along the flow; clusters that nearly fill their layer are stretched to fill it."""
    start, end = flow.starts[slot.layer], flow.ends[slot.layer]
    if slot.kind is SlotKind.CLUSTER and slot.flow >= 0.4 * (end - start):
        return start, end
    if slot.kind is SlotKind.LOOP:
        node = layered.slots[slot.id]
        middle = (start + end) / 2
        return middle - node.flow / 2, middle + node.flow / 2
    if slot.kind is SlotKind.NODE and layered.context.tree.graph.mind_map:
        return start, start + slot.flow  # the lines of a branch end in one column
    middle = (start + end) / 2
    return middle - slot.flow / 2, middle + slot.flow / 2
