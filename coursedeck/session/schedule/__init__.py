"""Schedules a session: when each section and slide starts and ends.

In: a session (its minutes) and its placed slides. Out: a `Schedule`, findings about the minutes, the
parts to leave out for a shorter slot, the lines that open the notes, and the minutes of days, weeks and the course.
"""

from coursedeck.session.schedule.actuals import Actuals, Comparison, compare_actuals, proposed_patch
from coursedeck.session.schedule.arithmetic import check_minutes, slot_of
from coursedeck.session.schedule.estimate import ProposedMinutes, proposed_minutes, with_estimate
from coursedeck.session.schedule.findings import check_pace
from coursedeck.session.schedule.notes import note_lines, section_name
from coursedeck.session.schedule.patches import estimate_patch
from coursedeck.session.schedule.places import place_in_path
from coursedeck.session.schedule.plan import schedule, with_hidden
from coursedeck.session.schedule.recordings import Delivery, recorded_locales, recorded_session
from coursedeck.session.schedule.rollup import (
    StartOverride,
    check_days,
    combine_totals,
    course_total,
    session_clock,
    session_total,
    total_lines,
)
from coursedeck.session.schedule.speech import count_syllables, count_words, pace_for, speaking_seconds
from coursedeck.session.schedule.variants import LeftOut, ShortenedSession, fit_slot

__all__ = [
    "Actuals",
    "Comparison",
    "Delivery",
    "LeftOut",
    "ProposedMinutes",
    "ShortenedSession",
    "StartOverride",
    "check_days",
    "check_minutes",
    "check_pace",
    "combine_totals",
    "compare_actuals",
    "count_syllables",
    "count_words",
    "course_total",
    "estimate_patch",
    "fit_slot",
    "note_lines",
    "pace_for",
    "place_in_path",
    "proposed_minutes",
    "proposed_patch",
    "recorded_locales",
    "recorded_session",
    "schedule",
    "section_name",
    "session_clock",
    "session_total",
    "slot_of",
    "speaking_seconds",
    "total_lines",
    "with_estimate",
    "with_hidden",
]
