"""Search for the best of several layouts of one figure: the one whose smallest label comes out largest.

Input: a graph and an area. Output: the best layout and its scale.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from coursedeck.figures.layout.context import EdgeRouting, LayoutContext, Spacing, bundles
from coursedeck.figures.layout.labels import Measurer
from coursedeck.figures.layout.measure import NODE_FONT, SizedNode, node_font, sized_nodes, turned_marks
from coursedeck.figures.layout.outer_labels import measured_end_labels
from coursedeck.figures.layout.painter import LARGEST_LABEL, fonts_of, scale_for
from coursedeck.figures.layout.placement import SubgraphLayout
from coursedeck.figures.layout.subgraph import lay_out
from coursedeck.figures.layout.tree import ROOT, Arrangement, ClusterTree
from coursedeck.model.graph import Direction, Graph
from coursedeck.model.units import Points, Size

WRAPS = (9.0, 6.5, 14.0)
"""Widths at which labels are broken, in em; the preferred one first."""
ICONS = (3.6, 2.6)
"""Long facing_edges of icons, in em of their labels."""
LARGE = 60
"""Nodes and edges together above which fewer variants are tried."""
LEGIBLE: Points = 12.0
"""The smallest label that can be read from the back row."""
COMFORTABLE: Points = 16.0
"""Labels of this size need no variants with less spacing."""
ENOUGH: Points = 0.98 * LARGEST_LABEL
HOPELESS: Points = 1.5
"""If labels are this small in the first variant of a large figure, no other variant makes them legible."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One set of parameters for a layout."""

    arrangement: Arrangement
    wrap: float
    room: float
    """Factor for all distances."""
    icon: float = ICONS[0]


"""Long sides of icons, in em of their labels; the preferred one first."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A finished layout and its scale."""

    variant: Variant
    placed: SubgraphLayout
    context: LayoutContext
    scale: float
    label: float
    """Size of the smallest label after scaling, in points."""
    fill: float
    """Fraction of the area that is used."""


