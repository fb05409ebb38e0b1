"""Figures that are no graphs: Gantt charts and the like, each composed by a file of its own.

    Graph with a kind ─composer of the kind→ Canvas ─scaled→ Drawing

A new kind is one class in `coursedeck.model.figure_kinds`, one composer here, and its line in `COMPOSERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from coursedeck.figures.layout.describe import describe
from coursedeck.figures.layout.kinds.blocks import compose_blocks
from coursedeck.figures.layout.kinds.board import compose_board
from coursedeck.figures.layout.kinds.canvas import FONT, Canvas, scaled
from coursedeck.figures.layout.kinds.characters import compose_characters
from coursedeck.figures.layout.kinds.gantt import compose_gantt
from coursedeck.figures.layout.kinds.git_graph import compose_git_graph
from coursedeck.figures.layout.kinds.journey import compose_journey
from coursedeck.figures.layout.kinds.packet import compose_packet
from coursedeck.figures.layout.kinds.quadrants import compose_quadrants
from coursedeck.figures.layout.kinds.radar import compose_radar
from coursedeck.figures.layout.kinds.sankey import compose_sankey
from coursedeck.figures.layout.kinds.treemap import compose_treemap
from coursedeck.figures.layout.labels import Measurer
from coursedeck.figures.layout.painter import LARGEST_LABEL, MARGIN
from coursedeck.model.drawing import Drawing
from coursedeck.model.figure_kinds import (
    Blocks,
    Board,
    CharacterDrawing,
    FigureKind,
    Gantt,
    GitGraph,
    Journey,
    Packet,
    Quadrants,
    Radar,
    Sankey,
    Treemap,
)
from coursedeck.model.graph import Graph
from coursedeck.model.units import Points, Size

__all__ = ["COMPOSERS", "compose_kind"]

Composer: TypeAlias = Callable[[Graph, Any, Canvas], None]

COMPOSERS: Mapping[type[FigureKind], Composer] = {
    Gantt: compose_gantt,
    GitGraph: compose_git_graph,
    Quadrants: compose_quadrants,
    Journey: compose_journey,
    Board: compose_board,
    Blocks: compose_blocks,
    Packet: compose_packet,
    Radar: compose_radar,
    Sankey: compose_sankey,
    Treemap: compose_treemap,
    CharacterDrawing: compose_characters,
}

SIZES = (LARGEST_LABEL, 18.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0)
"""Sizes of words that are tried, largest first; the last one that fits no area is shrunk to it."""
_SLACK = 0.5


def compose_kind(graph: Graph, kind: FigureKind, area: Size, measurer: Measurer, language: str) -> Drawing:
    """The figure with the largest words with which it fits the area."""
    canvas, scale = _best(graph, kind, Size(area.width - 2 * MARGIN, area.height - 2 * MARGIN), measurer, language)
    bounds = canvas.bounds()
    dx, dy = MARGIN - bounds.left * scale, MARGIN - bounds.top * scale
    return Drawing(
        name=graph.name,
        title=" ".join(graph.title.text.split()),
        description=canvas.description or describe(graph),
        width=round(bounds.width * scale + 2 * MARGIN, 3),
        height=round(bounds.height * scale + 2 * MARGIN, 3),
        items=tuple(scaled(item, scale, dx, dy) for item in canvas.items),
        smallest_label=round(canvas.smallest() * scale, 3),
    )


def _best(graph: Graph, kind: FigureKind, area: Size, measurer: Measurer, language: str) -> tuple[Canvas, float]:
    """The composition at the largest size at which it fits, and its scale; the smallest one where none does."""
    for size in SIZES[:-1]:
        canvas = _composed(graph, kind, area, measurer, language, size)
        bounds = canvas.bounds()
        if canvas.crowded:
            continue
        if bounds.width <= canvas.room.width + _SLACK and bounds.height <= canvas.room.height + _SLACK:
            return canvas, min(size / FONT, _fitting(canvas, area))
    canvas = _composed(graph, kind, area, measurer, language, SIZES[-1])
    return canvas, min(SIZES[-1] / FONT, _fitting(canvas, area))


def _composed(graph: Graph, kind: FigureKind, area: Size, measurer: Measurer, language: str, size: Points) -> Canvas:
    canvas = Canvas(Size(area.width * FONT / size, area.height * FONT / size), measurer, language, size)
    COMPOSERS[type(kind)](graph, kind, canvas)
    return canvas


def _fitting(canvas: Canvas, area: Size) -> float:
    bounds = canvas.bounds()
    return min(area.width / bounds.width, area.height / bounds.height)
