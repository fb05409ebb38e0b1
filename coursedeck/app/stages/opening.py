"""The course as it stands on the disk: settings, sessions, templates, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coursedeck.app.stages.choosing import wanted_files
from coursedeck.model.course import Course
from coursedeck.model.problem import CourseError, Problem, Severity
from coursedeck.model.session import Session
from coursedeck.session.load import check_ids, load_course, load_session, session_files


@dataclass(frozen=True, slots=True)
class OpenCourse:
    """A course whose files have been read."""

    course: Course
    sessions: tuple[Session, ...]
    """Those that could be read, in the course's order."""
    broken: tuple[str, ...]
    """Paths of those that could not."""
    problems: tuple[Problem, ...]
    neighbours: tuple[Session, ...] = ()
    """The course's other sessions that could be read, where only some were asked for: their days are the same."""


Load = Callable[[Course, Path], tuple[Session, tuple[Problem, ...]]]
"""What reads a session; raises CourseError."""


def open_course(root: Path, wanted: Sequence[str] = (), load: Load = load_session) -> OpenCourse:
    """Read `course.toml` and the sessions (all, or those whose paths are `wanted`).

    Raises CourseError where the settings are wrong or a wanted session does not exist.
    """
    course, problems = load_course(root)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise CourseError(problems)
    everything = session_files(course)
    files = wanted_files(root, everything, wanted)
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
    neighbours = tuple(_readable(course, [file for file in everything if file not in files], load))
    return OpenCourse(course, good, (*broken, *sorted(bad)), (*found, *twice), neighbours)


def _readable(course: Course, files: Sequence[Path], load: Load) -> Iterator[Session]:
    for file in files:
        try:
            yield load(course, file)[0]
        except CourseError:
            continue
