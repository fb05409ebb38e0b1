"""The lines that open a slide's notes, and the names of PowerPoint sections: the clock in words."""

from __future__ import annotations

from coursedeck.model.schedule import Clock, Schedule, SectionTime, SlideTime, clock, span
from coursedeck.model.words import Words

_DOT = " · "


def note_lines(schedule: Schedule, slide: str, words: Words, start: Clock | None = None) -> tuple[str, ...]:
    """What stands on top of the notes of the slide with id `slide`: its clock, and where a section begins its goal.

    ``00:25–00:28 · 3분 · 2. 섹션 이름 · 남은 시간 19분``; with `start`, the time of day stands behind.
    """
    time = next(one for one in schedule.slides if one.slide == slide)
    section = schedule.section(time.section)
    if time.hidden:
        return (_DOT.join((words.hidden, section.heading)) if section else words.hidden,)
    if section is None:
        return _outside(schedule, time, words, start)
    if section.minutes is None:
        return (section.heading,)
    first = schedule.first_slide(section.index)
    lines = (_header(time, section, words, start), _slot(section, words, start))
    return (*lines, _opening(section, words, start)) if first == time else lines


def _outside(schedule: Schedule, time: SlideTime, words: Words, start: Clock | None) -> tuple[str, ...]:
    """Title and agenda say how long all of it is; slides behind the last section only when they come."""
    if not schedule.seconds:
        return ()
    if time.start:
        return (_at(time.start, start),)
    total = words.total.format(time=words.minutes_of(schedule.total))
    return (_DOT.join((_span(0, schedule.seconds, start), total)),)


def _header(time: SlideTime, section: SectionTime, words: Words, start: Clock | None) -> str:
    left = words.remaining.format(time=words.duration_of(section.end - time.end))
    return _DOT.join((_span(time.start, time.end, start), words.duration_of(time.seconds), section.heading, left))


def _slot(section: SectionTime, words: Words, start: Clock | None) -> str:
    """The section's own minutes and clock: ``섹션 20분 · 00:05–00:25``."""
    assert section.minutes is not None
    return _DOT.join((f"{words.section} {words.minutes_of(section.minutes)}", _span(section.start, section.end, start)))


def _opening(section: SectionTime, words: Words, start: Clock | None) -> str:
    ends = words.ends_at.format(clock=_at(section.end, start))
    return _DOT.join((words.goal.format(goal=section.goal), ends)) if section.goal else ends


def _at(seconds: int, start: Clock | None) -> str:
    return clock(seconds) if start is None else f"{clock(seconds)} ({start.at(seconds)})"


def _span(first: int, last: int, start: Clock | None) -> str:
    since_start = span(clock(first), clock(last))
    return since_start if start is None else f"{since_start} ({span(start.at(first), start.at(last))})"


def section_name(section: SectionTime, words: Words) -> str:
    """A section's name with its minutes, as the list of slides shows it: ``2. 섹션 이름 (22분)``."""
    return section.heading if section.minutes is None else f"{section.heading} ({words.minutes_of(section.minutes)})"
