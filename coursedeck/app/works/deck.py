"""``.pptx``: the deck, with native shapes and speaker notes that keep the clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coursedeck.app.engine import Context
from coursedeck.app.works.output import SessionOutput
from coursedeck.app.works.png import PaintFigure

if TYPE_CHECKING:
    from coursedeck.app.stages.placing import PlacedSession


@dataclass(frozen=True, slots=True)
class WriteDeck(SessionOutput):
    """Write the deck."""

    ending = ".pptx"

    def data(self, placed: PlacedSession, context: Context) -> bytes:
        """The package."""
        from coursedeck.app.stages.decks import deck_bytes  # noqa: PLC0415 - see PlaceSession
        from coursedeck.app.stages.placing import pictures_of  # noqa: PLC0415

        def paint(svg: bytes, width: int) -> bytes:
            return context.get(context.ask(PaintFigure(context.put(svg), width)).png)

        package = self.placing.template_in(context).package
        return deck_bytes(placed, package, pictures_of(placed, context.root), paint, rehearse=self.placing.rehearse)
