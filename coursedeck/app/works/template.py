"""A deck template: read, judged, and kept with the package that decks are written into."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from coursedeck.app.engine import Context, Work
from coursedeck.app.works.tools import FIGURE_TOOLS
from coursedeck.model.problem import CourseError, Problem
from coursedeck.model.template import TemplateSettings
from coursedeck.model.theme import ThemeChoice


class TemplateRead(Struct, frozen=True):
    """A template and its package in the store; both empty where it cannot be used."""

    problems: tuple[Problem, ...]
    template: str = ""
    package: str = ""


class ReadTemplate(Work[TemplateRead], frozen=True):
    """Read a deck template; `path` is from the course folder, None is for that of a theme."""

    path: str | None
    theme: ThemeChoice = field(default_factory=ThemeChoice)
    settings: TemplateSettings = field(default_factory=TemplateSettings)

    result = TemplateRead
    # a template that is new changes every figure
    leads_to = FIGURE_TOOLS

    @property
    def title(self) -> str:
        """Its path, or its theme."""
        return self.path or f"theme {self.theme.name}"

    def sources(self) -> Iterable[str]:
        """The file; themes belong to the program."""
        return () if self.path is None else (self.path,)

    def instead(self, problems: tuple[Problem, ...]) -> TemplateRead:
        """A template that cannot be used."""
        return TemplateRead(problems)

    def do(self, context: Context) -> TemplateRead:
        """Read it, and say what is wrong with it."""
        # its parts are lxml's, which sessions are read without
        from coursedeck.app.stages.kept_themes import encoded_theme  # noqa: PLC0415
        from coursedeck.app.stages.templates import open_template_file  # noqa: PLC0415

        if self.path is None:
            theme = encoded_theme(self.theme)
            return TemplateRead(theme.problems, context.put(theme.template), context.put(theme.package))
        try:
            opened = open_template_file(context.root, self.path, self.theme, self.settings)
        except CourseError as failure:
            return TemplateRead(failure.problems)
        return TemplateRead(opened.problems, context.keep(opened.template), context.put(opened.package))
