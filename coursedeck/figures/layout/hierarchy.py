"""The nesting of a graph: which subgraph contains what, and in which subgraph each edge belongs.

A subgraph is the root graph, a cluster, or a group: a cluster without a border that exists only for the layout, such as
one row of a chain that is folded into rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from coursedeck.figures.layout.ranks import connected_components, ranks
from coursedeck.model.graph import Cluster, Direction, Edge, Graph, Node

ROOT = ""
"""Id of the root graph."""
MAX_EDGE_LENGTH = 12
"""Upper limit of an edge's minimum length in ranks, each of which becomes a layer."""


class Contents(Struct, frozen=True):
    """What a subgraph contains, before any decision about its layout."""

    items: tuple[str, ...]
    """Nodes, clusters and groups directly in it, in order of declaration."""
    edges: tuple[Edge, ...]
    """Edges whose ends are in different items of it."""
    ranks: Mapping[str, int]
    """Rank of each item by the edges that constrain it."""
    components: tuple[tuple[str, ...], ...]
    unconstrained: bool
    """Whether no edge constrains the ranks of its items."""


class Hierarchy:
    """The subgraphs of a graph; `contents` are computed once and shared by all layouts of a search."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.direction = graph.direction or Direction.LR
        """The author's direction, or the one that suits the slide."""
        self.nodes: Mapping[str, Node] = {node.id: node for node in graph.nodes}
        self.clusters: Mapping[str, Cluster] = {cluster.id: cluster for cluster in graph.clusters}
        self.order: dict[str, int] = {node.id: node.order for node in graph.nodes}
        self.order |= {cluster.id: cluster.order for cluster in graph.clusters}
        self.parent: dict[str, str] = {node.id: node.cluster or ROOT for node in graph.nodes}
        self.parent |= {cluster.id: cluster.parent or ROOT for cluster in graph.clusters}
        self.looped = {edge.tail for edge in graph.edges if edge.tail == edge.head and not edge.style.invisible}
        self.contents: dict[str, Contents] = {}
        edges: dict[str, list[Edge]] = {}
        for edge in graph.edges:
            edges.setdefault(self.common(edge), []).append(edge)
        items: dict[str, list[str]] = {ROOT: [], **{cluster: [] for cluster in self.clusters}}
        for item in sorted(self.parent, key=self.order.__getitem__):
            items[self.parent[item]].append(item)
        for key, inside in items.items():
            self.contents[key] = self._contents(key, tuple(inside), tuple(edges.get(key, ())))

    def ancestors(self, item: str) -> Iterator[str]:
        """The subgraphs around `item`, innermost first."""
        while item != ROOT:
            item = self.parent[item]
            yield item

    def kind(self, item: str) -> str:
        """What an item is, for the arrangement of items without edges: a cluster, a box or an icon."""
        if item not in self.nodes:
            return "cluster"
        return "box" if self.nodes[item].icon is None else "icon"

    def contains(self, subgraph: str, item: str) -> bool:
        """Whether `item` is `subgraph` or inside it."""
        return item == subgraph or subgraph in self.ancestors(item)

    def common(self, edge: Edge) -> str:
        """The innermost subgraph that contains both ends; a cluster contains itself, unless the edge is a loop."""
        ends = [[end, *self.ancestors(end)] if end in self.clusters else [*self.ancestors(end)]
                for end in (edge.tail, edge.head)]  # fmt: skip
        around = set(ends[1])
        found = next(subgraph for subgraph in ends[0] if subgraph in around)
        return self.parent[found] if edge.tail == edge.head == found else found

    def item_at(self, subgraph: str, end: str) -> str:
        """The item of a subgraph that is or contains `end`; ROOT if `end` is the subgraph itself."""
        if end == subgraph:
            return ROOT
        while self.parent[end] != subgraph:
            end = self.parent[end]
        return end

    def ends_at(self, subgraph: str, edge: Edge) -> tuple[str, str]:
        """The items of a subgraph that are or contain the ends of an edge."""
        return self.item_at(subgraph, edge.tail), self.item_at(subgraph, edge.head)

    def _contents(self, key: str, items: tuple[str, ...], edges: tuple[Edge, ...]) -> Contents:
        shaping = [(*self.ends_at(key, edge), edge) for edge in edges if edge.constraint]
        constraints = [(tail, head, min(edge.length, MAX_EDGE_LENGTH)) for tail, head, edge in shaping if tail and head]
        together = self._together(key, items)
        return Contents(
            items, edges, ranks(items, constraints, together),
            connected_components(items, [(tail, head) for tail, head, length in constraints if length]),
            not constraints and not together and all(edge.style.invisible for edge in edges),
        )  # fmt: skip

    def _together(self, key: str, items: tuple[str, ...]) -> list[list[str]]:
        """The items of a subgraph that get one rank because nodes in them do (Graphviz ``rank=same``)."""
        found = []
        for group in self.graph.same_rank:
            within = {self.item_at(key, node) for node in group if key in self.ancestors(node)}
            if len(within) > 1:
                found.append([item for item in items if item in within])
        return found

    def grouped(self, groups: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Hierarchy:
        """This hierarchy with groups inserted: by subgraph, the items of each new group by the group's id."""
        other = object.__new__(Hierarchy)
        other.graph, other.direction, other.looped = self.graph, self.direction, self.looped
        other.nodes, other.clusters = self.nodes, self.clusters
        other.order, other.parent, other.contents = dict(self.order), dict(self.parent), dict(self.contents)
        for key, members in groups.items():
            other._insert(key, members)
        return other

    def _insert(self, key: str, members: Mapping[str, tuple[str, ...]]) -> None:
        """Put the items of subgraph `key` into groups; the ranks inside a group are those in the subgraph, from 0."""
        old = self.contents[key]
        group_of = {item: group for group, items in members.items() for item in items}
        own: dict[str, list[Edge]] = {key: [], **{group: [] for group in members}}
        for edge in old.edges:
            first, second = (group_of.get(end) for end in self.ends_at(key, edge))
            own[first if first is not None and first == second else key].append(edge)
        for group, items in members.items():
            self.parent[group], self.order[group] = key, min(self.order[item] for item in items)
            lowest = min(old.ranks[item] for item in items)
            inner = {item: old.ranks[item] - lowest for item in items}
            self.contents[group] = Contents(items, tuple(own[group]), inner, (items,), unconstrained=False)
            self.parent.update(dict.fromkeys(items, group))
        rest = dict.fromkeys(group_of.get(item, item) for item in old.items)
        self.contents[key] = Contents(tuple(rest), tuple(own[key]), {}, (tuple(rest),), unconstrained=False)
