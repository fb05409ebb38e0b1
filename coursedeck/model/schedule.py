"""The schedule of a session: seconds from its start, and times of day.

Schedule
├── sections    SectionTime: heading, minutes, from–to, goal
└── slides      SlideTime: from–to, what it needs, words and figures
Clock           when the session starts
"""

from __future__ import annotations

import re
from fractions import Fraction

from msgspec import Struct

from coursedeck.model.units import Minutes

_DAY = 24 * 60 * 60
"""Seconds."""

_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)", re.ASCII)


class SectionTime(Struct, frozen=True):
    """A section's slot; `minutes` is None where nothing is planned (it then takes no time)."""

    index: int
    """Into the session's parts."""
    heading: str
    minutes: Minutes | None
    start: int
    end: int
    """Seconds from the session's start."""
    id: str = ""
    """Id of the part."""
    goal: str = ""
    """What the section is for, in one line; may be empty."""
    hidden: bool = False
    """Left out to meet a slot."""
    exercises: Minutes = Fraction(0)
    """Those of its minutes that are for exercises."""

    @property
    def teaching(self) -> Minutes:
        """Its minutes without those for exercises."""
        return max(Fraction(0), (self.minutes or Fraction(0)) - self.exercises)

    @property
    def seconds(self) -> int:
        """How long it lasts."""
        return self.end - self.start


class SlideTime(Struct, frozen=True):
    """A slide's slot, in seconds from the session's start; hidden slides take none."""

    slide: str
    """Id of the slide."""
    section: int | None
    start: int
    end: int
    words: int
    """Words that it shows."""
    figures: int
    """Figures, pictures and charts that it shows."""
    need: int = 0
    """Seconds that its content takes by the pace."""
    hidden: bool = False
    optional: int | None = None
    """Priority of what may be left out: the larger goes first; None must stay."""
    part: str | None = None
    """Id of the part, or exercise, that it shows first."""
    exercise: bool = False
    """The audience works, or its work is discussed."""

    @property
    def seconds(self) -> int:
        """How long it is shown."""
        return self.end - self.start


class Schedule(Struct, frozen=True):
    """The clock of one session in one language."""

    total: Minutes
    sections: tuple[SectionTime, ...]
    slides: tuple[SlideTime, ...]
    estimated: bool = False
    """Nobody has planned its minutes."""

    @property
    def exercises(self) -> Minutes:
        """Minutes for exercises."""
        return sum((section.exercises for section in self.sections), Fraction(0))

    @property
    def seconds(self) -> int:
        """How long the session lasts."""
        return whole_seconds(self.total)

    def section(self, index: int | None) -> SectionTime | None:
        """The section with this index into the session's parts."""
        return next((section for section in self.sections if section.index == index), None)

    def first_slide(self, index: int) -> SlideTime | None:
        """The first slide of a section that is shown."""
        return next((slide for slide in self.slides if slide.section == index and not slide.hidden), None)


class Clock(Struct, frozen=True, order=True):
    """The time of day at which a session starts, in seconds since midnight."""

    start: int

    @classmethod
    def parse(cls, text: str) -> Clock:
        """Read ``HH:MM``; raises ValueError for anything else.

        >>> Clock.parse("09:30").at(45 * 60)
        '10:15'
        """
        found = _CLOCK.fullmatch(text.strip())
        if found is None:
            raise ValueError(f"no time of day: {text!r}, use HH:MM")
        return cls(int(found[1]) * 3600 + int(found[2]) * 60)

    def at(self, seconds: int) -> str:
        """The time of day `seconds` after the start, as ``HH:MM``.

        >>> Clock.parse("23:59").at(40)
        '00:00'
        """
        return clock(60 * whole_minutes(self.start + seconds) % _DAY)

    def later(self, seconds: int) -> Clock:
        """The clock of something that starts `seconds` after this."""
        return Clock((self.start + seconds) % _DAY)


class RoomTime(Struct, frozen=True):
    """What the room allows a session, besides its own minutes."""

    slot: int | None = None
    """Seconds of the slot; None: as long as the session."""
    upcoming: int | None = None
    """Time of day at which the day's next session begins, in seconds since midnight."""


def whole_seconds(minutes: Minutes) -> int:
    """Minutes as whole seconds, halves up and never below nothing.

    >>> whole_seconds(Fraction(1, 3)), whole_seconds(Fraction(-5))
    (20, 0)
    """
    return max(0, int(minutes * 60 + Fraction(1, 2)))


def whole_minutes(seconds: int) -> int:
    """Seconds as whole minutes, halves up.

    >>> whole_minutes(89), whole_minutes(90)
    (1, 2)
    """
    return (seconds + 30) // 60


def clock(seconds: int) -> str:
    """Seconds as ``HH:MM``, rounded to whole minutes, halves up.

    >>> clock(25 * 60), clock(3600 + 120)
    ('00:25', '01:02')
    """
    minutes = whole_minutes(seconds)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def span(first: str, last: str) -> str:
    """From one clock to another.

    >>> span("00:25", "00:28")
    '00:25–00:28'
    """
    return f"{first}–{last}"


def between(first: int, last: int) -> int:
    """Seconds from `first` to `last` as clocks tell them: exact below a minute, else the minutes between the clocks.

    So what stands beside ``00:25–00:29`` is four minutes, though it may be 3:25 to the second.

    >>> between(24 * 60 + 40, 28 * 60 + 40), between(80, 125), between(60, 150)
    (240, 45, 120)
    """
    return last - first if last - first < 60 else 60 * (whole_minutes(last) - whole_minutes(first))


def stopwatch(seconds: int) -> str:
    """Seconds as ``HH:MM:SS``.

    >>> stopwatch(25 * 60 + 7)
    '00:25:07'
    """
    return f"{seconds // 3600:02d}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"


ACTUALS_COLUMNS = (
    "session",
    "locale",
    "delivery",
    "section",
    "slide",
    "id",
    "title",
    "planned_seconds",
    "actual_seconds",
)
"""Header of the recorded times that a run sheet saves; ``delivery`` is when it began, ``id`` a slide's."""
