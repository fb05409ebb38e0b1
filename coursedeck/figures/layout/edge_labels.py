"""Place the labels of edges beside their lines, in the space that their slots reserve."""

from __future__ import annotations

from coursedeck.figures.layout.flow import Spans
from coursedeck.figures.layout.layered import LABEL_GAP, LayeredGraph
from coursedeck.figures.layout.layers import Slot
from coursedeck.figures.layout.placement import FlowAxes, PlacedLabel
from coursedeck.model.units import Box, Points


def labels_of(layered: LayeredGraph, spans: Spans, frame: FlowAxes) -> dict[str, PlacedLabel]:
    """The placed label of each edge, by edge."""
    found: dict[str, PlacedLabel] = {}
    for edge, slot in layered.labels.items():
        words = slot.words
        assert words is not None
        start, end = spans[slot]
        if layered.horizontal:
            box = frame.box((start + end - words.width) / 2, slot.start, words.width, words.height)
        else:
            box = frame.box((start + end - words.height) / 2, slot.start + LABEL_GAP, words.height, words.width)
        found[edge] = PlacedLabel(words, box)
    found.update(_loop_labels(layered, spans, frame))
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
