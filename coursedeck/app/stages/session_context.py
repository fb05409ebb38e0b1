"""What the sessions of one language share: template, words, fonts, figures from scripts, catalogs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coursedeck.app.request import Request
from coursedeck.app.stages.families import families_of
from coursedeck.app.stages.figures import Definitions, Draw, Paint, draw, figure_area, paint
from coursedeck.app.stages.languages import graphs_in_language, speak
from coursedeck.app.stages.sources import sources
from coursedeck.app.stages.templates import OpenTemplate, for_locale
from coursedeck.base.text import Families
from coursedeck.base.text.languages import is_pseudo
from coursedeck.model.course import Course
from coursedeck.model.drawing import Drawing, FigureFiles
from coursedeck.model.problem import Problem
from coursedeck.model.totals import CourseTotal
from coursedeck.model.ui_strings import UiStrings
from coursedeck.session.localize import (
    Catalogs,
    pseudo_catalogs,
    read_catalogs,
)

if TYPE_CHECKING:
    # reads sessions, which those who make them do without
    from coursedeck.app.stages.opening import OpenCourse


@dataclass(frozen=True, slots=True)
class SessionContext:
    """Everything that making a session needs besides the session."""

    request: Request
    course: Course
    """Its title and author in this language."""
    template: OpenTemplate
    definitions: Definitions
    catalogs: Catalogs
    drawings: Mapping[str, Drawing]
    """Figures from scripts, laid out in this language, by name."""
    files: Mapping[str, FigureFiles]
    totals: CourseTotal
    words: UiStrings
    families: Families
    locale: str
    problems: tuple[Problem, ...]
    """What is wrong with the figures and the shared catalogs in this language."""
    draw: Draw = draw
    """How the figures of fences are drawn: anew, or from what is kept of earlier runs."""
    paint: Paint = paint
    """How figures are painted that a slide shows as pictures."""


def open_context(
    request: Request,
    opened: OpenCourse,
    template: OpenTemplate,
    known: Definitions,
    totals: CourseTotal,
    locale: str,
    drawing: Draw = draw,
) -> SessionContext:
    """The context of one language; a broken shared catalog leaves its texts in the source's language."""
    foreign = locale != source_locale(opened)
    catalogs = _catalogs(opened, known, locale)
    spoken = speak(opened.course, catalogs, locale, foreign=foreign)
    graphs, problems = graphs_in_language(known.graphs, catalogs, locale) if foreign else (known.graphs, ())
    template = for_locale(template, locale)
    families = families_of(template.template, locale)
    drawn = drawing(graphs, figure_area(template.template), families)
    return SessionContext(
        request,
        spoken.course,
        template,
        known,
        catalogs,
        drawn.drawings,
        drawn.files,
        totals,
        spoken.words,
        families,
        locale,
        (*spoken.problems, *problems, *drawn.problems),
        drawing,
    )


def _catalogs(opened: OpenCourse, known: Definitions, locale: str) -> Catalogs:
    """The catalogs of a language; a pseudo-locale's are made up on the spot."""
    if not is_pseudo(locale):
        return read_catalogs(opened.course, locale, [session.path for session in opened.sessions])
    said = sources(opened.sessions, known)
    return pseudo_catalogs(opened.course, said.sessions, said.graphs, locale)


def source_locale(opened: OpenCourse) -> str | None:
    """The language that the course is written in: as set, else the first session's."""
    first = opened.sessions[0].locale if opened.sessions else None
    return opened.course.source_locale or first
