"""``.timing.csv``: every slide with its minutes, for a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursedeck.app.engine import Context
from coursedeck.app.works.output import SessionOutput

if TYPE_CHECKING:
    from coursedeck.app.stages.placing import PlacedSession


class WriteTimingTable(SessionOutput, frozen=True):
    """Write the times of the slides."""

    kind = "timing"
    ending = ".timing.csv"

    def data(self, placed: PlacedSession, context: Context) -> bytes:
        """The table."""
        from coursedeck.output.pages import timing_csv  # noqa: PLC0415 - see PlaceSession

        return timing_csv(placed.deck, placed.schedule).encode()
