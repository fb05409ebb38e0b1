"""One session in one language, from what is in the store to files in the output."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coursedeck.app.pipeline.run.calendars import Held, course_calendar
from coursedeck.app.pipeline.run.drawing import FigureMemory, opened, template_of
from coursedeck.app.pipeline.run.jobs import (
    Bench,
    CalendarWritten,
    Done,
    MakeSession,
    Result,
    SessionMade,
    WriteCalendar,
)
from coursedeck.app.pipeline.run.settings import course_of
from coursedeck.app.report import Artifact, Built
from coursedeck.app.stages.families import families_of
from coursedeck.app.stages.figures import Definitions
from coursedeck.app.stages.languages import course_catalogs, session_catalogs, speak
from coursedeck.app.stages.making import make
from coursedeck.app.stages.session_context import SessionContext
from coursedeck.app.stages.templates import OpenTemplate, for_locale
from coursedeck.base.cache import LostEntryError, UnreadableError, decode
from coursedeck.base.files import write_bytes
from coursedeck.model.problem import CourseError, Problem
from coursedeck.model.schedule import Clock
from coursedeck.model.session import Session
from coursedeck.model.totals import CourseTotal, DayTotal, SessionTotal, WeekTotal
from coursedeck.model.units import Minutes


def make_session(job: MakeSession, bench: Bench) -> Done:
    """Make a session's files, keep them, and write them into the output."""
    try:
        session: Session = decode(bench.store.get(job.session))
        total: SessionTotal = decode(bench.store.get(job.total))
    except UnreadableError as failure:
        raise LostEntryError(str(failure)) from failure
    context = _context(job, bench, session, total)
    built = make(session, context)
    return _stored(built, context, bench)


def _context(job: MakeSession, bench: Bench, session: Session, total: SessionTotal) -> SessionContext:
    """What this session needs of its language's context."""
    store = bench.store
    read = OpenTemplate(template_of(job.template, store), store.get(job.template.package), ())
    template = for_locale(read, job.locale)
    course = course_of(bench)
    catalogs = session_catalogs(replace(course, source_locale=job.source_locale), job.locale, session)
    spoken = speak(course, catalogs, job.locale, foreign=job.locale != job.source_locale)
    figures = opened(dict(job.figures), store)
    memory = FigureMemory(store, bench.outside)
    return SessionContext(
        bench.request,
        spoken.course,
        template,
        Definitions({}, {}, dict(job.broken), {}),
        catalogs,
        figures.drawings,
        figures.files,
        _alone(total, job.start),
        spoken.words,
        families_of(template.template, job.locale),
        job.locale,
        spoken.problems,
        memory.draw_all,
        memory.paint,
    )


def _alone(total: SessionTotal, start: int | None) -> CourseTotal:
    """A course of this session, which begins when it does among the others."""
    begun = SessionTotal(
        total.path, total.title, total.source, total.minutes, total.week, total.day, total.number,
        total.slot, total.date, None if start is None else Clock(start),
    )  # fmt: skip
    return CourseTotal((WeekTotal(total.week, (DayTotal(total.week, total.day, (begun,), Minutes(0)),)),))


def _stored(built: Built, context: SessionContext, bench: Bench) -> Done:
    artifacts = built.artifacts if built.ok else ()
    made = SessionMade(
        built.problems,
        _kept(artifacts, bench),
        built.slides,
        built.figures,
        str(built.minutes),
        built.left_out,
        built.title,
        bench.store.put(built.encoded_origins),
        context.problems,
    )
    return _written(made, artifacts, bench)


def write_calendar(job: WriteCalendar, bench: Bench) -> Done:
    """Write the calendar of the dated sessions of a language."""
    try:
        total: CourseTotal = decode(bench.store.get(job.total))
    except UnreadableError as failure:
        raise LostEntryError(job.total) from failure
    catalogs = course_catalogs(course_of(bench), job.locale)
    foreign = job.locale != job.source_locale
    spoken = speak(course_of(bench), catalogs, job.locale, foreign=foreign)
    held = [Held(*one) for one in job.held]
    data = course_calendar(total, held, course_of(bench), spoken)
    artifacts = [Artifact(job.what, data)] if data else []
    return _written(CalendarWritten(_kept(artifacts, bench)), artifacts, bench)


def _kept(artifacts: Iterable[Artifact], bench: Bench) -> tuple[tuple[str, str], ...]:
    """The files in the store, by their paths in the output."""
    return tuple((artifact.path, bench.store.put(artifact.data)) for artifact in artifacts if bench.write)


def _written(made: Result, artifacts: Iterable[Artifact], bench: Bench) -> Done:
    """The files in the output; where the system refuses one, the rest is left and why comes back."""
    changed = same = 0
    refused: tuple[Problem, ...] = ()
    for artifact in artifacts if bench.write else ():
        try:
            if write_bytes(bench.request.output / artifact.path, artifact.data):
                changed += 1
            else:
                same += 1
        except CourseError as failure:
            refused = failure.problems
            break
    return Done(made, changed, same, refused)
