"""``course.ics``: the dated sessions of one language in one calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from coursedeck.files import build_time
from coursedeck.model.totals import CourseTotal
from coursedeck.pages import ics
from coursedeck.pipeline.languages import Spoken


def course_calendar(total: CourseTotal, titles: Mapping[str, str], spoken: Spoken) -> bytes:
    """The calendar of the sessions with `titles` (by path; an empty one leaves the source's); empty without dates."""
    course = spoken.course.title.plain if spoken.course.title else ""
    return ics(_titled(total, titles), course, spoken.words, build_time()).encode()


def _titled(total: CourseTotal, titles: Mapping[str, str]) -> CourseTotal:
    """The sessions that `titles` names by path; a title that is empty leaves the source's."""
    weeks = tuple(
        replace(
            week,
            days=tuple(
                replace(
                    day,
                    sessions=tuple(
                        replace(session, title=titles[session.path] or session.title)
                        for session in day.sessions
                        if session.path in titles
                    ),
                )
                for day in week.days
            ),
        )
        for week in total.weeks
    )
    return CourseTotal(weeks)
