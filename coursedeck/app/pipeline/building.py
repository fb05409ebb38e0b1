"""The whole run: what is known already is looked up, the rest is done in pieces, and all of it is told in one report.

settings ─→ template, sessions, definitions ─→ minutes of the course ─→ figures by language ─→ sessions by language

Every step asks for what the one before has found, and does only the pieces whose inputs have changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from coursedeck.app.pipeline.run.engine import outside
from coursedeck.app.pipeline.run.inputs import Inputs
from coursedeck.app.pipeline.run.jobs import Bench
from coursedeck.app.pipeline.run.running import Run, Telling
from coursedeck.app.pipeline.run.stages import (
    CourseFacts,
    days_of,
    figures_of,
    languages,
    made_of,
    read_course,
    write_calendars,
)
from coursedeck.app.pipeline.run.workers import Start, Workers, default_jobs
from coursedeck.app.report import Report
from coursedeck.app.request import Count, Progress, Request
from coursedeck.base.cache import LostEntryError, Store, decode
from coursedeck.base.files import remove_abandoned_tree, scratch_folder
from coursedeck.model.problem import CourseError, Problem


def ignore(_done: int, _total: int) -> None:
    """Tell nobody how far the work is."""


ATTEMPTS = 3
"""How often a run is begun where the store is damaged, or emptied under it."""


def build(request: Request, progress: Progress, count: Count = ignore, start: Start | None = None) -> Report:
    """Build what was asked for; a broken session never stops the others.

    Each session's files are written as soon as they are made, each whole or not at all. `start` gives the executor
    that does the work; without it, worker processes do.
    """
    store = Store(cache_folder(request), forgetful=request.force)
    report = _attempts(Telling(progress, count), request, store, start, write=True)
    remove_abandoned_tree(request.output)
    if report.made:
        store.trim()
    return report


def check(request: Request, progress: Progress, count: Count = ignore, start: Start | None = None) -> Report:
    """Everything that a build does, and the translations' coverage, without writing anything."""
    with scratch_folder() as folder:
        store = Store(folder, older=cache_folder(request), forgetful=request.force)
        return _attempts(Telling(progress, count), request, store, start, write=False)


def cache_folder(request: Request) -> Path:
    """Where results are kept."""
    return request.cache or request.output / ".cache"


def _attempts(told: Telling, request: Request, store: Store, start: Start | None, *, write: bool) -> Report:
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with Workers(request.jobs or default_jobs(), start) as workers:
                bench = Bench(request, store, outside(), write)
                return _report(Run(bench, Inputs(request.root), workers, told))
        except LostEntryError:
            if attempt == ATTEMPTS:
                raise
            store.verify()
    raise AssertionError("the last attempt returns or raises")


def _report(run: Run) -> Report:
    try:
        course = read_course(run)
    except CourseError as failure:
        return Report((), failure.problems)
    days = days_of(run, course)
    figures = figures_of(run, course)
    built, shared = made_of(run, course, figures, days)
    write_calendars(run, course, days, built)
    asked = {f"content/{path}.md" for path, _ in course.sessions}
    of_days = [problem for problem in days.problems if problem.source.file in asked]
    problems = [*course.problems, *of_days, *figures.problems, *shared]
    problems += [problem for some in run.refused.values() for problem in some]
    problems += [problem for one in built for problem in one.problems]
    total = None if run.bench.request.sessions else decode(run.bench.store.get(days.total))
    report = Report(built, unique(problems), run.written, run.unchanged, course.broken, total, made=tuple(run.made))
    return report if run.bench.write else _with_translations(report, course, run)


def _with_translations(report: Report, course: CourseFacts, run: Run) -> Report:
    # polib and the checks' rules, which builds do without
    from coursedeck.app.pipeline.run.translations import translations  # noqa: PLC0415
    from coursedeck.session.localize import with_check_severity  # noqa: PLC0415

    counted, problems = translations(course, languages(run, course), run.bench)
    return replace(report, problems=unique((*with_check_severity(report.problems), *problems)), coverage=counted)


def unique(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Every problem once, by file and line; those of one line in the order of their finding."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: (problem.source.file, problem.source.line)))
