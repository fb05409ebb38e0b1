"""Lay a figure out: from a Graph to a Drawing that fits an area.

    Graph ─ClusterTree→ subgraphs with ranks ─build→ layers ─arrange→ order and coordinates ─routes→ SubgraphLayout
          └ LayoutSearch: the same for several variants; the best one ─compose→ Drawing

The method is Sugiyama's (ranks, dummy nodes for long edges, crossing reduction, coordinates), applied to each cluster
from the inside out: a laid-out cluster is one large node of the graph around it. Edges are routed orthogonally, each on
a track of its own between two layers. `sequences` lays sequence diagrams out, `kinds` Gantt charts
and the other figures that are no graphs.
"""

from __future__ import annotations

from coursedeck.base.text import Ruler
from coursedeck.figures.layout.compose import compose
from coursedeck.figures.layout.findings import other_direction, small_labels
from coursedeck.figures.layout.kinds import compose_kind
from coursedeck.figures.layout.labels import Measurer
from coursedeck.figures.layout.mind_map import with_branch_colors
from coursedeck.figures.layout.mirrored import is_read_from_right, mirrored
from coursedeck.figures.layout.outer_labels import has_outer_labels, with_ground, with_outer_labels
from coursedeck.figures.layout.search import LayoutSearch
from coursedeck.figures.layout.sequences import lay_out_sequence
from coursedeck.figures.layout.spatial import is_spatial, lay_out_spatial
from coursedeck.figures.layout.tall_tables import in_columns
from coursedeck.model.drawing import Drawing
from coursedeck.model.graph import MAX_EDGES, MAX_NODES, Graph
from coursedeck.model.problem import CourseError, Problem, error, warning
from coursedeck.model.units import Size

__all__ = ["layout", "with_branch_colors"]

MAX_DUMMY_NODES = 15_000
"""Layers that all edges cross together; more would take long, and nobody could follow the lines."""


def layout(graph: Graph, area: Size, ruler: Ruler) -> tuple[Drawing, tuple[Problem, ...]]:
    """Lay `graph` out in `area`, as readers of its language read; warn if a label comes out smaller than `LEGIBLE`.

    Raises CourseError if the figure is empty, or too large to be read at all.
    """
    drawing, problems = _laid_out(graph, area, ruler)
    return (mirrored(drawing) if is_read_from_right(graph, ruler.families.language) else drawing), problems


def _laid_out(graph: Graph, area: Size, ruler: Ruler) -> tuple[Drawing, tuple[Problem, ...]]:
    if len(graph.nodes) > MAX_NODES or len(graph.edges) > MAX_EDGES:
        what = (
            f"{len(graph.nodes)} nodes and {len(graph.edges)} edges; the limit is {MAX_NODES} and {MAX_EDGES}: split it"
        )
        raise CourseError([error(graph.source, "figure", f"figure '{graph.name}' has {what}")])
    if not graph.nodes and not graph.clusters:
        raise CourseError([error(graph.source, "figure", f"figure '{graph.name}' is empty: it has no nodes")])
    if graph.steps is not None:
        drawing = lay_out_sequence(graph, area, Measurer(ruler))
        return drawing, small_labels(graph, drawing)
    measurer = Measurer(ruler)
    if graph.kind is not None:
        drawing = compose_kind(graph, graph.kind, area, measurer, ruler.families.language)
        return drawing, small_labels(graph, drawing)
    spatial = lay_out_spatial(graph, area, measurer) if is_spatial(graph) else None
    if spatial is not None:
        drawing = with_ground(spatial, graph, area)
        return drawing, small_labels(graph, drawing)
    graph = in_columns(with_branch_colors(graph))
    search = LayoutSearch(graph, area, measurer)
    if search.dummy_nodes() > MAX_DUMMY_NODES:
        what = f"figure '{graph.name}' is too tangled: its lines pass {search.dummy_nodes()} rows; split it"
        raise CourseError([error(graph.source, "figure", f"{what} (the limit is {MAX_DUMMY_NODES})")])
    candidate = search.best()
    drawing = compose(candidate.placed, candidate.context, candidate.scale)
    if has_outer_labels(graph):
        drawing = with_outer_labels(drawing, graph, area, measurer, candidate.scale)
    drawing = with_ground(drawing, graph, area)
    problems = (*_in_ranks(graph), *other_direction(graph, search, candidate), *small_labels(graph, drawing))
    return drawing, problems


def _in_ranks(graph: Graph) -> tuple[Problem, ...]:
    if not is_spatial(graph):
        return ()
    engine = dict(graph.attributes)["layout"]
    what = (
        f"figure '{graph.name}' is laid out in ranks: with {engine} its clusters would hold nodes that are not theirs"
    )
    return (warning(graph.source, "figure", what),)
