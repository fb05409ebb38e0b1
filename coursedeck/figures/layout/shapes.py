"""Estimate how large a figure becomes under many plans, without laying it out.

Input: the hierarchy of a figure and measured nodes. Output: plans with estimated widths and heights. Each subgraph is
estimated from the inside out, as in floorplanning: it offers a few shapes (wide, tall and in between), the subgraph
around it combines them, and of similar shapes only the best are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from coursedeck.figures.layout.context import Spacing
from coursedeck.figures.layout.hierarchy import ROOT, Contents, Hierarchy
from coursedeck.figures.layout.labels import MeasuredLabel
from coursedeck.figures.layout.plan import Group, LayoutPlan, SubgraphPlan
from coursedeck.figures.layout.tree import unconstrained_ranks
from coursedeck.model.direction_policy import DirectionPolicy
from coursedeck.model.graph import Direction, Edge
from coursedeck.model.units import Points, Size

ASPECTS = (0.4, 1.0, 2.4, 6.0)
"""Ratios of width to height for which a subgraph asks each inner subgraph for its best shape."""
MAX_SEGMENTS = 4
"""Rows or columns into which a chain is folded."""
TURNED = 0.06
FOLDED = 0.05
FOLDED_SHORT = 0.12
PACKED = 0.03
SPREAD = 0.04
DETOUR = 0.01
"""Costs of deviations from the author's layout, as fractions of the label size."""
SHORT_CHAIN = 5
"""Ranks up to which a chain is better left in one row if its labels are hardly smaller there."""

ACROSS = {
    Direction.LR: Direction.TB,
    Direction.RL: Direction.TB,
    Direction.TB: Direction.LR,
    Direction.BT: Direction.LR,
}
"""The direction in which the rows or columns of a folded subgraph follow one another."""


class Shape(Struct, frozen=True):
    """One way to lay a subgraph out, with its estimated size."""

    width: Points
    height: Points
    cost: float
    key: str
    plan: SubgraphPlan | None = None
    inner: tuple[Shape, ...] = ()

    def plans(self) -> LayoutPlan:
        """The plans of the subgraph and everything in it."""
        return dict(self._plans())

    def _plans(self) -> Iterator[tuple[str, SubgraphPlan]]:
        if self.plan is not None:
            yield self.key, self.plan
        for shape in self.inner:
            yield from shape._plans()


class _Layers(Struct, frozen=True):
    """The ranks of a subgraph: items, labels and the edges between them."""

    ranks: tuple[tuple[str, ...], ...]
    """Items by rank."""
    dummies: tuple[int, ...]
    """Edges that pass each rank."""
    joined: tuple[int, ...]
    """Edges between each rank and the next."""
    bent: tuple[int, ...]
    """Tracks that the channel after each rank needs, about."""
    labels: tuple[tuple[Edge, ...], ...]
    """Labelled edges whose label is after each rank."""


class ShapeEstimator:
    """Estimates the shapes of one figure for one way to break its labels."""

    def __init__(
        self, hierarchy: Hierarchy, sizes: Mapping[str, Size], labels: Mapping[str, MeasuredLabel], spacing: Spacing
    ) -> None:
        """`labels` are those of edges and clusters, by id."""
        self.hierarchy, self.sizes, self.labels, self.spacing = hierarchy, sizes, labels, spacing
        self.kept = hierarchy.graph.direction_policy is DirectionPolicy.KEEP
        self._passed = {key for edge in hierarchy.graph.edges if not edge.style.invisible
                        for key in _borders_passed(hierarchy, edge)}  # fmt: skip

    def shapes(self) -> list[Shape]:
        """The shapes of the whole figure."""
        return self._shapes(ROOT)

    def _shapes(self, key: str) -> list[Shape]:
        """The shapes that a subgraph offers, none of which is worse than another in every respect."""
        contents = self.hierarchy.contents[key]
        inner = {item: self._shapes(item) for item in contents.items if item in self.hierarchy.contents}
        found: list[Shape] = []
        for aspect in ASPECTS if any(len(shapes) > 1 for shapes in inner.values()) else ASPECTS[:1]:
            chosen = {item: min(shapes, key=lambda shape: _extent(shape, aspect)) for item, shapes in inner.items()}
            subgraph = _SubgraphShapes(self, key, contents, chosen)
            found.extend(subgraph.shapes())
        return _best(found)

    def natural_direction(self, key: str) -> Direction:
        """The direction that a subgraph has unless it is turned."""
        own = self.hierarchy.clusters[key].direction if key in self.hierarchy.clusters else None
        return own if own is not None and key not in self._passed else self.hierarchy.direction

    def is_passed(self, key: str) -> bool:
        """Whether edges pass the border of a subgraph."""
        return key in self._passed


