"""Minutes of days, weeks and the course, from those of the sessions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby, pairwise

from msgspec import Struct

from coursedeck.model.course import Course
from coursedeck.model.problem import Problem, Source, warning
from coursedeck.model.schedule import Clock, span, whole_seconds
from coursedeck.model.session import Session
from coursedeck.model.totals import CourseTotal, DayTotal, SessionTotal, WeekTotal
from coursedeck.model.ui_strings import ESTIMATE
from coursedeck.model.units import Minutes
from coursedeck.model.values import replace
from coursedeck.session.schedule.arithmetic import slot_of
from coursedeck.session.schedule.minutes_text import format_minutes
from coursedeck.session.schedule.places import place_in_path
from coursedeck.session.schedule.speech import pace_for
from coursedeck.session.schedule.variants import fit_slot

_LAST = 10**9
"""Sorts after every week, day and session number."""
_NO_DATE = "9999"
"""Sorts after every ISO 8601 date."""


class StartOverride(Struct, frozen=True):
    """``--start``: when the first requested session of each day begins; overrides course and front matter."""

    clock: Clock
    paths: AbstractSet[str] | None = None
    """The sessions that were asked for; None: all."""

    def first_of(self, sessions: Sequence[SessionTotal]) -> SessionTotal | None:
        """The one of a day's sessions that begins then."""
        return next((one for one in sessions if self.paths is None or one.path in self.paths), None)


def course_total(
    sessions: Iterable[Session],
    course: Course,
    slot: Minutes | None = None,
    start_override: StartOverride | None = None,
) -> CourseTotal:
    """Sessions in the order of week, day and number, with what each day, week and the course add up to.

    A day's first session starts when its front matter or the course says, each later one after the slot before
    and a break, unless its front matter says otherwise. Where no day is named, sessions of one date are a day.
    """
    return combine_totals((session_total(session, course, slot) for session in sessions), course, start_override)


def combine_totals(
    totals: Iterable[SessionTotal], course: Course, start_override: StartOverride | None = None
) -> CourseTotal:
    """`course_total` for sessions whose own totals are known."""
    weeks = []
    for week, in_week in groupby(sorted(totals, key=_order), key=lambda total: total.week):
        days = tuple(_day(tuple(in_day), course, start_override) for _, in_day in groupby(in_week, key=_day_of))
        weeks.append(WeekTotal(week, days))
    return CourseTotal(tuple(weeks))


def _day_of(total: SessionTotal) -> tuple[int | None, str | None]:
    """The key that the sessions of one day share: the day's number, else the date."""
    return (total.day, None) if total.day is not None else (None, total.date)


def session_total(session: Session, course: Course, slot: Minutes | None = None) -> SessionTotal:
    """The total of one session on its own; with `slot` (``--slot``), after its optional parts were left out to fit."""
    week, day, number = place_in_path(session.path)
    pace = pace_for(session.locale, (*course.pace, *session.front.pace))
    held = session if slot is None else fit_slot(session, slot, pace).session
    front = session.front
    return SessionTotal(
        path=session.path,
        title=session.title.plain,
        source=Source(session.source.file, front.lines.get("start", front.lines.get("date", session.source.line))),
        minutes=held.minutes(),
        week=week if front.week is None else front.week,
        day=day if front.day is None else front.day,
        number=number if front.session is None else front.session,
        slot=slot_of(session, course, slot),
        date=front.date,
        start=Clock.parse(front.start) if front.start else None,
        pause=course.break_minutes if front.break_minutes is None else front.break_minutes,
        estimated=session.estimated,
    )


def _order(total: SessionTotal) -> tuple[int, int, str, int, str]:
    numbers = (total.week, total.day, total.number)
    week, day, number = (_LAST if given is None else given for given in numbers)
    date = "" if total.day is not None else total.date or _NO_DATE
    return week, day, date, number, total.path


