"""Recorded times held against slides that were renamed, moved or taken out since.

A slide's id comes from its heading, so a heading that is mended after a lesson has another. Its row is known by its
section, its place between the slides that still have their names, and the time that was planned for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from coursedeck.model.problem import Problem, Source, note, warning
from coursedeck.model.schedule import Schedule, SlideTime, stopwatch
from coursedeck.model.values import replace
from coursedeck.session.schedule.recordings import Delivery, RecordedSlide

_CHECK = "actuals"
_NEAR = 30
"""Seconds by which the plan of a slide may change with its words; a longer one may take twice or half the time."""
_OTHER = 0.2
"""Share of a section's time from which on it counts as another section."""
_SHORT = 60
"""Seconds up to which a slide that is gone counts for its section all the same, such as the one that opened it."""


class HeldDelivery(Struct, frozen=True):
    """A delivery whose times are by the slides that there are now."""

    delivery: Delivery
    plan: Schedule
    incomplete: frozenset[int]
    """Sections of which not every recorded time is known to be in it: they propose nothing."""
    beside: tuple[tuple[int, int], ...] = ()
    """Sections, and seconds of theirs that no slide has any more."""
    problems: tuple[Problem, ...] = ()


def held_against(delivery: Delivery, plan: Schedule, headings: Mapping[str, str]) -> HeldDelivery:
    """`delivery` by the slides of `plan`; `headings` are by the ids of parts.

    Rows that fit no slide are named, and their sections left out; so is the section in which a lesson was broken off.
    """
    sections = _sections_now(delivery.rows, plan)
    places = _places(delivery.rows, plan, sections)
    by_id = {time.slide: time for time in plan.slides}
    seconds = {slide: took for slide, took in delivery.seconds.items() if slide in by_id}
    incomplete: set[int] = set()
    beside: list[tuple[int, int]] = []
    problems: list[Problem] = []
    for row in (row for row in delivery.rows if row.id not in by_id and row.seconds):
        slide, section = places.get(row), sections.get(row.section)
        if slide is not None:
            seconds[slide] = seconds.get(slide, 0) + row.seconds
            problems += _counted_as(delivery, row, headings.get(by_id[slide].part or "", slide))
        elif section is not None and row.seconds <= _SHORT:
            beside.append((section, row.seconds))
        else:
            incomplete |= set() if section is None else {section}
            problems.append(_gone(delivery, row, section is not None))
    for section, problem in (*_broken_off(delivery, plan), *_cut_anew(delivery, plan, sections, places)):
        incomplete.add(section)
        problems.append(problem)
    held = replace(delivery, seconds=seconds)
    return HeldDelivery(held, plan, frozenset(incomplete), tuple(beside), tuple(problems))


def _counted_as(delivery: Delivery, row: RecordedSlide, heading: str) -> Iterator[Problem]:
    if heading != row.title:
        message = f"“{row.title}” is counted as “{heading}”, which stands in its place"
        yield note(Source(delivery.file, row.line), _CHECK, message)


def _gone(delivery: Delivery, row: RecordedSlide, in_section: bool) -> Problem:
    left_out = f": the delivery is left out of what is proposed for “{row.section}”" if in_section else ": not counted"
    message = f"“{row.title}” ({stopwatch(row.seconds)}) is no longer in the session{left_out}"
    return warning(Source(delivery.file, row.line), _CHECK, message)


def _broken_off(delivery: Delivery, plan: Schedule) -> Iterator[tuple[int, Problem]]:
    """The section in which a delivery ended with slides still to come, and what is said of it."""
    last = max((place for place, row in enumerate(delivery.rows) if row.seconds), default=None)
    if last is None:
        return
    by_id = {time.slide: time for time in plan.slides}
    row = delivery.rows[last]
    time = by_id.get(row.id)
    coming = [
        one for one in delivery.rows[last + 1 :] if one.planned and one.section == row.section and one.id in by_id
    ]
    if time is None or time.section is None or not coming or all(by_id[one.id].optional is not None for one in coming):
        return
    message = (
        f"the lesson ends at “{row.title}”, and {len(coming)} more of “{row.section}” were to come: "
        "the delivery is left out of what is proposed for this section"
    )
    yield time.section, warning(Source(delivery.file, row.line), _CHECK, message)


