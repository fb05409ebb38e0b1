"""Where everything in a figure goes: from a Graph to a Drawing that fits an area.

Comes in: a graph, an area in points, a ruler. Goes out: a Drawing, and a warning where its labels come out small.
"""

from __future__ import annotations

from coursedeck.base.text import Ruler
from coursedeck.figures.layout.compose import compose
from coursedeck.figures.layout.measure import Measurer
from coursedeck.figures.layout.search import LEGIBLE, Search
from coursedeck.figures.layout.sequences import lay_out_sequence
from coursedeck.model.drawing import Drawing
from coursedeck.model.graph import MAX_EDGES, MAX_NODES, Graph
from coursedeck.model.problem import CourseError, Problem, error, warning
from coursedeck.model.units import Size

__all__ = ["LEGIBLE", "layout"]

MAX_ROWS_PASSED = 15_000
"""Rows that all lines pass together; more would take long, and nobody could follow them."""


def layout(graph: Graph, area: Size, ruler: Ruler) -> tuple[Drawing, tuple[Problem, ...]]:
    """The figure laid out in `area`, with a warning where a label is smaller than `LEGIBLE`.

    Raises CourseError where the figure is larger than anybody could read.
    """
    if len(graph.nodes) > MAX_NODES or len(graph.edges) > MAX_EDGES:
        what = (
            f"{len(graph.nodes)} nodes and {len(graph.edges)} edges; the limit is {MAX_NODES} and {MAX_EDGES}: split it"
        )
        raise CourseError([error(graph.source, "figure", f"figure '{graph.name}' has {what}")])
    if graph.steps is not None:
        drawing = lay_out_sequence(graph, area, Measurer(ruler))
        return drawing, _small(graph, drawing)
    search = Search(graph, area, Measurer(ruler))
    if search.rows_passed() > MAX_ROWS_PASSED:
        what = f"figure '{graph.name}' is too tangled: its lines pass {search.rows_passed()} rows; split it"
        raise CourseError([error(graph.source, "figure", f"{what} (the limit is {MAX_ROWS_PASSED})")])
    outcome = search.best()
    drawing = compose(outcome.placed, outcome.spec, outcome.scale)
    return drawing, _small(graph, drawing)


def _small(graph: Graph, drawing: Drawing) -> tuple[Problem, ...]:
    if drawing.smallest_label >= LEGIBLE - 0.05:
        return ()
    cure = "split the figure, shorten its labels" + (
        ", or leave `direction` open" if graph.direction is not None else ""
    )
    size = f"{drawing.smallest_label:.1f} pt (wanted: {LEGIBLE:g} pt or more)"
    return (warning(graph.source, "figure", f"figure '{graph.name}': its smallest label is {size}; {cure}"),)
