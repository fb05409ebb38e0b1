"""The catalogs of a language, held against what the sources say."""

from __future__ import annotations

from collections.abc import Iterable

from coursedeck.app.engine import Context, Work
from coursedeck.app.works.settings import SETTINGS, course_of
from coursedeck.model.course import GLOSSARY_FILE, catalog_file
from coursedeck.model.coverage import CatalogsChecked
from coursedeck.model.problem import Problem


class CheckCatalogs(Work[CatalogsChecked], frozen=True):
    """Count what is translated into a language, and find what is wrong with it."""

    locale: str
    source_locale: str
    paths: tuple[str, ...]
    """Of the sessions, from ``content/`` without ending."""
    sessions: tuple[str, ...]
    """The sessions in the store, in the same order."""
    graphs: tuple[str, ...]
    """The graphs of definitions in the store."""
    strict: bool
    """Text that is not translated is an error."""

    result = CatalogsChecked

    def sources(self) -> Iterable[str]:
        """The settings, the catalogs and the glossary."""
        return (
            SETTINGS,
            GLOSSARY_FILE,
            *(catalog_file(self.locale, name) for name in (*self.paths, "diagrams", "course")),
        )

    def instead(self, problems: tuple[Problem, ...]) -> CatalogsChecked:
        """Nothing counted."""
        return CatalogsChecked((), problems)

    def do(self, context: Context) -> CatalogsChecked:
        """Read the catalogs, and hold them against every message."""
        from coursedeck.app.stages.catalogs import check_catalogs  # noqa: PLC0415 - polib and the rules of the checks
        from coursedeck.app.stages.sources import sources  # noqa: PLC0415
        from coursedeck.model.graph import Graph  # noqa: PLC0415
        from coursedeck.model.session import Session  # noqa: PLC0415

        said = sources(
            (context.value(name, Session) for name in self.sessions),
            [context.value(name, Graph) for name in self.graphs],
        )
        return check_catalogs(course_of(context), said, self.locale, self.source_locale, strict=self.strict)
