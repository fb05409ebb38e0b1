"""``.pptx``: the deck, with native shapes and speaker notes that keep the clock."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from coursedeck.app.engine import Context
from coursedeck.app.works.output import SessionOutput
from coursedeck.app.works.png import PaintFigure
from coursedeck.app.works.settings import course_of
from coursedeck.model.problem import CourseError

if TYPE_CHECKING:
    from coursedeck.app.stages.placing import PlacedSession


class WriteDeck(SessionOutput, frozen=True):
    """Write the deck."""

    kind = "deck"
    ending = ".pptx"

    def sources(self) -> Iterable[str]:
        """The content file too, whose text the deck carries."""
        return (*self.placing.sources(), self.subject)

    def data(self, placed: PlacedSession, context: Context) -> bytes:
        """The package."""
        from coursedeck.app.stages.decks import deck_bytes  # noqa: PLC0415 - see PlaceSession
        from coursedeck.app.stages.placing import pictures_of  # noqa: PLC0415
        from coursedeck.session.load import carried_text  # noqa: PLC0415

        def paint(svg: bytes, width: int) -> bytes:
            return context.get(context.ask(PaintFigure(context.put(svg), width)).png)

        package = self.placing.template_in(context).package
        pictures = pictures_of(placed, context.root)
        rehearse = self.placing.rehearse
        beside = self._slides_beside(placed, context)
        embed = course_of(context).theme.embed
        written_in = self.placing.source_locale or placed.locale
        written = carried_text(context.root / self.subject)
        return deck_bytes(
            placed,
            package,
            pictures,
            paint,
            beside,
            rehearse=rehearse,
            embed=embed,
            source_locale=written_in,
            written=written,
        )

    def _slides_beside(self, placed: PlacedSession, context: Context) -> dict[str, int]:
        """The number of the slide to which each link to another session leads."""
        from coursedeck.app.stages.decks import part_numbers  # noqa: PLC0415 - see PlaceSession

        found: dict[str, int] = {}
        for other in self.beside:
            links = [link for link in placed.deck.session.links if link.session == other.path and link.part]
            try:
                numbers = part_numbers(context.ask(other).deck) if links else {}
            except CourseError:
                continue  # it says itself what is wrong with it
            found |= {f"{one.target}#{one.part}": numbers[one.part] for one in links if one.part in numbers}
        return found
