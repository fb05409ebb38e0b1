"""``.run-sheet.html``: the session's sections with their clock, for whoever teaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursedeck.app.engine import Context
from coursedeck.app.works.output import SessionOutput
from coursedeck.app.works.thumbnails import DrawThumbnails

if TYPE_CHECKING:
    from coursedeck.app.stages.placing import PlacedSession


class WriteRunSheet(SessionOutput, frozen=True):
    """Write the run sheet."""

    ending = ".run-sheet.html"

    def data(self, placed: PlacedSession, context: Context) -> bytes:
        """The page."""
        from coursedeck.output.pages import run_sheet  # noqa: PLC0415 - see PlaceSession

        small = context.ask(DrawThumbnails(self.placing)).by_slide
        page = run_sheet(placed.deck, placed.schedule, placed.words, placed.clock, small, placed.course)
        return page.encode()
