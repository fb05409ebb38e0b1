"""One session in one language: every stage in turn, from the loaded session to finished files."""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from coursedeck.deck import FigureFiles, NotePage, Properties, SlideSection, write_deck
from coursedeck.fit import Fitter, Media, note_paragraphs
from coursedeck.model.course import Course
from coursedeck.model.drawing import Drawing
from coursedeck.model.problem import CourseError, Problem, Severity, error
from coursedeck.model.schedule import Clock, Schedule
from coursedeck.model.session import FigureRef, Session
from coursedeck.model.slide import Deck
from coursedeck.model.template import Template
from coursedeck.model.totals import CourseTotal
from coursedeck.model.walk import all_blocks
from coursedeck.model.words import Words, words_for
from coursedeck.pages import handout, run_sheet, timing_csv
from coursedeck.pipeline.figures import Definitions, draw, figure_area, read_fences
from coursedeck.pipeline.opening import OpenTemplate
from coursedeck.pipeline.pictures import read_pictures
from coursedeck.pipeline.values import Artifact, Built, Request
from coursedeck.plan import plan
from coursedeck.schedule import (
    check_minutes,
    check_pace,
    fit_slot,
    note_lines,
    schedule,
    section_name,
    session_clock,
    with_hidden,
)
from coursedeck.text import Families, has_script_font
from coursedeck.text.languages import full_tag

_SCRIPTS = {"ko": "Hang", "ja": "Jpan", "zh": "Hans"}


@dataclass(frozen=True, slots=True)
class Workshop:
    """What every session of a course is made with."""

    request: Request
    course: Course
    template: OpenTemplate
    definitions: Definitions
    drawn: Mapping[str, Drawing]
    """Figures from scripts, laid out in this language, by name."""
    files: Mapping[str, FigureFiles]
    totals: CourseTotal
    locale: str


@dataclass(frozen=True, slots=True)
class _Made:
    """A deck on its way, with all that goes into its files."""

    deck: Deck
    schedule: Schedule
    clock: Clock | None
    files: Mapping[str, FigureFiles]
    words: Words
    pictures: Mapping[str, bytes]


def families_of(template: Template, locale: str) -> Families:
    """The template's fonts as they serve a locale."""
    language = locale.split("-", maxsplit=1)[0]
    east_asian = template.text.for_script(_SCRIPTS.get(language, "Hang"))
    return Families(
        latin=template.text.latin or "Arial",
        east_asian=east_asian or "Malgun Gothic",
        complex=template.text.complex or "Arial",
        language=language,
    )


def make(session: Session, shop: Workshop) -> Built:
    """The session's files, or why there are none."""
    session = replace(session, locale=shop.locale)
    try:
        return _make(session, shop)
    except CourseError as failure:
        return Built(session.path, shop.locale, (), failure.problems)


def _make(session: Session, shop: Workshop) -> Built:
    session, graphs, found = read_fences(session)
    families = families_of(shop.template.template, shop.locale)
    _need_fonts(session, families)
    fences = draw(graphs, figure_area(shop.template.template), families)
    drawings = {**shop.drawn, **fences.drawings}
    _need_figures(session, drawings, shop, fences.problems)
    variant = fit_slot(session, shop.request.slot) if shop.request.slot is not None else None
    session = variant.session if variant else session
    deck, words, problems = _fitted(session, drawings, shop, families)
    timed = schedule(deck)
    start = session_clock(session, shop.totals, shop.request.start)
    pictures = read_pictures(shop.course, session)
    files = {**shop.files, **fences.files}
    made = _Made(deck, timed, start, files, words, pictures.data)
    findings = (*check_minutes(session, shop.course, shop.request.slot), *check_pace(deck, timed))
    return Built(
        session.path,
        shop.locale,
        (*_artifacts(made, shop), *figure_artifacts(fences.files, shop.locale)),
        (
            *found,
            *fences.problems,
            *problems,
            *findings,
            *(variant.problems if variant else ()),
        ),
        slides=len(deck.slides),
        figures=len({block.name for block in all_blocks(session) if isinstance(block, FigureRef)}),
        minutes=session.minutes(),
        left_out=tuple(str(part) for part in variant.left_out) if variant else (),
    )


