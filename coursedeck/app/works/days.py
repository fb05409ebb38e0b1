"""The days of a course: when each session begins, and what days, weeks and the course add up to."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from msgspec import Struct

from coursedeck.app.engine import Context, Work
from coursedeck.app.works.settings import SETTINGS, course_of
from coursedeck.model.problem import Problem


class Days(Struct, frozen=True):
    """The sessions in the order of the course's days."""

    problems: tuple[Problem, ...]
    starts: tuple[tuple[str, int | None], ...]
    """Time of day at which each session begins, in seconds, by path."""
    upcoming: tuple[tuple[str, int | None], ...]
    """The same of the session that follows each on its day."""
    total: str
    """The minutes of the course, rolled up, in the store."""
    dated: bool
    """Whether any session has a date."""


class RollUpDays(Work[Days], frozen=True):
    """Put the sessions whose totals are in the store into the order of their days."""

    totals: tuple[str, ...]
    start: str | None
    """``HH:MM`` at which the first of those that were asked for begins, where the command line says it."""
    asked: tuple[str, ...]
    """Paths of those that were asked for; nothing where `start` says nothing."""

    result = Days

    def sources(self) -> Iterable[str]:
        """The settings, which say when a day begins."""
        return (SETTINGS,)

    def do(self, context: Context) -> Days:
        """Roll the minutes up."""
        # the arithmetic of days, which runs without changes are spared
        from coursedeck.model.schedule import Clock  # noqa: PLC0415
        from coursedeck.model.totals import SessionTotal  # noqa: PLC0415
        from coursedeck.session.schedule import StartOverride, check_days, combine_totals  # noqa: PLC0415

        override = StartOverride(Clock.parse(self.start), set(self.asked)) if self.start else None
        totals = [context.value(name, SessionTotal) for name in self.totals]
        total = combine_totals(totals, course_of(context), override)
        starts = tuple((one.path, one.start.start if one.start else None) for one in total.sessions)
        pairs = [pair for week in total.weeks for day in week.days for pair in pairwise(day.sessions)]
        upcoming = tuple((one.path, other.start.start if other.start else None) for one, other in pairs)
        return Days(check_days(total), starts, upcoming, context.keep(total), any(one.date for one in total.sessions))
