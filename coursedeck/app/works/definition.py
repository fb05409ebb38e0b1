"""A figure definition: run, and its graphs kept."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from coursedeck.app.engine import FILE, NAMES, Context, Work
from coursedeck.app.works.tools import FIGURE_TOOLS
from coursedeck.model.problem import CourseError, Problem


class DefinitionRun(Struct, frozen=True):
    """Names of a script's figures and their graphs in the store, none where it failed."""

    problems: tuple[Problem, ...]
    graphs: tuple[tuple[str, str], ...] = ()
    titles: tuple[tuple[str, str], ...] = ()
    """What sessions may call a figure by its title or file, and its name."""


class RunDefinition(Work[DefinitionRun], frozen=True):
    """Run a script; `path` is from the course folder."""

    path: str
    allowed: tuple[str, ...] = ()
    """What the course's definitions may besides reading it (see `coursedeck.base.sandbox`)."""
    confined: bool = False
    """Whether it is not run where the machine cannot keep it from the rest."""

    aside = ("confined",)
    result = DefinitionRun
    tools = ("coursedeck.figures.capture",)
    leads_to = FIGURE_TOOLS

    @property
    def title(self) -> str:
        """Its path."""
        return self.path

    def sources(self) -> Iterable[str]:
        """The script; what it imports, opens and lists shows as it runs."""
        return (self.path,)

    def do(self, context: Context) -> DefinitionRun:
        """Run it in a process of its own."""
        # sessions without figures do without
        from coursedeck.figures.capture import Permission, record  # noqa: PLC0415

        try:
            may = Permission(context.root, self.allowed, self.confined)
            captured = record(context.root / self.path, may)
        except CourseError as failure:
            return DefinitionRun(failure.problems)
        context.depends_on(FILE + path for path in captured.files)
        context.depends_on(NAMES + path for path in captured.folders)
        graphs = tuple((graph.name, context.keep(graph)) for graph in captured.graphs)
        return DefinitionRun(captured.problems, graphs, captured.titles)

    def instead(self, problems: tuple[Problem, ...]) -> DefinitionRun:
        """A script without figures."""
        return DefinitionRun(problems)

    def lasts(self, result: DefinitionRun) -> bool:
        """What stood in the way of a failure may be anywhere: it is tried again every time."""
        return bool(result.graphs)
