"""Chooses the optional parts to leave out so that a session fits its slot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations

from msgspec import Struct

from coursedeck.model.pace import Pace
from coursedeck.model.problem import Problem, Source, warning
from coursedeck.model.session import Part, Session
from coursedeck.model.units import Minutes
from coursedeck.model.values import replace
from coursedeck.session.schedule.minutes_text import format_minutes, replace_minutes
from coursedeck.session.schedule.need import part_load
from coursedeck.session.schedule.speech import pace_for

_EXHAUSTIVE = 12
"""Up to this many parts of one priority every combination is tried; of more, the longest are taken first."""


class LeftOut(Struct, frozen=True):
    """A part that this delivery leaves out, and the minutes that it gives back."""

    part: str
    heading: str
    minutes: Minutes
    """Its own, or its share of the minutes of a part above it."""
    priority: int
    source: Source
    owner: str
    """Id of the part whose minutes they are: itself, or the one above that has minutes."""

    def __str__(self) -> str:
        return f"{self.source}: left out: “{self.heading}” ({format_minutes(self.minutes)} min)"


class ShortenedSession(Struct, frozen=True):
    """A session fitted to a slot: in `session` the parts left out are hidden and the minutes reduced."""

    session: Session
    left_out: tuple[LeftOut, ...]
    problems: tuple[Problem, ...]


def fit_slot(session: Session, slot: Minutes, pace: Pace | None = None) -> ShortenedSession:
    """Hide optional parts until `session` takes at most `slot` minutes; a finding says when they are not enough.

    The largest priority number goes first; of one priority as few parts as possible, and of those the shortest.
    Parts without minutes of their own save the whole minutes that they would get together by `pace`.
    """
    over = session.minutes() - slot
    if over <= 0:
        return ShortenedSession(session, (), ())
    candidates = tuple(_candidates(session, pace or pace_for(session.locale)))
    chosen = _leaving_something(session, _choose(candidates, over))
    saved = _saved(chosen)
    problems = () if saved >= over else (_not_met(session, slot, over - saved, len(candidates) - len(chosen)),)
    return ShortenedSession(_without(session, chosen), chosen, problems)


def _leaving_something(session: Session, chosen: tuple[LeftOut, ...]) -> tuple[LeftOut, ...]:
    """`chosen`, but for the shortest of the smallest priority where nothing at all would be left of the session."""
    if not chosen or _saved(chosen) < session.minutes():
        return chosen
    kept = min(chosen, key=lambda part: (part.priority, part.minutes))
    return tuple(part for part in chosen if part is not kept)


def _not_met(session: Session, slot: Minutes, missing: Minutes, kept: int) -> Problem:
    if kept:
        reason = "and leaving out what else is optional would leave nothing"
    elif any(part.optional is not None for part in session.walk()):
        reason = "with every optional part left out"
    else:
        reason = "and nothing is marked {optional}"
    return warning(
        session.source,
        "slot",
        f"{format_minutes(slot + missing)} minutes remain for a slot of {format_minutes(slot)}, {reason}: "
        f"mark {format_minutes(missing)} more minutes as {{optional}}, or shorten",
    )


def _candidates(session: Session, pace: Pace) -> Iterator[LeftOut]:
    for section in session.parts:
        yield from _candidates_in(section, (), pace)


def _candidates_in(part: Part, above: tuple[Part, ...], pace: Pace) -> Iterator[LeftOut]:
    """Optional parts at or below `part`; one that stands in another goes with it and is not offered apart."""
    if part.hidden:
        return
    if part.optional is None:
        for child in part.parts:
            yield from _candidates_in(child, (*above, part), pace)
        return
    minutes, owner = _gives_back(part, above, pace)
    if minutes > 0:
        yield LeftOut(part.id, part.heading, minutes, part.optional, part.source, owner)


def _gives_back(part: Part, above: Sequence[Part], pace: Pace) -> tuple[Minutes, str]:
    """The minutes of an optional part, and whose they are."""
    planned = part.planned()
    if planned is not None:
        return planned, part.id
    owner = next((ancestor for ancestor in reversed(above) if ancestor.minutes is not None), None)
    if owner is None or owner.minutes is None:
        return Minutes(0), part.id
    given = sum((child.planned() or Minutes(0) for child in owner.parts), Minutes(0))
    sharing = [below for below in owner.parts if below.planned() is None]
    whole = _own_seconds(owner, pace) + sum(part_load(below).seconds(pace) for below in sharing)
    share = (owner.minutes - given) * min(Minutes(part_load(part).seconds(pace), whole), Minutes(1))
    return max(Minutes(0), Minutes(int(share * 10), 10)), owner.id


def _own_seconds(part: Part, pace: Pace) -> int:
    """Seconds that a part needs apart from those below it; an exercise's mere heading is none."""
    load = part_load(replace(part, parts=()))
    return replace(load, activity=load.activity and bool(part.blocks)).seconds(pace)


