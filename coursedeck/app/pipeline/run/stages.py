"""The steps of a run, each from results to results; nothing here knows whether a result is new."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from coursedeck.app.pipeline.run.jobs import (
    DefinitionRun,
    DrawFigure,
    FigureDrawn,
    FigurePainted,
    Job,
    MakeSession,
    PaintFigure,
    ReadSession,
    ReadTemplate,
    RunDefinition,
    SessionMade,
    SessionRead,
    TemplateRead,
    WriteCalendar,
)
from coursedeck.app.pipeline.run.performing import load
from coursedeck.app.pipeline.run.running import Run
from coursedeck.app.pipeline.run.settings import SETTINGS, course_of, is_known, settings_of
from coursedeck.app.report import Built
from coursedeck.app.stages.choosing import diagram_scripts, wanted_files
from coursedeck.base.cache import LostEntryError, decode, digest, encode
from coursedeck.base.files import content_files
from coursedeck.model.problem import CourseError, Problem, Severity


@dataclass(frozen=True, slots=True)
class Settings:
    """What `course.toml` decides about a run."""

    problems: tuple[Problem, ...]
    locales: tuple[str, ...]
    source_locale: str | None
    template: str | None


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """The course as it stands on the disk."""

    settings: Settings
    template: TemplateRead
    sessions: tuple[tuple[str, SessionRead], ...]
    """Those that could be read, by path below ``content/`` without ending, in the course's order."""
    broken: tuple[str, ...]
    """Content files of those that could not."""
    definitions: tuple[tuple[str, DefinitionRun], ...]
    problems: tuple[Problem, ...]
    totals: tuple[str, ...]
    """Minutes and places of every session that could be read, those not asked for too, in the store."""

    @property
    def source_locale(self) -> str | None:
        """The language that the course is written in: as set, else the first session's."""
        return self.settings.source_locale or (self.sessions[0][1].locale if self.sessions else None)

    @property
    def scripts(self) -> Mapping[str, DefinitionRun]:
        """What came of each definition, by path."""
        return dict(self.definitions)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of definitions, by language and name."""

    drawn: Mapping[tuple[str, str], FigureDrawn]
    problems: tuple[Problem, ...]


def read_settings(run: Run) -> Settings:
    """The settings; raises CourseError where they are wrong."""
    if not is_known(run.bench):
        run.begin()
    course, problems = settings_of(run.bench)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise CourseError(problems)
    template = None if course.template is None else os.path.relpath(course.template, course.root)
    return Settings(problems, course.locales, course.source_locale, template)


def read_course(run: Run) -> CourseFacts:
    """Template, sessions and definitions; raises CourseError where settings or template are wrong."""
    root = run.bench.request.root
    settings = read_settings(run)
    files = content_files(root / "content")
    chosen = wanted_files(root, files, run.bench.request.sessions)
    # what stands before a session on its day decides when it begins, asked for or not
    paths = [file.relative_to(root).as_posix() for file in (*chosen, *(file for file in files if file not in chosen))]
    scripts = sorted(diagram_scripts(root))
    jobs: list[Job] = [
        ReadTemplate(settings.template),
        *(ReadSession(path) for path in paths),
        *(RunDefinition(path) for path in scripts),
    ]
    later = (len(paths) + len(scripts)) * max(1, len(settings.locales))
    template, *rest = run.results(jobs, meanwhile=_load_making, later=later)
    if any(problem.severity is Severity.ERROR for problem in template.problems):
        raise CourseError(template.problems)
    every: list[SessionRead] = rest[: len(paths)]
    read = every[: len(chosen)]
    more = sorted({path for one in read for _, path in one.figures} - set(scripts))
    ran = [*rest[len(paths) :], *run.results([RunDefinition(path) for path in more])]
    definitions = tuple(sorted(zip((*scripts, *more), ran, strict=True)))
    totals = tuple(one.total for one in every if one.total)
    return _facts(run, settings, template, tuple(zip(paths[: len(chosen)], read, strict=True)), definitions, totals)


def _facts(
    run: Run,
    settings: Settings,
    template: TemplateRead,
    read: tuple[tuple[str, SessionRead], ...],
    definitions: tuple[tuple[str, DefinitionRun], ...],
    totals: tuple[str, ...],
) -> CourseFacts:
    twice = _same_ids(run, read)
    bad = {problem.source.file for problem in twice}
    good = tuple((_name(path), one) for path, one in read if one.session and path not in bad)
    unread = tuple(path for path, one in read if not one.session)
    failed = [problem for _, ran in definitions if not ran.graphs for problem in ran.problems]
    warned = [problem for _, ran in definitions if ran.graphs for problem in ran.problems]
    found = [problem for _, one in read for problem in one.problems]
    return CourseFacts(
        settings,
        template,
        good,
        (*unread, *sorted(bad)),
        definitions,
        (*settings.problems, *found, *twice, *template.problems, *failed, *warned),
        totals,
    )


def _name(path: str) -> str:
    return path.removeprefix("content/").removesuffix(".md")


def _same_ids(run: Run, read: tuple[tuple[str, SessionRead], ...]) -> tuple[Problem, ...]:
    """What is wrong where sessions share an id."""
    given = [one.id for _, one in read if one.id is not None]
    if len(set(given)) == len(given):
        return ()
    from coursedeck.session.load import check_ids  # noqa: PLC0415 - see read_settings

    return check_ids(decode(run.bench.store.get(one.session)) for _, one in read if one.id is not None)


@dataclass(frozen=True, slots=True)
class Days:
    """The sessions in the order of the course's days."""

    problems: tuple[Problem, ...]
    starts: Mapping[str, int | None]
    """Time of day at which each session begins, in seconds, by path."""
    total: str
    """The minutes of the course, rolled up, in the store."""
    dated: bool
    """Whether any session has a date."""


