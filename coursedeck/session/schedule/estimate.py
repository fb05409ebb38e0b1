"""Minutes for sections that have none: shared out by what there is to say, to show and to do.

An estimate fills the slot of a session in which no section has minutes, so that its notes have a clock; it is marked
wherever it is shown. The same estimate can be proposed as minutes for the headings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from coursedeck.model.course import Course
from coursedeck.model.pace import Pace
from coursedeck.model.problem import Source
from coursedeck.model.schedule import whole_seconds
from coursedeck.model.session import Exercise, Part, Session
from coursedeck.model.units import Minutes
from coursedeck.model.values import replace
from coursedeck.session.schedule.arithmetic import has_content, is_beside, slot_of
from coursedeck.session.schedule.minutes_text import format_minutes
from coursedeck.session.schedule.need import part_load
from coursedeck.session.schedule.share import apportion
from coursedeck.session.schedule.speech import pace_for


class ProposedMinutes(Struct, frozen=True):
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
    if held is None or held <= 0 or any(_teaching(part).planned() for part in session.parts):
        return session
    pace = _pace(session, course)
    sections = _with_exercise_minutes(session, pace)
    left = held - sum((part.exercise_minutes() for part in sections), Minutes(0))
    if left <= 0:
        return session
    minutes = _shares([_teaching(part) for part in sections], left, pace)
    parts = (
        replace(part, minutes=own + part.exercise_minutes(), estimated=True) if own or part.exercise_minutes() else part
        for part, own in zip(sections, minutes, strict=True)
    )
    return replace(session, parts=tuple(parts))


def _teaching(part: Part) -> Part:
    """A part without exercises that have minutes."""
    blocks = (block for block in part.blocks if not (isinstance(block, Exercise) and block.minutes is not None))
    return replace(part, blocks=tuple(blocks), parts=tuple(map(_teaching, part.parts)))


def _with_exercise_minutes(session: Session, pace: Pace) -> tuple[Part, ...]:
    """The sections, the minutes that the front matter gives to exercises shared out over those without any."""
    given = session.front.exercises
    exercises = [one for part in session.walk() for one in part.exercises]
    open_ = [one for one in exercises if one.minutes is None]
    if given is None or not open_:
        return session.parts
    left = given - sum((one.minutes or Minutes(0) for one in exercises), Minutes(0))
    if left <= 0:
        return session.parts
    loads = [Part(3, one.title or session.title, one.source, one.id, blocks=one.blocks) for one in open_]
    minutes = dict(zip((one.id for one in open_), _shares(loads, left, pace), strict=True))
    return tuple(_with_minutes(part, minutes) for part in session.parts)


def _with_minutes(part: Part, minutes: Mapping[str, Minutes]) -> Part:
    blocks = (
        replace(block, minutes=minutes[block.id]) if isinstance(block, Exercise) and block.id in minutes else block
        for block in part.blocks
    )
    return replace(part, blocks=tuple(blocks), parts=tuple(_with_minutes(child, minutes) for child in part.parts))


def proposed_minutes(session: Session, course: Course, slot: Minutes | None = None) -> tuple[ProposedMinutes, ...]:
    """Minutes for every section that has none of its own: what the slot leaves, else what the content needs."""
    pace = _pace(session, course)
    open_ = [part for part in session.parts if part.estimated or _teaching(part).planned() is None]
    written = sum((part.planned() or Minutes(0) for part in session.parts if part not in open_), Minutes(0))
    if session.estimated:
        return tuple(
            ProposedMinutes(part.id, part.heading, part.source, part.minutes, session.locale)
            for part in open_
            if part.minutes
        )
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
