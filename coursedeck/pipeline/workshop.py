"""What the sessions of one language share: template, words, fonts, figures from scripts, catalogs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from coursedeck.cache import digest_of_file
from coursedeck.deck import FigureFiles
from coursedeck.localize import (
    Catalogs,
    catalog_file,
    is_pseudo,
    pseudo_catalogs,
    read_catalogs,
    translate_course,
    translate_graph,
    translate_words,
)
from coursedeck.model.course import Course
from coursedeck.model.drawing import Drawing
from coursedeck.model.graph import Graph
from coursedeck.model.problem import CourseError, Problem
from coursedeck.model.session import Session
from coursedeck.model.template import Template
from coursedeck.model.totals import CourseTotal
from coursedeck.model.words import Words, words_for
from coursedeck.pipeline.courses import course_of
from coursedeck.pipeline.figures import Definitions, Draw, draw, figure_area
from coursedeck.pipeline.opening import OpenCourse, OpenTemplate
from coursedeck.pipeline.sources import sources
from coursedeck.pipeline.values import Request
from coursedeck.template import mirrored
from coursedeck.text import Families
from coursedeck.text.languages import runs_right_to_left

_SCRIPTS = {"ko": "Hang", "ja": "Jpan", "zh": "Hans"}
"""ISO 15924 code of the East Asian script of a language."""
_COMPLEX_SCRIPTS = {"ar": "Arab", "fa": "Arab", "ur": "Arab", "he": "Hebr", "th": "Thai", "hi": "Deva"}
"""The same of a language whose letters join or stack."""


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
    """How the figures of fences are drawn: anew, or from what is kept of earlier runs."""


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
    foreign = locale != source_locale(opened)
    catalogs = _catalogs(opened, known, locale)
    spoken = speak(opened.course, catalogs, locale, foreign=foreign)
    graphs, problems = graphs_in_language(known.graphs, catalogs, locale) if foreign else (known.graphs, ())
    template = for_locale(template, locale)
    families = families_of(template.template, locale)
    drawn = drawing(graphs, figure_area(template.template), families)
    return Workshop(
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


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a course says by itself in one language."""

    course: Course
    words: Words
    problems: tuple[Problem, ...] = ()


def speak(course: Course, catalogs: Catalogs, locale: str, *, foreign: bool) -> Spoken:
    """Title, author and the product's own words; a broken catalog leaves the source's title."""
    if not foreign:
        return Spoken(course, words_for(locale))
    try:
        catalog = catalogs.course
        return Spoken(translate_course(course, catalog, locale), translate_words(locale, catalog))
    except CourseError as failure:
        return Spoken(course, words_for(locale), failure.problems)


def graphs_in_language(
    graphs: Mapping[str, Graph], catalogs: Catalogs, locale: str
) -> tuple[Mapping[str, Graph], tuple[Problem, ...]]:
    """Figures from scripts with their labels translated; a broken catalog leaves them as they are."""
    try:
        return {name: translate_graph(graph, catalogs.diagrams, locale) for name, graph in graphs.items()}, ()
    except CourseError as failure:
        return graphs, failure.problems


def for_locale(template: OpenTemplate, locale: str) -> OpenTemplate:
    """The template, mirrored for text that runs from right to left."""
    if not runs_right_to_left(locale):
        return template
    turned, package = mirrored(template.template, template.package)
    return replace(template, template=turned, package=package)


def _catalogs(opened: OpenCourse, known: Definitions, locale: str) -> Catalogs:
    """The catalogs of a language; a pseudo-locale's are made up on the spot."""
    if not is_pseudo(locale):
        return read_catalogs(opened.course, locale, [session.path for session in opened.sessions])
    said = sources(opened.sessions, known)
    return pseudo_catalogs(opened.course, said.sessions, said.graphs, locale)


def session_catalogs(root: Path, locale: str, source_locale: str | None, session: Session) -> Catalogs:
    """The catalogs that one session needs."""
    course = replace(course_of(root), source_locale=source_locale)
    if not is_pseudo(locale):
        return read_catalogs(course, locale, [session.path])
    said = sources([session], Definitions({}, {}, {}, {}))
    return pseudo_catalogs(course, said.sessions, said.graphs, locale)


def figure_catalogs(root: Path, locale: str, source_locale: str | None, graph: Graph) -> Catalogs:
    """The catalogs that the figure of a script needs."""
    course = replace(course_of(root), source_locale=source_locale)
    if not is_pseudo(locale):
        return _shared_catalogs(course, locale, digest_of_file(root / catalog_file(locale, "diagrams")))
    return pseudo_catalogs(course, (), (graph,), locale)


def course_catalogs(root: Path, locale: str) -> Catalogs:
    """The catalogs that the course's own strings need."""
    course = course_of(root)
    return pseudo_catalogs(course, (), (), locale) if is_pseudo(locale) else read_catalogs(course, locale, ())


@lru_cache(maxsize=2)
def _shared_catalogs(course: Course, locale: str, _content: str) -> Catalogs:
    return read_catalogs(course, locale, ())


def source_locale(opened: OpenCourse) -> str | None:
    """The language that the course is written in: as set, else the first session's."""
    first = opened.sessions[0].locale if opened.sessions else None
    return opened.course.source_locale or first


def families_of(template: Template, locale: str) -> Families:
    """The template's fonts as they serve a locale."""
    language = "en" if is_pseudo(locale) else locale.split("-", maxsplit=1)[0]
    east_asian = template.text.for_script(_SCRIPTS.get(language, "Hang"))
    complex_face = template.text.for_script(_COMPLEX_SCRIPTS.get(language, ""))
    return Families(
        latin=template.text.latin or "Arial",
        east_asian=east_asian or "Malgun Gothic",
        complex=complex_face or "Arial",
        language=language,
    )