def days_of(run: Run, course: CourseFacts) -> Days:
    """When each session begins, and what is wrong with the days."""
    store, request = run.bench.store, run.bench.request
    start = (request.start, *(path for path, _ in course.sessions)) if request.start else ()
    key = digest(run.bench.outside, "days", run.inputs.file(SETTINGS), repr(request.slot), *start, *course.totals)
    kept = store.recall(key)
    if kept is not None:
        days = Days(*decode(kept))
        if store.has(days.total):
            return days
    # the arithmetic of days, which a run without changes is spared
    from coursedeck.model.schedule import Clock  # noqa: PLC0415
    from coursedeck.session.schedule import StartOverride, check_days, combine_totals  # noqa: PLC0415

    asked = {path for path, _ in course.sessions}
    start_override = StartOverride(Clock.parse(request.start), asked) if request.start else None
    total = combine_totals([decode(store.get(name)) for name in course.totals], course_of(run.bench), start_override)
    starts = {each.path: each.start.start if each.start else None for each in total.sessions}
    dated = any(each.date for each in total.sessions)
    days = Days(check_days(total), starts, store.put(encode(total)), dated)
    store.remember(key, encode((days.problems, days.starts, days.total, days.dated)))
    return days


def languages(run: Run, course: CourseFacts) -> tuple[str, ...]:
    """The languages to make, the course's order kept; where none is wanted, those that the sessions are written in."""
    wanted = run.bench.request.locales or course.settings.locales
    return tuple(dict.fromkeys(wanted or (one.locale for _, one in course.sessions)))


def _makings(run: Run, course: CourseFacts) -> list[tuple[str, str, SessionRead]]:
    """Language, path and facts of every session to make."""
    wanted = run.bench.request.locales or course.settings.locales
    return [
        (locale, path, one)
        for locale in languages(run, course)
        for path, one in course.sessions
        if wanted or one.locale == locale
    ]