def _day(sessions: Sequence[SessionTotal], course: Course, start_override: StartOverride | None) -> DayTotal:
    week, (day, date) = sessions[0].week, _day_of(sessions[0])
    if day is None and date is None:
        alone = (one for session in sessions for one in _timed([session], course, start_override))
        return DayTotal(week, day, tuple(alone), Minutes(0))
    pauses = sum((session.pause or Minutes(0) for session in sessions[:-1]), Minutes(0))
    return DayTotal(week, day, tuple(_timed(sessions, course, start_override)), pauses, date)


def _timed(
    sessions: Sequence[SessionTotal], course: Course, start_override: StartOverride | None
) -> Iterator[SessionTotal]:
    """One after another, with a pause between."""
    upcoming = Clock.parse(course.start) if course.start else None
    first = start_override.first_of(sessions) if start_override else None
    for session in sessions:
        start = start_override.clock if start_override and session is first else session.start or upcoming
        yield replace(session, start=start)
        upcoming = start.later(whole_seconds(session.occupied + (session.pause or 0))) if start else None


def check_days(total: CourseTotal) -> tuple[Problem, ...]:
    """Sessions of one day that start before the one ahead of them has ended, or that have another date."""
    days = [day for week in total.weeks for day in week.days if day.day is not None or day.date is not None]
    neighbours = [pair for day in days for pair in pairwise(day.sessions)]
    return tuple(
        problem for before, after in neighbours for problem in (*_overlap(before, after), *_date(before, after))
    )


def _overlap(before: SessionTotal, after: SessionTotal) -> Iterator[Problem]:
    if before.start is None or after.start is None:
        return
    end = before.start.start + whole_seconds(before.minutes)
    if before.start.start <= after.start.start < end:
        yield warning(
            after.source,
            "day",
            f"starts at {after.start.at(0)}, before “{before.title}” ends at "
            f"{before.start.at(whole_seconds(before.minutes))}: move one of them",
        )


def _date(before: SessionTotal, after: SessionTotal) -> Iterator[Problem]:
    if before.date and after.date and before.date != after.date:
        message = f"is on {after.date}, “{before.title}” of the same day on {before.date}: mend one of them"
        yield warning(after.source, "day", message)


def session_clock(session: Session, total: CourseTotal) -> Clock | None:
    """When `session` starts by its place in `total`."""
    return next((one.start for one in total.sessions if one.path == session.path), None)


def total_lines(total: CourseTotal) -> Iterator[str]:
    """What days and weeks of more than one session and the course add up to, a line each."""
    for week in total.weeks:
        for day in week.days:
            yield from _day_lines(day)
        sessions = sum(len(day.sessions) for day in week.days)
        if len(week.days) > 1 and week.week is not None:
            held = [session for day in week.days for session in day.sessions]
            yield f"week {week.week}: {sessions} sessions, {_about(held)}{_length(week.minutes)}"
    if len(total.sessions) > 1:
        yield f"course: {len(total.sessions)} sessions, {_about(total.sessions)}{_length(total.minutes)}"


def _day_lines(day: DayTotal) -> Iterator[str]:
    numbers = [f"{name} {number}" for name, number in (("week", day.week), ("day", day.day)) if number is not None]
    if len(day.sessions) < 2 or not (day.day is not None or day.date):
        return
    line = (
        f"{day.date or ', '.join(numbers)}: {len(day.sessions)} sessions, {_about(day.sessions)}{_length(day.minutes)}"
    )
    if day.breaks:
        line += f" and {format_minutes(day.breaks)} min of breaks"
    first, last = day.sessions[0].start, day.sessions[-1]
    if first is not None and last.start is not None:
        line += f", {span(first.at(0), last.start.at(whole_seconds(last.minutes)))}"
    yield line


def _about(sessions: Iterable[SessionTotal]) -> str:
    """The sign of an estimate, where one of the sessions has no minutes that somebody planned."""
    return f"{ESTIMATE} " if any(session.estimated for session in sessions) else ""


def _length(minutes: Minutes) -> str:
    """Minutes, and hours with them from the first on.

    >>> _length(Minutes(45)), _length(Minutes(133))
    ('45 min', '133 min (2 h 13 min)')
    """
    hours, rest = divmod(minutes, 60)
    return f"{format_minutes(minutes)} min" + (f" ({hours} h {format_minutes(rest)} min)" if hours else "")
