"""What one layout is made with: measured nodes, distances, the kind of lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from coursedeck.figures.layout.measure import Measurer, SizedNode
from coursedeck.figures.layout.tree import Tree
from coursedeck.model.units import Points


class Lines(StrEnum):
    """How edges run (Graphviz ``splines``)."""

    ORTHOGONAL = "ortho"
    STRAIGHT = "line"
    CURVED = "curved"


@dataclass(frozen=True, slots=True)
class Distances:
    """Room between things, in points before scaling."""

    across: Points
    """Between neighbours of one row."""
    stack: Points
    """Between rows that no line joins."""
    along: Points
    """Between rows that lines join."""
    pad: Points
    """Between a cluster's border and what it holds."""
    lane: Points = 12.0
    """Between lines that run side by side."""
    track: Points = 10.0
    arrow: Points = 15.0
    """Straight stretch that an arrow head needs."""


@dataclass(frozen=True, slots=True)
class Spec:
    """All that the levels of one layout share."""

    tree: Tree
    sized: Mapping[str, SizedNode]
    measurer: Measurer
    distances: Distances
    lines: Lines
    wrap: float
    bundles: Mapping[str, tuple[str, str]]
    """Edge id → (bundle, the node at which its edges are one line)."""


def bundles(tree: Tree) -> dict[str, tuple[str, str]]:
    """Edges that leave or reach a node as one line because they look the same there.

    An edge is bundled at one end only, so that two lines never seem to join things that no edge joins.
    """
    ends = {
        link.edge.id: _low_high(link.edge.tail, link.edge.head, link.turned)
        for lv in tree.levels.values()
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
            arrow = edge.tail_arrow if node == edge.tail else edge.head_arrow
            look = (node, edge.style.stroke, edge.style.dash, edge.style.stroke_width, arrow)
            groups.setdefault(look, []).append(edge.id)
        for members in groups.values():
            if len(members) > 1 and len({ends[each][1 - side] for each in members}) == len(members):
                found.update({each: (f"{side}{members[0]}", ends[each][side]) for each in members})
    return found


def _low_high(tail: str, head: str, turned: bool) -> tuple[str, str]:
    return (head, tail) if turned else (tail, head)
