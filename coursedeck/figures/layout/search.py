"""Try a handful of layouts of one figure and keep the one whose labels come out largest.

Comes in: a graph and an area. Goes out: the best layout and its scale.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import median

from coursedeck.figures.layout.compose import LARGEST_LABEL, fonts_of, scale_for
from coursedeck.figures.layout.level import lay_out
from coursedeck.figures.layout.measure import NODE_FONT, Measurer, SizedNode, node_font, sized_nodes, turned_marks
from coursedeck.figures.layout.placed import Placed
from coursedeck.figures.layout.spec import Distances, Lines, Spec, bundles
from coursedeck.figures.layout.tree import ROOT, Arrangement, Tree
from coursedeck.model.graph import Direction, Graph
from coursedeck.model.units import Points, Size

WRAPS = (9.0, 6.5, 14.0)
"""Widths at which labels are broken, in em."""
ICONS = (3.6, 2.6)
"""Long sides of icons, in em of their labels."""
MANY = 60
"""Above so many nodes and edges fewer layouts are tried."""
LEGIBLE: Points = 12.0
"""The smallest label that the back row reads."""
COMFORTABLE: Points = 16.0
"""Labels of this size are not worth less room."""
ENOUGH: Points = 0.98 * LARGEST_LABEL
HOPELESS: Points = 1.5
"""Where the usual layout has labels this small, no other makes them legible."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to lay a figure out."""

    arrangement: Arrangement
    wrap: float
    room: float
    """Distances, as a factor."""
    icon: float = ICONS[0]
    """Long side of icons, in em of their labels."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A layout, and how large it may be drawn."""

    choice: Choice
    placed: Placed
    spec: Spec
    scale: float
    label: float
    """Smallest label in the area, in points."""
    fill: float
    """Part of the area that is used."""


