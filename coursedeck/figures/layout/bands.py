"""Bands: boxes that are stretched to the width of what stands on them, as in pictures of software stacks.

A box that is alone in its layer, above or below the nodes that belong to it, is drawn as wide as they are together.
"""

from __future__ import annotations

from collections.abc import Sequence

from coursedeck.figures.layout.layered import LayeredGraph
from coursedeck.figures.layout.layers import Slot, SlotKind
from coursedeck.figures.layout.measure import NODE_FONT
from coursedeck.figures.layout.tree import ROOT, is_plain_box
from coursedeck.model.units import Points

_SOLID = frozenset({SlotKind.NODE, SlotKind.CLUSTER})


def mark_bands(layered: LayeredGraph) -> None:
    """Find the bands and give each the width of the widest other layer of its component."""
    if layered.horizontal:
        return
    for part in layered.subgraph.components:
        layers = _rows(layered, part)
        carried = [layer for layer in layers if len(layer) > 1 or layer[0].kind is SlotKind.CLUSTER]
        if not carried:
            continue
        extent = max(_extent(layer, layered) for layer in carried)
        bands = [layer[0] for layer in layers if len(layer) == 1 and _is_band(layered, layer[0], extent, carried)]
        extent = max([extent, *(_least(layered, slot) for slot in bands)])
        for slot in bands:
            slot.band, slot.cross = True, extent


def fit_bands(layered: LayeredGraph) -> None:
    """Align the ends of bands with what they carry, once that has its coordinates."""
    for part in layered.subgraph.components:
        slots = [slot for layer in _rows(layered, part) for slot in layer]
        bands, carried = [slot for slot in slots if slot.band], [slot for slot in slots if not slot.band]
        if not bands:
            continue
        low, high = min(slot.start for slot in carried), max(slot.end for slot in carried)
        middle, half = (low + high) / 2, max(high - low, *(_least(layered, slot) for slot in bands)) / 2
        for slot in bands:
            if _is_free(layered, slot, middle - half, middle + half):
                slot.at, slot.cross = middle, 2 * half


def _rows(layered: LayeredGraph, part: Sequence[str]) -> list[list[Slot]]:
    """The nodes and clusters of a component, layer by layer, without empty layers."""
    members = set(part)
    layers = [[slot for slot in layer if slot.kind in _SOLID and slot.id in members] for layer in layered.layers]
    return [layer for layer in layers if layer]


def _extent(layer: list[Slot], layered: LayeredGraph) -> Points:
    return sum(slot.cross for slot in layer) + layered.context.spacing.across * (len(layer) - 1)


def _least(layered: LayeredGraph, slot: Slot) -> Points:
    """The width that a band needs for its label."""
    words = layered.context.sized[slot.id].words
    return (words.width if words else 0.0) + NODE_FONT


def _is_band(layered: LayeredGraph, slot: Slot, extent: Points, carried: list[list[Slot]]) -> bool:
    """Whether a box is a band: by the author's width, or by the kind of figure."""
    if slot.kind is not SlotKind.NODE or not is_plain_box(layered.context.tree.nodes[slot.id]):
        return False
    width = layered.context.tree.nodes[slot.id].width
    if width is not None:
        return width >= 0.5 * extent
    subgraph = layered.subgraph
    return subgraph.unconstrained or (
        subgraph.id != ROOT and any(other.kind is SlotKind.CLUSTER for layer in carried for other in layer)
    )


def _is_free(layered: LayeredGraph, slot: Slot, low: Points, high: Points) -> bool:
    """Whether a band from `low` to `high` overlaps nothing beside it."""
    return all(other is slot or other.end <= low or other.start >= high for other in layered.layers[slot.layer])
