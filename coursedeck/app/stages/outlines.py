"""What the pages of a whole course need of a placed session."""

from __future__ import annotations

from coursedeck.app.stages.placing import PlacedSession
from coursedeck.app.stages.thumbnails import sources_of_solutions
from coursedeck.model.outlines import OutlineFigure, OutlineSection, OutlineSlide, SessionOutline
from coursedeck.model.session import FigureRef
from coursedeck.model.walk import all_blocks
from coursedeck.session.schedule.need import slide_load


def outline_of(placed: PlacedSession) -> SessionOutline:
    """The outline of a session in the language that it was placed in."""
    session = placed.deck.session
    shown = {
        block.name: block.alt or block.caption
        for block in all_blocks(session)
        if isinstance(block, FigureRef) and block.name in placed.svgs
    }
    slides, solved = [], sources_of_solutions(placed.deck)
    for number, slide in enumerate(placed.deck.slides, 1):
        load = slide_load(slide)
        title = " ".join(" ".join(paragraph.plain for paragraph in slide.title.paragraphs).split())
        words = " ".join(load.shown.removeprefix(title).split())
        said, solution = " ".join(load.said.split()), slide.source in solved
        slides.append(OutlineSlide(number, title, slide.part or "", words, said, solution))
    return SessionOutline(
        number=session.number,
        sections=tuple(OutlineSection(one.heading, one.minutes) for one in placed.schedule.sections if not one.hidden),
        figures=tuple(OutlineFigure(name, text.plain if text else name) for name, text in shown.items()),
        slides=tuple(slides),
        translated=placed.translated,
    )
