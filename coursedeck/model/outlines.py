"""What the pages of a whole course tell of a session as it was built in one language.

SessionOutline
├── sections    OutlineSection: heading and minutes
├── figures     OutlineFigure: name and what it shows
└── slides      OutlineSlide: title, words shown and said, by which it is found
SessionChange   a commit that changed a session's files
"""

from __future__ import annotations

from msgspec import Struct

from coursedeck.model.units import Minutes


class OutlineSection(Struct, frozen=True):
    """A section with its planned minutes, None where there are none."""

    heading: str
    minutes: Minutes | None


class OutlineFigure(Struct, frozen=True):
    """A figure that the session shows."""

    name: str
    shows: str


class OutlineSlide(Struct, frozen=True):
    """A slide's words."""

    number: int
    title: str
    part: str
    """Id of the part that it shows, empty for none."""
    shown: str
    said: str
    solution: bool = False
    """It shows a solution."""


class SessionOutline(Struct, frozen=True):
    """A session in one language."""

    number: str
    sections: tuple[OutlineSection, ...]
    figures: tuple[OutlineFigure, ...]
    slides: tuple[OutlineSlide, ...]
    translated: float | None
    """Percent of its texts; None in the language that it was written in."""


class SessionChange(Struct, frozen=True):
    """A change of a session's files: ISO 8601 day, and what was said of it."""

    path: str
    """Of the session, below ``content/`` without ending."""
    day: str
    subject: str
