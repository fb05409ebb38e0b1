"""The tree of clusters: which subgraph contains what, and in which subgraph each edge is routed.

Subgraph (the figure, or a cluster)
├── items          its nodes and clusters, in order of declaration
├── ranks          the rank of each item
├── links          edges between two of its items, or between nodes inside them
└── border_edges   edges from an item to a node outside the subgraph
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from coursedeck.figures.layout.measure import BOXES
from coursedeck.figures.layout.ranks import ranks
from coursedeck.model.graph import Cluster, Direction, Edge, Graph, Node

ROOT = ""
MAX_EDGE_LENGTH = 12
"""Upper limit of an edge's minimum length in ranks, each of which becomes a layer."""


@dataclass(frozen=True, slots=True)
class InnerEdge:
    """An edge within a subgraph, from item `low` to item `high`, whose rank is not lower."""

    edge: Edge
    low: str
    high: str
    turned: bool
    """Whether it is drawn against the flow: `low` contains the head."""


@dataclass(frozen=True, slots=True)
class BorderEdge:
    """The part of an edge between `item` and the low or high border of its subgraph."""

    edge: Edge
    item: str
    low_side: bool


@dataclass(slots=True)
class Subgraph:
    """The root graph or a cluster, with the edges that are routed in it."""

    id: str
    cluster: Cluster | None
    items: tuple[str, ...]
    direction: Direction
    ranks: dict[str, int] = field(default_factory=dict)
    links: list[InnerEdge] = field(default_factory=list)
    border_edges: list[BorderEdge] = field(default_factory=list)
    facing_edges: list[InnerEdge] = field(default_factory=list)
    """Edges between nodes inside two neighbouring items of one rank that face each other."""
    components: list[list[str]] = field(default_factory=list)
    """Connected components of its items."""
    attractions: list[tuple[str, str]] = field(default_factory=list)
    """Pairs of items that invisible edges keep near each other."""
    unconstrained: bool = False
    """Whether no edge constrains the ranks of its items, so that they may be arranged freely."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The choices of a search about the ranks of items."""

    direction: Direction
    fold: int = 1
    """Number of groups, one after another along the flow, into which unconnected components are divided."""
    turned: bool = False
    """Whether unconstrained nodes are arranged the unusual way: boxes in a row, icons in a column."""


