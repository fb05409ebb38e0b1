"""Files beside the deck: run sheet, script, handout, ``timing.csv``, ``.ics``, and the live pages.

Input: a session, its slides and its schedule. Output: the text of each file, for the caller to write.
"""

from coursedeck.output.pages.calendar import CalendarIdentity, ics
from coursedeck.output.pages.front_door import FrontDoor, course_door, front_door
from coursedeck.output.pages.handout import handout
from coursedeck.output.pages.live import LiveDeck, LiveSession, LiveSlide, LiveView, live_page, live_parts
from coursedeck.output.pages.run_sheet import run_sheet
from coursedeck.output.pages.script import script
from coursedeck.output.pages.timing import timing_csv
from coursedeck.output.pages.translator import (
    StaticCatalog,
    StaticMessage,
    StaticSlide,
    TranslatorIndex,
    static_translator_index,
    static_translator_page,
    translator_page,
)

__all__ = [
    "CalendarIdentity",
    "FrontDoor",
    "LiveDeck",
    "LiveSession",
    "LiveSlide",
    "LiveView",
    "StaticCatalog",
    "StaticMessage",
    "StaticSlide",
    "TranslatorIndex",
    "course_door",
    "front_door",
    "handout",
    "ics",
    "live_page",
    "live_parts",
    "run_sheet",
    "script",
    "static_translator_index",
    "static_translator_page",
    "timing_csv",
    "translator_page",
]
