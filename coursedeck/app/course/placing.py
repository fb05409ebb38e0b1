"""The sessions of an open course placed in their languages: the figures that they show, the days, then the sessions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from coursedeck.app.course.opening import OpenCourse, Version
from coursedeck.app.engine import Engine
from coursedeck.app.works.built_session import BuildSession
from coursedeck.app.works.days import Days, RollUpDays
from coursedeck.app.works.drawing import GraphDrawn
from coursedeck.app.works.figure import DrawFigure
from coursedeck.app.works.placement import PlaceSession
from coursedeck.model.unsaved import UnsavedTranslation

Figures = Mapping[tuple[str, str], GraphDrawn]
"""Figures of definitions by language and name."""


def days_of(engine: Engine, course: OpenCourse) -> Days:
    """When each session begins, and what is wrong with the days."""
    start = course.request.start
    return engine.ask(RollUpDays(course.totals, start, tuple(path for path, _ in course.sessions) if start else ()))


def every_figure(engine: Engine, course: OpenCourse) -> Figures:
    """Every figure of a definition in every language of the course; where figures are not wanted, those shown."""
    if not course.request.wants("figures"):
        return shown_figures(engine, course, course.versions, unseen=True)
    places = [(locale, name) for locale in course.locales for name in course.graphs]
    return _drawn(engine, course, places, later=len(course.versions) + len(places))


def shown_figures(
    engine: Engine,
    course: OpenCourse,
    versions: Iterable[Version],
    drafts: Sequence[UnsavedTranslation] = (),
    *,
    unseen: bool = False,
) -> Figures:
    """The figures of definitions that some sessions show, with translations that are not saved yet.

    Those that are `unseen` are put into no files.
    """
    names = course.figure_names
    called = {(one.locale, names.get(name, name)): None for one in versions for name, _ in one.read.figures}
    shown = [(locale, name) for locale, name in called if name in course.graphs]
    own = tuple(draft for draft in drafts if draft.catalog == "diagrams")
    return _drawn(engine, course, shown, later=len(course.versions) if unseen else 0, drafts=own, unseen=unseen)


def _drawn(
    engine: Engine,
    course: OpenCourse,
    places: Sequence[tuple[str, str]],
    later: int,
    drafts: tuple[UnsavedTranslation, ...] = (),
    *,
    unseen: bool = False,
) -> Figures:
    graphs, template = course.graphs, course.template.template
    policies = course.direction_policies
    default = course.settings.placeless.direction
    works = [
        DrawFigure(
            locale, name, graphs[name], template, course.source_locale, policies.get(name, default), drafts, unseen
        )
        for locale, name in places
    ]
    return dict(zip(places, engine.ask_all(works, BuildSession, later), strict=True))


def placements(
    course: OpenCourse, days: Days, figures: Figures, versions: Sequence[Version]
) -> tuple[PlaceSession, ...]:
    """The work of placing some sessions."""
    starts, scripts, request = dict(days.starts), course.scripts, course.request
    upcoming = dict(days.upcoming)
    names = course.figure_names
    broken = {path: str(ran.problems[0].source) for path, ran in scripts.items() if not ran.graphs and ran.problems}
    return tuple(
        PlaceSession(
            locale=one.locale,
            path=one.path,
            session=one.read.session,
            template=course.template.template,
            package=course.template.package,
            source_locale=course.source_locale,
            start=starts.get(one.path),
            figures=tuple(
                (name, drawn.drawing, drawn.svg)
                for name in dict.fromkeys(names.get(called, called) for called, _ in one.read.figures)
                if (drawn := figures.get((one.locale, name))) is not None and drawn.svg
            ),
            parts=tuple(
                (name, drawn.parts)
                for name in dict.fromkeys(names.get(called, called) for called, _ in one.read.figures)
                if (drawn := figures.get((one.locale, name))) is not None and drawn.parts
            ),
            titles=tuple((called, names[called]) for called, _ in one.read.figures if called in names),
            broken=tuple((path, broken[path]) for _, path in one.read.figures if path in broken),
            pictures=one.read.pictures,
            slot=request.slot,
            strict=request.strict,
            rehearse=request.rehearse,
            solutions=request.solutions,
            upcoming=upcoming.get(one.path),
        )
        for one in versions
    )


def versions_in(course: OpenCourse, locales: Iterable[str]) -> tuple[Version, ...]:
    """Every session in each of these languages, whether the course is built in them or not."""
    return tuple(Version(locale, path, one) for locale in locales for path, one in course.sessions)
