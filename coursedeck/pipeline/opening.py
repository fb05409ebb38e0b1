"""The course as it stands on the disk: settings, sessions, templates, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from coursedeck.load import check_ids, load_course, load_session, session_files
from coursedeck.model.course import Course
from coursedeck.model.problem import CourseError, Problem, Severity, Source, error
from coursedeck.model.session import Session
from coursedeck.model.template import Template
from coursedeck.template import builtin_template, diagnose, open_template, read_template


@dataclass(frozen=True, slots=True)
class OpenCourse:
    """A course whose files have been read."""

    course: Course
    sessions: tuple[Session, ...]
    """Those that could be read, in the course's order."""
    broken: tuple[str, ...]
    """Paths of those that could not."""
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class OpenTemplate:
    """A template, read, and the package that decks are written into."""

    template: Template
    package: bytes
    problems: tuple[Problem, ...]


Load = Callable[[Course, Path], tuple[Session, tuple[Problem, ...]]]
"""What reads a session; raises CourseError."""


def open_course(root: Path, wanted: Sequence[str] = (), load: Load = load_session) -> OpenCourse:
    """Read `course.toml` and the sessions (all, or those whose paths are `wanted`).

    Raises CourseError where the settings are wrong or a wanted session does not exist.
    """
    course, problems = load_course(root)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise CourseError(problems)
    files = _wanted(course, session_files(course), wanted)
    sessions: list[Session] = []
    broken: list[str] = []
    found = list(problems)
    for file in files:
        try:
            session, more = load(course, file)
        except CourseError as failure:
            found.extend(failure.problems)
            broken.append(file.relative_to(course.root).as_posix())
            continue
        sessions.append(session)
        found.extend(more)
    twice = check_ids(tuple(sessions))
    bad = {problem.source.file for problem in twice}
    good = tuple(session for session in sessions if session.source.file not in bad)
    return OpenCourse(course, good, (*broken, *sorted(bad)), (*found, *twice))


def _wanted(course: Course, files: Sequence[Path], wanted: Sequence[str]) -> list[Path]:
    """The files that were asked for, in the course's order."""
    if not files and not wanted:
        message = "there is no session here: write one as content/NAME.md"
        raise CourseError([error(Source("content"), "course", message)])
    if not wanted:
        return list(files)
    chosen: set[Path] = set()
    for name in wanted:
        matches = [file for file in files if _names(course, file, name)]
        if not matches:
            raise CourseError([error(Source(name), "course", "there is no such session in this course's content/")])
        chosen.update(matches)
    return [file for file in files if file in chosen]


def _names(course: Course, file: Path, name: str) -> bool:
    """Whether somebody who types `name` means `file`: a path, a path below content/, a folder, with or without .md."""
    typed = Path(name)
    below = file.relative_to(course.content)
    full = file.resolve()
    candidates = {typed.absolute(), (course.root / typed).absolute(), (course.content / typed).absolute()}
    spellings = {candidate.resolve() for candidate in candidates}
    with_suffix = {Path(f"{candidate}.md").resolve() for candidate in candidates}
    return full in spellings | with_suffix or bool(spellings & set(full.parents)) or below.stem == name


def open_deck_template(course: Course) -> OpenTemplate:
    """The course's deck template, or the bundled one; raises CourseError where it cannot be used."""
    if course.template is None:
        path, source = builtin_template("default"), Source("templates/default.pptx")
    else:
        path = course.template
        inside = path.is_relative_to(course.root)
        source = Source(path.relative_to(course.root).as_posix() if inside else path.name)
    template = read_template(path, source)
    problems = diagnose(template)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise CourseError(problems)
    return OpenTemplate(template, open_template(path), problems)
