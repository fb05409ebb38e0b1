"""Try a handful of layouts of one figure and keep the one whose labels come out largest.

Comes in: a graph and an area. Goes out: the best layout and its scale.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import median

from coursedeck.layout.compose import fonts_of, scale_for
from coursedeck.layout.level import lay_out
from coursedeck.layout.measure import NODE_FONT, Measurer, node_font, sized_nodes
from coursedeck.layout.placed import Placed
from coursedeck.layout.spec import Distances, Lines, Spec, bundles
from coursedeck.layout.tree import ROOT, Arrangement, Tree
from coursedeck.model.graph import Direction, Graph
from coursedeck.model.units import Size

_WRAPS = (9.0, 6.5, 14.0)
"""Widths at which labels are broken, in em."""
ICONS = (3.6, 2.6)
_MANY = 60
"""Above so many nodes and edges fewer layouts are tried."""


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


def best_layout(graph: Graph, area: Size, measurer: Measurer) -> Outcome:
    """The layout with the largest smallest label; where two are alike, the one nearer to what is usual."""
    outcomes: list[Outcome] = []
    for choice in _choices(graph):
        outcomes.append(_outcome(graph, area, measurer, choice))
    best = max(outcomes, key=lambda each: (_merit(each, outcomes[0]), -outcomes.index(each)))
    return _aired(graph, area, measurer, best)


def _merit(outcome: Outcome, usual: Outcome) -> float:
    """Size of the label, a little less for what is unusual, a little more for a well filled area."""
    choice = outcome.choice
    unusual = 0.08 * (choice.icon != ICONS[0]) + 0.10 * choice.arrangement.turned + 0.04 * (choice.arrangement.fold > 1) + 0.02 * (choice.wrap != usual.choice.wrap)
    if choice.arrangement.direction is not usual.choice.arrangement.direction:
        unusual += 0.03
    return outcome.label * (1 - unusual) * (0.97 + 0.03 * outcome.fill) * (1.0 if choice.room >= 1 else 0.98)


def _choices(graph: Graph) -> Iterator[Choice]:
    """What is tried, the usual first."""
    large = len(graph.nodes) + len(graph.edges) > _MANY
    directions = (graph.direction,) if graph.direction is not None else (Direction.LR, Direction.TB)
    wraps = _WRAPS[:2] if large else _WRAPS
    for direction in directions:
        for arrangement in _arrangements(graph, direction, large):
            for wrap in wraps:
                yield Choice(arrangement, wrap, 1.0)
            yield Choice(arrangement, wraps[0], 0.75)
            if any(node.icon is not None for node in graph.nodes):
                yield Choice(arrangement, wraps[0], 0.75, ICONS[1])


def _arrangements(graph: Graph, direction: Direction, large: bool) -> Iterator[Arrangement]:
    yield Arrangement(direction)
    if large:
        return
    levels = Tree(graph, Arrangement(direction)).levels
    if any(level.loose and len(level.items) > 1 for level in levels.values()):
        yield Arrangement(direction, turned=True)
    ranks = levels[ROOT].ranks
    if sum(rank == 0 for rank in ranks.values()) > 1:
        yield Arrangement(direction, fold=2)
        yield Arrangement(direction, fold=3)


def _outcome(graph: Graph, area: Size, measurer: Measurer, choice: Choice) -> Outcome:
    unit = median([node_font(node) for node in graph.nodes] or [NODE_FONT]) / NODE_FONT
    sized = sized_nodes(graph, measurer, choice.wrap, 0.9 * max(1.0, choice.room), choice.icon)
    tree = Tree(graph, choice.arrangement)
    spec = Spec(tree, sized, measurer, _distances(graph, unit, choice.room), _lines(graph), choice.wrap, bundles(tree))
    placed = lay_out(ROOT, spec)
    fonts = fonts_of(sized)
    scale = scale_for(placed, fonts, area.width, area.height)
    smallest = min(fonts, default=NODE_FONT) * scale
    fill = placed.width * placed.height * scale * scale / (area.width * area.height)
    return Outcome(choice, placed, spec, scale, smallest, fill)


def _aired(graph: Graph, area: Size, measurer: Measurer, best: Outcome) -> Outcome:
    """The same layout with more room, where that costs no label its size."""
    for room in (1.6, 1.3):
        choice = replace(best.choice, room=room * best.choice.room)
        outcome = _outcome(graph, area, measurer, choice)
        if outcome.label >= best.label * 0.995:
            return outcome
    return best


def _distances(graph: Graph, unit: float, room: float) -> Distances:
    """Room between things; what the author set wins where it asks for less than the usual."""
    del graph
    factor = unit * room
    return Distances(across=18 * factor, stack=9 * factor, along=34 * factor, pad=11 * factor,
                     lane=12 * unit, track=10 * unit, arrow=14 * unit)  # fmt: skip


def _lines(graph: Graph) -> Lines:
    """How edges run: as the author says, else in right angles."""
    value = dict(graph.attributes).get("splines", "ortho").lower()
    if value in {"curved", "spline", "true"}:
        return Lines.CURVED
    return Lines.STRAIGHT if value in {"line", "polyline", "false"} else Lines.ORTHOGONAL
