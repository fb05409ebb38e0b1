"""Recorded times held against the plan."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from coursedeck.files import write_text
from coursedeck.model.problem import CourseError, Problem, Severity, Source, error
from coursedeck.pipeline.opening import open_course, open_deck_template
from coursedeck.pipeline.preparing import prepare
from coursedeck.pipeline.scripts import run_scripts
from coursedeck.pipeline.values import Progress, Request
from coursedeck.pipeline.workshop import open_workshop
from coursedeck.schedule import Actuals, compare_actuals, proposed_patch, rollup


@dataclass(frozen=True, slots=True)
class Timing:
    """What deliveries of one session took, and the change of minutes that they propose."""

    actuals: Actuals | None
    patch: str
    problems: tuple[Problem, ...]

    @property
    def exit_code(self) -> int:
        """1 where a file or the session is wrong."""
        return int(any(problem.severity is Severity.ERROR for problem in self.problems))


def compare_timing(request: Request, files: tuple[Path, ...], progress: Progress) -> Timing:
    """The recorded times in `files` against the plan of the one session that `request` names."""
    try:
        opened = open_course(request.root, request.sessions)
        if len(opened.sessions) != 1:
            message = "recorded times belong to one session: name it, e.g. content/week_01/intro.md"
            raise CourseError([*opened.problems, error(Source("content"), "actuals", message)])
        recorded = [(file.as_posix(), _read(file)) for file in files]
        (session,) = opened.sessions
        known = run_scripts(opened, progress)
        totals = rollup((*opened.sessions, *opened.neighbours), opened.course)
        template = open_deck_template(opened.course)
        shop = open_workshop(request, opened, template, known, totals, session.locale)
        plan = prepare(session, shop).schedule
    except CourseError as failure:
        return Timing(None, "", failure.problems)
    actuals = compare_actuals(session, plan, recorded)
    text = (request.root / session.source.file).read_text(encoding="utf-8")
    return Timing(actuals, proposed_patch(text, actuals), actuals.problems)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as failure:
        reason = failure.strerror if isinstance(failure, OSError) else "not UTF-8"
        raise CourseError([error(Source(file.as_posix()), "actuals", f"cannot be read: {reason}")]) from failure


def write_patch(path: Path, timing: Timing) -> None:
    """Keep the proposal as a patch that ``git apply`` takes; raises CourseError where it cannot be written."""
    write_text(path, timing.patch)
