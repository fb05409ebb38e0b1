"""Minutes for sections that have none: shared out by what there is to say, to show and to do.

An estimate fills the slot of a session in which no section has minutes, so that its notes have a clock; it is marked
wherever it is shown. The same estimate can be proposed as minutes for the headings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coursedeck.model.course import Course
from coursedeck.model.pace import Pace
from coursedeck.model.problem import Source
from coursedeck.model.schedule import whole_seconds
from coursedeck.model.session import Part, Session
from coursedeck.model.units import Minutes
from coursedeck.session.schedule.arithmetic import has_content, is_beside, slot_of
from coursedeck.session.schedule.minutes_text import format_minutes
from coursedeck.session.schedule.need import part_load
from coursedeck.session.schedule.share import apportion
from coursedeck.session.schedule.speech import pace_for


@dataclass(frozen=True, slots=True)
class ProposedMinutes:
    """Minutes for a section that has none."""

    part: str
    """Its id."""
    heading: str
    source: Source
    minutes: Minutes
    locale: str

    def __str__(self) -> str:
        return f"{self.source}: {self.heading}: {format_minutes(self.minutes)} min"


def with_estimate(session: Session, course: Course, slot: Minutes | None = None) -> Session:
    """The session with its slot shared out over its sections, if it has one and none of them has minutes.

    The slot is the session's own, else the course's, else `slot` (``--slot``). The pace is that of the source's
    language, so that a session has the same minutes in every language.
    """
    held = slot_of(session, course) or slot
    if held is None or held <= 0 or any(part.planned() for part in session.parts):
        return session
    minutes = _shares(session.parts, held, _pace(session, course))
    parts = tuple(
        replace(part, minutes=own, estimated=True) if own else part
        for part, own in zip(session.parts, minutes, strict=True)
    )
    return replace(session, parts=parts)


def proposed_minutes(session: Session, course: Course, slot: Minutes | None = None) -> tuple[ProposedMinutes, ...]:
    """Minutes for every section that has none of its own: what the slot leaves, else what the content needs."""
    pace = _pace(session, course)
    open_ = [part for part in session.parts if part.estimated or part.planned() is None]
    written = sum((part.planned() or Minutes(0) for part in session.parts if part not in open_), Minutes(0))
    held = slot or slot_of(session, course)
    left = None if held is None else held - written
    minutes = _shares(open_, left, pace) if left is not None and left > 0 else _needs(open_, pace)
    return tuple(
        ProposedMinutes(part.id, part.heading, part.source, own, session.locale)
        for part, own in zip(open_, minutes, strict=True)
        if own
    )


def _pace(session: Session, course: Course) -> Pace:
    return pace_for(session.locale, (*course.pace, *session.front.pace))


def _shares(parts: Sequence[Part], minutes: Minutes, pace: Pace) -> list[Minutes]:
    """Whole minutes for each part, at least one, or seconds where they are too few; they add up to `minutes`."""
    weights = _weights(parts, pace)
    count = sum(weight > 0 for weight in weights)
    if minutes.denominator != 1 or minutes < count:
        return [Minutes(seconds, 60) for seconds in apportion(whole_seconds(minutes), weights)]
    least = [int(weight > 0) for weight in weights]
    rest = apportion(int(minutes), weights)
    shares = [max(*pair) for pair in zip(least, rest, strict=True)]
    for _ in range(sum(shares) - int(minutes)):  # what the smallest got too much, the largest give
        shares[shares.index(max(shares))] -= 1
    return [Minutes(share) for share in shares]


def _needs(parts: Sequence[Part], pace: Pace) -> list[Minutes]:
    return [Minutes(max(1, round(weight / 60)) if weight else 0) for weight in _weights(parts, pace)]


def _weights(parts: Sequence[Part], pace: Pace) -> list[int]:
    """Seconds that each part needs by the pace; nothing for what is not taught, unless all of it is such."""
    taught = [has_content(part) and not part.hidden and not is_beside(part) for part in parts]
    wanted = taught if any(taught) else [has_content(part) for part in parts]
    return [max(1, part_load(part).seconds(pace)) if takes else 0 for part, takes in zip(parts, wanted, strict=True)]
