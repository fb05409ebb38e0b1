"""The tree of subgraphs for one plan: in which subgraph, and through which sides, each edge is routed.

Subgraph (the figure, a cluster or a group)
├── items          its nodes, clusters and groups
├── layers         the items by rank, each rank in the order with the fewest crossings
├── links          edges between two of its items, or between nodes inside them
├── flat_links     edges between neighbours of one rank, which face each other
└── border_edges   edges from an item to a node outside the subgraph
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import product

from msgspec import Struct, field

from coursedeck.figures.layout.bundling import Bundles, bundled, divided
from coursedeck.figures.layout.hierarchy import MAX_EDGE_LENGTH, ROOT, Hierarchy
from coursedeck.figures.layout.measure import BOXES
from coursedeck.figures.layout.ordering import BorderEnd, Chain, Order, inversions, ordered
from coursedeck.figures.layout.plan import Group, LayoutPlan, SubgraphPlan
from coursedeck.model.graph import Cluster, Direction, Edge, Graph, Node
from coursedeck.model.values import replace

__all__ = ["MAX_EDGE_LENGTH", "ROOT", "BorderEdge", "ClusterTree", "InnerEdge", "Side", "Subgraph", "is_plain_box"]


_ROUNDS = (True, False, False, True, True)
"""Passes over all subgraphs to order them: whether edges that pass a border are kept in the order in which they pass
it (true), or only in that of the nodes beyond it. The second finds other orders, the first one that both sides share.
"""


_FAR = 1e6
"""Place, beyond all others, of edges that leave sideways."""


class Side(StrEnum):
    """A side of a subgraph or of an item in it, relative to the flow."""

    LOW = "low"
    """Where the flow enters."""
    HIGH = "high"
    """Where the flow leaves."""
    START = "start"
    """The lateral side with the lower coordinates: top or left."""
    END = "end"
    """The lateral side with the higher coordinates: bottom or right."""

    @property
    def lateral(self) -> bool:
        """Whether the side is parallel to the flow."""
        return self in {Side.START, Side.END}


_COMPASS: Mapping[Direction, Mapping[Side, str]] = {
    Direction.TB: {Side.LOW: "N", Side.HIGH: "S", Side.START: "W", Side.END: "E"},
    Direction.BT: {Side.LOW: "S", Side.HIGH: "N", Side.START: "W", Side.END: "E"},
    Direction.LR: {Side.LOW: "W", Side.HIGH: "E", Side.START: "N", Side.END: "S"},
    Direction.RL: {Side.LOW: "E", Side.HIGH: "W", Side.START: "N", Side.END: "S"},
}


def side_in(side: Side, outer: Direction, inner: Direction) -> Side:
    """The side of an inner subgraph that is at `side` in the subgraph around it.

    >>> side_in(Side.HIGH, Direction.LR, Direction.TB)
    <Side.END: 'end'>
    """
    compass = _COMPASS[outer][side]
    return next(each for each, point in _COMPASS[inner].items() if point == compass)


class InnerEdge(Struct, frozen=True):
    """An edge within a subgraph, from item `low` to item `high`, whose rank is not lower."""

    edge: Edge
    low: str
    high: str
    turned: bool
    """Whether it is drawn against the flow: `low` contains the head."""

    @property
    def ends(self) -> tuple[str, str]:
        """The ends of the edge, the one in `low` first."""
        return (self.edge.head, self.edge.tail) if self.turned else (self.edge.tail, self.edge.head)


class BorderEdge(Struct, frozen=True):
    """The part of an edge between `item` and a side of its subgraph.

    An edge to a lateral side is `direct` if no other item is in its way; otherwise it leaves the item at its high side
    (or reaches it at its low side) and runs to the border between two layers.
    """

    edge: Edge
    item: str
    side: Side
    leaves: bool
    """Whether the tail is inside the subgraph."""
    outside: float = 0.0
    """Relative position of the other end across the flow, for the order of edges at a low or high side."""
    direct: bool = False
    beyond: tuple[str, float] | None = None
    """The subgraph directly on the other side of the border, and its share of the layer there."""

    @property
    def item_side(self) -> Side:
        """The side of the item at which the edge ends."""
        if self.direct or not self.side.lateral:
            return self.side
        return Side.HIGH if self.leaves else Side.LOW

    @property
    def at_item(self) -> float:
        """`outside`, seen from the item: of the lines from one border, the nearest to the item ends outermost."""
        if self.direct or not self.side.lateral:
            return self.outside
        at_end = self.side is Side.END
        return (1 if at_end else -1) + (self.outside if at_end is (self.item_side is Side.LOW) else 1 - self.outside)


class Subgraph(Struct):
    """The root graph, a cluster or a group, with the edges that are routed in it."""

    id: str
    cluster: Cluster | None
    items: tuple[str, ...]
    direction: Direction
    ranks: dict[str, int]
    components: tuple[tuple[str, ...], ...] = ()
    border_edges: list[BorderEdge] = field(default_factory=list)
    unconstrained: bool = False
    """Whether no edge constrains the ranks of its items, so that they may be arranged freely."""
    links: list[InnerEdge] = field(default_factory=list)
    flat_links: list[InnerEdge] = field(default_factory=list)
    """Edges between neighbours of one rank: they leave `low` at its end side and reach `high` at its start side."""
    attractions: list[tuple[str, str]] = field(default_factory=list)
    """Pairs of items that invisible edges keep near each other."""
    position: Mapping[str, int] = field(default_factory=dict)
    """Place of each item in its rank, where dummy nodes count."""
    passing: dict[str, Mapping[int, int]] = field(default_factory=dict)
    """Places of the ends and dummy nodes of each edge, by rank; ranks before and after all others are the borders."""
    border_places: dict[str, float] = field(default_factory=dict)
    """Where edges pass the border, from its top or left (0) to its bottom or right (1)."""
    around: dict[str, Direction] = field(default_factory=dict)
    """The direction that each subgraph in it has or inherits."""

    @property
    def horizontal(self) -> bool:
        """Whether the flow is horizontal, so that layers are columns."""
        return self.direction.horizontal


class ClusterTree:
    """The subgraphs of a graph, ranked and ordered, for one plan; see `ordered` for `thorough`.

    All subgraphs are ordered `starts` times, each time from another beginning, until nothing crosses. With `apart`,
    every edge runs by itself, and there are no bundles.
    """

    def __init__(
        self, hierarchy: Hierarchy, plan: LayoutPlan, *, thorough: bool = False, starts: int = 1, apart: bool = False
    ) -> None:
        self.plan, self.thorough, self.starts, self.apart = plan, thorough, starts, apart
        members = {key: _group_members(key, each) for key, each in plan.items() if each.groups}
        self.hierarchy = hierarchy.grouped(members) if any(members.values()) else hierarchy
        self.graph: Graph = hierarchy.graph
        self.nodes: Mapping[str, Node] = hierarchy.nodes
        self.clusters: Mapping[str, Cluster] = hierarchy.clusters
        self.parent, self.looped = self.hierarchy.parent, hierarchy.looped
        self.subgraphs: dict[str, Subgraph] = {}
        self.crossings = 0
        """Crossings between the layers of all subgraphs."""
        self._order_all()
        for subgraph in self.subgraphs.values():
            subgraph.border_edges = [self._refined(each) for each in subgraph.border_edges]
        self.bundles: Bundles = {} if apart else self._bundles()

    def _order_all(self) -> None:
        """Order all subgraphs from the outside in, repeatedly: a subgraph's order depends on that inside its items."""
        best: dict[str, Subgraph] | None = None
        for seed, (number, exact) in product(range(self.starts), enumerate(_ROUNDS)):
            self._seed, self._exact = seed, exact
            self._known = self.subgraphs if number else {}
            self.subgraphs = {}
            self._add_subgraph(ROOT, self.plan[ROOT].direction, [])
            self._refine_border_places()
            crossings = sum(self._crossings_in(subgraph) for subgraph in self.subgraphs.values())
            if best is None or crossings < self.crossings:
                best, self.crossings = self.subgraphs, crossings
            if not crossings:
                break
        self.subgraphs, self._exact = best or self.subgraphs, True

    def _refine_border_places(self) -> None:
        """Tell edges of one item apart that pass a lateral border side by side, by their places inside the item."""
        for subgraph in reversed(self.subgraphs.values()):
            count = max(subgraph.ranks.values(), default=0) + 1
            backward = subgraph.direction in {Direction.RL, Direction.BT}
            for each in subgraph.border_edges:
                if each.direct and each.item in self.subgraphs:
                    rank = count - 1 - subgraph.ranks[each.item] if backward else subgraph.ranks[each.item]
                    place = self.place_in(each.item, each.edge.id)
                    subgraph.border_places[each.edge.id] = (rank + place) / count

    def _crossings_in(self, subgraph: Subgraph) -> int:
        """Crossings between the layers of a subgraph, with the order inside its items."""
        items = {edge.edge.id: (edge.item, edge.item) for edge in subgraph.border_edges}
        items |= {link.edge.id: (link.low, link.high) for link in subgraph.links}
        segments: dict[int, set[tuple[float, float]]] = {}
        for edge, places in subgraph.passing.items():
            exact = {rank: float(place) for rank, place in places.items()}
            for item in dict.fromkeys(items[edge]):
                exact[subgraph.ranks[item]] += self.place_in(item, edge) - 0.5
            for rank, place in exact.items():
                if rank + 1 in exact:
                    segments.setdefault(rank, set()).add((place, exact[rank + 1]))
        for each in subgraph.border_edges:
            if each.side.lateral and not each.direct:
                rank = subgraph.ranks[each.item]
                own = subgraph.position[each.item] + self.place_in(each.item, each.edge.id) - 0.5
                beyond = _FAR if each.side is Side.END else -_FAR
                if each.item_side is Side.HIGH:
                    segments.setdefault(rank, set()).add((own, beyond))
                else:
                    segments.setdefault(rank - 1, set()).add((beyond, own))
        return sum(inversions(each) for each in segments.values())

    def _bundles(self) -> dict[str, tuple[str, str]]:
        """Bundles of edges; divided where another edge at the same side of the node runs between their edges."""
        links = [(subgraph, link) for subgraph in self.subgraphs.values() for link in subgraph.links]
        flat = [link for subgraph in self.subgraphs.values() for link in subgraph.flat_links]
        ends = {link.edge.id: link.ends for link in (*(link for _, link in links), *flat)}
        found = bundled(ends, self.graph.edges)
        sides: dict[tuple[str, str, bool], list[tuple[float, str]]] = {}
        for subgraph, link in links:
            low, high = subgraph.ranks[link.low], subgraph.ranks[link.high]
            if low == high:
                continue
            places, edge = subgraph.passing[link.edge.id], link.edge.id
            for at_low, rank, far, item in ((True, low + 1, high, link.high), (False, high - 1, low, link.low)):
                place = places[rank] + (self.place_in(item, edge) - 0.5 if rank == far else 0.0)
                sides.setdefault((link.ends[0 if at_low else 1], subgraph.id, at_low), []).append((place, edge))
        for (node, *_), members in sides.items():
            if len(members) > 2:
                found |= divided(node, [edge for _, edge in sorted(members)], found)
        return found

    def ancestors(self, item: str) -> Iterator[str]:
        """The subgraphs around `item`, innermost first."""
        return self.hierarchy.ancestors(item)

    def runs_sideways(self, node: str) -> bool:
        """Whether the flow is horizontal in the subgraph of a node."""
        return self.subgraphs[self.parent[node]].horizontal

    def _add_subgraph(self, key: str, direction: Direction, border_edges: list[BorderEdge]) -> None:
        """Rank and order a subgraph, then the subgraphs in it, whose border edges follow its order."""
        contents, plan = self.hierarchy.contents[key], self.plan.get(key)
        groups = _ranked_groups(key, plan.groups) if plan is not None else {}
        unconstrained = contents.unconstrained and not border_edges
        subgraph = Subgraph(key, self.clusters.get(key), contents.items, direction, dict(contents.ranks),
                            contents.components, border_edges, unconstrained)  # fmt: skip
        self.subgraphs[key] = subgraph
        if groups:
            subgraph.ranks = {item: groups[item].rank for item in contents.items}
        elif unconstrained and len(contents.items) > 1:
            subgraph.direction = Direction.TB
            subgraph.ranks, subgraph.components = unconstrained_ranks(contents.items, self.hierarchy), (contents.items,)
        for item in contents.items:
            if item in self.hierarchy.contents:
                inherited = groups[item].direction if groups else direction
                subgraph.around[item] = self.plan[item].direction if item in self.plan else inherited
        self._sort_edges(subgraph, contents.edges)
        below = self._order(subgraph)
        for item in sorted(subgraph.around, key=subgraph.ranks.__getitem__):
            around, border = subgraph.around[item], [self._refined(each) for each in below.get(item, [])]
            own = self.clusters[item].direction if item in self.clusters and item not in self.plan else None
            # As in Mermaid, a cluster's own direction counts only if no edge leaves it.
            self._add_subgraph(item, own if own is not None and not border else around, border)

    def _refined(self, each: BorderEdge) -> BorderEdge:
        """A border edge with its position outside made exact where a neighbour has been ordered already."""
        neighbor = each.beyond and (self.subgraphs.get(each.beyond[0]) or self._known.get(each.beyond[0]))
        if each.beyond is None or not neighbor:
            return each
        place = neighbor.border_places.get(each.edge.id, 0.5)
        if not self._exact and not each.side.lateral:
            place = self._node_place(neighbor, each.edge.tail if each.leaves is False else each.edge.head)
        return replace(each, outside=each.outside + (place - 0.5) * each.beyond[1], beyond=None)

    def _node_place(self, subgraph: Subgraph, node: str) -> float:
        """Where a node stands across a subgraph, from 0 to 1."""
        item = self.hierarchy.item_at(subgraph.id, node)
        if item not in subgraph.position:
            return 0.5
        inner = self.subgraphs.get(item) or self._known.get(item)
        place = 0.5 if inner is None else self._node_place(inner, node)
        return (subgraph.position[item] + place) / (1 + max(subgraph.position.values()))

    def place_in(self, item: str, edge: str) -> float:
        """Where an edge meets an item, from its top or left (0) to its bottom or right (1)."""
        return self.subgraphs[item].border_places.get(edge, 0.5) if item in self.subgraphs else 0.5

    def _sort_edges(self, subgraph: Subgraph, edges: Iterable[Edge]) -> None:
        """Sort the edges of a subgraph into links, attractions and edges to its own border."""
        for edge in edges:
            tail, head = self.hierarchy.ends_at(subgraph.id, edge)
            if edge.style.invisible:
                subgraph.attractions.extend([(tail, head)] if tail and head else [])
            elif ROOT in (tail, head):
                side = Side.LOW if tail == ROOT else Side.HIGH
                subgraph.border_edges.append(BorderEdge(edge, head or tail, side, leaves=head == ROOT))
            else:
                turned = subgraph.ranks[tail] > subgraph.ranks[head]
                low, high = (head, tail) if turned else (tail, head)
                subgraph.links.append(InnerEdge(edge, low, high, turned))

    def _order(self, subgraph: Subgraph) -> dict[str, list[BorderEdge]]:
        """Order the ranks of a subgraph; returns the border edges of each subgraph in it."""
        ranks: list[list[str]] = [[] for _ in range(max(subgraph.ranks.values(), default=-1) + 1)]
        for item in subgraph.items:
            ranks[subgraph.ranks[item]].append(item)
        crossing = [link for link in subgraph.links if subgraph.ranks[link.low] != subgraph.ranks[link.high]]
        ends = {} if self.apart else {link.edge.id: link.ends for link in crossing}
        bundles = bundled(ends, (link.edge for link in crossing))
        order = ordered(
            ranks, [self._chain(subgraph, link, bundles) for link in crossing],
            [BorderEnd(each.item, (each.side is Side.HIGH) or (each.side.lateral and each.leaves),
                       {Side.START: -1, Side.END: 1}.get(each.side, 0), each.outside,
                       self._offset(subgraph, each.item, each.edge))
             for each in subgraph.border_edges],
            thorough=self.thorough, seed=self._seed,
        )  # fmt: skip
        subgraph.position = order.places
        below: dict[str, list[BorderEdge]] = {}
        for link, places in zip(crossing, order.edges, strict=True):
            low, high = subgraph.ranks[link.low], subgraph.ranks[link.high]
            subgraph.passing[link.edge.id] = dict(enumerate(places, low))
            next_to_low, next_to_high = order.sizes[low + 2], order.sizes[high]
            direct = high == low + 1
            self._pass_down(subgraph, link.edge, link.low, Side.HIGH, (places[1] + 0.5) / next_to_low, below,
                            (link.high, 1 / next_to_low) if direct else None)  # fmt: skip
            self._pass_down(subgraph, link.edge, link.high, Side.LOW, (places[-2] + 0.5) / next_to_high, below,
                            (link.low, 1 / next_to_high) if direct else None)  # fmt: skip
        self._place_flat_links(subgraph, order.ranks, below)
        self._place_border_edges(subgraph, order, below)
        return below

    def _chain(self, subgraph: Subgraph, link: InnerEdge, bundles: Bundles) -> Chain:
        """An edge as the ordering sees it; edges without labels pass the ranks together with others of their bundle."""
        bundle, _ = bundles.get(link.edge.id, ("", ""))
        low, high = (self._offset(subgraph, item, link.edge) for item in (link.low, link.high))
        return Chain(link.low, link.high, bundle if not link.edge.label else "", low, high)

    def _offset(self, subgraph: Subgraph, item: str, edge: Edge) -> float:
        """Where in an item an edge ends, from -0.5 to 0.5, as far as that is known yet."""
        if item in self._known:
            return 0.98 * (self._known[item].border_places.get(edge.id, 0.5) - 0.5)
        cells = self.nodes[item].cells if item in self.nodes else ()
        port = (edge.tail_port if item == edge.tail else edge.head_port) or ""
        port = port.partition(":")[0] if cells else ""
        cell = next((cell for cell in cells if cell.port == port), None) if port else None
        if cell is None:
            return 0.0
        if subgraph.horizontal:
            return (cell.row + cell.rows / 2) / max(each.row + each.rows for each in cells) - 0.5
        return (cell.column + cell.columns / 2) / max(each.column + each.columns for each in cells) - 0.5

    def _place_border_edges(self, subgraph: Subgraph, order: Order, below: dict[str, list[BorderEdge]]) -> None:
        """Store where edges pass the border, and pass them on to the subgraphs inside."""
        count = len(order.ranks)
        found: list[BorderEdge] = []
        for each, places in zip(subgraph.border_edges, order.borders, strict=True):
            direct = _is_direct(each, subgraph, order.ranks, self.looped)
            found.append(replace(each, direct=direct))
            rank = subgraph.ranks[each.item]
            if each.side.lateral:
                place = (rank + (0.5 if direct else 0.9 if each.leaves else 0.1)) / count
                place = 1 - place if subgraph.direction in {Direction.RL, Direction.BT} else place
            else:
                step = 1 if each.side is Side.HIGH else -1
                subgraph.passing[each.edge.id] = {rank + step * index: at for index, at in
                                                  enumerate((order.places[each.item], *places))}  # fmt: skip
                place = (places[-1] + 0.5) / order.sizes[-1 if each.side is Side.HIGH else 0]
            subgraph.border_places[each.edge.id] = place
            self._pass_down(subgraph, each.edge, each.item, found[-1].item_side, found[-1].at_item, below)
        subgraph.border_edges = found

    def _place_flat_links(
        self, subgraph: Subgraph, ranks: Sequence[Sequence[str]], below: dict[str, list[BorderEdge]]
    ) -> None:
        """Separate the links between neighbours of one rank, which need no detour through the next layer."""
        kept: list[InnerEdge] = []
        for link in subgraph.links:
            if link.low == link.high or subgraph.ranks[link.low] != subgraph.ranks[link.high]:
                kept.append(link)
                continue
            first, last = sorted((link.low, link.high), key=subgraph.position.__getitem__)
            rank = ranks[subgraph.ranks[first]]
            beside = rank.index(last) - rank.index(first) == 1
            if beside and not link.edge.label and first not in self.looped:
                turned = self.hierarchy.contains(first, link.edge.head)
                subgraph.flat_links.append(InnerEdge(link.edge, first, last, turned))
                self._pass_down(subgraph, link.edge, first, Side.END, 0.0, below)
                self._pass_down(subgraph, link.edge, last, Side.START, 0.0, below)
            else:
                kept.append(link)
                for item in (first, last):
                    self._pass_down(subgraph, link.edge, item, Side.HIGH, 0.5, below)
        subgraph.links = kept

    def _pass_down(
        self, subgraph: Subgraph, edge: Edge, item: str, side: Side, outside: float,
        below: dict[str, list[BorderEdge]], beyond: tuple[str, float] | None = None,
    ) -> None:  # fmt: skip
        """Add the part of an edge that is inside `item` to `below`, if the item is a subgraph around an end."""
        if item not in self.hierarchy.contents or item in (edge.tail, edge.head):
            return
        leaves = self.hierarchy.contains(item, edge.tail)
        inner = self.hierarchy.item_at(item, edge.tail if leaves else edge.head)
        local = side_in(side, subgraph.direction, subgraph.around[item])
        below.setdefault(item, []).append(BorderEdge(edge, inner, local, leaves, outside, beyond=beyond))