def _borders_passed(hierarchy: Hierarchy, edge: Edge) -> set[str]:
    """The clusters whose border an edge passes."""
    tail, head = ({*hierarchy.ancestors(end)} for end in (edge.tail, edge.head))
    return tail ^ head


def _extent(shape: Shape, aspect: float) -> float:
    """Width of the box of an aspect ratio (width to height) that holds a shape, increased by the shape's cost."""
    return max(shape.width, shape.height * aspect) * (1 + shape.cost)


def _best(shapes: Sequence[Shape]) -> list[Shape]:
    """The best shape for each of a few aspect ratios."""
    found: dict[int, Shape] = {}
    for aspect in (0.15, 0.4, 0.8, 1.4, 2.4, 4.0, 9.0):
        best = min(shapes, key=lambda shape: (_extent(shape, aspect), shape.cost))
        found[id(best)] = best
    plain = min(shapes, key=lambda shape: shape.cost)
    found[id(plain)] = plain
    return list(found.values())


class _SubgraphShapes:
    """The ways to lay one subgraph out, for given shapes of the subgraphs in it."""

    def __init__(
        self, estimator: ShapeEstimator, key: str, contents: Contents, inner: Mapping[str, Shape]
    ) -> None:  # fmt: skip
        self.estimator, self.key, self.contents, self.inner = estimator, key, contents, inner
        self.hierarchy, self.spacing = estimator.hierarchy, estimator.spacing
        self.cost = sum(shape.cost for shape in inner.values()) / max(1, len(inner))
        self.natural = estimator.natural_direction(key)

    def shapes(self) -> Iterator[Shape]:
        """All shapes: in both directions, folded, packed and with wide ranks spread over two."""
        free = self.contents.unconstrained and not self.estimator.is_passed(self.key)
        if free and len(self.contents.items) > 1:
            yield from self._grids()
            return
        layers = self._layers(self.contents.ranks)
        for direction in (self.natural,) if self.estimator.kept else (self.natural, ACROSS[self.natural]):
            profile = self._profile(layers, direction)
            cost = 0.0 if direction is self.natural else self._turning_cost(layers)
            yield self._shape(*profile.size(), direction, cost)
            if self.estimator.kept:
                continue
            yield from self._folded(layers, profile, direction, cost)
            yield from self._spread(direction, cost)
            if len(self.contents.components) > 1:
                yield from self._packed(direction, cost)

    def _turning_cost(self, layers: _Layers) -> float:
        """The cost of another direction than the author's.

        Inside a cluster, edges that pass its border get detours around all but one item of each rank.
        """
        if self.key == ROOT:
            return TURNED if self.hierarchy.graph.direction is not None else 0.0
        detours = sum(len(rank) - 1 for rank in layers.ranks) if self.estimator.is_passed(self.key) else 0
        return TURNED / 3 + DETOUR * detours

    def _size(self, item: str) -> tuple[Points, Points]:
        shape = self.inner.get(item)
        if shape is not None:
            return shape.width, shape.height
        size = self.estimator.sizes[item]
        return size.width, size.height

    def _shape(
        self, flow: Points, cross: Points, direction: Direction, cost: float, groups: tuple[Group, ...] = (),
        *, aligned: bool = False,
    ) -> Shape:  # fmt: skip
        """The shape with these extents, with the border and title of a cluster around it."""
        width, height = (flow, cross) if direction.horizontal else (cross, flow)
        if self.key in self.hierarchy.clusters:
            pad = max(self.spacing.pad, 1.2 * self.spacing.arrow if self.estimator.is_passed(self.key) else 0.0)
            title = self.estimator.labels.get(self.key)
            width, height = width + 2 * pad, height + 2 * pad
            if title is not None:
                width, height = max(width, title.width + 2 * pad), height + title.height + 0.35 * title.size
        plan = SubgraphPlan(direction, groups, aligned)
        return Shape(width, height, self.cost + cost, self.key, plan, tuple(self.inner.values()))

    def _grids(self) -> Iterator[Shape]:
        """Items without edges: as usual, and in grids of every number of columns."""
        items, spacing = self.contents.items, self.spacing
        usual = unconstrained_ranks(items, self.hierarchy)
        options = {tuple(usual.values()): 0.0}
        # Items of several kinds are a stack of layers, whose order up and down means something.
        alike = len({self.hierarchy.kind(item) for item in items}) == 1
        for columns in range(1, len(items) + 1) if alike else ():
            options.setdefault(tuple(index // columns for index in range(len(items))), PACKED)
        for ranks, cost in options.items():
            rows: dict[int, list[tuple[Points, Points]]] = {}
            for item, rank in zip(items, ranks, strict=True):
                rows.setdefault(rank, []).append(self._size(item))
            flow = sum(max(h for _, h in row) for row in rows.values()) + spacing.stack * (len(rows) - 1)
            cross = max(sum(w for w, _ in row) + spacing.across * (len(row) - 1) for row in rows.values())
            groups = tuple(Group((item,), rank, self.natural) for item, rank in zip(items, ranks, strict=True))
            yield self._shape(flow, cross, Direction.TB, cost, groups if cost else ())

    def _layers(self, ranks: Mapping[str, int]) -> _Layers:
        """The layers of a ranking."""
        count = max(ranks.values(), default=0) + 1
        items: list[list[str]] = [[] for _ in range(count)]
        for item in self.contents.items:
            items[ranks[item]].append(item)
        joined = [0] * count
        passing: list[tuple[set[str], set[str]]] = [(set(), set()) for _ in range(count)]
        ends: list[tuple[set[str], set[str]]] = [(set(), set()) for _ in range(count)]
        labels: list[list[Edge]] = [[] for _ in range(count)]
        for edge in self.contents.edges:
            tail, head = self.hierarchy.ends_at(self.key, edge)
            if edge.style.invisible or not (tail and head) or tail == head:
                continue
            low, high = sorted((ranks[tail], ranks[head]))
            for rank in range(low, high):
                joined[rank] += 1
                ends[rank][0].add(tail if rank == low else edge.id)
                ends[rank][1].add(head if rank == high - 1 else edge.id)
            for rank in range(low + 1, high):
                # Edges with a common end pass as one bundle.
                passing[rank][0].add(tail)
                passing[rank][1].add(head)
            if edge.label:
                labels[low if low == high else (low + high - 1) // 2].append(edge)
        bent = [min(len(low), len(high)) if len(low) + len(high) > 2 else 0 for low, high in ends]
        dummies = (min(len(tails), len(heads)) for tails, heads in passing)
        return _Layers(tuple(map(tuple, items)), tuple(dummies), tuple(joined), tuple(bent), tuple(map(tuple, labels)))

    def _profile(self, layers: _Layers, direction: Direction) -> _Profile:
        """The extents of layers and channels in a direction."""
        spacing, horizontal = self.spacing, direction.horizontal
        flows, crosses, gaps = [], [], []
        for rank, items in enumerate(layers.ranks):
            sizes = [self._size(item) for item in items]
            flow = max((size[0] if horizontal else size[1] for size in sizes), default=0.0)
            cross = sum(size[1] if horizontal else size[0] for size in sizes)
            cross += spacing.across * max(0, len(items) - 1) + spacing.lane * layers.dummies[rank]
            channel = 2 * spacing.arrow + max(0, layers.bent[rank] - 1) * spacing.track if layers.bent[rank] else 0.0
            gap = max(spacing.along, channel) if layers.joined[rank] else spacing.stack
            words = [self.estimator.labels[edge.id] for edge in layers.labels[rank] if edge.id in self.estimator.labels]
            if words:
                gap = 2 * max(0.6 * spacing.along, channel) + max(
                    w.width + 8 if horizontal else w.height for w in words
                )
                across = sum((w.height if horizontal else w.width) + 4 + spacing.lane for w in words)
                cross = max(cross, across + spacing.lane * (layers.joined[rank] - len(words)))
            flows.append(flow)
            crosses.append(cross)
            gaps.append(gap)
        return _Profile(flows, crosses, gaps)

    def _folded(self, layers: _Layers, profile: _Profile, direction: Direction, cost: float) -> Iterator[Shape]:
        """The ranks in two or more rows (columns where the flow is vertical), one after another."""
        count = len(layers.ranks)
        for segments in range(2, min(MAX_SEGMENTS, count // 2) + 1):
            cuts = profile.cuts(segments, layers.joined)
            if cuts is None:
                continue
            bounds = [0, *cuts, count]
            parts = [profile.part(a, b).size() for a, b in pairwise(bounds)]
            between = sum(self._channel(layers.joined[cut - 1]) for cut in cuts)
            groups = tuple(Group(tuple(item for rank in layers.ranks[a:b] for item in rank), number, direction)
                           for number, (a, b) in enumerate(pairwise(bounds)))  # fmt: skip
            if not all(group.items for group in groups):
                continue
            folded = FOLDED_SHORT if count <= SHORT_CHAIN else FOLDED
            extra = folded * (segments - 1) + 0.02 * sum(layers.joined[cut - 1] - 1 for cut in cuts)
            yield self._shape(sum(cross for _, cross in parts) + between, max(flow for flow, _ in parts),
                              ACROSS[direction], cost + max(folded, extra), groups, aligned=True)  # fmt: skip

    def _channel(self, tracks: int) -> Points:
        """The size of a channel with so many tracks."""
        return max(self.spacing.along, 2 * self.spacing.arrow + self.spacing.track * max(0, tracks - 1))

    def _packed(self, direction: Direction, cost: float) -> Iterator[Shape]:
        """Connected components in a grid."""
        parts = []
        for component in self.contents.components:
            members = set(component)
            ranks = {item: self.contents.ranks[item] for item in component}
            lowest = min(ranks.values())
            layers = self._layers(
                {**dict.fromkeys(self.contents.items, 0), **{k: v - lowest for k, v in ranks.items()}}
            )
            own = tuple(tuple(item for item in rank if item in members) for rank in layers.ranks)
            flow, cross = self._profile(
                _Layers(own, layers.dummies, layers.joined, layers.bent, layers.labels), direction
            ).size()
            parts.append((flow, cross) if direction.horizontal else (cross, flow))
        for columns in range(1, len(parts)):
            rows = [parts[start : start + columns] for start in range(0, len(parts), columns)]
            height = sum(max(h for _, h in row) for row in rows) + self.spacing.along * (len(rows) - 1)
            width = max(sum(w for w, _ in row) + 1.5 * self.spacing.across * (len(row) - 1) for row in rows)
            groups = tuple(Group(component, number // columns, direction)
                           for number, component in enumerate(self.contents.components))  # fmt: skip
            yield self._shape(height, width, Direction.TB, cost + PACKED, groups)

    def _spread(self, direction: Direction, cost: float) -> Iterator[Shape]:
        """The items of wide ranks that no edge leaves (or reaches) spread over two or three ranks."""
        for parts in (2, 3):
            ranks = self._spread_ranks(parts)
            if ranks is None:
                return
            groups = tuple(Group((item,), ranks[item], direction) for item in self.contents.items)
            flow, cross = self._profile(self._layers(ranks), direction).size()
            yield self._shape(flow, cross, direction, cost + SPREAD * (parts - 1), groups)

    def _spread_ranks(self, parts: int) -> dict[str, int] | None:
        """Ranks in which each wide rank of final items is divided into `parts`; None if there is no wide rank."""
        leaving = {self.hierarchy.item_at(self.key, edge.tail) for edge in self.contents.edges if edge.tail != self.key}
        ranks: dict[int, list[str]] = {}
        for item in self.contents.items:
            ranks.setdefault(self.contents.ranks[item], []).append(item)
        found: dict[str, int] = {}
        added = 0
        for rank in sorted(ranks):
            final = [item for item in ranks[rank] if item not in leaving]
            found.update(dict.fromkeys(ranks[rank], rank + added))
            if len(final) >= 2 * parts:
                size = -(-len(final) // parts)
                found.update({item: rank + added + index // size for index, item in enumerate(final)})
                added += parts - 1
        return found if added else None


class _Profile(Struct):
    """Extents along the flow of layers and of the channels after them, and extents across of layers."""

    flows: list[Points]
    crosses: list[Points]
    gaps: list[Points]

    def size(self) -> tuple[Points, Points]:
        """Extent along the flow and across."""
        return sum(self.flows) + sum(self.gaps[:-1]), max(self.crosses, default=0.0)

    def part(self, start: int, end: int) -> _Profile:
        """The layers from `start` to before `end`."""
        return _Profile(self.flows[start:end], self.crosses[start:end], self.gaps[start:end])

    def cuts(self, segments: int, joined: Sequence[int]) -> list[int] | None:
        """Where to cut into segments of similar length, preferably where few edges pass; None if that is impossible."""
        count = len(self.flows)
        ends = [0.0]
        for flow, gap in zip(self.flows, self.gaps, strict=True):
            ends.append(ends[-1] + flow + gap)
        found: list[int] = []
        for number in range(1, segments):
            ideal = ends[-1] * number / segments
            low = (found[-1] if found else 0) + 1
            options = range(low, count - (segments - number) + 1)
            if not options:
                return None
            found.append(min(options, key=lambda cut: (_miss(ends[cut], ideal) + 30 * (joined[cut - 1] - 1), cut)))
        return found


def _miss(end: Points, ideal: Points) -> Points:
    """How far a cut is from where it should be: rather too late, since the last row may be the shortest."""
    return end - ideal if end >= ideal else 1.5 * (ideal - end)
