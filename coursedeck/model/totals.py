"""Minutes of a whole course, rolled up.

CourseTotal
└── WeekTotal
    └── DayTotal
        └── SessionTotal     minutes, slot, date, start
"""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from coursedeck.model.problem import Source
from coursedeck.model.schedule import Clock
from coursedeck.model.units import Minutes


class SessionTotal(Struct, frozen=True):
    """One session; week, day and number are None where neither front matter nor folder says them."""

    path: str
    title: str
    source: Source
    minutes: Minutes
    week: int | None
    day: int | None
    number: int | None
    slot: Minutes | None = None
    date: str | None = None
    """ISO 8601 day."""
    start: Clock | None = None
    pause: Minutes | None = None
    """Minutes from the end of its slot to the day's next session; None: none."""
    estimated: bool = False
    """Nobody has planned its minutes."""

    @property
    def occupied(self) -> Minutes:
        """Minutes until the next may begin: the slot, or the session where it is longer."""
        return max(self.minutes, self.slot or Fraction(0))


class DayTotal(Struct, frozen=True):
    """The sessions of one day, in order."""

    week: int | None
    day: int | None
    sessions: tuple[SessionTotal, ...]
    breaks: Minutes
    """Between the sessions, together."""
    date: str | None = None
    """ISO 8601, where that and no number makes it a day."""

    @property
    def minutes(self) -> Minutes:
        """Minutes taught."""
        return sum((session.minutes for session in self.sessions), Fraction(0))


class WeekTotal(Struct, frozen=True):
    """The days of one week, in order."""

    week: int | None
    days: tuple[DayTotal, ...]

    @property
    def minutes(self) -> Minutes:
        """Minutes taught."""
        return sum((day.minutes for day in self.days), Fraction(0))


class CourseTotal(Struct, frozen=True):
    """The weeks of a course, in order; sessions without a week come last."""

    weeks: tuple[WeekTotal, ...]

    @property
    def minutes(self) -> Minutes:
        """Minutes taught."""
        return sum((week.minutes for week in self.weeks), Fraction(0))

    @property
    def sessions(self) -> tuple[SessionTotal, ...]:
        """Every session, in order."""
        return tuple(session for week in self.weeks for day in week.days for session in day.sessions)
