"""Files beside the deck: run sheet, script, handout, ``timing.csv``, ``.ics``, and the live preview page.

Input: a session, its slides and its schedule. Output: the text of each file, for the caller to write.
"""

from coursedeck.output.pages.calendar import CalendarIdentity, ics
from coursedeck.output.pages.handout import handout
from coursedeck.output.pages.live import LiveDeck, LiveSession, LiveSlide, LiveView, live_page, live_parts
from coursedeck.output.pages.run_sheet import run_sheet
from coursedeck.output.pages.script import script
from coursedeck.output.pages.timing import timing_csv

__all__ = [
    "CalendarIdentity",
    "LiveDeck",
    "LiveSession",
    "LiveSlide",
    "LiveView",
    "handout",
    "ics",
    "live_page",
    "live_parts",
    "run_sheet",
    "script",
    "timing_csv",
]