def _fitted(
    session: Session, drawings: Mapping[str, Drawing], shop: Workshop, families: Families
) -> tuple[Deck, Words, tuple[Problem, ...]]:
    """Planned and fitted; the parts that are left out are hidden."""
    words = words_for(shop.locale)
    media = Media(drawings, read_pictures(shop.course, session).pixels)
    fitter = Fitter(shop.template.template, families, words, shop.locale, media)
    outline = plan(session, shop.course, words, fitter)
    deck, problems = fitter.fit(outline)
    return with_hidden(deck), words, problems


def _need_fonts(session: Session, families: Families) -> None:
    """Raises CourseError where no installed font has the language's letters."""
    if not has_script_font(families.language):
        message = (
            f"no installed font can draw text in '{families.language}': run `make setup`, or install one "
            "(apt-get install fonts-noto-cjk, dnf install google-noto-sans-cjk-fonts)"
        )
        raise CourseError([error(session.source, "fonts", message)])


def _need_figures(
    session: Session, drawings: Mapping[str, Drawing], shop: Workshop, problems: tuple[Problem, ...]
) -> None:
    """Raises CourseError where the session shows a figure that could not be drawn."""
    missing: list[Problem] = [problem for problem in problems if problem.severity is Severity.ERROR]
    for block in all_blocks(session):
        if not isinstance(block, FigureRef) or block.name in drawings or block.path is None:
            continue
        reasons = shop.definitions.broken.get(block.path, ())
        where = f"see {reasons[0].source}" if reasons else f"{block.path} draws no figure of that name"
        missing.append(error(block.source, "figure", f"the figure '{block.name}' cannot be drawn: {where}"))
    if missing:
        raise CourseError(missing)


def _artifacts(made: _Made, shop: Workshop) -> Iterator[Artifact]:
    """The deck, the run sheet, the handout and the times."""
    session = made.deck.session
    base = f"{shop.locale}/{session.path}"
    yield Artifact(f"{base}.pptx", _pptx(made, shop))
    course = shop.course.title.plain if shop.course.title else ""
    sheet = run_sheet(made.deck, made.schedule, made.words, made.clock, course=course)
    yield Artifact(f"{base}.run-sheet.html", sheet.encode())
    figures = {name: both.svg.decode() for name, both in made.files.items()}
    pictures = {path: _data_uri(path, data) for path, data in made.pictures.items()}
    page = handout(session, made.schedule, made.words, figures, pictures, course)
    yield Artifact(f"{base}.handout.html", page.encode())
    yield Artifact(f"{base}.timing.csv", timing_csv(made.deck, made.schedule).encode())


def _data_uri(path: str, data: bytes) -> str:
    """A picture inside the page, so that the page stands alone."""
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def _pptx(made: _Made, shop: Workshop) -> bytes:
    session, timed, words = made.deck.session, made.schedule, made.words
    notes = tuple(
        NotePage(note_paragraphs(note_lines(timed, slide.id, words, made.clock), slide.notes, shop.locale))
        for slide in made.deck.slides
    )
    advance = tuple(float(slide.seconds) for slide in timed.slides) if shop.request.rehearse else None
    family = families_of(shop.template.template, shop.locale).east_asian
    return write_deck(
        made.deck,
        shop.template.package,
        notes,
        _sections(made.deck, timed, words),
        _properties(session, shop),
        made.pictures,
        made.files,
        east_asian_font=family,
        advance=advance,
    )


def _sections(deck: Deck, timed: Schedule, words: Words) -> tuple[SlideSection, ...]:
    """PowerPoint sections: one for what stands first, one a section of the session."""
    firsts: dict[int, int] = {}
    for place, slide in enumerate(deck.slides):
        if slide.section is not None:
            firsts.setdefault(slide.section, place)
    found = []
    for index, first in firsts.items():
        section = timed.section(index)
        found.append(SlideSection(section_name(section, words) if section else "", first))
    return tuple(found)


def _properties(session: Session, shop: Workshop) -> Properties:
    course = shop.course.title.plain if shop.course.title else ""
    return Properties(
        title=session.title.plain,
        language=full_tag(shop.locale),
        author=session.front.author or shop.course.author or "",
        subject=course,
        footer=course or session.title.plain,
        custom=dict(session.front.extra),
    )


def figure_artifacts(files: Mapping[str, FigureFiles], locale: str) -> Iterator[Artifact]:
    """The SVG and PNG files of figures."""
    for name, both in files.items():
        yield Artifact(f"{locale}/figures/{name}.svg", both.svg)
        yield Artifact(f"{locale}/figures/{name}.png", both.png)
