"""``course.ics``: the dated sessions of one language in one calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from coursedeck.files import build_time
from coursedeck.model.totals import CourseTotal
from coursedeck.pages import ics
from coursedeck.pipeline.values import Artifact, Built
from coursedeck.pipeline.workshop import Workshop


def course_calendar(shop: Workshop, built: Sequence[Built]) -> Iterator[Artifact]:
    """The calendar of the sessions made in the workshop's language; none without dates.

    A build of some sessions leaves the whole course's calendar as it is.
    """
    made = [one for one in built if one.locale == shop.locale]
    if shop.request.sessions or not any(one.ok for one in made):
        return
    title = shop.course.title.plain if shop.course.title else ""
    text = ics(_titled(shop.totals, {one.session: one.title for one in made}), title, shop.words, build_time())
    if text:
        yield Artifact(f"{shop.locale}/course.ics", text.encode())


def _titled(total: CourseTotal, titles: dict[str, str]) -> CourseTotal:
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
