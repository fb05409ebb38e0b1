"""Minutes of days, weeks and the course, from those of the sessions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from coursedeck.model.course import Course
from coursedeck.model.problem import Problem, Source, warning
from coursedeck.model.schedule import Clock, whole_seconds
from coursedeck.model.session import Minutes, Session
from coursedeck.model.totals import CourseTotal, DayTotal, SessionTotal, WeekTotal
from coursedeck.schedule.arithmetic import slot_of

_NAMES = {
    "week": re.compile(r"(?:^|[/_\-. ])w(?:eek|k)?[_\-. ]?0*(\d+)(?=$|[/_\-. ]|[a-z])", re.IGNORECASE),
    "day": re.compile(r"(?:^|[/_\-. ]|\d)d(?:ay)?[_\-. ]?0*(\d+)(?=$|[/_\-. ]|[a-z])", re.IGNORECASE),
    "session": re.compile(r"(?:^|[/_\-. ]|\d)s(?:ession)?[_\-. ]?0*(\d+)(?=$|[/_\-. ]|[a-z])", re.IGNORECASE),
}
_LAST = 10**9


def place_in_path(path: str) -> tuple[int | None, int | None, int | None]:
    """Week, day and session as folder and file names say them; None where they say nothing.

    >>> place_in_path("week_01/day_02/session_2"), place_in_path("w01/d2"), place_in_path("intro")
    ((1, 2, 2), (1, 2, None), (None, None, None))
    """
    found = [pattern.search(path) for pattern in _NAMES.values()]
    week, day, session = (int(match.group(1)) if match else None for match in found)
    return week, day, session


def rollup(sessions: Iterable[Session], course: Course, slot: Minutes | None = None) -> CourseTotal:
    """Sessions in the order of week, day and number, with what each day, week and the course add up to.

    A day's first session starts when its front matter or the course says, each later one after the slot before
    and a break, unless its front matter says otherwise.
    """
    return roll_up((session_total(session, course, slot) for session in sessions), course)


def roll_up(totals: Iterable[SessionTotal], course: Course) -> CourseTotal:
    """`rollup` of sessions whose own totals are known."""
    weeks = []
    for week, in_week in groupby(sorted(totals, key=_order), key=lambda total: total.week):
        days = tuple(
            _day(week, day, tuple(in_day), course) for day, in_day in groupby(in_week, key=lambda total: total.day)
        )
        weeks.append(WeekTotal(week, days))
    return CourseTotal(tuple(weeks))


def session_total(session: Session, course: Course, slot: Minutes | None = None) -> SessionTotal:
    """What a session says of itself alone."""
    week, day, number = place_in_path(session.path)
    front = session.front
    return SessionTotal(
        path=session.path,
        title=session.title.plain,
        source=Source(session.source.file, front.lines.get("start", session.source.line)),
        minutes=session.minutes(),
        week=week if front.week is None else front.week,
        day=day if front.day is None else front.day,
        number=number if front.session is None else front.session,
        slot=slot_of(session, course, slot),
        date=front.date,
        start=Clock.parse(front.start) if front.start else None,
    )


def _order(total: SessionTotal) -> tuple[int, int, int, str]:
    numbers = (total.week, total.day, total.number)
    week, day, number = (_LAST if given is None else given for given in numbers)
    return week, day, number, total.path


def _day(week: int | None, day: int | None, sessions: Sequence[SessionTotal], course: Course) -> DayTotal:
    pause = course.break_minutes or Minutes(0)
    if day is None:
        return DayTotal(week, day, tuple(_alone(session, course) for session in sessions), Minutes(0))
    return DayTotal(week, day, tuple(_timed(sessions, course, pause)), pause * (len(sessions) - 1))


def _alone(session: SessionTotal, course: Course) -> SessionTotal:
    if session.start or not course.start:
        return session
    return replace(session, start=Clock.parse(course.start))


def _timed(sessions: Sequence[SessionTotal], course: Course, pause: Minutes) -> Iterator[SessionTotal]:
    upcoming = Clock.parse(course.start) if course.start else None
    for session in sessions:
        start = session.start or upcoming
        yield replace(session, start=start)
        upcoming = start.later(whole_seconds(session.occupied + pause)) if start else None


def check_days(total: CourseTotal) -> tuple[Problem, ...]:
    """Sessions that start before the one ahead of them on the same day has ended."""
    found = []
    for week in total.weeks:
        for day in week.days:
            if day.day is None:
                continue
            for before, after in pairwise(day.sessions):
                if before.start is None or after.start is None:
                    continue
                end = before.start.start + whole_seconds(before.minutes)
                if before.start.start <= after.start.start < end:
                    found.append(
                        warning(
                            after.source,
                            "day",
                            f"starts at {after.start.at(0)}, before “{before.title}” ends at "
                            f"{before.start.at(whole_seconds(before.minutes))}: move one of them",
                        )
                    )
    return tuple(found)


def session_clock(session: Session, total: CourseTotal, start: str | None = None) -> Clock | None:
    """When `session` starts: `start` (``--start``), else its place in `total`; raises ValueError for a bad `start`."""
    if start is not None:
        return Clock.parse(start)
    return next((one.start for one in total.sessions if one.path == session.path), None)
