"""What an agenda lists: the sections that are shown, neighbours of one title as one."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from coursedeck.base.text.emoji import without_ornaments
from coursedeck.model.agenda_titles import is_agenda_title
from coursedeck.model.session import Session
from coursedeck.model.units import Minutes
from coursedeck.model.values import replace

MOST = 40
"""So many entries can be read; of more, those that stand above several slides are listed, where there are any."""


class AgendaEntry(Struct, frozen=True):
    """A section on the agenda, or neighbouring ones of one title."""

    index: int
    """Of the first section among those of the session."""
    heading: str
    minutes: Minutes | None
    has_parts: bool
    """Whether slides stand below its heading."""
    exercises: Minutes
    """Those of its minutes that are for exercises."""


def agenda_entries(session: Session) -> tuple[AgendaEntry, ...]:
    """The sections with minutes, all of them where fewer than half have minutes; an agenda is not on the agenda."""
    entries = tuple(_merged(session))
    timed = tuple(entry for entry in entries if entry.minutes)
    listed = entries if 2 * len(timed) < len(entries) else timed
    above = tuple(entry for entry in listed if entry.has_parts)
    return above if len(listed) > MOST and 2 <= len(above) <= MOST else listed


def _merged(session: Session) -> Iterator[AgendaEntry]:
    current: AgendaEntry | None = None
    closing = session.closing_words()
    for index, part in enumerate(session.parts):
        if part.hidden or index in closing or (is_agenda_title(part.title.plain) and not part.planned()):
            continue
        entry = AgendaEntry(
            index, without_ornaments(part.heading), part.planned(), bool(part.parts), part.exercise_minutes()
        )
        if current is not None and current.heading == entry.heading:
            minutes = [one for one in (current.minutes, entry.minutes) if one is not None]
            whole = sum(minutes, Minutes(0)) if minutes else None
            exercises = current.exercises + entry.exercises
            current = replace(current, minutes=whole, has_parts=True, exercises=exercises)
            continue
        if current is not None:
            yield current
        current = entry
    if current is not None:
        yield current