def _cut_anew(
    delivery: Delivery, plan: Schedule, sections: Mapping[str, int], places: Mapping[RecordedSlide, str]
) -> Iterator[tuple[int, Problem]]:
    """Sections that hold part of what was recorded under one heading, or more, and for which other time was planned."""
    inside = {time.slide: time.section for time in plan.slides if time.section is not None}
    held: dict[int, list[RecordedSlide]] = {}
    parts: dict[str, set[int]] = {}
    for row in delivery.rows:
        index = inside.get(places.get(row, row.id), sections.get(row.section))
        if index is not None and row.planned:
            held.setdefault(index, []).append(row)
            parts.setdefault(row.section, set()).add(index)
    for section in plan.sections:
        rows = held.get(section.index, [])
        headings = {row.section for row in rows}
        split = any(len(parts[heading]) > 1 for heading in headings)
        renamed = bool(headings) and _bare(section.heading) not in map(_bare, headings)
        then, now = sum(row.planned for row in rows), section.end - section.start
        if (split or renamed) and abs(then - now) > max(_SHORT, now * _OTHER):
            message = (
                f"“{section.heading}” holds other slides than in the lesson ({stopwatch(then)} were planned for them, "
                f"{stopwatch(now)} are): the delivery is left out of what is proposed for it"
            )
            yield section.index, warning(Source(delivery.file, rows[0].line), _CHECK, message)


def _bare(heading: str) -> str:
    return re.sub(r"^[\d.]+\s*", "", heading)


def _sections_now(rows: Sequence[RecordedSlide], plan: Schedule) -> Mapping[str, int]:
    """The sections that recorded headings belong to now, by most of their slides, by their names, or by their order."""
    sections = {time.slide: time.section for time in plan.slides}
    named = {section.heading: section.index for section in plan.sections}
    recorded = list(dict.fromkeys(row.section for row in rows if row.section))
    found: dict[str, int] = {}
    for heading in recorded:
        votes = Counter(
            section for row in rows if row.section == heading and (section := sections.get(row.id)) is not None
        )
        if votes:
            found[heading] = votes.most_common(1)[0][0]
        elif heading in named:
            found[heading] = named[heading]
    free = [section.index for section in plan.sections if section.index not in found.values()]
    unknown = [heading for heading in recorded if heading not in found]
    if len(recorded) == len(plan.sections) and len(free) == len(unknown):
        found |= dict(zip(unknown, free, strict=True))
    return found


def _places(rows: Sequence[RecordedSlide], plan: Schedule, sections: Mapping[str, int]) -> Mapping[RecordedSlide, str]:
    """The slides that stand where rows of slides that are gone stood, by the row."""
    recorded = {row.id for row in rows}
    found: dict[RecordedSlide, str] = {}
    for heading, index in sections.items():
        now = [time for time in plan.slides if time.section == index and not time.hidden]
        then = [row for row in rows if row.section == heading]
        for gone, new in _gaps(then, now, recorded):
            found |= _matched(gone, new)
    return found


def _gaps(
    then: Sequence[RecordedSlide], now: Sequence[SlideTime], recorded: set[str]
) -> Iterator[tuple[list[RecordedSlide], list[SlideTime]]]:
    """What has gone and what has come between slides that stand in both, in the order of both."""
    here = {time.slide: place for place, time in enumerate(now)}
    place = 0
    for known, group in groupby(then, key=lambda row: row.id in here):
        rows = list(group)
        if known:
            place = max(place, here[rows[-1].id] + 1)
            continue
        end = place
        while end < len(now) and now[end].slide not in recorded:
            end += 1
        yield rows, [*now[place:end]]
        place = end


def _matched(gone: Sequence[RecordedSlide], new: Sequence[SlideTime]) -> Mapping[RecordedSlide, str]:
    must = [time for time in new if time.optional is None]
    new = must if len(must) == len(gone) else new
    if not gone or not new:
        return {}
    if len(gone) == len(new):
        return {row: time.slide for row, time in zip(gone, new, strict=True) if _alike(row.planned, time.seconds)}
    if len({time.part for time in new}) == 1 and (len(gone) == 1 or len(new) == 1):
        # a slide that has become several, or the other way round
        one = _alike(sum(row.planned for row in gone), sum(time.seconds for time in new))
        return dict.fromkeys(gone, new[0].slide) if one else {}
    pairs = [(row, time) for row in gone for time in new if abs(row.planned - time.seconds) <= _NEAR / 3]
    rows, slides = Counter(row for row, _ in pairs), Counter(time.slide for _, time in pairs)
    return {row: time.slide for row, time in pairs if rows[row] == slides[time.slide] == 1}


def _alike(then: int, now: int) -> bool:
    return abs(then - now) <= _NEAR or max(then, now) <= 2 * min(then, now)
