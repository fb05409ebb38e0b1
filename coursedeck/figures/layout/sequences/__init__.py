"""Lay sequence diagrams out: participants side by side, time from top to bottom.

    Graph with steps ─measured→ labels ─lifelines→ x coordinates ─Timeline→ y coordinates ─composed→ Drawing

Input: a graph with steps, an area. Output: the drawing with the largest labels among several widths and distances.
"""

from __future__ import annotations

from coursedeck.figures.layout.labels import Measurer
from coursedeck.figures.layout.search import COMFORTABLE
from coursedeck.figures.layout.sequences.compose import composed, scale_of
from coursedeck.figures.layout.sequences.labels import LABEL_SIZE, measured
from coursedeck.figures.layout.sequences.lifelines import lifelines_of
from coursedeck.figures.layout.sequences.timeline import SequenceLayout, Timeline
from coursedeck.model.drawing import Drawing
from coursedeck.model.graph import Graph
from coursedeck.model.units import Points, Size

__all__ = ["lay_out_sequence"]

PITCHES = (12.0, 9.0, 6.5, 4.5)
"""Distances between successive steps; the preferred one first."""
WRAPS = (16.0, 11.0, 23.0, 8.0, 32.0)
"""Widths at which labels are broken, in em; the preferred one first."""


def lay_out_sequence(graph: Graph, area: Size, measurer: Measurer) -> Drawing:
    """Lay out `graph`, which has steps, in `area`."""
    best: SequenceLayout | None = None
    for pitch in PITCHES:
        scenes = [_placed(graph, measurer, wrap, pitch) for wrap in WRAPS]
        best = max([*([best] if best else []), *scenes], key=lambda placed: scale_of(placed, area))
        if scale_of(best, area) * LABEL_SIZE >= COMFORTABLE:
            break
    assert best is not None
    return composed(graph, best, scale_of(best, area))


def _placed(graph: Graph, measurer: Measurer, wrap: float, pitch: Points) -> SequenceLayout:
    words = measured(graph, measurer, wrap)
    return Timeline(graph, words, lifelines_of(graph, words), pitch).placed()
