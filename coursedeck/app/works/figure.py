"""The figure of a definition in one language: translated, laid out, drawn, and written as SVG."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from coursedeck.app.engine import Context, Work
from coursedeck.app.works.drawing import DrawGraph, GraphDrawn
from coursedeck.app.works.settings import course_of
from coursedeck.app.works.tools import FIGURE_TOOLS
from coursedeck.model.course import catalog_file
from coursedeck.model.direction_policy import DirectionPolicy
from coursedeck.model.problem import Problem
from coursedeck.model.unsaved import UnsavedTranslation
from coursedeck.model.values import replace

if TYPE_CHECKING:
    from coursedeck.model.graph import Graph


class DrawFigure(Work[GraphDrawn], frozen=True):
    """Draw a figure of a definition in one language."""

    locale: str
    name: str
    graph: str
    """In the store, as `template` is."""
    template: str
    source_locale: str | None
    policy: DirectionPolicy = DirectionPolicy.READABLE
    drafts: tuple[UnsavedTranslation, ...] = ()
    """Translations that are not saved yet."""
    unseen: bool = False
    """Whether decks alone want it, so that it is put into no file of its own."""

    aside = ("unseen",)
    result = GraphDrawn
    tools = FIGURE_TOOLS
    few = 12
    leads_to = FIGURE_TOOLS

    @property
    def title(self) -> str:
        """Its path in the output, without ending."""
        return f"{self.locale}/figures/{self.name}"

    def sources(self) -> Iterable[str]:
        """The catalog of its labels."""
        return (catalog_file(self.locale, "diagrams"),) if self.locale != self.source_locale else ()

    def do(self, context: Context) -> GraphDrawn:
        """Translate its labels, and draw it for the template's fonts and the area of a figure."""
        # runs without new figures do without
        from coursedeck.app.stages.families import families_of  # noqa: PLC0415
        from coursedeck.app.stages.figures import figure_area  # noqa: PLC0415
        from coursedeck.model.template import Template  # noqa: PLC0415

        graph, problems = self._translated(context)
        template = context.value(self.template, Template)
        drawn = context.ask(DrawGraph(graph, figure_area(template), families_of(template, self.locale)))
        return replace(drawn, problems=(*problems, *drawn.problems))

    def instead(self, problems: tuple[Problem, ...]) -> GraphDrawn:
        """A figure that cannot be drawn."""
        return GraphDrawn(problems)

    def files(self, result: GraphDrawn) -> Iterable[tuple[str, str]]:
        """The SVG."""
        return [(f"{self.title}.svg", result.svg)] if result.svg and not self.unseen else []

    def needs(self, result: GraphDrawn) -> Iterable[str]:
        """Drawing and SVG, and those of the parts, which the slides show."""
        parts = (key for part in result.parts for key in (part.drawing, part.svg))
        return (result.drawing, result.svg, *parts) if result.svg else ()

    def _translated(self, context: Context) -> tuple[Graph, tuple[Problem, ...]]:
        from coursedeck.model.graph import Graph  # noqa: PLC0415 - see do

        graph = replace(context.value(self.graph, Graph), direction_policy=self.policy)
        if self.locale == self.source_locale:
            return graph, ()
        # a course in one language does without catalogs
        from coursedeck.app.stages.languages import figure_catalogs, graphs_in_language  # noqa: PLC0415

        course = replace(course_of(context), source_locale=self.source_locale)
        catalogs = figure_catalogs(course, self.locale, graph)
        if self.drafts:
            from coursedeck.session.localize import with_unsaved  # noqa: PLC0415 - see above

            catalogs = with_unsaved(catalogs, self.drafts)
        translated, problems = graphs_in_language({self.name: graph}, catalogs, self.locale, show_old=course.shows_old)
        return translated[self.name], problems
