"""Pages beside the deck.

Comes in: a session, its slides and its clock. Goes out: the text of a run sheet, a handout, ``timing.csv`` and
``.ics``; nothing is written here.
"""

from coursedeck.output.pages.calendar import Identity, ics
from coursedeck.output.pages.handout import handout
from coursedeck.output.pages.live import LiveDeck, LiveSession, LiveSlide, LiveView, live_page, live_parts
from coursedeck.output.pages.run_sheet import run_sheet
from coursedeck.output.pages.timing import timing_csv

__all__ = [
    "Identity",
    "LiveDeck",
    "LiveSession",
    "LiveSlide",
    "LiveView",
    "handout",
    "ics",
    "live_page",
    "live_parts",
    "run_sheet",
    "timing_csv",
]