class LayoutSearch:
    """The search for one figure; caches what several variants share."""

    def __init__(self, graph: Graph, area: Size, measurer: Measurer) -> None:
        self.graph, self.area, self.measurer = graph, area, measurer
        self._unit = median([node_font(node) for node in graph.nodes] or [NODE_FONT]) / NODE_FONT
        self._trees: dict[Arrangement, tuple[ClusterTree, dict[str, tuple[str, str]]]] = {}
        self._end_labels = measured_end_labels(graph, measurer)
        self._sizes: dict[tuple[float, float, float], dict[str, SizedNode]] = {}

    def best(self) -> Candidate:
        """The layout with the largest smallest label; of similar ones, the one closest to the defaults."""
        candidates: list[Candidate] = []
        for stage in (self._usual(), self._tight()):
            for variant in stage:
                candidates.append(self.candidate(variant))
                if len(candidates) == 1 and candidates[0].label >= ENOUGH:
                    return self._with_more_room(candidates[0])
                if candidates[-1].label <= HOPELESS and self._large:
                    return candidates[-1]
            if _best(candidates).label >= COMFORTABLE:
                break
        return self._with_more_room(_best(candidates))

    def dummy_nodes(self) -> int:
        """Number of dummy nodes in the default variant."""
        tree, _ = self._tree(next(self._arrangements()))
        links = [(subgraph.ranks, link) for subgraph in tree.subgraphs.values() for link in subgraph.links]
        return sum(ranks[link.high] - ranks[link.low] for ranks, link in links)

    def _usual(self) -> Iterator[Variant]:
        """Variants that are always tried, the default first."""
        for arrangement in self._arrangements():
            for wrap in WRAPS[:2] if self._large else WRAPS:
                yield Variant(arrangement, wrap, 1.0)
            yield Variant(arrangement, WRAPS[0], 0.75)

    def _tight(self) -> Iterator[Variant]:
        """Variants for figures whose labels are still small: less spacing, smaller icons."""
        icons = ICONS if any(node.icon is not None for node in self.graph.nodes) else ICONS[:1]
        for arrangement in self._arrangements():
            for icon in icons:
                yield Variant(arrangement, WRAPS[0], 0.55, icon)
                yield Variant(arrangement, WRAPS[1], 0.55, icon)
            if len(icons) > 1:
                yield Variant(arrangement, WRAPS[0], 0.75, icons[1])

    @property
    def _large(self) -> bool:
        return len(self.graph.nodes) + len(self.graph.edges) > LARGE

    def _arrangements(self) -> Iterator[Arrangement]:
        given = self.graph.direction
        for direction in (given,) if given is not None else (Direction.LR, Direction.TB):
            yield Arrangement(direction)
            if self._large:
                continue
            subgraphs = self._tree(Arrangement(direction))[0].subgraphs
            if any(subgraph.unconstrained and len(subgraph.items) > 1 for subgraph in subgraphs.values()):
                yield Arrangement(direction, turned=True)
            if len(subgraphs[ROOT].components) > 1 or (
                subgraphs[ROOT].unconstrained and len(subgraphs[ROOT].items) > 1
            ):
                yield Arrangement(direction, fold=2)
                yield Arrangement(direction, fold=3)

    def _tree(self, arrangement: Arrangement) -> tuple[ClusterTree, dict[str, tuple[str, str]]]:
        if arrangement not in self._trees:
            tree = ClusterTree(self.graph, arrangement)
            self._trees[arrangement] = tree, bundles(tree)
        return self._trees[arrangement]

    def _sized(self, wrap: float, pad: float, icon: float) -> dict[str, SizedNode]:
        key = (wrap, pad, icon)
        if key not in self._sizes:
            self._sizes[key] = sized_nodes(self.graph, self.measurer, wrap, pad, icon)
        return self._sizes[key]

    def candidate(self, variant: Variant) -> Candidate:
        """Lay the figure out with the parameters of `variant`."""
        tree, bundled = self._tree(variant.arrangement)
        sized = self._sized(variant.wrap, 0.9 * max(0.75, variant.room), variant.icon)
        sized = turned_marks(sized, tree.runs_sideways)
        spacing = _distances(self._unit, variant.room)
        context = LayoutContext(
            tree, sized, self.measurer, spacing, _routing(self.graph), variant.wrap, bundled, self._end_labels
        )
        placed = lay_out(ROOT, context)
        fonts = fonts_of(sized)
        scale = scale_for(placed, fonts, self.area.width, self.area.height)
        fill = placed.width * placed.height * scale * scale / (self.area.width * self.area.height)
        return Candidate(variant, placed, context, scale, min(fonts, default=NODE_FONT) * scale, fill)

    def _with_more_room(self, best: Candidate) -> Candidate:
        """The same layout with more spacing, if labels keep their size."""
        for room in (1.6, 1.3):
            candidate = self.candidate(replace(best.variant, room=room * best.variant.room))
            if candidate.label >= best.label * 0.995:
                return candidate
        return best


def _best(candidates: Sequence[Candidate]) -> Candidate:
    """The one with the highest score; the first is the default variant."""
    return max(candidates, key=lambda each: _score(each, candidates[0].variant))


def _score(candidate: Candidate, usual: Variant) -> float:
    """Size of the smallest label, reduced for each deviation from the defaults and for unused area."""
    variant, label = candidate.variant, candidate.label
    unusual = (
        0.08 * (variant.icon != ICONS[0]) + 0.10 * variant.arrangement.turned + 0.04 * (variant.arrangement.fold > 1)
    )
    unusual += 0.02 * (variant.wrap != usual.wrap) + 0.08 * (1.0 - min(1.0, variant.room))
    unusual += 0.03 * (variant.arrangement.direction is not usual.arrangement.direction)
    legible = min(1.0, label / LEGIBLE)
    return label * legible * (1 - unusual) * (0.97 + 0.03 * candidate.fill)


def _distances(unit: float, room: float) -> Spacing:
    """Spacing at scale 1; `unit` is the font size relative to the default."""
    factor = unit * room
    tight = unit * min(1.0, max(room, 0.7))
    return Spacing(across=18 * factor, stack=9 * factor, along=34 * factor, pad=11 * factor,
                     lane=12 * tight, track=10 * tight, arrow=14 * tight)  # fmt: skip


def _routing(graph: Graph) -> EdgeRouting:
    """The author's ``splines``, else orthogonal routing."""
    value = dict(graph.attributes).get("splines", "ortho").lower()
    if value in {"curved", "spline", "true"}:
        return EdgeRouting.CURVED
    return EdgeRouting.STRAIGHT if value in {"line", "polyline", "false"} else EdgeRouting.ORTHOGONAL
