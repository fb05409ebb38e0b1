"""Pictures of a deck's slides that are kept from one version of the deck to the next."""

from __future__ import annotations

from coursedeck.app.stages.preparing import Prepared
from coursedeck.app.stages.session_context import SessionContext
from coursedeck.app.stages.thumbnails import surroundings
from coursedeck.base.look.derived_text import footer_text
from coursedeck.model.slide import PlacedSlide
from coursedeck.output.pages import LiveDeck, LiveSlide
from coursedeck.output.preview import slide_svg
from coursedeck.session.schedule import note_lines


class Album:
    """Pictures of one deck's slides; a slide that stayed as it was keeps its picture."""

    def __init__(self) -> None:
        self._basis: object = None
        self._taken: dict[str, tuple[tuple[PlacedSlide, int, str], str]] = {}

    def deck(self, made: Prepared, context: SessionContext, basis: object) -> LiveDeck:
        """A prepared session as the page shows it; `basis` is all that its pictures show besides its slides."""
        around = surroundings(made, context)
        known = self._taken if basis == self._basis else {}
        self._basis, self._taken = basis, {}
        for number, slide in enumerate(made.deck.slides, 1):
            subject = slide, number, footer_text(slide, around.session, around.footer)
            old = known.get(slide.id)
            same = old is not None and old[0] == subject
            self._taken[slide.id] = old if old and same else (subject, slide_svg(slide, number, around))
        slides = tuple(self._slide(slide, number, made, context) for number, slide in enumerate(made.deck.slides, 1))
        return LiveDeck(context.locale, made.deck.session.title.plain, context.words, made.schedule, slides)

    def _slide(self, slide: PlacedSlide, number: int, made: Prepared, context: SessionContext) -> LiveSlide:
        lines = note_lines(made.schedule, slide.id, context.words, made.clock)
        picture = self._taken[slide.id][1]
        return LiveSlide(slide.id, number, picture, lines, slide.notes, str(slide.source), slide.hidden)
