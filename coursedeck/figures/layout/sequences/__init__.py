"""Sequence diagrams: participants side by side, what happens between them from top to bottom.

    Graph with steps ─measured→ words ─columns→ places across ─Timeline→ places down ─composed→ Drawing

Comes in: a graph with steps, an area. Goes out: the drawing with the largest words of several ways to break them.
"""

from __future__ import annotations

from coursedeck.figures.layout.measure import Measurer
from coursedeck.figures.layout.search import COMFORTABLE
from coursedeck.figures.layout.sequences.columns import columns_of
from coursedeck.figures.layout.sequences.compose import composed, scale_of
from coursedeck.figures.layout.sequences.timeline import Scene, Timeline
from coursedeck.figures.layout.sequences.words import SIZE, measured
from coursedeck.model.drawing import Drawing
from coursedeck.model.graph import Graph
from coursedeck.model.units import Points, Size

__all__ = ["lay_out_sequence"]

PITCHES = (12.0, 9.0, 6.5, 4.5)
"""Room between one step and the next; the usual one first."""
WRAPS = (16.0, 11.0, 23.0, 8.0, 32.0)
"""Widths at which words are broken, in em; the usual one first."""


def lay_out_sequence(graph: Graph, area: Size, measurer: Measurer) -> Drawing:
    """The figure laid out in `area`; `graph` has steps."""
    best: Scene | None = None
    for pitch in PITCHES:
        scenes = [_scene(graph, measurer, wrap, pitch) for wrap in WRAPS]
        best = max([*([best] if best else []), *scenes], key=lambda scene: scale_of(scene, area))
        if scale_of(best, area) * SIZE >= COMFORTABLE:
            break
    assert best is not None
    return composed(graph, best, scale_of(best, area))


def _scene(graph: Graph, measurer: Measurer, wrap: float, pitch: Points) -> Scene:
    words = measured(graph, measurer, wrap)
    return Timeline(graph, words, columns_of(graph, words), pitch).scene()
