"""What is translated of a course into one language, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping

from coursedeck.app.stages.sources import Sources
from coursedeck.model.course import Course
from coursedeck.model.coverage import CatalogsChecked, Coverage
from coursedeck.model.problem import CourseError
from coursedeck.session.localize import (
    Glossary,
    check_catalog,
    check_consistency,
    coverage,
    named_messages,
    read_catalogs,
    read_glossary,
    unfinished,
)


def check_catalogs(course: Course, said: Sources, locale: str, source_locale: str, *, strict: bool) -> CatalogsChecked:
    """Hold the catalogs of a language against what the sources say; with `strict`, what is missing is an error."""
    catalogs = read_catalogs(course, locale, [session.path for session in said.sessions])
    counted: list[Coverage] = []
    problems = list(catalogs.problems)
    try:
        glossary = read_glossary(course.root, source_locale, locale)
    except CourseError as failure:
        # the translations themselves are checked all the same
        glossary = Glossary()
        problems += failure.problems
    sound: Mapping[str, object] = catalogs.read
    for name, found in named_messages(course, said.sessions, said.graphs, locale):
        if name not in sound:
            continue
        catalog = catalogs.named(name)
        counted.append(coverage(name, found, catalog))
        problems += check_catalog(found, catalog, source_locale, glossary)
        problems += unfinished(found, catalog, strict=strict)
    problems += check_consistency(tuple(catalogs.read.values()))
    return CatalogsChecked(tuple(counted), tuple(problems))
