"""The overview: a graph in which each group is one box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coursedeck.figures.split.groups import NodeGroup
from coursedeck.model.figure_parts import PART_LINK
from coursedeck.model.graph import Arrow, Cluster, Edge, Graph, Label, Node
from coursedeck.model.values import replace


def overview_of(graph: Graph, groups: Sequence[NodeGroup], names: Mapping[str, str]) -> Graph:
    """The graph with a box for each group, linked to the part that `names` gives for it."""
    boxes = {key: group.box.id for group in groups for key in group.keys}
    linked = [replace(group.box, link=PART_LINK + names[group.box.id]) for group in groups]
    nodes = [node for node in graph.nodes if node.id not in boxes]
    kept = {node.id for node in nodes}
    same_rank = (tuple(node for node in ranked if node in kept) for ranked in graph.same_rank)
    return replace(
        graph,
        nodes=tuple(sorted((*nodes, *linked), key=lambda node: node.order)),
        clusters=_filled(graph, [*nodes, *linked], boxes),
        edges=joined_edges(graph, boxes),
        same_rank=tuple(ranked for ranked in same_rank if len(ranked) > 1),
    )


def _filled(graph: Graph, nodes: Sequence[Node], boxes: Mapping[str, str]) -> tuple[Cluster, ...]:
    """The clusters that are no boxes and hold some of the nodes."""
    parents = {cluster.id: cluster.parent for cluster in graph.clusters}
    held: set[str | None] = set()
    for node in nodes:
        around = node.cluster
        while around is not None and around not in held:
            held.add(around)
            around = parents[around]
    return tuple(cluster for cluster in graph.clusters if cluster.id in held and cluster.id not in boxes)


def joined_edges(graph: Graph, boxes: Mapping[str, str]) -> tuple[Edge, ...]:
    """The edges between boxes, and between boxes and the rest; `boxes` gives the box of what stands in one.

    Edges of one pair become one, without words and with the arrow heads of all; edges inside a box go.
    """
    found: dict[object, Edge] = {}
    for edge in graph.edges:
        tail, head = boxes.get(edge.tail, edge.tail), boxes.get(edge.head, edge.head)
        moved = (tail, head) != (edge.tail, edge.head)
        if tail == head and moved:
            continue
        pair: object = frozenset((tail, head)) if moved or tail in boxes or head in boxes else edge.id
        same = found.get(pair)
        if same is None:
            ports = (edge.tail_port if tail == edge.tail else None, edge.head_port if head == edge.head else None)
            found[pair] = replace(edge, tail=tail, head=head, tail_port=ports[0], head_port=ports[1])
        else:
            found[pair] = _both(same, replace(edge, tail=tail, head=head))
    return tuple(found.values())


def _both(one: Edge, other: Edge) -> Edge:
    """One edge in place of two of the same ends."""
    tail_arrow, head_arrow = other.tail_arrow, other.head_arrow
    if other.tail != one.tail:
        tail_arrow, head_arrow = head_arrow, tail_arrow
    return replace(
        one,
        label=Label(),
        tail_label=Label(),
        head_label=Label(),
        tail_arrow=tail_arrow if one.tail_arrow is Arrow.NONE else one.tail_arrow,
        head_arrow=head_arrow if one.head_arrow is Arrow.NONE else one.head_arrow,
    )


def without_words(graph: Graph) -> Graph:
    """The graph without labels of edges."""
    bare = tuple(replace(edge, label=Label(), tail_label=Label(), head_label=Label()) for edge in graph.edges)
    return replace(graph, edges=bare)
