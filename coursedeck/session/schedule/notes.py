"""The schedule as text: the first lines of a slide's notes, and the names of PowerPoint sections."""

from __future__ import annotations

from coursedeck.model.schedule import Clock, Schedule, SectionTime, SlideTime, between, clock, span
from coursedeck.model.ui_strings import UiStrings

_DOT = " · "


def note_lines(schedule: Schedule, slide: str, words: UiStrings, start: Clock | None = None) -> tuple[str, ...]:
    """The first lines of the notes of the slide with id `slide`: its times, and on a section's first slide the goal.

    First ``00:25–00:28 · 3분 · 2. 섹션 이름 · 남은 시간 19분``; then the section's minutes, and with `start`
    the time of day of the slide: ``섹션 22분 · 00:25–00:47 · 슬라이드 09:55–09:58``.
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
    lines = (_header(time, section, words), _around(time, section, words, start))
    return (*lines, _opening(section, words, start)) if first == time else lines


def _outside(schedule: Schedule, time: SlideTime, words: UiStrings, start: Clock | None) -> tuple[str, ...]:
    """Lines for slides outside of sections: the total length before the first section, the clock after the last."""
    if not schedule.seconds:
        return ()
    if time.start:
        return (_at(time.start, start),)
    total = words.total.format(time=words.minutes_of(schedule.total))
    header = _DOT.join((span(clock(0), clock(schedule.seconds)), total))
    return (header,) if start is None else (header, _of_day(words.time_of_day, 0, schedule.seconds, start))


def _header(time: SlideTime, section: SectionTime, words: UiStrings) -> str:
    length = words.duration_of(between(time.start, time.end))
    left = words.remaining.format(time=words.duration_of(between(time.end, section.end)))
    return _DOT.join((span(clock(time.start), clock(time.end)), length, section.heading, left))


def _around(time: SlideTime, section: SectionTime, words: UiStrings, start: Clock | None) -> str:
    """The section's own minutes and clock, and when the slide is shown: ``섹션 20분 · 00:05–00:25``."""
    assert section.minutes is not None
    slot = (
        f"{words.section} {words.minutes_of(section.minutes)}",
        *((f"{words.exercises} {words.minutes_of(section.exercises)}",) if section.exercises else ()),
        span(clock(section.start), clock(section.end)),
    )
    return _DOT.join(slot if start is None else (*slot, _of_day(words.slide, time.start, time.end, start)))


def _of_day(what: str, first: int, last: int, start: Clock) -> str:
    return f"{what} {span(start.at(first), start.at(last))}"


def _opening(section: SectionTime, words: UiStrings, start: Clock | None) -> str:
    ends = words.ends_at.format(clock=_at(section.end, start))
    return _DOT.join((words.goal.format(goal=section.goal), ends)) if section.goal else ends


def _at(seconds: int, start: Clock | None) -> str:
    return clock(seconds) if start is None else f"{clock(seconds)} ({start.at(seconds)})"


def section_name(section: SectionTime, words: UiStrings) -> str:
    """A section's name with its minutes, as the list of slides shows it: ``2. 섹션 이름 (22분)``."""
    return section.heading if section.minutes is None else f"{section.heading} ({words.minutes_of(section.minutes)})"
