"""Parameters of one layout: measured nodes, spacing, edge routing and bundles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from coursedeck.figures.layout.labels import MeasuredLabel, Measurer
from coursedeck.figures.layout.measure import SizedNode
from coursedeck.figures.layout.tree import ClusterTree
from coursedeck.model.units import Points


class EdgeRouting(StrEnum):
    """The shape of routes (Graphviz ``splines``)."""

    ORTHOGONAL = "ortho"
    STRAIGHT = "line"
    CURVED = "curved"


@dataclass(frozen=True, slots=True)
class Spacing:
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


@dataclass(frozen=True, slots=True)
class LayoutContext:
    """Everything that the subgraphs of one layout share."""

    tree: ClusterTree
    sized: Mapping[str, SizedNode]
    measurer: Measurer
    spacing: Spacing
    routing: EdgeRouting
    wrap: float
    bundles: Mapping[str, tuple[str, str]]
    """By edge: its bundle, and the node at which the edges of the bundle are one line."""
    end_labels: Mapping[tuple[str, str], MeasuredLabel]
    """Labels at the ends of edges, by edge and the node at that end."""


def bundles(tree: ClusterTree) -> dict[str, tuple[str, str]]:
    """Bundles of edges that leave or reach a node as one line because they have the same style and arrow heads.

    An edge is bundled at one end only: with bundles at both ends, a picture would suggest edges that do not exist.
    """
    ends = {
        link.edge.id: _low_high(link.edge.tail, link.edge.head, link.turned)
        for lv in tree.subgraphs.values()
        for link in lv.links
    }
    edges = [edge for edge in tree.graph.edges if edge.id in ends and edge.tail != edge.head]
    found: dict[str, tuple[str, str]] = {}
    for side in (0, 1):
        groups: dict[tuple[object, ...], list[str]] = {}
        for edge in edges:
            if edge.id in found:
                continue
            node = ends[edge.id][side]
            arrows = (edge.tail_arrow, edge.head_arrow)
            arrow = arrows if node == edge.tail else arrows[::-1]
            label, port = (edge.tail_label, edge.tail_port) if node == edge.tail else (edge.head_label, edge.head_port)
            look = (node, edge.style.stroke, edge.style.dash, edge.style.stroke_width, arrow, label, port)
            groups.setdefault(look, []).append(edge.id)
        for members in groups.values():
            if len(members) > 1 and len({ends[each][1 - side] for each in members}) == len(members):
                found.update({each: (f"{side}{members[0]}", ends[each][side]) for each in members})
    return found


def _low_high(tail: str, head: str, turned: bool) -> tuple[str, str]:
    return (head, tail) if turned else (tail, head)
