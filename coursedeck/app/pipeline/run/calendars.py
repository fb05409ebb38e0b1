"""``course.ics``: the dated sessions of one language in one calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from coursedeck.app.stages.languages import Spoken
from coursedeck.base.files import build_time
from coursedeck.model.course import Course
from coursedeck.model.totals import CourseTotal, SessionTotal
from coursedeck.model.units import Minutes
from coursedeck.output.pages import CalendarIdentity, ics


@dataclass(frozen=True, slots=True)
class Held:
    """A session as it is in one language."""

    path: str
    title: str
    """Empty where it could not be made: then the source's title stands, and its minutes."""
    minutes: str
    """A fraction, as text."""


def course_calendar(total: CourseTotal, held: Iterable[Held], course: Course, spoken: Spoken) -> bytes:
    """The calendar of the sessions that are `held` in one language; empty without dates."""
    title = spoken.course.title.plain if spoken.course.title else ""
    identity = CalendarIdentity(course.title.plain if course.title else "", course.timezone)
    return ics(_as_held(total, {one.path: one for one in held}), title, spoken.words, build_time(), identity).encode()


def _as_held(total: CourseTotal, held: dict[str, Held]) -> CourseTotal:
    """The sessions of `total` that are `held`, with title and minutes of their language."""
    weeks = tuple(
        replace(
            week,
            days=tuple(
                replace(
                    day,
                    sessions=tuple(
                        _session(session, held[session.path]) for session in day.sessions if session.path in held
                    ),
                )
                for day in week.days
            ),
        )
        for week in total.weeks
    )
    return CourseTotal(weeks)


def _session(session: SessionTotal, held: Held) -> SessionTotal:
    return replace(session, title=held.title, minutes=Minutes(held.minutes)) if held.title else session
