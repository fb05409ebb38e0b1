"""Where the labels of lines stand: beside their line, in the room that their slot keeps free."""

from __future__ import annotations

from coursedeck.figures.layout.build import LABEL_GAP, Grid
from coursedeck.figures.layout.flow import Spans
from coursedeck.figures.layout.placed import Frame, PlacedWords
from coursedeck.figures.layout.rows import Slot
from coursedeck.model.units import Box, Points


def labels_of(grid: Grid, spans: Spans, frame: Frame) -> dict[str, PlacedWords]:
    """Every label in its box, by edge."""
    found: dict[str, PlacedWords] = {}
    for edge, slot in grid.labels.items():
        words = slot.words
        assert words is not None
        start, end = spans[slot]
        if grid.horizontal:
            box = frame.box((start + end - words.width) / 2, slot.start, words.width, words.height)
        else:
            box = frame.box((start + end - words.height) / 2, slot.start + LABEL_GAP, words.height, words.width)
        found[edge] = PlacedWords(words, box)
    found.update(_loop_labels(grid, spans, frame))
    return found


def _loop_labels(grid: Grid, spans: Spans, frame: Frame) -> dict[str, PlacedWords]:
    """Labels of lines from a node to itself, one under another at the far side of the line."""
    found: dict[str, PlacedWords] = {}
    used: dict[Slot, Points] = {}
    for edge, (slot, words) in grid.loops.items():
        if words is None:
            continue
        start, end = spans[slot]
        area = frame.box((start + end - slot.flow) / 2, slot.start, slot.flow, slot.cross)
        room = grid.spec.distances.arrow * 1.4
        left, top = (area.left, area.top + room) if grid.horizontal else (area.left + room, area.top)
        found[edge] = PlacedWords(words, Box(left, top + used.get(slot, 0.0), words.width, words.height))
        used[slot] = used.get(slot, 0.0) + words.height + LABEL_GAP
    return found
