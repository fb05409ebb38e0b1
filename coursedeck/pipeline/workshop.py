"""What the sessions of one language share: template, words, fonts, figures from scripts, catalogs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coursedeck.deck import FigureFiles
from coursedeck.localize import (
    Catalogs,
    is_pseudo,
    pseudo_catalogs,
    read_catalogs,
    translate_course,
    translate_graph,
    translate_words,
)
from coursedeck.model.course import Course
from coursedeck.model.drawing import Drawing
from coursedeck.model.problem import CourseError, Problem
from coursedeck.model.template import Template
from coursedeck.model.totals import CourseTotal
from coursedeck.model.words import Words, words_for
from coursedeck.pipeline.figures import Definitions, Draw, draw, figure_area
from coursedeck.pipeline.opening import OpenCourse, OpenTemplate
from coursedeck.pipeline.sources import sources
from coursedeck.pipeline.values import Request
from coursedeck.text import Families

_SCRIPTS = {"ko": "Hang", "ja": "Jpan", "zh": "Hans"}
"""ISO 15924 code of the East Asian script of a language."""


@dataclass(frozen=True, slots=True)
class Workshop:
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
    words: Words
    families: Families
    locale: str
    problems: tuple[Problem, ...]
    """What is wrong with the figures and the shared catalogs in this language."""
    draw: Draw = draw


def open_workshop(
    request: Request,
    opened: OpenCourse,
    template: OpenTemplate,
    known: Definitions,
    totals: CourseTotal,
    locale: str,
    drawing: Draw = draw,
) -> Workshop:
    """The workshop of one language; a broken shared catalog leaves its texts in the source's language."""
    course = opened.course
    catalogs = _catalogs(opened, known, locale)
    problems: list[Problem] = []
    graphs = known.graphs
    words = words_for(locale)
    if locale != source_locale(opened):
        try:
            course = translate_course(course, catalogs.course, locale)
            words = translate_words(locale, catalogs.course)
            graphs = {name: translate_graph(graph, catalogs.diagrams, locale) for name, graph in graphs.items()}
        except CourseError as failure:
            problems.extend(failure.problems)
    families = families_of(template.template, locale)
    drawn = drawing(graphs, figure_area(template.template), families)
    return Workshop(
        request,
        course,
        template,
        known,
        catalogs,
        drawn.drawings,
        drawn.files,
        totals,
        words,
        families,
        locale,
        (*problems, *drawn.problems),
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


def families_of(template: Template, locale: str) -> Families:
    """The template's fonts as they serve a locale."""
    language = "en" if is_pseudo(locale) else locale.split("-", maxsplit=1)[0]
    east_asian = template.text.for_script(_SCRIPTS.get(language, "Hang"))
    return Families(
        latin=template.text.latin or "Arial",
        east_asian=east_asian or "Malgun Gothic",
        complex=template.text.complex or "Arial",
        language=language,
    )
