"""Which nodes of a graph belong together: those of a cluster, or of a branch of a mind map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from coursedeck.base.look.figure_paint import cluster_paint
from coursedeck.base.look.label_words import plain_words
from coursedeck.model.graph import Cluster, Graph, GraphStyle, Label, Node, NodeShape
from coursedeck.model.values import replace

_NAMED = 3
"""Nodes that are named where their cluster has no words."""


def one_line(label: Label) -> str:
    """What a label says, on one line."""
    return " ".join(plain_words(label).split())


def name_of(node: Node) -> str:
    """What a node is called where it is only named: its first line, or the first cell of its table."""
    label = node.label or next((cell.label for cell in node.cells if cell.label), Label())
    return " ".join(next(filter(str.strip, plain_words(label).splitlines()), "").split())


class NodeGroup(Struct, frozen=True):
    """Nodes that become one box of the overview and one detail."""

    box: Node
    """The box; its id is that of the cluster, or of the first node of the branch."""
    nodes: frozenset[str]
    clusters: frozenset[str] = frozenset()
    frame: str | None = None
    """The cluster that holds them all."""

    @property
    def title(self) -> str:
        """What the detail is called."""
        return one_line(self.box.label)

    @property
    def keys(self) -> frozenset[str]:
        """Ids of everything in the group."""
        return self.nodes | self.clusters


def joined(groups: Sequence[NodeGroup]) -> NodeGroup:
    """Neighbouring groups as one, called by the first and the last."""
    first, last = groups[0], groups[-1]
    if first is last:
        return first
    box = replace(first.box, label=Label(f"{first.title} – {last.title}"))
    nodes = frozenset(node for group in groups for node in group.nodes)
    return NodeGroup(box, nodes, frozenset(cluster for group in groups for cluster in group.clusters))


class Nesting:
    """Which clusters hold which nodes and clusters."""

    def __init__(self, graph: Graph) -> None:
        self.clusters = {cluster.id: cluster for cluster in graph.clusters}
        self._parents: dict[str, str | None] = {node.id: node.cluster for node in graph.nodes}
        self._parents |= {cluster.id: cluster.parent for cluster in graph.clusters}
        self._names = {node.id: name_of(node) for node in graph.nodes}

    def label_of(self, cluster: Cluster) -> Label:
        """What a cluster is called; one without words by the first things in it."""
        if cluster.label:
            return cluster.label
        inside = self.everything_in(cluster.id)
        names = [name for key, name in self._names.items() if key in inside and name]
        more = " …" if len(names) > _NAMED else ""
        return Label(", ".join(names[:_NAMED]) + more if names else cluster.id)

    def around(self, key: str) -> Iterator[str]:
        """The clusters that hold a node or cluster, the innermost first."""
        parent = self._parents.get(key)
        while parent is not None:
            yield parent
            parent = self._parents.get(parent)

    def inside(self, key: str | None) -> list[str]:
        """The nodes and clusters right inside a cluster; None: those in no cluster."""
        return [item for item, parent in self._parents.items() if parent == key]

    def everything_in(self, key: str) -> frozenset[str]:
        """The cluster, and all nodes and clusters in it."""
        return frozenset(item for item in self._parents if item == key or key in self.around(item))


def groups_of(graph: Graph, rim: frozenset[str]) -> list[NodeGroup]:
    """The groups into which a graph divides by itself; none: it does not.

    `rim` are nodes that stand for what is around the graph.
    """
    return _branches(graph) if graph.mind_map else _clusters(graph, rim)


def _clusters(graph: Graph, rim: frozenset[str]) -> list[NodeGroup]:
    """The outermost clusters; in place of one that stands alone, the clusters in it."""
    nesting = Nesting(graph)
    level: str | None = None
    while True:
        clusters = [item for item in nesting.inside(level) if item in nesting.clusters]
        inner = [item for item in nesting.inside(clusters[0]) if item in nesting.clusters] if clusters else []
        others = [item for item in nesting.inside(level) if item not in {*rim, *clusters}]
        if len(clusters) != 1 or (others and not inner):
            break
        level = clusters[0]
    depth = 0 if level is None else 1 + len([*nesting.around(level)])
    return [_group_of(nesting.clusters[key], depth, nesting) for key in clusters]


def _group_of(cluster: Cluster, depth: int, nesting: Nesting) -> NodeGroup:
    keys = nesting.everything_in(cluster.id)
    paint = cluster_paint(cluster, depth)
    style = GraphStyle(paint.fill, paint.stroke, paint.stroke_width, paint.dash, cluster.style.color, bold=True)
    box = Node(
        cluster.id,
        nesting.label_of(cluster),
        cluster.order,
        cluster.source,
        NodeShape.ROUNDED,
        style,
        cluster=cluster.parent,
    )
    inner = frozenset(keys & nesting.clusters.keys())
    return NodeGroup(box, keys - inner, inner, cluster.id)


def _branches(graph: Graph) -> list[NodeGroup]:
    """The branches of a mind map's root that are more than one node."""
    children: dict[str, list[str]] = {}
    for edge in graph.edges:
        children.setdefault(edge.tail, []).append(edge.head)
    nodes = {node.id: node for node in graph.nodes}
    return [
        NodeGroup(replace(nodes[start], style=replace(nodes[start].style, bold=True)), branch)
        for start in children.get(graph.nodes[0].id, ())
        if len(branch := frozenset(_reached(start, children))) > 1
    ]


def _reached(start: str, children: Mapping[str, list[str]]) -> list[str]:
    found = [start]
    for node in found:
        found.extend(child for child in children.get(node, ()) if child not in found)
    return found
