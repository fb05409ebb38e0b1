"""Pictures of a deck's slides that are kept from one version of the deck to the next."""

from __future__ import annotations

from collections.abc import Mapping

from coursedeck.app.stages.placing import PlacedSession
from coursedeck.app.stages.thumbnails import surroundings
from coursedeck.base.look.derived_text import footer_text
from coursedeck.model.slide import PlacedSlide
from coursedeck.model.template import Template
from coursedeck.output.pages import LiveDeck, LiveSlide
from coursedeck.output.preview import slide_svg
from coursedeck.session.schedule import note_lines


class SlidePictures:
    """Pictures of one deck's slides; a slide that stayed as it was keeps its picture."""

    def __init__(self) -> None:
        self._basis: object = None
        self._drawn: dict[str, tuple[tuple[PlacedSlide, int, str], str]] = {}

    def deck(self, placed: PlacedSession, template: Template, pictures: Mapping[str, bytes]) -> LiveDeck:
        """A placed session as the page shows it."""
        around = surroundings(placed, template, pictures)
        # all that the pictures show besides the slides
        basis = template, placed.families, around.figures, around.pictures
        known = self._drawn if basis == self._basis else {}
        self._basis, self._drawn = basis, {}
        for number, slide in enumerate(placed.deck.slides, 1):
            subject = slide, number, footer_text(slide, around.session, around.footer)
            old = known.get(slide.id)
            same = old is not None and old[0] == subject
            self._drawn[slide.id] = old if old and same else (subject, slide_svg(slide, number, around))
        slides = tuple(self._slide(placed, slide, number) for number, slide in enumerate(placed.deck.slides, 1))
        return LiveDeck(placed.locale, placed.deck.session.title.plain, placed.words, placed.schedule, slides)

    def _slide(self, placed: PlacedSession, slide: PlacedSlide, number: int) -> LiveSlide:
        lines = note_lines(placed.schedule, slide.id, placed.words, placed.clock)
        picture = self._drawn[slide.id][1]
        return LiveSlide(slide.id, number, picture, lines, slide.notes, str(slide.source), slide.hidden)
