"""A whole build: the course is opened, its figures are drawn, its sessions written, and all is told in one report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coursedeck.app.course.opening import OpenCourse, Version, open_course
from coursedeck.app.course.placing import Figures, days_of, every_figure, placements
from coursedeck.app.course.printing import print_files
from coursedeck.app.engine import Engine
from coursedeck.app.report import NO_ORIGINS, Built, Report
from coursedeck.app.request import Request
from coursedeck.app.stages.history import commit_of
from coursedeck.app.works.built_session import BuildSession, SessionBuilt
from coursedeck.app.works.days import Days
from coursedeck.app.works.front_door import WriteCourseDoor, WriteFrontDoor
from coursedeck.app.works.history import ReadHistory
from coursedeck.app.works.kinds import kinds
from coursedeck.app.works.language_output import BuiltTitle, LanguageOutput
from coursedeck.app.works.placement import PlaceSession
from coursedeck.app.works.png import PaintFigure
from coursedeck.model.problem import CourseError, Problem


def build_course(engine: Engine, request: Request) -> tuple[Report, OpenCourse | None]:
    """Build what was asked for, and the course as it was opened; a broken session never stops the others.

    The course is None where there is none, or a session is asked for that is not there, which the report tells.
    """
    try:
        course = open_course(engine, request)
    except CourseError as failure:
        return Report((), failure.problems), None
    days = days_of(engine, course)
    figures = every_figure(engine, course)
    works = _session_works(course, placements(course, days, figures, _placed_versions(course)))
    painted = engine.writes and request.wants("figures")
    # the longest first; decks do not wait for the PNGs of figures
    results = engine.ask_all([*works, *(_paintings(figures) if painted else ())])[: len(works)]
    built = tuple(_built(engine, work, result) for work, result in zip(works, results, strict=True))
    _write_language_outputs(engine, course, days, built)
    unprinted = print_files(engine, (file for one in results for file in one.files)) if request.pdf else ()
    problems = [
        *course.problems,
        *_of_asked(course, days),
        *(one for each in figures.values() for one in each.problems),
    ]
    problems += [problem for one in results for problem in one.shared]
    problems += [problem for some in engine.refused.values() for problem in some]
    problems += [*(problem for one in built for problem in one.problems), *unprinted]
    return _report(engine, course, days, built, problems), course


def _placed_versions(course: OpenCourse) -> tuple[Version, ...]:
    """The sessions from which files are made; where figures alone are wanted, those that draw some themselves."""
    every = course.versions
    return every if course.request.only != ("figures",) else tuple(one for one in every if one.read.draws)


def _session_works(course: OpenCourse, placed: Sequence[PlaceSession]) -> list[BuildSession]:
    """The work of writing sessions, each with those to parts of which it links; in a run of some, only among these."""
    linked = {path: read.linked for path, read in course.sessions}
    others = {(one.locale, one.path): one for one in placed}
    return [
        BuildSession(
            one,
            tuple(others[one.locale, path] for path in linked.get(one.path, ()) if (one.locale, path) in others),
            course.request.only,
        )
        for one in placed
    ]


def _paintings(figures: Figures) -> Iterable[PaintFigure]:
    for (locale, name), one in figures.items():
        if one.svg:
            yield PaintFigure(one.svg, one.width, f"{locale}/figures/{name}.png")


def _built(engine: Engine, work: BuildSession, result: SessionBuilt) -> Built:
    return Built(
        work.placing.path,
        work.placing.locale,
        tuple(dict.fromkeys((*result.problems, *engine.refused.get(work.title, ())))),
        result.slides,
        result.figures,
        result.minutes,
        result.left_out,
        result.title,
        engine.get(result.origins) if result.origins else NO_ORIGINS,
        result.estimated,
        result.outline,
    )


def _write_language_outputs(engine: Engine, course: OpenCourse, days: Days, built: Sequence[Built]) -> None:
    """What is written once a language; a run of some sessions leaves the whole course's as it is."""
    if course.request.sessions:
        return
    asked = [kind for kind in kinds(LanguageOutput) if course.request.wants(kind.kind)]
    wanted = [kind for kind in asked if kind.is_wanted(days) and (engine.writes or kind.is_checked)]
    works = [kind(*fields) for fields in language_fields(engine, course, days, built) for kind in wanted]
    doors = tuple(work for work in works if isinstance(work, WriteFrontDoor))
    # a run of some languages leaves the page over all as it is
    over_all = [WriteCourseDoor(doors)] if doors and not course.request.locales else []
    engine.ask_all([*works, *over_all])


def language_fields(
    engine: Engine, course: OpenCourse, days: Days, built: Sequence[Built]
) -> Iterable[tuple[str, str, tuple[BuiltTitle, ...], str | None, str, bool]]:
    """What the outputs of each language are written from."""
    commit = commit_of(course.request.root)
    history = engine.ask(ReadHistory(commit)).changes if commit else ""
    for locale in course.locales:
        own = [one for one in built if one.locale == locale]
        titles = tuple(BuiltTitle(one.session, one.title, one.minutes, one.outline) for one in own)
        if any(one.ok for one in own):
            yield locale, days.total, titles, course.source_locale, history, course.request.pdf


def _of_asked(course: OpenCourse, days: Days) -> Iterable[Problem]:
    """What is wrong with the days of the sessions that were asked for."""
    asked = {f"content/{path}.md" for path, _ in course.sessions}
    return (problem for problem in days.problems if problem.source.file in asked)


def _report(
    engine: Engine, course: OpenCourse, days: Days, built: tuple[Built, ...], problems: Sequence[Problem]
) -> Report:
    # the minutes of a course, which runs of some of its sessions do not tell
    from coursedeck.model.totals import CourseTotal  # noqa: PLC0415

    return Report(
        built,
        in_order(problems),
        engine.written,
        engine.unchanged,
        course.broken,
        None if course.request.sessions else engine.value(days.total, CourseTotal),
        made=tuple(engine.done),
        looked=None if course.settings.placeless.definitions_need else engine.looked,
    )


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Every problem once, by file and line; those of one line in the order of their finding."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: (problem.source.file, problem.source.line)))
