"""Which optional parts to leave out so that a session meets a slot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from coursedeck.model.pace import Pace
from coursedeck.model.problem import Problem, Source, warning
from coursedeck.model.session import Minutes, Part, Session
from coursedeck.schedule.need import part_load
from coursedeck.schedule.plan import optional_of
from coursedeck.schedule.speech import pace_for
from coursedeck.schedule.writing import renumber, show

_EXHAUSTIVE = 12
"""Parts of one priority up to which every choice is tried; beyond, the longest go first."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A part that this delivery leaves out, and the minutes that it saves."""

    part: str
    heading: str
    minutes: Minutes
    priority: int
    source: Source

    def __str__(self) -> str:
        return f"{self.source}: left out: “{self.heading}” ({show(self.minutes)} min)"


@dataclass(frozen=True, slots=True)
class Variant:
    """A session made to meet a slot: `session` has the parts hidden and its minutes reduced."""

    session: Session
    left_out: tuple[LeftOut, ...]
    problems: tuple[Problem, ...]


def fit_slot(session: Session, slot: Minutes, pace: Pace | None = None) -> Variant:
    """Hide optional parts until `session` takes at most `slot` minutes; a finding says when they are not enough.

    The largest priority number goes first; of one priority as few parts as possible, and of those the shortest.
    A part without minutes of its own saves the whole minutes that it would get by `pace`.
    """
    over = session.minutes() - slot
    if over <= 0:
        return Variant(session, (), ())
    candidates = tuple(_candidates(session, pace or pace_for(session.locale)))
    chosen = _choose(candidates, over)
    saved = sum((part.minutes for part in chosen), Minutes(0))
    problems = () if saved >= over else (_not_met(session, slot, over - saved, bool(chosen)),)
    return Variant(_without(session, chosen), chosen, problems)


def _not_met(session: Session, slot: Minutes, missing: Minutes, some: bool) -> Problem:
    reason = "with every optional part left out" if some else "and nothing is marked {optional}"
    return warning(
        session.source,
        "slot",
        f"{show(slot + missing)} minutes remain for a slot of {show(slot)}, {reason}: "
        f"mark {show(missing)} more minutes as {{optional}}, or shorten",
    )


def _candidates(session: Session, pace: Pace) -> Iterator[LeftOut]:
    for section in session.parts:
        yield from _candidates_in(section, (), pace)


def _candidates_in(part: Part, above: tuple[Part, ...], pace: Pace) -> Iterator[LeftOut]:
    """Optional parts at or below `part`; one that stands in another goes with it and is not offered apart."""
    if part.hidden:
        return
    priority = optional_of(part)
    if priority is not None:
        minutes = _saves(part, above, pace)
        if minutes > 0:
            yield LeftOut(part.id, part.heading, minutes, priority, part.source)
        return
    for child in part.parts:
        yield from _candidates_in(child, (*above, part), pace)


def _saves(part: Part, above: Sequence[Part], pace: Pace) -> Minutes:
    planned = part.planned()
    if planned is not None:
        return planned
    timed = next((ancestor for ancestor in reversed(above) if ancestor.minutes is not None), None)
    if timed is None or timed.minutes is None:
        return Minutes(0)
    given = sum((child.planned() or Minutes(0) for child in timed.parts), Minutes(0))
    loads = [below for below in timed.parts if below.planned() is None]
    whole = sum(part_load(below).seconds(pace) for below in loads) or 1
    share = (timed.minutes - given) * min(Minutes(part_load(part).seconds(pace), whole), Minutes(1))
    return Minutes(max(0, int(share)))


def _choose(candidates: Sequence[LeftOut], over: Minutes) -> tuple[LeftOut, ...]:
    chosen: list[LeftOut] = []
    left = over
    for priority in sorted({part.priority for part in candidates}, reverse=True):
        if left <= 0:
            break
        picked = _fewest([part for part in candidates if part.priority == priority], left)
        chosen += picked
        left -= sum((part.minutes for part in picked), Minutes(0))
    for part in sorted(chosen, key=lambda part: (part.priority, -part.minutes)):
        if left + part.minutes <= 0:
            chosen.remove(part)
            left += part.minutes
    return tuple(part for part in candidates if part in chosen)


def _fewest(parts: Sequence[LeftOut], over: Minutes) -> Sequence[LeftOut]:
    """As few as save `over` minutes, and of those the ones that save least; all where all are too little."""
    longest_first = sorted(parts, key=lambda part: -part.minutes)
    if len(parts) > _EXHAUSTIVE:
        saved = Minutes(0)
        for count, part in enumerate(longest_first, 1):
            saved += part.minutes
            if saved >= over:
                return longest_first[:count]
        return parts
    for count in range(1, len(parts) + 1):
        enough = [choice for choice in combinations(parts, count) if _minutes(choice) >= over]
        if enough:
            return min(enough, key=_minutes)
    return parts


def _minutes(parts: Sequence[LeftOut]) -> Minutes:
    return sum((part.minutes for part in parts), Minutes(0))


def _without(session: Session, left_out: Sequence[LeftOut]) -> Session:
    saved = {part.part: part.minutes for part in left_out}
    return replace(session, parts=tuple(_hide(part, saved) for part in session.parts)) if saved else session


def _hide(part: Part, saved: dict[str, Minutes]) -> Part:
    """`part` with what is left out hidden, and the minutes of everything above that reduced."""
    if part.id in saved:
        return replace(part, hidden=True)
    less = sum((saved.get(below.id, Minutes(0)) for below in part.walk()), Minutes(0))
    if not less:
        return part
    children = tuple(_hide(child, saved) for child in part.parts)
    if part.minutes is None:
        return replace(part, parts=children)
    minutes = max(part.minutes - less, Minutes(0))
    return replace(
        part, parts=children, minutes=minutes, minutes_text=renumber(part.minutes_text, part.minutes, minutes)
    )
