"""When what is said: seconds from the session's start."""

from __future__ import annotations

from dataclasses import dataclass

from coursedeck.model.session import Minutes


@dataclass(frozen=True, slots=True)
class SectionTime:
    """A section's slot; `minutes` is None where nothing is planned (it then takes no time)."""

    index: int
    """Into the session's parts."""
    heading: str
    minutes: Minutes | None
    start: int
    end: int
    """Seconds from the session's start."""


@dataclass(frozen=True, slots=True)
class SlideTime:
    """A slide's slot, in seconds from the session's start; hidden slides take none."""

    slide: str
    """Id of the slide."""
    section: int | None
    start: int
    end: int
    words: int
    figures: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """The clock of one session in one language."""

    total: Minutes
    sections: tuple[SectionTime, ...]
    slides: tuple[SlideTime, ...]


def clock(seconds: int) -> str:
    """Seconds as ``HH:MM``, rounded to whole minutes.

    >>> clock(25 * 60), clock(3600 + 120)
    ('00:25', '01:02')
    """
    minutes = round(seconds / 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
