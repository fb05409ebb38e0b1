"""Search for the best of several layouts of one figure.

Input: a graph and an area. Output: the best layout and its scale: the one with the largest smallest label, unless
another one is closer to what the author wrote, or has fewer crossings, at nearly the same size.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from statistics import median

from msgspec import Struct

from coursedeck.base.look.type_sizes import LEGIBLE
from coursedeck.figures.layout.absolute import routes_of
from coursedeck.figures.layout.context import LayoutContext, routing_of, spacing_of
from coursedeck.figures.layout.crossings import count_crossings
from coursedeck.figures.layout.hierarchy import ROOT, Hierarchy
from coursedeck.figures.layout.labels import MeasuredLabel, Measurer
from coursedeck.figures.layout.layered import edge_label
from coursedeck.figures.layout.measure import (
    NODE_FONT,
    SizedNode,
    node_font,
    sized_nodes,
    turned_marks,
)  # fmt: skip
from coursedeck.figures.layout.mind_map import two_sided
from coursedeck.figures.layout.outer_labels import measured_end_labels
from coursedeck.figures.layout.painter import LARGEST_LABEL, MARGIN, scale_for
from coursedeck.figures.layout.placement import SubgraphLayout
from coursedeck.figures.layout.plan import BACKWARDS, SubgraphPlan
from coursedeck.figures.layout.shapes import ACROSS, TURNED, Shape, ShapeEstimator
from coursedeck.figures.layout.subgraph import cluster_title, lay_out
from coursedeck.figures.layout.tree import ClusterTree
from coursedeck.model.direction_policy import DirectionPolicy
from coursedeck.model.graph import Graph
from coursedeck.model.units import Points, Size
from coursedeck.model.values import replace

WRAPS = (9.0, 6.5, 14.0)
"""Widths at which labels are broken, in em; the preferred one first."""
ICON = 3.6
"""Long side of an icon, in em of its label."""
SMALL_ICON = 2.6
COMFORTABLE: Points = 16.0
"""The size of labels that is wanted."""
CROSSING: Points = 1.2
"""Size of labels that a crossing may cost."""
CLEAR_CROSSING: Points = 3.0
"""Size of labels that a crossing may cost where the smaller ones can be read as well."""
SMALLER = 0.8
"""How much smaller labels may become for clearer lines if they are below the readable size anyway."""
MAX_MOVES = 24
"""Variants near the best one that are tried while lines cross."""
MAX_EDGES_MOVED = 150
"""Edges above which no such variants are tried: each takes long, and nobody would see the difference."""
STARTS = 4
"""How often orders are sought for the best one while lines cross."""
READABLE: Points = 2.5
"""Value of labels that can be read, beyond their size."""
NARROW = 1 / 3
"""Fraction of the area's width below which a figure is a tower."""
TIGHT = 0.75
"""Factor for distances in figures that have no room to spare."""
CLOSER = 0.9
"""The same for figures whose labels are nearly as large as they may be."""
NEARLY = 0.93
"""Fraction of the largest scale from which labels are nearly as large as they may be."""
WINDING = 0.02
"""Cost of rows that run backwards, as a fraction of the label size."""
APART = 0.01
"""Cost of lines each of which runs by itself, as a fraction of the label size."""
MISSED = 1.1
"""How many times its estimate a score may be."""
MAX_CANDIDATES = 10
"""Plans that are laid out in full."""


class Variant(Struct, frozen=True):
    """One set of parameters for a layout."""

    plan: tuple[tuple[str, SubgraphPlan], ...]
    wrap: float
    room: float
    """Factor for all distances."""
    icon: float
    compact: bool = False
    cost: float = 0.0
    """How far it deviates from the author's layout, as a fraction of the label size."""
    thorough: bool = False
    """Whether things may stand in any order to save crossings (see `ordered`)."""
    starts: int = 1
    """How often orders are sought (see `ClusterTree`)."""
    bundled: bool = True
    """Whether edges that leave or reach a node alike are one line there."""


