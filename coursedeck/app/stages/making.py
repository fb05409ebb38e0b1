"""One session in one language: prepared, then turned into the bytes of its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from coursedeck.app.report import Artifact, Built
from coursedeck.app.stages.figures import png_width
from coursedeck.app.stages.origins import deck_origins
from coursedeck.app.stages.pictures import data_uri
from coursedeck.app.stages.preparing import Prepared, prepare, shown_figures
from coursedeck.app.stages.session_context import SessionContext
from coursedeck.app.stages.thumbnails import slides_of_parts, thumbnails
from coursedeck.base.cache import encode
from coursedeck.base.text.languages import full_tag, runs_right_to_left
from coursedeck.model.drawing import FigureFiles
from coursedeck.model.problem import CourseError
from coursedeck.model.schedule import Schedule
from coursedeck.model.session import Session
from coursedeck.model.slide import Deck, FigureShape
from coursedeck.model.ui_strings import UiStrings
from coursedeck.output.deck import NotesPage, Properties, SlideSection, write_deck
from coursedeck.output.pages import handout, run_sheet, timing_csv
from coursedeck.session.fit import note_paragraphs
from coursedeck.session.schedule import note_lines, section_name


def make(session: Session, context: SessionContext) -> Built:
    """The session's files, or why there are none."""
    try:
        made = prepare(session, context)
        artifacts = tuple(artifacts_of(made, context))
    except CourseError as failure:
        return Built(session.path, context.locale, (), failure.problems)
    return Built(
        session.path,
        context.locale,
        artifacts,
        made.problems,
        slides=len(made.deck.slides),
        figures=len(shown_figures(made.deck.session)),
        minutes=made.deck.session.minutes(),
        left_out=made.left_out,
        title=made.deck.session.title.plain,
        encoded_origins=encode(deck_origins(made.deck)),
    )


def artifacts_of(made: Prepared, context: SessionContext) -> Iterator[Artifact]:
    """The deck, the run sheet, the handout, the times, and the figures that are the session's own."""
    session = made.deck.session
    base = f"{context.locale}/{session.path}"
    course = context.course.title.plain if context.course.title else ""
    yield Artifact(f"{base}.pptx", pptx_of(made, context))
    small = thumbnails(made, context)
    sheet = run_sheet(made.deck, made.schedule, context.words, made.clock, small, course)
    yield Artifact(f"{base}.run-sheet.html", sheet.encode())
    figures = {name: both.svg.decode() for name, both in made.files.items()}
    pictures = {path: data_uri(path, data) for path, data in made.pictures.data.items()}
    beside = slides_of_parts(made.deck, small)
    page = handout(session, made.schedule, context.words, figures, pictures, course, slides=beside)
    yield Artifact(f"{base}.handout.html", page.encode())
    yield Artifact(f"{base}.timing.csv", timing_csv(made.deck, made.schedule).encode())
    yield from figure_artifacts({name: made.files[name] for name in made.fences}, context.locale)


def pptx_of(made: Prepared, context: SessionContext) -> bytes:
    """The deck's bytes."""
    timed = made.schedule
    notes = tuple(
        NotesPage(note_paragraphs(note_lines(timed, slide.id, context.words, made.clock), slide.notes, context.locale))
        for slide in made.deck.slides
    )
    # a slide without planned time waits for a click
    paces = tuple(float(slide.seconds) if slide.seconds else None for slide in timed.slides)
    advance = paces if context.request.rehearse else None
    return write_deck(
        made.deck,
        context.template.package,
        notes,
        _sections(made.deck, timed, context.words),
        _properties(made.deck.session, context),
        made.pictures.data,
        _painted(made, context),
        east_asian_font=context.families.east_asian,
        advance=advance,
        complex_font=context.families.complex if runs_right_to_left(context.locale) else None,
    )


def _painted(made: Prepared, context: SessionContext) -> Mapping[str, FigureFiles]:
    """The figures' files, with a PNG where a slide shows one as a picture."""
    shapes = (shape for slide in made.deck.slides for shape in slide.shapes if isinstance(shape, FigureShape))
    shown = {shape.drawing.name: made.drawings[shape.drawing.name] for shape in shapes if shape.as_picture}
    missing = {name: drawing for name, drawing in shown.items() if not made.files[name].png}
    painted = {
        name: replace(made.files[name], png=context.paint(made.files[name].svg, png_width(drawing)))
        for name, drawing in missing.items()
    }
    return {**made.files, **painted}


def _sections(deck: Deck, timed: Schedule, words: UiStrings) -> tuple[SlideSection, ...]:
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


def _properties(session: Session, context: SessionContext) -> Properties:
    course = context.course.title.plain if context.course.title else ""
    return Properties(
        title=session.title.plain,
        language=full_tag(context.locale),
        author=session.front.author or context.course.author or "",
        subject=course,
        footer=course or session.title.plain,
        custom=dict(session.front.extra),
    )


def figure_artifacts(files: Mapping[str, FigureFiles], locale: str) -> Iterator[Artifact]:
    """The SVG and PNG files of figures."""
    for name, both in files.items():
        yield Artifact(f"{locale}/figures/{name}.svg", both.svg)
        yield Artifact(f"{locale}/figures/{name}.png", both.png)
