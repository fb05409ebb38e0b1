"""A graph laid out and drawn: the same graph on other lines is the same figure, wherever it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from coursedeck.app.engine import Context, Work
from coursedeck.app.works.tools import FIGURE_TOOLS
from coursedeck.model.problem import DIRECTION_CHECK, SIZE_CHECK, CourseError, Problem, Source
from coursedeck.model.values import replace

if TYPE_CHECKING:
    from coursedeck.base.text import Families
    from coursedeck.model.graph import Graph
    from coursedeck.model.units import Size


class PartDrawn(Struct, frozen=True):
    """A part of a figure that is too large for one slide: its name and title, drawing and SVG in the store."""

    name: str
    title: str
    drawing: str
    svg: str
    is_sequel: bool = False


class GraphDrawn(Struct, frozen=True):
    """A figure in the store: drawing and SVG; both empty where it cannot be drawn."""

    problems: tuple[Problem, ...]
    drawing: str = ""
    svg: str = ""
    width: int = 0
    """Of its PNG, in pixels."""
    parts: tuple[PartDrawn, ...] = ()
    """What slides show in its place, where its labels would be too small to be read."""


class DrawGraph(Work[GraphDrawn], frozen=True):
    """Lay a graph out in an area of points, with the fonts of a language."""

    graph: Graph
    area: Size
    families: Families
    split: bool = True
    """Whether its parts are wanted where it is too large for one slide."""

    result = GraphDrawn
    tools = FIGURE_TOOLS
    leads_to = FIGURE_TOOLS

    @property
    def origin(self) -> Source:
        """Where the graph begins."""
        return self.graph.source

    @property
    def subject(self) -> str:
        """The file that the graph stands in."""
        return self.graph.source.file

    def do(self, context: Context) -> GraphDrawn:
        """Lay it out, and draw it as SVG; the same for its parts, where it is too large for one slide."""
        # runs without new figures do without
        from coursedeck.app.stages.figures import is_legible, png_width, sketch, sketch_parts  # noqa: PLC0415

        try:
            drawing, svg, problems = sketch(self.graph, self.area, self.families)
        except CourseError as failure:
            return GraphDrawn(failure.problems)
        drawn = GraphDrawn(problems, context.keep(drawing), context.put(svg), png_width(drawing))
        if is_legible(drawing) or not self.split:
            return drawn
        parts = sketch_parts(self.graph, self.area, self.families)
        if not parts:
            return drawn
        kept = (
            PartDrawn(one.name, one.title, context.keep(part), context.put(svg), one.is_sequel)
            for one, part, svg in parts
        )
        # what concerns the whole on one slide is of no matter now
        others = tuple(problem for problem in problems if problem.check not in {SIZE_CHECK, DIRECTION_CHECK})
        return replace(drawn, parts=tuple(kept), problems=others)

    def instead(self, problems: tuple[Problem, ...]) -> GraphDrawn:
        """A figure that cannot be drawn."""
        return GraphDrawn(problems)

    def lasts(self, result: GraphDrawn) -> bool:
        """A figure that cannot be drawn is tried again."""
        return bool(result.svg)
