"""``timing.csv``: the schedule with a row for each slide."""

from __future__ import annotations

import csv
import io

from coursedeck.model.schedule import Schedule, stopwatch
from coursedeck.model.slide import Deck
from coursedeck.model.visible import spreadsheet_cell
from coursedeck.output.pages.environment import slide_title
from coursedeck.output.pages.numbers import plain_minutes

COLUMNS = (
    "session",
    "section",
    "section_minutes",
    "slide",
    "title",
    "planned_seconds",
    "start",
    "end",
    "words",
    "figures",
    "hidden",
    "id",
    "estimated",
    "section_exercise_minutes",
    "exercise",
)


def timing_csv(deck: Deck, schedule: Schedule) -> str:
    """The schedule as CSV (RFC 4180): a row for each slide, times since the start of the session as ``HH:MM:SS``.

    It begins with a byte order mark, without which Excel assumes the system's legacy encoding; LibreOffice and Python's
    ``utf-8-sig`` accept it too. No cell is a formula. ``estimated`` says whether nobody has planned these seconds;
    ``exercise`` marks the slides of exercises, whose minutes are among those of their section and stand apart in
    ``section_exercise_minutes``.
    """
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    for number, (slide, time) in enumerate(zip(deck.slides, schedule.slides, strict=True), 1):
        section = schedule.section(time.section)
        rows.writerow(
            (
                spreadsheet_cell(deck.session.path),
                spreadsheet_cell(section.heading) if section else "",
                plain_minutes(section.minutes) if section and section.minutes is not None else "",
                number,
                spreadsheet_cell(slide_title(slide)),
                time.seconds,
                stopwatch(time.start),
                stopwatch(time.end),
                time.words,
                time.figures,
                "yes" if time.hidden else "",
                spreadsheet_cell(time.slide),
                "yes" if schedule.estimated else "",
                plain_minutes(section.exercises) if section and section.exercises else "",
                "yes" if time.exercise else "",
            )
        )
    return "\ufeff" + out.getvalue()
