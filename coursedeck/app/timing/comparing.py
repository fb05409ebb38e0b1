"""Recorded times held against the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from coursedeck.app.course.opening import OpenCourse, Version, open_course
from coursedeck.app.course.placing import days_of, placements, shown_figures
from coursedeck.app.engine import Engine
from coursedeck.app.request import Request
from coursedeck.base.files import FileRefusedError, read_file
from coursedeck.model.problem import CourseError, Problem, Severity, Source, error
from coursedeck.model.schedule import Schedule
from coursedeck.model.session import Session
from coursedeck.session.schedule import (
    Actuals,
    compare_actuals,
    proposed_patch,
    recorded_locales,
    recorded_session,
)

_File = tuple[str, str]
"""Name and content."""


_MOST_BYTES = 16 * 2**20
"""Of a file of recorded times."""


class Timing(Struct, frozen=True):
    """What deliveries took, a session each, and the change of minutes that they propose."""

    actuals: tuple[Actuals, ...]
    patch: str
    problems: tuple[Problem, ...]

    @property
    def exit_code(self) -> int:
        """1 where a file or the session is wrong."""
        return int(any(problem.severity is Severity.ERROR for problem in self.problems))


def compare_timing(engine: Engine, request: Request, files: tuple[Path, ...]) -> Timing:
    """The recorded times in `files` against the plans of the sessions that `request` names, else of those they name."""
    try:
        recorded = [(file.as_posix(), _read(file)) for file in files]
        course = open_course(engine, request)
        taught = _taught(course, recorded)
        plans = _plans(engine, course, taught)
    except CourseError as failure:
        return Timing((), "", failure.problems)
    sessions = {path: engine.value(one.session, Session) for path, one in course.sessions if path in taught}
    actuals = tuple(compare_actuals(sessions[path], plans[path], some) for path, some in taught.items())
    # as they stand: a patch has to have the file's own line ends
    texts = [(request.root / sessions[path].source.file).read_bytes().decode() for path in taught]
    patch = "".join(proposed_patch(text, one) for text, one in zip(texts, actuals, strict=True))
    return Timing(actuals, patch, tuple(problem for one in actuals for problem in one.problems))


def _taught(course: OpenCourse, recorded: Sequence[_File]) -> Mapping[str, tuple[_File, ...]]:
    """The files of each session that was taught, by its path; raises CourseError for a file of no session.

    A file that says no session goes to the only one there is, which tells what is wrong with it.
    """
    sessions = dict(course.sessions)
    lone = next(iter(sessions)) if len(sessions) == 1 else None
    found: dict[str, tuple[_File, ...]] = {}
    problems: list[Problem] = []
    for file in recorded:
        path = lone or recorded_session(file[1])
        if path in sessions:
            found[path] = (*found.get(path, ()), file)
        else:
            said = (
                "is no file that a run sheet saved" if path is None else f"was recorded for “{path}”, which is not here"
            )
            problems.append(error(Source(file[0]), "actuals", f"{said}: leave it out"))
    if problems:
        raise CourseError([*course.source_problems, *problems])
    return found


def _plans(
    engine: Engine, course: OpenCourse, taught: Mapping[str, tuple[_File, ...]]
) -> Mapping[str, Mapping[str, Schedule]]:
    """By session the plan in its own language, and in those of its files that the course is built in."""
    sessions, built_in = dict(course.sessions), set(course.settings.placeless.locales)
    versions = [
        Version(locale, path, sessions[path])
        for path, files in taught.items()
        for locale in sorted(recorded_locales(files) & built_in | {sessions[path].locale})
    ]
    figures = shown_figures(engine, course, versions)
    works = placements(course, days_of(engine, course), figures, versions)
    plans: dict[str, dict[str, Schedule]] = {}
    for work, placed in zip(works, engine.ask_all(works), strict=True):
        plans.setdefault(work.path, {})[work.locale] = placed.schedule
    return plans


def _read(file: Path) -> str:
    try:
        return read_file(file, _MOST_BYTES).decode("utf-8-sig")
    except FileRefusedError as refusal:
        raise CourseError([error(Source(file.as_posix()), "actuals", str(refusal))]) from refusal
    except (OSError, UnicodeDecodeError) as failure:
        reason = failure.strerror if isinstance(failure, OSError) else "not UTF-8"
        raise CourseError([error(Source(file.as_posix()), "actuals", f"cannot be read: {reason}")]) from failure
