"""A detail: some nodes of a graph with their edges, and around them what those edges lead to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from coursedeck.base.look.figure_paint import EDGE_STROKE
from coursedeck.base.look.label_words import plain_words
from coursedeck.figures.split.groups import Nesting, NodeGroup, name_of
from coursedeck.model.figure_parts import PART_LINK
from coursedeck.model.graph import Cluster, Dash, Edge, Graph, GraphStyle, Label, Node, NodeShape
from coursedeck.model.values import replace

NAMED_LINES = 2
"""Neighbours whose authors gave them more lines are called by the first one."""
FAN = 4
"""Nodes in a group from which one line to its frame stands for lines to all of them."""
RIM = GraphStyle(stroke=EDGE_STROKE, dash=Dash.DASHED, color=EDGE_STROKE, unfilled=True)
"""Neighbours are not what the slide is about."""


class Neighbors(Struct, frozen=True):
    """How a detail shows what it is connected with."""

    boxes: Mapping[str, Node]
    """The box of another group, for everything in the group; other nodes stand for themselves."""
    parts: Mapping[str, str]
    """The name of the part that shows a node or box; of others the name is `others`."""
    others: str
    hubs: frozenset[str] | None = None
    """Nodes whose lines to one box are drawn as one, without words: the parts that show what is in it have them.

    None where boxes stand for the neighbours of all nodes.
    """

    def of(self, inner: str, outer: str) -> Mapping[str, Node]:
        """The boxes that may stand for the outer end of an edge."""
        return self.boxes if self.hubs is None or self.is_gathered(inner, outer) else {}

    def is_gathered(self, inner: str, outer: str) -> bool:
        """Whether an edge is drawn without words as one of several."""
        return self.hubs is not None and inner in self.hubs and outer not in self.hubs


def detail_of(graph: Graph, group: NodeGroup, neighbors: Neighbors) -> tuple[Graph, frozenset[str]]:
    """The group as a graph of its own, and the ids of the neighbours in it."""
    nesting = Nesting(graph)
    edges: dict[object, Edge] = {}
    rim: dict[str, Node] = {}
    nodes = {node.id: node for node in graph.nodes}
    clusters = set(group.clusters) or {around for node in group.nodes for around in nesting.around(node)}
    own = group.nodes | clusters
    for edge in graph.edges:
        inner = edge.tail in own, edge.head in own
        if not any(inner) or (inner != (True, True) and _holds(edge, group, nesting)):
            continue
        moved = edge
        if not inner[0]:
            outside = _outside(edge.tail, edge.head, nodes, nesting, neighbors)
            rim[outside.id], moved = outside, replace(moved, tail=outside.id, tail_port=None)
        if not inner[1]:
            outside = _outside(edge.head, edge.tail, nodes, nesting, neighbors)
            rim[outside.id], moved = outside, replace(moved, head=outside.id, head_port=None)
        ends = (edge.head, edge.tail) if not inner[0] else (edge.tail, edge.head)
        if moved is not edge and neighbors.is_gathered(*ends):
            moved = replace(moved, label=Label(), tail_label=Label(), head_label=Label())
        edges.setdefault(moved.id if moved is edge or moved.label else (moved.tail, moved.head), moved)
    lines = _joined_to_all([*edges.values()], group, frozenset(rim))
    return _graph(graph, group, clusters, (*rim.values(),), lines), frozenset(rim)


def _joined_to_all(edges: Sequence[Edge], group: NodeGroup, rim: frozenset[str]) -> tuple[Edge, ...]:
    """The edges, with one line to the frame for those that join a neighbour with everything in a large group."""
    if group.frame is None or len(group.nodes) < FAN:
        return tuple(edges)
    fans: dict[object, list[Edge]] = {}
    for edge in edges:
        words = edge.label or edge.tail_label or edge.head_label or edge.tail_port or edge.head_port
        if not words and {edge.tail, edge.head} & rim:
            outer = edge.tail if edge.tail in rim else edge.head
            fans.setdefault((outer, edge.tail in rim, edge.style, edge.tail_arrow, edge.head_arrow), []).append(edge)
    found = {edge.id: edge for edge in edges}
    for fan in fans.values():
        if {end for edge in fan for end in (edge.tail, edge.head)} - rim == group.nodes:
            for edge in fan[1:]:
                del found[edge.id]
            first = fan[0]
            ends = (first.tail, group.frame) if first.tail in rim else (group.frame, first.head)
            found[first.id] = replace(first, tail=ends[0], head=ends[1])
    return tuple(found.values())


def inner_edges(graph: Graph, group: NodeGroup) -> tuple[Edge, ...]:
    """The edges between nodes of the group."""
    return tuple(edge for edge in graph.edges if {edge.tail, edge.head} <= group.keys)


def _graph(graph: Graph, group: NodeGroup, clusters: set[str], rim: tuple[Node, ...], edges: tuple[Edge, ...]) -> Graph:
    nodes = tuple(node for node in graph.nodes if node.id in group.nodes)
    frame = next((cluster for cluster in graph.clusters if cluster.id == group.frame), None)
    kept = []
    for cluster in graph.clusters:
        if cluster.id in clusters:
            is_frame = cluster.id == group.frame
            inner = cluster if cluster.parent in clusters else replace(cluster, parent=None)
            kept.append(_frame(cluster, group.box) if is_frame else inner)
    ids = {node.id for node in nodes}
    same_rank = (tuple(node for node in ranked if node in ids) for ranked in graph.same_rank)
    return replace(
        graph,
        title=Label(group.title),
        nodes=tuple(sorted((*nodes, *rim), key=lambda node: node.order)),
        clusters=tuple(kept),
        edges=edges,
        direction=(frame.direction if frame else None) or graph.direction,
        same_rank=tuple(ranked for ranked in same_rank if len(ranked) > 1),
    )


def _frame(cluster: Cluster, box: Node) -> Cluster:
    """The cluster of a group in the colours of its box; its title is the slide's."""
    style = replace(cluster.style, fill=box.style.fill, stroke=box.style.stroke)
    return replace(cluster, parent=None, label=Label(), direction=None, style=style)


def _holds(edge: Edge, group: NodeGroup, nesting: Nesting) -> bool:
    """Whether an edge leads from inside the group to a cluster around it: there is nothing to show beside it."""
    around = {*nesting.around(group.frame)} if group.frame else set()
    return bool({edge.tail, edge.head} & around)


def _outside(key: str, inner: str, nodes: Mapping[str, Node], nesting: Nesting, neighbors: Neighbors) -> Node:
    """What stands for a neighbour: the box of its group, or the node itself, in the style of the rim."""
    node = neighbors.of(inner, key).get(key) or nodes.get(key)
    if node is None:
        cluster = nesting.clusters[key]
        node = Node(key, nesting.label_of(cluster), cluster.order, cluster.source)
    link = PART_LINK + neighbors.parts.get(node.id, neighbors.others)
    if node.link is not None and node.link.startswith(PART_LINK):
        link = node.link  # it was on the rim before this graph was split again
    name = name_of(node)
    if not name:
        return replace(node, cluster=None, link=link)
    label = node.label if node.label and len(plain_words(node.label).splitlines()) <= NAMED_LINES else Label(name)
    return Node(node.id, label, node.order, node.source, NodeShape.ROUNDED, RIM, link=link)
