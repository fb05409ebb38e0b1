"""Catalogs from sources, and what is wrong with translations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from coursedeck.app.course.opening import OpenCourse, open_course
from coursedeck.app.course.translations import said_by
from coursedeck.app.engine import Engine
from coursedeck.app.request import Request
from coursedeck.app.translate.slide_rooms import slide_rooms
from coursedeck.base.files import FileContent, content_now, remove, remove_abandoned_tree, save_text
from coursedeck.base.text.languages import is_pseudo
from coursedeck.model.course import LOCALE_FOLDER
from coursedeck.model.coverage import Coverage
from coursedeck.model.problem import CourseError, Problem, Severity, Source, error
from coursedeck.session.localize import Translation, translate, ui_string_messages


class Translated(Struct, frozen=True):
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
    problems: tuple[Problem, ...] = ()
    retouched: tuple[str, ...] = ()
    """One line for each entry that stays valid though the marks of its source have changed."""

    @property
    def exit_code(self) -> int:
        """1 where a source or a catalog is broken."""
        return int(any(problem.severity is Severity.ERROR for problem in self.problems))


def update_catalogs(engine: Engine, request: Request, locales: Sequence[str], via: str | None = None) -> Translated:
    """Bring the catalogs of these languages (all of the course's where none is named) up to date, and write them."""
    try:
        course = open_course(engine, request)
        wanted = tuple(locales) or course.foreign_locales
        if refusals := tuple(_refusals(wanted, course)):
            raise CourseError(refusals)
    except CourseError as failure:
        return Translated(problems=failure.problems)
    said = said_by(engine, course)
    broken = tuple(problem for problem in course.source_problems if problem.severity is Severity.ERROR)
    unread = ["diagrams"] if any(not ran.graphs for _, ran in course.definitions) else []
    rooms = slide_rooms(engine, course)
    before = _as_they_are(request.root, wanted)
    made = translate(course.settings_here, said.sessions, said.graphs, wanted, rooms, unread=unread, via=via)
    changed, refused = _written(request.root, made, before)
    return Translated(
        made.coverage,
        tuple(str(task) for update in made.updates for task in update.tasks),
        sum(len(update.moved) for update in made.updates),
        tuple(line for update in made.updates for line in update.obsolete_lines),
        tuple(f"{new}: has followed its session from {old}" for old, new in made.moved),
        changed,
        (*broken, *course.definition_problems, *said.problems, *made.problems, *refused),
        tuple(line for update in made.updates for line in update.retouched_lines),
    )


def _as_they_are(root: Path, locales: Iterable[str]) -> Mapping[str, FileContent]:
    """What the catalogs of some languages hold, by path from the course folder."""
    files = [file for locale in locales for file in (root / LOCALE_FOLDER / locale).rglob("*.po")]
    return {file.relative_to(root).as_posix(): content_now(file) for file in files}


def _written(
    root: Path, made: Translation, before: Mapping[str, FileContent]
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """The catalogs that changed, and why others could not be written."""
    changed: list[str] = []
    refused: list[Problem] = []
    old_paths = {new: old for old, new in made.moved}
    for path, text in made.files:
        try:
            changed += [path] if save_text(root / path, text, root, before.get(path, FileContent())) else []
            if path in old_paths:
                remove(root / old_paths[path], root)
        except CourseError as failure:
            refused.extend(failure.problems)
    remove_abandoned_tree(root / LOCALE_FOLDER, root)
    return tuple(changed), tuple(refused)


def _refusals(wanted: Sequence[str], course: OpenCourse) -> Iterator[Problem]:
    """Why there is nothing to translate into these languages."""
    if not wanted:
        message = 'no language to translate into: name one, or list it in `locales`, e.g. locales = ["ko", "en"]'
        yield error(Source("course.toml"), "locale", message)
    for locale in wanted:
        if locale == course.source_locale and not ui_string_messages(locale):
            message = f"{locale} is the language that the course is written in: name the one to translate it into"
            yield error(Source("course.toml"), "locale", message)
        if is_pseudo(locale):
            message = f"{locale} is made up by every build: build with `--locale {locale}` to see it"
            yield error(Source("course.toml"), "locale", message)
