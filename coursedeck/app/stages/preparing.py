"""One session up to the point where everything has its place and its time, and nothing is written yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from coursedeck.app.stages.figures import figure_area, read_fences
from coursedeck.app.stages.foreign_fences import draw_foreign
from coursedeck.app.stages.pictures import Pictures, read_pictures
from coursedeck.app.stages.session_context import SessionContext
from coursedeck.base.text import has_script_font
from coursedeck.model.drawing import Drawing, FigureFiles
from coursedeck.model.graph import Graph
from coursedeck.model.problem import CourseError, Problem, Severity, error
from coursedeck.model.schedule import Clock, Schedule
from coursedeck.model.session import FigureRef, Session
from coursedeck.model.slide import Deck
from coursedeck.model.walk import all_blocks
from coursedeck.session.fit import Fitter, Media
from coursedeck.session.ledger import lost_on_slides
from coursedeck.session.localize import Localized, at_catalog_entries, translate_session
from coursedeck.session.plan import plan
from coursedeck.session.schedule import (
    check_minutes,
    check_pace,
    fit_slot,
    pace_for,
    schedule,
    session_clock,
    with_hidden,
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A session in one language, placed and timed: all that its files are written from."""

    localized: Localized
    deck: Deck
    schedule: Schedule
    clock: Clock | None
    pictures: Pictures
    drawings: Mapping[str, Drawing]
    """Every figure that may be shown, by name."""
    files: Mapping[str, FigureFiles]
    fences: tuple[str, ...]
    """Names of the figures that are this session's own."""
    problems: tuple[Problem, ...]
    left_out: tuple[str, ...] = ()
    """What a shorter slot made us hide."""


def prepare(session: Session, context: SessionContext) -> Prepared:
    """Translate, draw, plan, fit and time a session; raises CourseError where that cannot be done."""
    read, graphs, kinds = read_fences(session)
    catalog = context.catalogs.named(session.path)
    strict = context.request.strict
    localized = translate_session(read, catalog, context.locale, graphs.values(), strict=strict)
    _need_fonts(session, context.families.language)
    foreign = draw_foreign(localized.session, kinds, context.families)
    localized = replace(localized, session=foreign.session)
    fences = context.draw(_by_name(localized.graphs), figure_area(context.template.template), context.families)
    drawings = {**context.drawings, **fences.drawings}
    _need_figures(localized.session, drawings, context, fences.problems)
    slot = context.request.slot
    pace = pace_for(context.locale, (*context.course.pace, *session.front.pace))
    variant = fit_slot(localized.session, slot, pace) if slot is not None else None
    shown = variant.session if variant else localized.session
    pictures = read_pictures(context.course, shown, foreign.pictures)
    media = Media(drawings, pictures.pixels)
    footer = context.course.title.plain if context.course.title else ""
    fitter = Fitter(context.template.template, context.families, context.words, context.locale, media, footer)
    deck, unfit = fitter.fit(plan(shown, context.course, context.words, fitter))
    deck = with_hidden(deck)
    timed = schedule(deck, pace)
    findings = (
        *at_catalog_entries(unfit, localized),
        *check_minutes(shown, context.course, slot),
        *check_pace(deck, timed),
        *lost_on_slides(shown, deck),
    )
    return Prepared(
        localized,
        deck,
        timed,
        session_clock(shown, context.totals),
        pictures,
        drawings,
        {**context.files, **fences.files, **foreign.files},
        (*fences.files, *foreign.files),
        (
            *foreign.problems,
            *localized.problems,
            *fences.problems,
            *findings,
            *(variant.problems if variant else ()),
        ),
        tuple(str(part) for part in variant.left_out) if variant else (),
    )


def _by_name(graphs: tuple[Graph, ...]) -> dict[str, Graph]:
    return {graph.name: graph for graph in graphs}


def _need_fonts(session: Session, language: str) -> None:
    """Raises CourseError where no installed font has the language's letters."""
    if not has_script_font(language):
        message = (
            f"no installed font can draw text in '{language}': run `make setup`, or install one "
            "(apt-get install fonts-noto-cjk, dnf install google-noto-sans-cjk-fonts), or mend the language's code"
        )
        raise CourseError([error(session.source, "fonts", message)])


def _need_figures(
    session: Session, drawings: Mapping[str, Drawing], context: SessionContext, problems: tuple[Problem, ...]
) -> None:
    """Raises CourseError where the session shows a figure that could not be drawn."""
    missing: list[Problem] = [problem for problem in problems if problem.severity is Severity.ERROR]
    for block in all_blocks(session):
        if isinstance(block, FigureRef) and block.name not in drawings and block.path is not None:
            missing.append(_undrawn(block, context.definitions.broken.get(block.path, ())))
    if missing:
        raise CourseError(missing)


def _undrawn(block: FigureRef, reasons: tuple[Problem, ...]) -> Problem:
    where = f"see {reasons[0].source}" if reasons else f"{block.path} draws no figure of that name"
    return error(block.source, "figure", f"the figure '{block.name}' cannot be drawn: {where}")


def shown_figures(session: Session) -> frozenset[str]:
    """Names of the figures that a session shows."""
    return frozenset(block.name for block in all_blocks(session) if isinstance(block, FigureRef))
