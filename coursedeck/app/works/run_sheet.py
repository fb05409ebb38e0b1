"""``.run-sheet.html``: the session's sections with their clock, for whoever teaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursedeck.app.engine import Context
from coursedeck.app.works.output import SessionOutput
from coursedeck.app.works.settings import course_of
from coursedeck.app.works.thumbnails import DrawThumbnails

if TYPE_CHECKING:
    from coursedeck.app.stages.placing import PlacedSession


class WriteRunSheet(SessionOutput, frozen=True):
    """Write the run sheet."""

    kind = "run-sheet"
    ending = ".run-sheet.html"

    def data(self, placed: PlacedSession, context: Context) -> bytes:
        """The page."""
        from coursedeck.model.schedule import RoomTime, whole_seconds  # noqa: PLC0415 - see PlaceSession
        from coursedeck.output.pages import run_sheet  # noqa: PLC0415
        from coursedeck.session.schedule import slot_of  # noqa: PLC0415

        small = context.ask(DrawThumbnails(self.placing)).by_slide
        slot = slot_of(placed.deck.session, course_of(context), self.placing.slot)
        room = RoomTime(None if slot is None else whole_seconds(slot), self.placing.upcoming)
        page = run_sheet(placed.deck, placed.schedule, placed.words, placed.clock, small, placed.course, room=room)
        return page.encode()
