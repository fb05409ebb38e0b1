"""What is inside what, and between whose children each edge runs.

Level (the figure, or a cluster)
├── items   its nodes and clusters, in order of declaration
├── ranks   of the items
├── links   edges between two of its items, or between the items' insides
└── exits   edges that leave an item through the level's own border
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from coursedeck.figures.layout.measure import BOXES
from coursedeck.figures.layout.ranks import ranks
from coursedeck.model.graph import Cluster, Direction, Edge, Graph, Node

ROOT = ""
LONGEST = 12
"""Ranks that an edge may ask for: each is a row of its own."""


@dataclass(frozen=True, slots=True)
class Link:
    """An edge within a level: from item `low` to item `high`, whose rank is not lower."""

    edge: Edge
    low: str
    high: str
    turned: bool
    """Whether `low` is the head's side."""


@dataclass(frozen=True, slots=True)
class Exit:
    """An edge between `item` and the border of its level, at the border's low or high side."""

    edge: Edge
    item: str
    low_side: bool


@dataclass(slots=True)
class Level:
    """One level of the tree."""

    id: str
    cluster: Cluster | None
    items: tuple[str, ...]
    direction: Direction
    ranks: dict[str, int] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    exits: list[Exit] = field(default_factory=list)
    sides: list[Link] = field(default_factory=list)
    """Edges straight across from one item to the next of its rank, between things at their facing borders."""
    parts: list[list[str]] = field(default_factory=list)
    """Items that hang together."""
    ties: list[tuple[str, str]] = field(default_factory=list)
    """Items that invisible edges hold near one another."""
    loose: bool = False
    """No edge says anything about its items, nor do any of theirs leave it."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What a search may choose about loose things."""

    direction: Direction
    fold: int = 1
    """Into how many groups unconnected parts of the figure are put, one after another along the direction."""
    turned: bool = False
    """Loose nodes the other way than is usual: boxes in a row, icons in a column."""


