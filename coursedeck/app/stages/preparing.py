"""One session up to the point where everything has its place and its time, and nothing is written yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from coursedeck.app.stages.figures import figure_area, read_fences
from coursedeck.app.stages.foreign_fences import draw_foreign
from coursedeck.app.stages.pictures import Pictures, read_pictures
from coursedeck.app.stages.workshop import Workshop
from coursedeck.base.text import has_script_font
from coursedeck.model.drawing import Drawing, FigureFiles
from coursedeck.model.graph import Graph
from coursedeck.model.problem import CourseError, Problem, Severity, error
from coursedeck.model.schedule import Clock, Schedule
from coursedeck.model.session import FigureRef, Session
from coursedeck.model.slide import Deck
from coursedeck.model.walk import all_blocks
from coursedeck.session.fit import Fitter, Media
from coursedeck.session.localize import Localized, at_entries, translate_session
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


def prepare(session: Session, shop: Workshop) -> Prepared:
    """Translate, draw, plan, fit and time a session; raises CourseError where that cannot be done."""
    read, graphs, kinds = read_fences(session)
    catalog = shop.catalogs.named(session.path)
    strict = shop.request.strict
    localized = translate_session(read, catalog, shop.locale, graphs.values(), strict=strict)
    _need_fonts(session, shop.families.language)
    foreign = draw_foreign(localized.session, kinds, shop.families)
    localized = replace(localized, session=foreign.session)
    fences = shop.draw(_by_name(localized.graphs), figure_area(shop.template.template), shop.families)
    drawings = {**shop.drawings, **fences.drawings}
    _need_figures(localized.session, drawings, shop, fences.problems)
    slot = shop.request.slot
    pace = pace_for(shop.locale, (*shop.course.pace, *session.front.pace))
    variant = fit_slot(localized.session, slot, pace) if slot is not None else None
    shown = variant.session if variant else localized.session
    pictures = read_pictures(shop.course, shown, foreign.pictures)
    media = Media(drawings, pictures.pixels)
    footer = shop.course.title.plain if shop.course.title else ""
    fitter = Fitter(shop.template.template, shop.families, shop.words, shop.locale, media, footer)
    deck, unfit = fitter.fit(plan(shown, shop.course, shop.words, fitter))
    deck = with_hidden(deck)
    timed = schedule(deck, pace)
    findings = (*at_entries(unfit, localized), *check_minutes(shown, shop.course, slot), *check_pace(deck, timed))
    return Prepared(
        localized,
        deck,
        timed,
        session_clock(shown, shop.totals),
        pictures,
        drawings,
        {**shop.files, **fences.files, **foreign.files},
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
    session: Session, drawings: Mapping[str, Drawing], shop: Workshop, problems: tuple[Problem, ...]
) -> None:
    """Raises CourseError where the session shows a figure that could not be drawn."""
    missing: list[Problem] = [problem for problem in problems if problem.severity is Severity.ERROR]
    for block in all_blocks(session):
        if isinstance(block, FigureRef) and block.name not in drawings and block.path is not None:
            missing.append(_undrawn(block, shop.definitions.broken.get(block.path, ())))
    if missing:
        raise CourseError(missing)


def _undrawn(block: FigureRef, reasons: tuple[Problem, ...]) -> Problem:
    where = f"see {reasons[0].source}" if reasons else f"{block.path} draws no figure of that name"
    return error(block.source, "figure", f"the figure '{block.name}' cannot be drawn: {where}")


def shown_figures(session: Session) -> frozenset[str]:
    """Names of the figures that a session shows."""
    return frozenset(block.name for block in all_blocks(session) if isinstance(block, FigureRef))
