"""The catalogs of one language in a course folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from coursedeck.model.course import Course, catalog_file
from coursedeck.model.problem import CourseError, Problem
from coursedeck.session.localize.catalog import Catalog, catalog
from coursedeck.session.localize.po_file import read_catalog, rescue_catalog

DIAGRAMS = "diagrams"
COURSE = "course"


class Catalogs(Struct, frozen=True):
    """The catalogs of a locale that could be read, and the problems of the others."""

    locale: str
    read: Mapping[str, Catalog]
    """By name: a session's path, ``diagrams`` or ``course``."""
    broken: Mapping[str, tuple[Problem, ...]]
    """By name."""
    rescued: Mapping[str, Catalog] = field(default_factory=dict)
    """What can be read of the broken ones, by name."""

    def named(self, name: str) -> Catalog:
        """A catalog, an empty one where there is none; raises CourseError where it is broken."""
        if name in self.broken:
            raise CourseError(self.broken[name])
        return self.read.get(name) or catalog(self.locale, catalog_file(self.locale, name))

    def readable(self, name: str) -> tuple[Catalog, tuple[Problem, ...]]:
        """As much of a catalog as can be read, and what is wrong with the rest of it."""
        if name in self.broken:
            return self.rescued[name], self.broken[name]
        return self.named(name), ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the broken ones."""
        return tuple(problem for problems in self.broken.values() for problem in problems)


def read_catalogs(course: Course, locale: str, sessions: Iterable[str]) -> Catalogs:
    """The catalogs of a locale for the `sessions` with these paths, the figures and the course."""
    read: dict[str, Catalog] = {}
    broken: dict[str, tuple[Problem, ...]] = {}
    rescued: dict[str, Catalog] = {}
    for name in (*sessions, DIAGRAMS, COURSE):
        file = catalog_file(locale, name)
        try:
            read[name] = read_catalog(course.root / file, file, locale)
        except CourseError as failure:
            broken[name] = failure.problems
            rescued[name] = rescue_catalog(course.root / file, file, locale)
    return Catalogs(locale, read, broken, rescued)