def _saved(parts: Sequence[LeftOut]) -> Minutes:
    """Minutes that a session is shorter by: those of its timed parts, and of what others share the whole ones."""
    return sum(_saved_by_owner(parts).values(), Minutes(0))


def _saved_by_owner(parts: Sequence[LeftOut]) -> Mapping[str, Minutes]:
    """As `_saved`, by the id of the part whose minutes they are."""
    given: dict[str, Minutes] = {}
    for part in parts:
        given[part.owner] = given.get(part.owner, Minutes(0)) + part.minutes
    own = {part.part for part in parts if part.part == part.owner}
    return {owner: minutes if owner in own else Minutes(int(minutes)) for owner, minutes in given.items()}


def _choose(candidates: Sequence[LeftOut], over: Minutes) -> tuple[LeftOut, ...]:
    chosen: list[LeftOut] = []
    for priority in sorted({part.priority for part in candidates}, reverse=True):
        if _saved(chosen) >= over:
            break
        chosen += _fewest([part for part in candidates if part.priority == priority], chosen, over)
    for part in sorted(chosen, key=lambda part: (part.priority, -part.minutes)):
        others = [other for other in chosen if other is not part]
        if _saved(others) >= over:
            chosen = others
    return tuple(part for part in candidates if part in chosen)


def _fewest(parts: Sequence[LeftOut], chosen: Sequence[LeftOut], over: Minutes) -> Sequence[LeftOut]:
    """The fewest parts that, with `chosen`, save `over` minutes, and of equally few the shortest; else all."""
    if len(parts) > _EXHAUSTIVE:
        longest_first = sorted(parts, key=lambda part: -part.minutes)
        counts = (count for count in range(1, len(parts)) if _saved([*chosen, *longest_first[:count]]) >= over)
        return longest_first[: next(counts, len(parts))]
    for count in range(1, len(parts) + 1):
        enough = [choice for choice in combinations(parts, count) if _saved([*chosen, *choice]) >= over]
        if enough:
            return min(enough, key=_saved)
    return parts


def _without(session: Session, left_out: Sequence[LeftOut]) -> Session:
    """`session` with these parts hidden, and the minutes of everything above them reduced."""
    if not left_out:
        return session
    gone = {part.part for part in left_out}
    saved = _saved_by_owner(left_out)
    return replace(session, parts=tuple(_hide(part, gone, saved) for part in session.parts))


def _hide(part: Part, gone: AbstractSet[str], saved: Mapping[str, Minutes]) -> Part:
    if part.id in gone:
        return replace(part, hidden=True)
    less = sum((saved.get(below.id, Minutes(0)) for below in part.walk()), Minutes(0))
    children = tuple(_hide(child, gone, saved) for child in part.parts)
    if part.minutes is None or not less:
        return replace(part, parts=children)
    minutes = max(part.minutes - less, Minutes(0))
    written = replace_minutes(part.minutes_text, part.minutes, minutes) if part.minutes_text else ""
    return replace(part, parts=children, minutes=minutes, minutes_text=written)