class Search:
    """The layouts of one figure; keeps what several of them share."""

    def __init__(self, graph: Graph, area: Size, measurer: Measurer) -> None:
        self.graph, self.area, self.measurer = graph, area, measurer
        self._unit = median([node_font(node) for node in graph.nodes] or [NODE_FONT]) / NODE_FONT
        self._trees: dict[Arrangement, tuple[Tree, dict[str, tuple[str, str]]]] = {}
        self._sizes: dict[tuple[float, float, float], dict[str, SizedNode]] = {}

    def best(self) -> Outcome:
        """The layout with the largest smallest label; where two are alike, the one nearer to what is usual."""
        outcomes: list[Outcome] = []
        for stage in (self._usual(), self._tight()):
            for choice in stage:
                outcomes.append(self.outcome(choice))
                if len(outcomes) == 1 and outcomes[0].label >= ENOUGH:
                    return self._aired(outcomes[0])
                if outcomes[-1].label <= HOPELESS and self._large:
                    return outcomes[-1]
            best = max(outcomes, key=lambda each: _merit(each, outcomes[0].choice))
            if best.label >= COMFORTABLE:
                break
        return self._aired(best)

    def rows_passed(self) -> int:
        """How many rows all lines pass together, in the most usual layout."""
        tree, _ = self._tree(next(self._arrangements()))
        links = [(level.ranks, link) for level in tree.levels.values() for link in level.links]
        return sum(ranks[link.high] - ranks[link.low] for ranks, link in links)

    def _usual(self) -> Iterator[Choice]:
        """What is tried first, the most usual in front."""
        for arrangement in self._arrangements():
            for wrap in WRAPS[:2] if self._large else WRAPS:
                yield Choice(arrangement, wrap, 1.0)
            yield Choice(arrangement, WRAPS[0], 0.75)

    def _tight(self) -> Iterator[Choice]:
        """What is tried where labels are still small: less room, smaller icons."""
        icons = ICONS if any(node.icon is not None for node in self.graph.nodes) else ICONS[:1]
        for arrangement in self._arrangements():
            for icon in icons:
                yield Choice(arrangement, WRAPS[0], 0.55, icon)
                yield Choice(arrangement, WRAPS[1], 0.55, icon)
            if len(icons) > 1:
                yield Choice(arrangement, WRAPS[0], 0.75, icons[1])

    @property
    def _large(self) -> bool:
        return len(self.graph.nodes) + len(self.graph.edges) > MANY

    def _arrangements(self) -> Iterator[Arrangement]:
        given = self.graph.direction
        for direction in (given,) if given is not None else (Direction.LR, Direction.TB):
            yield Arrangement(direction)
            if self._large:
                continue
            levels = self._tree(Arrangement(direction))[0].levels
            if any(level.loose and len(level.items) > 1 for level in levels.values()):
                yield Arrangement(direction, turned=True)
            if len(levels[ROOT].parts) > 1 or (levels[ROOT].loose and len(levels[ROOT].items) > 1):
                yield Arrangement(direction, fold=2)
                yield Arrangement(direction, fold=3)

    def _tree(self, arrangement: Arrangement) -> tuple[Tree, dict[str, tuple[str, str]]]:
        if arrangement not in self._trees:
            tree = Tree(self.graph, arrangement)
            self._trees[arrangement] = tree, bundles(tree)
        return self._trees[arrangement]

    def _sized(self, wrap: float, pad: float, icon: float) -> dict[str, SizedNode]:
        key = (wrap, pad, icon)
        if key not in self._sizes:
            self._sizes[key] = sized_nodes(self.graph, self.measurer, wrap, pad, icon)
        return self._sizes[key]

    def outcome(self, choice: Choice) -> Outcome:
        """One layout."""
        tree, bundled = self._tree(choice.arrangement)
        sized = self._sized(choice.wrap, 0.9 * max(0.75, choice.room), choice.icon)
        sized = turned_marks(sized, tree.runs_sideways)
        distances = _distances(self._unit, choice.room)
        spec = Spec(tree, sized, self.measurer, distances, _lines(self.graph), choice.wrap, bundled)
        placed = lay_out(ROOT, spec)
        fonts = fonts_of(sized)
        scale = scale_for(placed, fonts, self.area.width, self.area.height)
        fill = placed.width * placed.height * scale * scale / (self.area.width * self.area.height)
        return Outcome(choice, placed, spec, scale, min(fonts, default=NODE_FONT) * scale, fill)

    def _aired(self, best: Outcome) -> Outcome:
        """The same layout with more room, where that costs no label its size."""
        for room in (1.6, 1.3):
            outcome = self.outcome(replace(best.choice, room=room * best.choice.room))
            if outcome.label >= best.label * 0.995:
                return outcome
        return best


def _merit(outcome: Outcome, usual: Choice) -> float:
    """Size of the label, a little less for what is unusual, a little more for a well filled area."""
    choice, label = outcome.choice, outcome.label
    unusual = 0.08 * (choice.icon != ICONS[0]) + 0.10 * choice.arrangement.turned + 0.04 * (choice.arrangement.fold > 1)
    unusual += 0.02 * (choice.wrap != usual.wrap) + 0.08 * (1.0 - min(1.0, choice.room))
    unusual += 0.03 * (choice.arrangement.direction is not usual.arrangement.direction)
    legible = min(1.0, label / LEGIBLE)
    return label * legible * (1 - unusual) * (0.97 + 0.03 * outcome.fill)


def _distances(unit: float, room: float) -> Distances:
    """Room between things."""
    factor = unit * room
    tight = unit * min(1.0, max(room, 0.7))
    return Distances(across=18 * factor, stack=9 * factor, along=34 * factor, pad=11 * factor,
                     lane=12 * tight, track=10 * tight, arrow=14 * tight)  # fmt: skip


def _lines(graph: Graph) -> Lines:
    """How edges run: as the author says, else in right angles."""
    value = dict(graph.attributes).get("splines", "ortho").lower()
    if value in {"curved", "spline", "true"}:
        return Lines.CURVED
    return Lines.STRAIGHT if value in {"line", "polyline", "false"} else Lines.ORTHOGONAL