class Tree:
    """The levels of a graph, ranked, for one arrangement."""

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
        self.levels: dict[str, Level] = {}
        while True:
            self._add_level(ROOT, None, arrangement.direction, [])
            blocked = self._blocked_sides()
            if not blocked:
                break
            self._denied |= blocked
            self.levels = {}

    def ancestors(self, item: str) -> Iterator[str]:
        """The levels around `item`, innermost first."""
        while item != ROOT:
            item = self.parent[item]
            yield item

    def runs_sideways(self, node: str) -> bool:
        """Whether edges run left or right where a node stands."""
        return self.levels[self.parent[node]].direction in {Direction.LR, Direction.RL}

    def _common(self, edge: Edge) -> str:
        """The innermost level that both ends are in (an end that is a cluster is in itself)."""
        around = (
            [edge.head, *self.ancestors(edge.head)] if edge.head in self.clusters else list(self.ancestors(edge.head))
        )
        own = [edge.tail, *self.ancestors(edge.tail)] if edge.tail in self.clusters else list(self.ancestors(edge.tail))
        found = next(level for level in own if level in set(around))
        return self.parent[found] if edge.tail == edge.head == found else found

    def _item_at(self, level: str, end: str) -> str:
        """The item of `level` that is or holds `end`; ROOT where `end` is the level itself."""
        if end == level:
            return ROOT
        while self.parent[end] != level:
            end = self.parent[end]
        return end

    def _add_level(self, key: str, cluster: Cluster | None, direction: Direction, exits: list[Exit]) -> None:
        items = tuple(
            sorted((each for each, parent in self.parent.items() if parent == key), key=self.order.__getitem__)
        )
        level = Level(key, cluster, items, direction, exits=list(exits))
        self.levels[key] = level
        inside = self._inside.get(key, [])
        shaping = [edge for edge in inside if edge.constraint and ROOT not in self._ends_at(key, edge)]
        level.loose = not shaping and all(edge.style.invisible for edge in inside) and not exits
        if cluster is not None and not exits and cluster.direction is not None:
            direction = level.direction = cluster.direction
        if level.loose and len(items) > 1:
            level.direction = Direction.TB
            level.ranks, level.parts = self._loose_ranks(level), [list(items)]
        else:
            constraints = [(*self._ends_at(key, edge), min(edge.length, LONGEST)) for edge in shaping]
            level.parts = components(items, [(a, b) for a, b, length in constraints if length])
            level.ranks = self._folded(level, ranks(items, constraints))
        below = self._link(level, inside)
        for item in items:
            if item in self.clusters:
                self._add_level(item, self.clusters[item], direction, below.get(item, []))

    def _ends_at(self, level: str, edge: Edge) -> tuple[str, str]:
        return self._item_at(level, edge.tail), self._item_at(level, edge.head)

    def _link(self, level: Level, inside: list[Edge]) -> dict[str, list[Exit]]:
        """Fill the level's links; returns what leaves each of its clusters."""
        below: dict[str, list[Exit]] = {}
        for edge in inside:
            tail, head = self._ends_at(level.id, edge)
            if edge.style.invisible:
                level.ties.extend([(tail, head)] if tail and head else [])
                continue
            if ROOT in (tail, head):
                level.exits.append(Exit(edge, head or tail, low_side=tail == ROOT))
                continue
            if self._is_across(level, edge, tail, head):
                level.sides.append(Link(edge, tail, head, turned=False))
                continue
            turned = level.ranks[tail] > level.ranks[head]
            low, high = (head, tail) if turned else (tail, head)
            level.links.append(Link(edge, low, high, turned))
            low_end, high_end = (edge.head, edge.tail) if turned else (edge.tail, edge.head)
            same = level.ranks[tail] == level.ranks[head]
            self._pass_down(edge, low, low_end, False, below)
            self._pass_down(edge, high, high_end, not same, below)
        for way in level.exits:
            if way.item in self.clusters:
                self._pass_down(way.edge, way.item, self._end_within(way.item, way.edge), way.low_side, below)
        return below

    def _is_across(self, level: Level, edge: Edge, tail: str, head: str) -> bool:
        """Whether a straight line across joins the ends: neighbours of a rank, whose insides face one another."""
        if edge.id in self._denied or edge.label or tail == head or level.ranks[tail] != level.ranks[head]:
            return False
        if edge.tail in self.nodes and edge.head in self.nodes and {edge.tail, edge.head} == {tail, head}:
            return False  # neighbours without borders between them need no detour through here
        rank = [item for item in level.items if level.ranks[item] == level.ranks[tail]]
        place = {item: index for index, item in enumerate(rank)}
        if abs(place[tail] - place[head]) != 1:
            return False
        first, last = (tail, head) if place[tail] < place[head] else (head, tail)
        ends = {tail: edge.tail, head: edge.head}
        return self._faces(first, ends[first], -1, level.direction) and self._faces(
            last, ends[last], 0, level.direction
        )

    def _blocked_sides(self) -> set[str]:
        """Edges that were taken to run straight across, but meet something else first now that all ranks are known."""
        found: set[str] = set()
        for level in self.levels.values():
            for side in level.sides:
                first, last = sorted((side.low, side.high), key=self.order.__getitem__)
                ends = {side.low: side.edge.tail, side.high: side.edge.head}
                if not (self._is_extreme(first, ends[first], -1) and self._is_extreme(last, ends[last], 0)):
                    found.add(side.edge.id)
        return found

    def _is_extreme(self, item: str, end: str, extreme: int) -> bool:
        while end != item:
            level = self.levels[self.parent[end]]
            mates = [each for each in level.items if level.ranks[each] == level.ranks[end]]
            if mates[extreme] != end:
                return False
            end = level.id
        return True

    def _faces(self, item: str, end: str, extreme: int, direction: Direction) -> bool:
        """Whether `end` stands at the last (-1) or first (0) place of its rank, all the way up to `item`."""
        if extreme == -1 and end in self.looped:
            return False
        while end != item:
            level = self.parent[end]
            mates = self._rank_mates(level, end, direction)
            if mates is None or mates[extreme] != end:
                return False
            end = level
        return True

    def _rank_mates(self, key: str, end: str, direction: Direction) -> list[str] | None:
        """The items in the rank of `end` in a cluster that no line leaves upwards or downwards; None where one does."""
        inside = [
            edge for edge in self._inside.get(key, []) if edge.constraint and ROOT not in self._ends_at(key, edge)
        ]
        items = tuple(
            sorted((each for each, parent in self.parent.items() if parent == key), key=self.order.__getitem__)
        )
        if not inside:
            boxes = all(self._kind(item) == "box" for item in items)
            return [end] if boxes and len(items) <= 6 and direction in {Direction.TB, Direction.BT} else None
        found = ranks(items, [(*self._ends_at(key, edge), min(edge.length, LONGEST)) for edge in inside])
        return [item for item in items if found[item] == found[end]]

    def _end_within(self, item: str, edge: Edge) -> str:
        return edge.tail if edge.tail == item or item in self.ancestors(edge.tail) else edge.head

    def _pass_down(self, edge: Edge, item: str, end: str, low_side: bool, below: dict[str, list[Exit]]) -> None:
        if item in self.clusters and end != item:
            inner = self._item_at(item, end)
            entry = Exit(edge, inner, low_side)
            if entry not in below.setdefault(item, []):
                below[item].append(entry)

    def _loose_ranks(self, level: Level) -> dict[str, int]:
        """Clusters side by side, boxes one under another, icons side by side; a long series in a grid."""
        found: dict[str, int] = {}
        rank, run = 0, 0
        limit = self._per_row(level)
        for before, item in zip((None, *level.items), level.items, strict=False):
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

    def _per_row(self, level: Level) -> dict[str, int]:
        """How many of a kind stand side by side."""
        kinds = [self._kind(item) for item in level.items]
        boxes, icons, clusters = (kinds.count(kind) for kind in ("box", "icon", "cluster"))
        root = 1 if boxes <= 6 else max(2, round(boxes**0.5))
        usual = {"box": root, "icon": icons if icons <= 5 else max(3, round((icons * 2) ** 0.5))}
        if self.arrangement.turned:
            usual = {"box": boxes if boxes <= 5 else 2 * root, "icon": 1 if icons <= 4 else max(2, round(icons**0.5))}
        fold = self.arrangement.fold if level.id == ROOT else 1 if clusters <= 6 else 2
        return {**usual, "cluster": max(1, -(-clusters // fold))}

    def _folded(self, level: Level, found: dict[str, int]) -> dict[str, int]:
        """Ranks with the unconnected parts of the figure put into `fold` groups, one after another."""
        if level.id != ROOT or self.arrangement.fold < 2:
            return found
        parts = level.parts
        each = -(-len(parts) // self.arrangement.fold)
        offset, shifted = 0, dict(found)
        for start in range(0, len(parts), each):
            members = [item for part in parts[start : start + each] for item in part]
            shifted.update({item: found[item] + offset for item in members})
            offset += 1 + max(found[item] for item in members)
        return shifted


def components(items: tuple[str, ...], pairs: list[tuple[str, str]]) -> list[list[str]]:
    """What hangs together, in order of declaration."""
    group = {item: index for index, item in enumerate(items)}
    for tail, head in pairs:
        low, high = sorted((group[tail], group[head]))
        if low != high:
            group = {item: low if index == high else index for item, index in group.items()}
    return [[item for item in items if group[item] == index] for index in sorted(set(group.values()))]


def is_plain_box(node: Node) -> bool:
    """Whether the node is a box that may be stretched to a band."""
    return node.icon is None and node.shape in BOXES
