"""Parameters of one layout: measured nodes, spacing, edge routing and bundles."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from coursedeck.figures.layout.labels import MeasuredLabel, Measurer
from coursedeck.figures.layout.measure import SizedNode
from coursedeck.figures.layout.tree import ClusterTree
from coursedeck.model.graph import Graph
from coursedeck.model.units import Points


class EdgeRouting(StrEnum):
    """The shape of routes (Graphviz ``splines``)."""

    ORTHOGONAL = "ortho"
    STRAIGHT = "line"
    CURVED = "curved"


class Spacing(Struct, frozen=True):
    """Minimum distances, in points before scaling."""

    across: Points
    """Between neighbours in a layer (Graphviz ``nodesep``)."""
    stack: Points
    """Between layers without edges between them."""
    along: Points
    """Between layers with edges between them (Graphviz ``ranksep``)."""
    pad: Points
    """Between a cluster's border and its contents."""
    lane: Points = 12.0
    """Between parallel edges in a layer."""
    track: Points = 10.0
    """Between tracks of a channel."""
    arrow: Points = 15.0
    """Length of the straight end of an edge with an arrow head."""


class LayoutContext(Struct, frozen=True):
    """Everything that the subgraphs of one layout share."""

    tree: ClusterTree
    sized: Mapping[str, SizedNode]
    measurer: Measurer
    spacing: Spacing
    routing: EdgeRouting
    wrap: float
    compact: bool
    """Whether subgraphs are made as narrow as their widest layer, even if edges get more bends."""
    bundles: Mapping[str, tuple[str, str]]
    """By edge: its bundle, and the node at which the edges of the bundle are one line."""
    end_labels: Mapping[tuple[str, str], MeasuredLabel]
    """Labels at the ends of edges, by edge and the node at that end."""


def spacing_of(unit: float, room: float) -> Spacing:
    """Spacing at scale 1; `unit` is the font size relative to the default, `room` a factor for all distances."""
    factor = unit * room
    tight = unit * min(1.0, max(room, 0.7))
    return Spacing(across=18 * factor, stack=9 * factor, along=34 * factor, pad=11 * factor,
                   lane=12 * tight, track=10 * tight, arrow=14 * tight)  # fmt: skip


def routing_of(graph: Graph) -> EdgeRouting:
    """The author's ``splines``, else orthogonal routing."""
    value = dict(graph.attributes).get("splines", "ortho").lower()
    if value in {"curved", "spline", "true"}:
        return EdgeRouting.CURVED
    return EdgeRouting.STRAIGHT if value in {"line", "polyline", "false"} else EdgeRouting.ORTHOGONAL
