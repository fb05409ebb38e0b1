"""Place the labels of edges beside their lines, in the space that their slots reserve."""

from __future__ import annotations

from coursedeck.figures.layout.flow import FlowCoordinates, Spans
from coursedeck.figures.layout.layered import LABEL_GAP, LayeredGraph
from coursedeck.figures.layout.layers import Slot
from coursedeck.figures.layout.placement import FlowAxes, PlacedLabel
from coursedeck.model.units import Box, Points


def labels_of(layered: LayeredGraph, flow: FlowCoordinates, spans: Spans, frame: FlowAxes) -> dict[str, PlacedLabel]:
    """The placed label of each edge, by edge."""
    found: dict[str, PlacedLabel] = {}
    lines = _turning_lines(layered, flow)
    for edge, slot in layered.labels.items():
        words = slot.words
        assert words is not None
        start, end = spans[slot]
        along, across = (words.width, words.height) if layered.horizontal else (words.height, words.width)
        at, side = (start + end - along) / 2, slot.start + (0.0 if layered.horizontal else LABEL_GAP)
        if edge in lines:
            line, middle = lines[edge]
            at, side = line + LABEL_GAP, _nearest(layered, slot, middle - across / 2, across, side)
        found[edge] = PlacedLabel(words, frame.box(at, side, along, across))
    found.update(_loop_labels(layered, spans, frame))
    return found


def _nearest(layered: LayeredGraph, slot: Slot, wanted: Points, size: Points, otherwise: Points) -> Points:
    """Where a label of `size` begins across: as `wanted` if nothing else in its layer is there."""
    slots = [each for layer in layered.layers for each in layer]
    low, high = min(each.start for each in slots), max(each.end for each in slots)
    place = max(low, min(wanted, high - size))
    others = (each for each in layered.layers[slot.layer] if each is not slot)
    free = all(each.end + LABEL_GAP <= place or each.start - LABEL_GAP >= place + size for each in others)
    return place if free else otherwise


def _turning_lines(layered: LayeredGraph, flow: FlowCoordinates) -> dict[str, tuple[Points, Points]]:
    """Where the line of each edge runs that joins neighbours in a layer through the next channel.

    Along the flow, and the middle across.

    Only those that nothing parts from their label: the last ones of their channel.
    """
    found: dict[str, tuple[Points, Points]] = {}
    for chain in layered.chains:
        first, last = chain.slots[0], chain.slots[-1]
        if not chain.turns or first is None or last is None or first.layer >= len(flow.gaps):
            continue
        tracks, ends = flow.gaps[first.layer].tracks, [each.port(chain.edge, low_side=False) for each in (first, last)]
        if tracks.get(chain.bundle) == max(tracks.values(), default=0.0):
            found[chain.edges[0]] = flow.ends[first.layer] + tracks[chain.bundle], sum(ends) / 2
    return found


def _loop_labels(layered: LayeredGraph, spans: Spans, frame: FlowAxes) -> dict[str, PlacedLabel]:
    """Labels of self-loops, one below another beyond the loop."""
    found: dict[str, PlacedLabel] = {}
    used: dict[Slot, Points] = {}
    for edge, (slot, words) in layered.loops.items():
        if words is None:
            continue
        start, end = spans[slot]
        area = frame.box((start + end - slot.flow) / 2, slot.start, slot.flow, slot.cross)
        room = layered.context.spacing.arrow * 1.4
        left, top = (area.left, area.top + room) if layered.horizontal else (area.left + room, area.top)
        found[edge] = PlacedLabel(words, Box(left, top + used.get(slot, 0.0), words.width, words.height))
        used[slot] = used.get(slot, 0.0) + words.height + LABEL_GAP
    return found