class Candidate(Struct, frozen=True):
    """A finished layout and its scale."""

    variant: Variant
    placed: SubgraphLayout
    context: LayoutContext
    scale: float
    label: Points
    """Size of the smallest label after scaling."""
    width: float
    """Fraction of the area's width that is used."""
    crossings: int
    score: float


class LayoutSearch:
    """The search for one figure; caches what several candidates share."""

    def __init__(self, graph: Graph, area: Size, measurer: Measurer) -> None:
        self.graph, self.area, self.measurer = graph, area, measurer
        self.hierarchy = Hierarchy(graph)
        self.direction = self.hierarchy.direction
        self._unit = median([node_font(node) for node in graph.nodes] or [NODE_FONT]) / NODE_FONT
        self._sizes: dict[tuple[float, float, float], dict[str, SizedNode]] = {}
        self._end_labels = measured_end_labels(graph, measurer)
        plan = two_sided(self.hierarchy) if graph.mind_map else None
        self._natural = tuple((plan or {ROOT: SubgraphPlan(self.direction)}).items())
        self._written = Variant(self._natural, WRAPS[0], 1.0, ICON)
        self._trees: dict[tuple[tuple[tuple[str, SubgraphPlan], ...], bool, int, bool], ClusterTree] = {}
        self._seen: dict[Variant, Candidate] = {}

    @property
    def as_written(self) -> Candidate:
        """The layout in the directions that the author gave."""
        return self.candidate(self._written)

    def best(self) -> Candidate:
        """The layout with the highest score."""
        best = self._untangled(self.as_written)
        if not self._is_good(best):
            for number, (variant, estimate) in enumerate(self._promising()):
                # Estimates hardly ever miss by more than a few percent, but they know nothing of crossings.
                hopeless = estimate * (MISSED if best.label < COMFORTABLE else 1.0) <= best.score
                if number >= MAX_CANDIDATES or (hopeless and not best.crossings):
                    break
                best = max(best, self._untangled(self.candidate(variant)), key=lambda each: each.score)
        return self._with_fitting_room(self._clearer(self._clearest(best, self._seen.values())))

    def _clearer(self, best: Candidate) -> Candidate:
        """The best layout, or one near it with fewer crossings: other directions of clusters, other orders."""
        if len(self.graph.edges) > MAX_EDGES_MOVED:
            return best
        tried = {best.variant}
        while best.crossings and len(tried) < MAX_MOVES:
            moves = [move for move in self._moves(best.variant) if move not in tried][: MAX_MOVES - len(tried)]
            tried.update(moves)
            found = self._clearest(best, map(self.candidate, moves))
            if found is best:
                break
            best = found
        return best

    def _clearest(self, best: Candidate, others: Iterable[Candidate]) -> Candidate:
        """The best candidate, or one whose labels can be read as well or that is hardly smaller, with clearer lines."""
        least = LEGIBLE if best.label >= LEGIBLE else SMALLER * best.label
        narrow = min(NARROW, best.width)
        readable = [best, *(each for each in others if each.label >= least and each.width >= narrow)]
        return max(readable, key=lambda each: each.score - (CLEAR_CROSSING - CROSSING) * each.crossings)

    def _moves(self, variant: Variant) -> Iterator[Variant]:
        """Variants that differ in one decision."""
        yield replace(variant, thorough=True, starts=STARTS)
        yield replace(variant, bundled=not variant.bundled)
        if self.graph.direction_policy is DirectionPolicy.KEEP or self.graph.mind_map:
            return
        for index, (key, plan) in enumerate(variant.plan):
            if key in self.hierarchy.contents and len(self.hierarchy.contents[key].items) > 1:
                options = [SubgraphPlan(ACROSS[plan.direction])]
                options += [SubgraphPlan(BACKWARDS[plan.direction])] if key != ROOT else []
                options += [SubgraphPlan(plan.direction)] if plan.groups else []
                for option in options:
                    turned = (*variant.plan[:index], (key, option), *variant.plan[index + 1 :])
                    yield replace(variant, plan=turned, thorough=True, cost=variant.cost + TURNED / 3)

    def _untangled(self, candidate: Candidate) -> Candidate:
        """The candidate, or the same with things in another order, or winding, if that saves crossings."""
        best = candidate
        winding = _winding(candidate.variant)
        for variant in (candidate.variant, *([] if winding is None else [winding])):
            for thorough in (False, True):
                if best.crossings:
                    best = max(best, self.candidate(replace(variant, thorough=thorough)), key=lambda each: each.score)
        if best.crossings > 1:
            apart = replace(best.variant, bundled=False, cost=best.variant.cost + APART)
            best = max(best, self.candidate(apart), key=lambda each: each.score)
        return best

    def _is_good(self, candidate: Candidate) -> bool:
        """Whether the search may end with this candidate."""
        wide = candidate.width >= NARROW or len(self.graph.nodes) < 4
        return candidate.label >= COMFORTABLE and wide and not candidate.crossings

    def _promising(self) -> list[tuple[Variant, float]]:
        """Variants with their estimated scores, the best first."""
        if self.graph.mind_map and len(self.hierarchy.contents[ROOT].items) > 1:
            return [(Variant(self._natural, wrap, room, ICON, True, 0.1 * (1 - room)), float("inf"))
                    for room in (1.0, 0.6, 0.4) for wrap in WRAPS]  # fmt: skip
        rated: dict[Variant, float] = {}
        for wrap, room in ((WRAPS[0], 1.0), (WRAPS[1], 1.0), (WRAPS[2], 1.0), (WRAPS[0], 0.6), (WRAPS[1], 0.6)):
            for shape in self._estimated(wrap, room, ICON):
                scale = min(self.area.width / shape.width, self.area.height / shape.height, LARGEST_LABEL / NODE_FONT)
                cost = shape.cost + 0.02 * (wrap != WRAPS[0]) + 0.1 * (1 - room)
                variant = Variant(tuple(shape.plans().items()), wrap, room, ICON, True, cost)
                width = shape.width * scale / self.area.width
                rated[variant] = self._score(NODE_FONT * self._unit * scale, width, cost)
        best = sorted(rated, key=lambda variant: -rated[variant])
        plain = [variant for variant in best if not any(plan.groups for _, plan in variant.plan)][:2]
        return [(variant, rated[variant]) for variant in dict.fromkeys([*best[: MAX_CANDIDATES - 2], *plain, *best])]

    def _estimated(self, wrap: float, room: float, icon: float) -> list[Shape]:
        sized = self._sized(wrap, _padding(room), icon)
        sizes = {key: Size(each.width, each.height) for key, each in sized.items()}
        spacing = spacing_of(self._unit, room)
        return ShapeEstimator(self.hierarchy, sizes, self._labels(wrap), spacing).shapes()

    def _labels(self, wrap: float) -> dict[str, MeasuredLabel]:
        """The labels of edges and the titles of clusters."""
        edges = {edge.id: edge_label(edge, self.graph, self.measurer, wrap) for edge in self.graph.edges if edge.label}
        titles = {each.id: cluster_title(each, self.graph, self.measurer) for each in self.graph.clusters}
        return {key: label for key, label in {**edges, **titles}.items() if label is not None}

    def _sized(self, wrap: float, pad: float, icon: float) -> dict[str, SizedNode]:
        key = (wrap, pad, icon)
        if key not in self._sizes:
            self._sizes[key] = sized_nodes(self.graph, self.measurer, wrap, pad, icon)
        return self._sizes[key]

    def _tree(self, variant: Variant) -> ClusterTree:
        key = (variant.plan, variant.thorough, variant.starts, variant.bundled)
        if key not in self._trees:
            self._trees[key] = ClusterTree(
                self.hierarchy, dict(variant.plan), thorough=variant.thorough, starts=variant.starts,
                apart=not variant.bundled,
            )  # fmt: skip
        return self._trees[key]

    def dummy_nodes(self) -> int:
        """Number of dummy nodes in the default variant."""
        tree = self._tree(self._written)
        links = [(subgraph.ranks, link) for subgraph in tree.subgraphs.values() for link in subgraph.links]
        return sum(ranks[link.high] - ranks[link.low] for ranks, link in links)

    def candidate(self, variant: Variant) -> Candidate:
        """Lay the figure out with the parameters of `variant`."""
        if variant in self._seen:
            return self._seen[variant]
        tree = self._tree(variant)
        sized = turned_marks(self._sized(variant.wrap, _padding(variant.room), variant.icon), tree.runs_sideways)
        context = LayoutContext(
            tree, sized, self.measurer, spacing_of(self._unit, variant.room), routing_of(self.graph), variant.wrap,
            variant.compact, tree.bundles, self._end_labels,
        )  # fmt: skip
        placed = lay_out(ROOT, context)
        fonts = [size for each in sized.values() for size in each.sizes]
        scale = scale_for(placed, fonts, self.area.width, self.area.height)
        fonts += [label.size for label in self._labels(variant.wrap).values()]
        width = (placed.width * scale + 2 * MARGIN) / self.area.width
        label = min(fonts, default=NODE_FONT) * scale
        crossings = count_crossings(routes_of(placed, context))
        score = self._score(label, width, variant.cost) - CROSSING * crossings
        self._seen[variant] = found = Candidate(variant, placed, context, scale, label, width, crossings, score)
        return found

    def _score(self, label: Points, width: float, cost: float) -> float:
        """The value of a layout: above the readable size, larger labels count less than other virtues."""
        value = label if label <= LEGIBLE else LEGIBLE + 0.7 * (min(label, COMFORTABLE) - LEGIBLE)
        value += 0.15 * max(0.0, label - COMFORTABLE)
        value += READABLE if label >= LEGIBLE - 0.05 else 0.0
        value *= 1 - cost
        if width < NARROW and len(self.graph.nodes) >= 4:
            value -= 1.5 + 6 * (NARROW - width)
        return value

    def _with_fitting_room(self, best: Candidate) -> Candidate:
        """The same layout with less or more spacing, whichever the area allows, and with straighter edges."""
        variants = [replace(best.variant, compact=False)] if best.variant.compact else []
        most = LARGEST_LABEL / NODE_FONT / self._unit - 0.001
        largest = best.scale >= most
        if not largest and best.variant.room > TIGHT:
            rooms = (CLOSER, TIGHT) if best.scale >= NEARLY * most else (TIGHT,)
            variants += [replace(best.variant, room=room * best.variant.room) for room in rooms]
        if largest:
            spare = min(self.area.width / best.placed.width, self.area.height / best.placed.height) / best.scale
            variants += [replace(best.variant, room=room * best.variant.room, compact=False) for room in (1.6, 1.3)
                         if spare > 1 + (room - 1) / 3]  # fmt: skip
        for variant in variants:
            candidate = self.candidate(variant)
            gain = 1.03 if variant.room < best.variant.room else 0.995
            larger = candidate.label >= best.label * gain or candidate.scale >= most > best.scale
            if larger and candidate.crossings <= best.crossings:
                best = candidate
        return best


def _winding(variant: Variant) -> Variant | None:
    """The variant with all its folded chains winding; None if it has none."""
    plan = tuple((key, each.winding) for key, each in variant.plan)
    return replace(variant, plan=plan, cost=variant.cost + WINDING) if plan != variant.plan else None


def _padding(room: float) -> float:
    """Padding of labels in nodes, in em."""
    return 0.9 * max(0.75, room)