def figures_of(run: Run, course: CourseFacts) -> Figures:
    """Every figure of a definition in every language, drawn and written as SVG."""
    graphs = {name: graph for _, ran in course.definitions for name, graph in ran.graphs}
    places = [(locale, name) for locale in languages(run, course) for name in graphs]
    jobs = [DrawFigure(locale, name, graphs[name], course.template, course.source_locale) for locale, name in places]
    later = len(_makings(run, course)) + len(jobs)
    drawn: list[FigureDrawn] = run.results(jobs, meanwhile=_load_making, later=later)
    for job, one in zip(jobs, drawn, strict=True):
        if one.svg and not run.restore(job, [(f"{job.what}.svg", one.svg)]):
            raise LostEntryError(one.svg)
    problems = tuple(problem for one in drawn for problem in one.problems)
    return Figures(dict(zip(places, drawn, strict=True)), problems)


def made_of(
    run: Run, course: CourseFacts, figures: Figures, days: Days
) -> tuple[tuple[Built, ...], tuple[Problem, ...]]:
    """Every session in every language, and what is wrong with the catalogs that they share; figures as PNG beside."""
    jobs = [
        _job(course, figures, locale, path, one, days.starts.get(path)) for locale, path, one in _makings(run, course)
    ]
    paintings = _paintings(figures) if run.bench.write else []
    # the longest first
    results = run.results([*jobs, *paintings], lambda job, one: _is_painted(one) or run.restore(job, one.files))
    made: list[SessionMade] = results[: len(jobs)]
    for painting, one in zip(paintings, results[len(jobs) :], strict=True):
        if not run.restore(painting, [(painting.what, one.png)]):
            raise LostEntryError(one.png)
    built = tuple(_built(job, one, run) for job, one in zip(jobs, made, strict=True))
    return built, tuple(problem for one in made for problem in one.shared)


def _paintings(figures: Figures) -> list[PaintFigure]:
    drawn = ((locale, name, one) for (locale, name), one in figures.drawn.items() if one.svg)
    return [PaintFigure(locale, name, one.svg, one.width) for locale, name, one in drawn]


def _load_making() -> None:
    """What comes last takes longest to load."""
    load(MakeSession)


def _is_painted(result: object) -> bool:
    """Whether a result is a PNG, which is written when all are there."""
    return isinstance(result, FigurePainted)


def write_calendars(run: Run, course: CourseFacts, days: Days, built: tuple[Built, ...]) -> None:
    """A calendar for each language of a dated course; a run of some sessions leaves the whole course's as it is."""
    if not days.dated or run.bench.request.sessions:
        return
    held = {
        locale: tuple((one.session, one.title, str(one.minutes)) for one in built if one.locale == locale)
        for locale in languages(run, course)
        if any(one.ok for one in built if one.locale == locale)
    }
    jobs = [WriteCalendar(locale, days.total, some, course.source_locale) for locale, some in held.items()]
    run.results(jobs, lambda job, result: run.restore(job, result.files))


def _job(
    course: CourseFacts, figures: Figures, locale: str, path: str, one: SessionRead, start: int | None
) -> MakeSession:
    scripts = course.scripts
    drawn = {name: figures.drawn.get((locale, name), FigureDrawn(())) for name, _ in one.figures}
    broken = {script: scripts[script].problems for _, script in one.figures if not scripts[script].graphs}
    return MakeSession(
        locale,
        path,
        one.session,
        one.total,
        start,
        course.template,
        course.source_locale,
        tuple((name, each) for name, each in drawn.items() if each.svg),
        tuple(broken.items()),
        one.pictures,
    )


def _built(job: MakeSession, one: SessionMade, run: Run) -> Built:
    return Built(
        job.path,
        job.locale,
        (),
        (*one.problems, *run.refused.get(job.what, ())),
        one.slides,
        one.figures,
        Fraction(one.minutes),
        one.left_out,
        one.title,
        run.bench.store.get(one.origins),
    )
