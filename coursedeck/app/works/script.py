"""``.script.html``: what the instructor says, slide by slide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursedeck.app.engine import Context
from coursedeck.app.works.output import SessionOutput
from coursedeck.app.works.thumbnails import DrawThumbnails

if TYPE_CHECKING:
    from coursedeck.app.stages.placing import PlacedSession


class WriteScript(SessionOutput, frozen=True):
    """Write the script."""

    kind = "script"
    ending = ".script.html"

    def data(self, placed: PlacedSession, context: Context) -> bytes:
        """The page."""
        from coursedeck.output.pages import script  # noqa: PLC0415 - see PlaceSession

        small = context.ask(DrawThumbnails(self.placing)).by_slide
        return script(placed.deck, placed.schedule, placed.words, placed.clock, small, placed.course).encode()
