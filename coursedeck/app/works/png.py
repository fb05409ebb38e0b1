"""The PNG of a figure; decks do not wait for it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from coursedeck.app.engine import Context, Work
from coursedeck.app.works.tools import FIGURE_TOOLS
from coursedeck.model.problem import CourseError, Problem


class FigurePainted(Struct, frozen=True):
    """A PNG in the store."""

    png: str


class PaintFigure(Work[FigurePainted], frozen=True):
    """Paint an SVG that is in the store, `width` pixels wide."""

    svg: str
    width: int
    path: str = ""
    """Where it goes, from the output folder; empty where another work takes it."""

    aside = ("path",)
    result = FigurePainted
    tools = FIGURE_TOOLS
    few = 12
    leads_to = FIGURE_TOOLS

    @property
    def title(self) -> str:
        """Its path."""
        return self.path

    def do(self, context: Context) -> FigurePainted:
        """Paint it."""
        from coursedeck.app.stages.figures import paint  # noqa: PLC0415 - runs without new figures do without

        return FigurePainted(context.put(paint(context.get(self.svg), self.width)))

    def instead(self, problems: tuple[Problem, ...]) -> FigurePainted:
        """No PNG, where nothing else needs it."""
        if not self.path:
            raise CourseError(problems)
        return FigurePainted("")

    def files(self, result: FigurePainted) -> Iterable[tuple[str, str]]:
        """The PNG, where it has a place of its own."""
        return [(self.path, result.png)] if self.path and result.png else []