class ClusterTree:
    """The subgraphs of a graph with their ranks, for one arrangement."""

    def __init__(self, graph: Graph, arrangement: Arrangement) -> None:
        self.graph, self.arrangement = graph, arrangement
        self.nodes: dict[str, Node] = {node.id: node for node in graph.nodes}
        self.clusters: dict[str, Cluster] = {cluster.id: cluster for cluster in graph.clusters}
        self.parent = {node.id: node.cluster or ROOT for node in graph.nodes}
        self.parent |= {cluster.id: cluster.parent or ROOT for cluster in graph.clusters}
        self.order = {node.id: node.order for node in graph.nodes}
        self.order |= {cluster.id: cluster.order for cluster in graph.clusters}
        self.looped = {edge.tail for edge in graph.edges if edge.tail == edge.head and not edge.style.invisible}
        self._inside: dict[str, list[Edge]] = {}
        for edge in graph.edges:
            self._inside.setdefault(self._common(edge), []).append(edge)
        self._denied: set[str] = set()
        self.subgraphs: dict[str, Subgraph] = {}
        while True:
            self._add_subgraph(ROOT, None, arrangement.direction, [])
            blocked = self._blocked_sides()
            if not blocked:
                break
            self._denied |= blocked
            self.subgraphs = {}

    def ancestors(self, item: str) -> Iterator[str]:
        """The subgraphs around `item`, innermost first."""
        while item != ROOT:
            item = self.parent[item]
            yield item

    def runs_sideways(self, node: str) -> bool:
        """Whether the flow is horizontal in the subgraph of a node."""
        return self.subgraphs[self.parent[node]].direction in {Direction.LR, Direction.RL}

    def _common(self, edge: Edge) -> str:
        """The innermost subgraph that contains both ends; a cluster contains itself."""
        around = (
            [edge.head, *self.ancestors(edge.head)] if edge.head in self.clusters else list(self.ancestors(edge.head))
        )
        own = [edge.tail, *self.ancestors(edge.tail)] if edge.tail in self.clusters else list(self.ancestors(edge.tail))
        found = next(subgraph for subgraph in own if subgraph in set(around))
        return self.parent[found] if edge.tail == edge.head == found else found

    def _item_at(self, subgraph: str, end: str) -> str:
        """The item of a subgraph that is or contains `end`; ROOT if `end` is the subgraph itself."""
        if end == subgraph:
            return ROOT
        while self.parent[end] != subgraph:
            end = self.parent[end]
        return end

    def _add_subgraph(
        self, key: str, cluster: Cluster | None, direction: Direction, border_edges: list[BorderEdge]
    ) -> None:
        items = tuple(
            sorted((each for each, parent in self.parent.items() if parent == key), key=self.order.__getitem__)
        )
        subgraph = Subgraph(key, cluster, items, direction, border_edges=list(border_edges))
        self.subgraphs[key] = subgraph
        inside = self._inside.get(key, [])
        shaping = [edge for edge in inside if edge.constraint and ROOT not in self._ends_at(key, edge)]
        together = self._together(key, items)
        subgraph.unconstrained = (
            not shaping and not together and all(edge.style.invisible for edge in inside) and not border_edges
        )
        if cluster is not None and not border_edges and cluster.direction is not None:
            direction = subgraph.direction = cluster.direction
        if subgraph.unconstrained and len(items) > 1:
            subgraph.direction = Direction.TB
            subgraph.ranks, subgraph.components = self._unconstrained_ranks(subgraph), [list(items)]
        else:
            constraints = [(*self._ends_at(key, edge), min(edge.length, MAX_EDGE_LENGTH)) for edge in shaping]
            subgraph.components = connected_components(items, [(a, b) for a, b, length in constraints if length])
            subgraph.ranks = self._folded(subgraph, ranks(items, constraints, together))
        below = self._link(subgraph, inside)
        for item in items:
            if item in self.clusters:
                self._add_subgraph(item, self.clusters[item], direction, below.get(item, []))

    def _together(self, subgraph: str, items: tuple[str, ...]) -> list[list[str]]:
        """The items of a subgraph that stand in one rank, since nodes in them do (``rank=same``)."""
        found = []
        for group in self.graph.same_rank:
            within = {self._item_at(subgraph, node) for node in group if subgraph in self.ancestors(node)}
            if len(within) > 1:
                found.append([item for item in items if item in within])
        return found

    def _ends_at(self, subgraph: str, edge: Edge) -> tuple[str, str]:
        return self._item_at(subgraph, edge.tail), self._item_at(subgraph, edge.head)

    def _link(self, subgraph: Subgraph, inside: list[Edge]) -> dict[str, list[BorderEdge]]:
        """Sort the edges of a subgraph into its lists; returns the border edges of each of its clusters."""
        below: dict[str, list[BorderEdge]] = {}
        for edge in inside:
            tail, head = self._ends_at(subgraph.id, edge)
            if edge.style.invisible:
                subgraph.attractions.extend([(tail, head)] if tail and head else [])
                continue
            if ROOT in (tail, head):
                subgraph.border_edges.append(BorderEdge(edge, head or tail, low_side=tail == ROOT))
                continue
            if self._is_across(subgraph, edge, tail, head):
                subgraph.facing_edges.append(InnerEdge(edge, tail, head, turned=False))
                continue
            turned = subgraph.ranks[tail] > subgraph.ranks[head]
            low, high = (head, tail) if turned else (tail, head)
            subgraph.links.append(InnerEdge(edge, low, high, turned))
            low_end, high_end = (edge.head, edge.tail) if turned else (edge.tail, edge.head)
            same = subgraph.ranks[tail] == subgraph.ranks[head]
            self._pass_down(edge, low, low_end, False, below)
            self._pass_down(edge, high, high_end, not same, below)
        for way in subgraph.border_edges:
            if way.item in self.clusters:
                self._pass_down(way.edge, way.item, self._end_within(way.item, way.edge), way.low_side, below)
        return below

    def _is_across(self, subgraph: Subgraph, edge: Edge, tail: str, head: str) -> bool:
        """Whether a straight line within the rank can join the ends: neighbours whose contents face each other."""
        if edge.id in self._denied or edge.label or tail == head or subgraph.ranks[tail] != subgraph.ranks[head]:
            return False
        if edge.tail in self.nodes and edge.head in self.nodes and {edge.tail, edge.head} == {tail, head}:
            return False  # neighbours without borders between them need no detour through here
        rank = [item for item in subgraph.items if subgraph.ranks[item] == subgraph.ranks[tail]]
        place = {item: index for index, item in enumerate(rank)}
        if abs(place[tail] - place[head]) != 1:
            return False
        first, last = (tail, head) if place[tail] < place[head] else (head, tail)
        ends = {tail: edge.tail, head: edge.head}
        return self._faces(first, ends[first], -1, subgraph.direction) and self._faces(
            last, ends[last], 0, subgraph.direction
        )

    def _blocked_sides(self) -> set[str]:
        """Facing edges that turn out to be obstructed now that the ranks of all subgraphs are known."""
        found: set[str] = set()
        for subgraph in self.subgraphs.values():
            for side in subgraph.facing_edges:
                first, last = sorted((side.low, side.high), key=self.order.__getitem__)
                ends = {side.low: side.edge.tail, side.high: side.edge.head}
                if not (self._is_extreme(first, ends[first], -1) and self._is_extreme(last, ends[last], 0)):
                    found.add(side.edge.id)
        return found

    def _is_extreme(self, item: str, end: str, extreme: int) -> bool:
        while end != item:
            subgraph = self.subgraphs[self.parent[end]]
            mates = [each for each in subgraph.items if subgraph.ranks[each] == subgraph.ranks[end]]
            if mates[extreme] != end:
                return False
            end = subgraph.id
        return True

    def _faces(self, item: str, end: str, extreme: int, direction: Direction) -> bool:
        """Whether `end` is the last (-1) or first (0) of its rank in every subgraph up to `item`."""
        if extreme == -1 and end in self.looped:
            return False
        while end != item:
            subgraph = self.parent[end]
            mates = self._rank_mates(subgraph, end, direction)
            if mates is None or mates[extreme] != end:
                return False
            end = subgraph
        return True

    def _rank_mates(self, key: str, end: str, direction: Direction) -> list[str] | None:
        """The items in the rank of `end`, computed before the cluster's own turn; None if they cannot be known yet."""
        inside = [
            edge for edge in self._inside.get(key, []) if edge.constraint and ROOT not in self._ends_at(key, edge)
        ]
        items = tuple(
            sorted((each for each, parent in self.parent.items() if parent == key), key=self.order.__getitem__)
        )
        if not inside:
            boxes = all(self._kind(item) == "box" for item in items)
            return [end] if boxes and len(items) <= 6 and direction in {Direction.TB, Direction.BT} else None
        found = ranks(items, [(*self._ends_at(key, edge), min(edge.length, MAX_EDGE_LENGTH)) for edge in inside])
        return [item for item in items if found[item] == found[end]]

    def _end_within(self, item: str, edge: Edge) -> str:
        return edge.tail if edge.tail == item or item in self.ancestors(edge.tail) else edge.head

    def _pass_down(self, edge: Edge, item: str, end: str, low_side: bool, below: dict[str, list[BorderEdge]]) -> None:
        if item in self.clusters and end != item:
            inner = self._item_at(item, end)
            entry = BorderEdge(edge, inner, low_side)
            if entry not in below.setdefault(item, []):
                below[item].append(entry)

    def _unconstrained_ranks(self, subgraph: Subgraph) -> dict[str, int]:
        """Ranks of unconstrained items: clusters and icons side by side, boxes stacked, long series in a grid."""
        found: dict[str, int] = {}
        rank, run = 0, 0
        limit = self._per_row(subgraph)
        for before, item in zip((None, *subgraph.items), subgraph.items, strict=False):
            kind = self._kind(item)
            wide = limit[kind]
            if before is not None and (self._kind(before) != kind or run >= wide):
                rank, run = rank + 1, 0
            found[item], run = rank, run + 1
        return found

    def _kind(self, item: str) -> str:
        if item in self.clusters:
            return "cluster"
        return "box" if self.nodes[item].icon is None else "icon"

    def _per_row(self, subgraph: Subgraph) -> dict[str, int]:
        """Maximum number of items of each kind side by side."""
        kinds = [self._kind(item) for item in subgraph.items]
        boxes, icons, clusters = (kinds.count(kind) for kind in ("box", "icon", "cluster"))
        root = 1 if boxes <= 6 else max(2, round(boxes**0.5))
        usual = {"box": root, "icon": icons if icons <= 5 else max(3, round((icons * 2) ** 0.5))}
        if self.arrangement.turned:
            usual = {"box": boxes if boxes <= 5 else 2 * root, "icon": 1 if icons <= 4 else max(2, round(icons**0.5))}
        fold = self.arrangement.fold if subgraph.id == ROOT else 1 if clusters <= 6 else 2
        return {**usual, "cluster": max(1, -(-clusters // fold))}

    def _folded(self, subgraph: Subgraph, found: dict[str, int]) -> dict[str, int]:
        """`found` with the components divided into `fold` groups, one after another along the flow."""
        if subgraph.id != ROOT or self.arrangement.fold < 2:
            return found
        connected_components = subgraph.components
        each = -(-len(connected_components) // self.arrangement.fold)
        offset, shifted = 0, dict(found)
        for start in range(0, len(connected_components), each):
            members = [item for part in connected_components[start : start + each] for item in part]
            shifted.update({item: found[item] + offset for item in members})
            offset += 1 + max(found[item] for item in members)
        return shifted


def connected_components(items: tuple[str, ...], pairs: list[tuple[str, str]]) -> list[list[str]]:
    """Connected components of `items`, in order of declaration."""
    group = {item: index for index, item in enumerate(items)}
    for tail, head in pairs:
        low, high = sorted((group[tail], group[head]))
        if low != high:
            group = {item: low if index == high else index for item, index in group.items()}
    return [[item for item in items if group[item] == index] for index in sorted(set(group.values()))]


def is_plain_box(node: Node) -> bool:
    """Whether a node is a box that may be stretched to a band."""
    return node.icon is None and not node.cells and node.shape in BOXES
