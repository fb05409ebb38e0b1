"""What an open course says in all, and how far its translations are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from coursedeck.app.course.opening import OpenCourse
from coursedeck.app.engine import Engine
from coursedeck.app.works.catalogs import CheckCatalogs
from coursedeck.model.coverage import Coverage
from coursedeck.model.graph import Graph
from coursedeck.model.problem import Problem
from coursedeck.model.session import Session

if TYPE_CHECKING:
    from coursedeck.app.stages.sources import Sources


def said_by(engine: Engine, course: OpenCourse) -> Sources:
    """Everything of the course that is translated."""
    from coursedeck.app.stages.sources import sources  # noqa: PLC0415 - all of `session`, which a check may do without

    sessions = (engine.value(one.session, Session) for _, one in course.sessions)
    return sources(sessions, [engine.value(graph, Graph) for graph in course.graphs.values()])


def check_translations(
    engine: Engine, course: OpenCourse, locales: Iterable[str]
) -> tuple[tuple[Coverage, ...], tuple[Problem, ...]]:
    """How far the translations into these languages are, the course's own left out, and what is wrong with them."""
    source = course.source_locale
    if source is None:
        return (), ()
    paths, read = zip(*course.sessions, strict=True)
    works = [
        CheckCatalogs(
            locale,
            source,
            paths,
            tuple(one.session for one in read),
            tuple(course.graphs.values()),
            course.request.strict,
        )
        for locale in locales
        if locale != source
    ]
    checked = engine.ask_all(works)
    coverage = tuple(each for one in checked for each in one.coverage)
    return coverage, tuple(problem for one in checked for problem in one.problems)
