"""What a course, its sessions and its figures say in one language: catalogs read, and words translated by them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from coursedeck.app.stages.sources import sources
from coursedeck.base.cache import digest_of_file
from coursedeck.base.text.languages import is_pseudo
from coursedeck.model.course import Course, catalog_file
from coursedeck.model.graph import Graph
from coursedeck.model.problem import Problem
from coursedeck.model.session import Session
from coursedeck.model.ui_strings import UiStrings
from coursedeck.session.localize import (
    COURSE,
    DIAGRAMS,
    Catalogs,
    pseudo_catalogs,
    read_catalogs,
    translate_course,
    translate_graph,
    translate_ui_strings,
)


class CourseInLanguage(Struct, frozen=True):
    """What a course says by itself in one language."""

    locale: str
    course: Course
    words: UiStrings
    problems: tuple[Problem, ...] = ()


def course_in_language(course: Course, catalogs: Catalogs, locale: str, *, foreign: bool) -> CourseInLanguage:
    """Title, author and the product's own words, as far as the catalog can be read.

    The words come from ``course.po`` for the source's own language too, where the product does not speak that.
    """
    catalog, problems = catalogs.readable(COURSE)
    own = translate_course(course, catalog, locale) if foreign else course
    return CourseInLanguage(locale, own, translate_ui_strings(locale, catalog), problems)


def graphs_in_language(
    graphs: Mapping[str, Graph], catalogs: Catalogs, locale: str, *, show_old: bool = False
) -> tuple[Mapping[str, Graph], tuple[Problem, ...]]:
    """Figures from scripts with their labels translated, as far as the catalog can be read."""
    catalog, problems = catalogs.readable(DIAGRAMS)
    return {
        name: translate_graph(graph, catalog, locale, show_old=show_old) for name, graph in graphs.items()
    }, problems


def session_catalogs(course: Course, locale: str, session: Session) -> Catalogs:
    """The catalogs that one session needs."""
    if not is_pseudo(locale):
        return read_catalogs(course, locale, [session.path])
    said = sources([session])
    return pseudo_catalogs(course, said.sessions, said.graphs, locale)


def figure_catalogs(course: Course, locale: str, graph: Graph) -> Catalogs:
    """The catalogs that the figure of a script needs."""
    if not is_pseudo(locale):
        return _shared_catalogs(course, locale, digest_of_file(course.root / catalog_file(locale, "diagrams")))
    return pseudo_catalogs(course, (), (graph,), locale)


def course_catalogs(course: Course, locale: str) -> Catalogs:
    """The catalogs that the course's own strings need."""
    return pseudo_catalogs(course, (), (), locale) if is_pseudo(locale) else read_catalogs(course, locale, ())


@lru_cache(maxsize=2)
def _shared_catalogs(course: Course, locale: str, _content: str) -> Catalogs:
    return read_catalogs(course, locale, ())
