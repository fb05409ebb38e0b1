"""Recorded times held against the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from coursedeck.app.request import Progress, Request
from coursedeck.app.stages.opening import OpenCourse, open_course
from coursedeck.app.stages.preparing import prepare
from coursedeck.app.stages.scripts import run_scripts
from coursedeck.app.stages.session_context import open_context
from coursedeck.app.stages.templates import open_deck_template
from coursedeck.base.files import write_text
from coursedeck.model.problem import CourseError, Problem, Severity, Source, error
from coursedeck.model.schedule import Schedule
from coursedeck.model.session import Session
from coursedeck.session.schedule import (
    Actuals,
    compare_actuals,
    course_total,
    proposed_patch,
    recorded_locales,
    recorded_session,
)

_File = tuple[str, str]
"""Name and content."""


@dataclass(frozen=True, slots=True)
class Timing:
    """What deliveries took, a session each, and the change of minutes that they propose."""

    actuals: tuple[Actuals, ...]
    patch: str
    problems: tuple[Problem, ...]

    @property
    def exit_code(self) -> int:
        """1 where a file or the session is wrong."""
        return int(any(problem.severity is Severity.ERROR for problem in self.problems))


def compare_timing(request: Request, files: tuple[Path, ...], progress: Progress) -> Timing:
    """The recorded times in `files` against the plans of the sessions that `request` names, else of those they name."""
    try:
        recorded = [(file.as_posix(), _read(file)) for file in files]
        opened = open_course(request.root, request.sessions)
        taught = _taught(opened, recorded)
        plans = _plans(request, opened, taught, progress)
    except CourseError as failure:
        return Timing((), "", failure.problems)
    actuals = tuple(compare_actuals(session, plans[session.path], some) for session, some in taught)
    texts = [(request.root / session.source.file).read_text(encoding="utf-8") for session, _ in taught]
    patch = "".join(proposed_patch(text, one) for text, one in zip(texts, actuals, strict=True))
    return Timing(actuals, patch, tuple(problem for one in actuals for problem in one.problems))


def _taught(opened: OpenCourse, recorded: Sequence[_File]) -> tuple[tuple[Session, tuple[_File, ...]], ...]:
    """The sessions that were taught, with their files; raises CourseError for a file of no session.

    A file that says no session goes to the only one there is, which tells what is wrong with it.
    """
    sessions = {session.path: session for session in opened.sessions}
    lone = next(iter(sessions)) if len(sessions) == 1 else None
    found: dict[str, list[_File]] = {}
    problems: list[Problem] = []
    for file in recorded:
        path = lone or recorded_session(file[1])
        if path in sessions:
            found.setdefault(path, []).append(file)
        else:
            said = (
                "is no file that a run sheet saved" if path is None else f"was recorded for “{path}”, which is not here"
            )
            problems.append(error(Source(file[0]), "actuals", f"{said}: leave it out"))
    if problems:
        raise CourseError([*opened.problems, *problems])
    return tuple((sessions[path], tuple(files)) for path, files in found.items())


def _plans(
    request: Request,
    opened: OpenCourse,
    taught: Iterable[tuple[Session, tuple[_File, ...]]],
    progress: Progress,
) -> Mapping[str, Mapping[str, Schedule]]:
    """By session the plan in its own language, and in those of its files that the course is built in."""
    known = run_scripts(opened, progress)
    totals = course_total(opened.sessions, opened.course)
    template = open_deck_template(opened.course)
    context = cache(lambda locale: open_context(request, opened, template, known, totals, locale))
    plans: dict[str, Mapping[str, Schedule]] = {}
    for session, files in taught:
        locales = recorded_locales(files) & set(opened.course.locales) | {session.locale}
        plans[session.path] = {locale: prepare(session, context(locale)).schedule for locale in sorted(locales)}
    return plans


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as failure:
        reason = failure.strerror if isinstance(failure, OSError) else "not UTF-8"
        raise CourseError([error(Source(file.as_posix()), "actuals", f"cannot be read: {reason}")]) from failure


def write_patch(path: Path, timing: Timing) -> None:
    """Keep the proposal as a patch that ``git apply`` takes; raises CourseError where it cannot be written."""
    write_text(path, timing.patch)