def _group_members(key: str, plan: SubgraphPlan) -> dict[str, tuple[str, ...]]:
    """The items of each group that needs a subgraph of its own, by the group's id."""
    return {f"{key}~{number}": group.items for number, group in enumerate(plan.groups) if len(group.items) > 1}


def _ranked_groups(key: str, groups: Sequence[Group]) -> dict[str, Group]:
    """The groups by the id of their subgraph or of their only item."""
    return {f"{key}~{number}" if len(group.items) > 1 else group.items[0]: group
            for number, group in enumerate(groups)}  # fmt: skip


def _is_direct(
    each: BorderEdge, subgraph: Subgraph, ranks: Sequence[Sequence[str]], looped: Collection[str]
) -> bool:  # fmt: skip
    """Whether a line from an item straight to a lateral border meets no other item."""
    rank = ranks[subgraph.ranks[each.item]]
    if each.side is Side.START:
        return rank[0] == each.item
    return each.side is Side.END and rank[-1] == each.item and each.item not in looped


def unconstrained_ranks(items: Sequence[str], hierarchy: Hierarchy, *, turned: bool = False) -> dict[str, int]:
    """Ranks of items without edges: clusters and icons side by side, boxes stacked, long series in a grid.

    With `turned` the other way: boxes side by side, icons stacked.
    """
    kinds = [hierarchy.kind(item) for item in items]
    limit = _per_rank(kinds, turned=turned)
    found: dict[str, int] = {}
    rank = run = 0
    for before, kind, item in zip((None, *kinds), kinds, items, strict=False):
        if before is not None and (before != kind or run >= limit[kind]):
            rank, run = rank + 1, 0
        found[item], run = rank, run + 1
    return found


def _per_rank(kinds: Sequence[str], *, turned: bool) -> dict[str, int]:
    """Maximum number of items of each kind side by side."""
    boxes, icons, clusters = (kinds.count(kind) for kind in ("box", "icon", "cluster"))
    root = 1 if boxes <= 6 else max(2, round(boxes**0.5))
    limit = {"box": root, "icon": icons if icons <= 5 else max(3, round((icons * 2) ** 0.5))}
    if turned:
        limit = {"box": boxes if boxes <= 5 else 2 * root, "icon": 1 if icons <= 4 else max(2, round(icons**0.5))}
    return {**limit, "cluster": max(1, clusters if clusters <= 6 else -(-clusters // 2))}


def is_plain_box(node: Node) -> bool:
    """Whether a node is a box that may be stretched to a band."""
    return node.icon is None and not node.cells and node.shape in BOXES
