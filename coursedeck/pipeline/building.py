"""The whole run: read everything, then make and write one session after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursedeck.files import write_bytes
from coursedeck.localize import Coverage
from coursedeck.model.problem import CourseError, Problem
from coursedeck.model.session import Session
from coursedeck.pipeline.calendars import course_calendar
from coursedeck.pipeline.making import figure_artifacts, make
from coursedeck.pipeline.opening import OpenCourse, open_course, open_deck_template
from coursedeck.pipeline.scripts import run_scripts
from coursedeck.pipeline.translating import check_translations
from coursedeck.pipeline.values import Artifact, Built, Progress, Report, Request
from coursedeck.pipeline.workshop import Workshop, open_workshop, source_locale
from coursedeck.schedule import check_days, rollup


def build(request: Request, progress: Progress) -> Report:
    """Build what was asked for; a broken session never stops the others.

    Each session's files are written as soon as they are made, each whole or not at all.
    """
    return _run(request, progress, write=True)


def check(request: Request, progress: Progress) -> Report:
    """Everything that a build does except writing."""
    return _run(request, progress, write=False)


def _run(request: Request, progress: Progress, *, write: bool) -> Report:
    try:
        opened = open_course(request.root, request.sessions)
        template = open_deck_template(opened.course)
    except CourseError as failure:
        return Report((), failure.problems)
    totals = rollup(opened.sessions, opened.course, request.slot)
    known = run_scripts(opened, progress)
    problems = [*opened.problems, *template.problems, *known.problems, *check_days(totals)]
    # from here on files are written; everything above only reads
    run = _Run(request, progress, write)
    for locale, sessions in _by_locale(request, opened):
        shop = open_workshop(request, opened, template, known, totals, locale)
        problems += shop.problems
        problems += run.store(figure_artifacts(shop.files, locale))
        for session in sessions:
            run.make(session, shop)
        problems += run.store(course_calendar(shop, run.built))
    problems += [problem for built in run.built for problem in built.problems]
    counted: tuple[Coverage, ...] = ()
    if not write:
        foreign = [locale for locale, _ in _by_locale(request, opened) if locale != source_locale(opened)]
        counted, more = check_translations(opened, known, foreign, strict=request.strict)
        problems += more
    return Report(tuple(run.built), unique(problems), run.written, run.unchanged, opened.broken, counted)


class _Run:
    """What has been made and written so far."""

    def __init__(self, request: Request, progress: Progress, write: bool) -> None:
        self.request = request
        self.progress = progress
        self.write = write
        self.built: list[Built] = []
        self.written = 0
        self.unchanged = 0

    def make(self, session: Session, shop: Workshop) -> None:
        """Make one session and write its files."""
        self.progress(f"{shop.locale}/{session.path}")
        built = make(session, shop)
        failed = self.store(built.artifacts) if built.ok else ()
        self.built.append(built.finished(failed))

    def store(self, artifacts: Iterator[Artifact] | Sequence[Artifact]) -> tuple[Problem, ...]:
        """Write files, if this run writes; where the system refuses one, the rest is left and why comes back."""
        for artifact in artifacts if self.write else ():
            try:
                changed = write_bytes(self.request.output / artifact.path, artifact.data)
            except CourseError as failure:
                return failure.problems
            self.written += changed
            self.unchanged += not changed
        return ()


def _by_locale(request: Request, opened: OpenCourse) -> Iterator[tuple[str, list[Session]]]:
    """The sessions to make in each language, the course's order of languages kept."""
    wanted = request.locales or opened.course.locales
    if wanted:
        yield from ((locale, list(opened.sessions)) for locale in wanted)
        return
    guessed = dict.fromkeys(session.locale for session in opened.sessions)
    for locale in guessed:
        yield locale, [session for session in opened.sessions if session.locale == locale]


def unique(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Every problem once, by file and line; those of one line in the order of their finding."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: (problem.source.file, problem.source.line)))
