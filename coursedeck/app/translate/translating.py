"""Catalogs from sources, and what is wrong with translations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from coursedeck.app.request import Progress, Request
from coursedeck.app.stages.figures import Definitions
from coursedeck.app.stages.opening import OpenCourse, open_course
from coursedeck.app.stages.scripts import run_scripts
from coursedeck.app.stages.sources import Sources, sources
from coursedeck.app.translate.places import source_places
from coursedeck.base.files import remove, write_text
from coursedeck.base.text.languages import is_pseudo
from coursedeck.model.problem import CourseError, Problem, Severity, Source, error
from coursedeck.session.localize import (
    Catalogs,
    Coverage,
    check_catalog,
    check_consistency,
    coverage,
    named_messages,
    read_catalogs,
    read_glossary,
    translate,
    ui_string_messages,
    unfinished,
)


@dataclass(frozen=True, slots=True)
class Translated:
    """What an update of the catalogs did and left to do."""

    coverage: tuple[Coverage, ...] = ()
    tasks: tuple[str, ...] = ()
    """One line for each message that a translator has to look at."""
    moved: int = 0
    """Translations that were found elsewhere and stay valid."""
    retired: tuple[str, ...] = ()
    """One line for each entry that became obsolete."""
    renamed: tuple[str, ...] = ()
    """One line for each catalog that followed its session to another name."""
    written: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    @property
    def exit_code(self) -> int:
        """1 where a source or a catalog is broken."""
        return int(any(problem.severity is Severity.ERROR for problem in self.problems))


def update_catalogs(request: Request, locales: Sequence[str], progress: Progress) -> Translated:
    """Bring the catalogs of these languages (all of the course's where none is named) up to date, and write them."""
    try:
        opened = open_course(request.root)
        wanted = tuple(locales) or foreign_locales(opened)
        if refusals := tuple(_refusals(wanted, opened)):
            raise CourseError(refusals)
    except CourseError as failure:
        return Translated(problems=failure.problems)
    known = run_scripts(opened, progress)
    said = sources(opened.sessions, known)
    broken = tuple(problem for problem in opened.problems if problem.severity is Severity.ERROR)
    unread = ["diagrams"] if known.broken else []
    places = source_places(request, opened, known, progress)
    made = translate(opened.course, said.sessions, said.graphs, wanted, places, unread=unread)
    changed: list[str] = []
    refused: list[Problem] = []
    old_paths = {new: old for old, new in made.moved}
    for path, text in made.files:
        try:
            changed += [path] if write_text(request.root / path, text) else []
            if path in old_paths:
                remove(request.root / old_paths[path])
        except CourseError as failure:
            refused.extend(failure.problems)
    return Translated(
        made.coverage,
        tuple(str(task) for update in made.updates for task in update.tasks),
        sum(len(update.moved) for update in made.updates),
        tuple(line for update in made.updates for line in update.obsolete_lines),
        tuple(f"{new}: has followed its session from {old}" for old, new in made.moved),
        tuple(changed),
        (*broken, *known.problems, *said.problems, *made.problems, *refused),
    )


def _refusals(wanted: Sequence[str], opened: OpenCourse) -> Iterator[Problem]:
    """Why there is nothing to translate into these languages."""
    if not wanted:
        message = 'no language to translate into: name one, or list it in `locales`, e.g. locales = ["ko", "en"]'
        yield error(Source("course.toml"), "locale", message)
    for locale in wanted:
        if locale == opened.course.source_locale and not ui_string_messages(locale):
            message = f"{locale} is the language that the course is written in: name the one to translate it into"
            yield error(Source("course.toml"), "locale", message)
        if is_pseudo(locale):
            message = f"{locale} is made up by every build: `python build.py --locale {locale}` shows it"
            yield error(Source("course.toml"), "locale", message)


def foreign_locales(opened: OpenCourse) -> tuple[str, ...]:
    """The course's languages besides the one it is written in."""
    own = {opened.course.source_locale} if opened.course.source_locale else {s.locale for s in opened.sessions}
    return tuple(locale for locale in opened.course.locales if locale not in own)


def check_translations(
    opened: OpenCourse, known: Definitions, locales: Iterable[str], *, strict: bool = False
) -> tuple[tuple[Coverage, ...], tuple[Problem, ...]]:
    """How far the translations into these languages are, and what is wrong with them."""
    said = sources(opened.sessions, known)
    counted: list[Coverage] = []
    problems: list[Problem] = []
    for locale in locales:
        catalogs = read_catalogs(opened.course, locale, [session.path for session in said.sessions])
        more, found = _checked(opened, said, catalogs, strict=strict)
        counted += more
        problems += found
    return tuple(counted), tuple(problems)


def _checked(
    opened: OpenCourse, said: Sources, catalogs: Catalogs, *, strict: bool
) -> tuple[list[Coverage], list[Problem]]:
    source = opened.course.source_locale or (said.sessions[0].locale if said.sessions else "en")
    counted: list[Coverage] = []
    problems = list(catalogs.problems)
    try:
        glossary = read_glossary(opened.course.root, source, catalogs.locale)
    except CourseError as failure:
        return counted, [*problems, *failure.problems]
    sound: Mapping[str, object] = catalogs.read
    for name, found in named_messages(opened.course, said.sessions, said.graphs, catalogs.locale):
        if name not in sound:
            continue
        catalog = catalogs.named(name)
        counted.append(coverage(name, found, catalog))
        problems += check_catalog(found, catalog, source, glossary)
        problems += unfinished(found, catalog, strict=strict)
    problems += check_consistency(tuple(catalogs.read.values()))
    return counted, problems
