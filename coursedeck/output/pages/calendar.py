"""``.ics``: the sessions of a course in a calendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from msgspec import Struct

from coursedeck.model.schedule import whole_seconds
from coursedeck.model.totals import CourseTotal, SessionTotal
from coursedeck.model.ui_strings import UiStrings
from coursedeck.model.visible import visible

_LINE = 75
"""Maximum octets of a line without its line break (RFC 5545, 3.1)."""


class CalendarIdentity(Struct, frozen=True):
    """What event ids and times are derived from; the same in every language and build of a course."""

    course: str
    """Title of the course in its source language."""
    timezone: str | None = None
    """IANA time zone of the course; None for floating times, local to whoever opens the calendar."""

    def uid(self, session: SessionTotal) -> str:
        """Globally unique id of the session's event (RFC 7986, 5.3)."""
        return str(uuid5(NAMESPACE_URL, f"coursedeck:{self.course}:{session.path}"))

    def moment(self, local: datetime) -> str:
        """A date-time value: in UTC if the time zone is known, else floating (RFC 5545, 3.3.5)."""
        if self.timezone is None:
            return f"{local:%Y%m%dT%H%M%S}"
        try:
            return f"{local.replace(tzinfo=ZoneInfo(self.timezone)).astimezone(UTC):%Y%m%dT%H%M%SZ}"
        except OverflowError:  # the first or last day that there is
            return f"{local:%Y%m%dT%H%M%S}"


def ics(total: CourseTotal, title: str, words: UiStrings, stamp: datetime, identity: CalendarIdentity) -> str:
    """A calendar with an event for each session with a date; all-day events for those without a start time.

    `title` names the calendar, `stamp` is the time of creation in UTC. Empty if no session has a date.
    """
    dated = [session for session in total.sessions if session.date]
    if not dated:
        return ""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//coursedeck//coursedeck//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(title)}",
        *(line for session in dated for line in _event(session, words, stamp, identity)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(session: SessionTotal, words: UiStrings, stamp: datetime, identity: CalendarIdentity) -> Iterator[str]:
    day = date.fromisoformat(session.date or "")
    yield "BEGIN:VEVENT"
    yield f"UID:{identity.uid(session)}"
    yield f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}"
    if session.start is None:
        yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
        if day < date.max:  # an all-day event without an end takes its day
            yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    else:
        begins = datetime(day.year, day.month, day.day) + timedelta(seconds=session.start.start)
        ends = _after(begins, whole_seconds(session.minutes))
        yield f"DTSTART:{identity.moment(begins)}"
        if ends > begins:  # RFC 5545, 3.8.2.2: an end must be later
            yield f"DTEND:{identity.moment(ends)}"
    yield f"SUMMARY:{_escaped(session.title)}"
    held = words.estimating() if session.estimated else words
    yield f"DESCRIPTION:{_escaped(held.minutes_of(session.minutes))}"
    yield "END:VEVENT"


def _after(begins: datetime, seconds: int) -> datetime:
    """So many seconds later; the same where no calendar goes as far."""
    try:
        return begins + timedelta(seconds=seconds)
    except OverflowError:
        return begins


def _escaped(text: str) -> str:
    """Text escaped as a property value (RFC 5545, 3.3.11)."""
    for character in "\\;,":
        text = text.replace(character, f"\\{character}")
    return visible(text.replace("\n", "\\n"))


def _folded(line: str) -> Iterator[str]:
    """`line` folded into lines of at most 75 octets, without splitting characters (RFC 5545, 3.1)."""
    piece = ""
    for character in line:
        if len((piece + character).encode()) > _LINE:
            yield piece
            piece = " "
        piece += character
    yield piece
