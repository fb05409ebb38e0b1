"""The catalogs of one language in a course folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct, field

from coursedeck.model.course import Course, catalog_file
from coursedeck.model.problem import CourseError, Problem
from coursedeck.model.unsaved import UnsavedTranslation
from coursedeck.model.values import replace
from coursedeck.session.localize.catalog import Catalog, catalog, with_translation
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
    return joined(locale, (read_one(course.root, locale, name) for name in (*sessions, DIAGRAMS, COURSE)))


def read_one(root: Path, locale: str, name: str) -> Catalogs:
    """A single catalog of the course in `root`."""
    file = catalog_file(locale, name)
    try:
        return Catalogs(locale, {name: read_catalog(root / file, file, locale)}, {})
    except CourseError as failure:
        return Catalogs(locale, {}, {name: failure.problems}, {name: rescue_catalog(root / file, file, locale)})


def joined(locale: str, parts: Iterable[Catalogs]) -> Catalogs:
    """The catalogs of several parts of a course as one."""
    read: dict[str, Catalog] = {}
    broken: dict[str, tuple[Problem, ...]] = {}
    rescued: dict[str, Catalog] = {}
    for part in parts:
        read |= part.read
        broken |= part.broken
        rescued |= part.rescued
    return Catalogs(locale, read, broken, rescued)


def with_unsaved(catalogs: Catalogs, drafts: Iterable[UnsavedTranslation]) -> Catalogs:
    """The catalogs as they would be with translations that are not saved yet; broken ones stay as they are."""
    read = dict(catalogs.read)
    for draft in drafts:
        if draft.catalog in read:
            read[draft.catalog] = with_translation(read[draft.catalog], draft.context, draft.id, draft.translation)
    return replace(catalogs, read=read)
