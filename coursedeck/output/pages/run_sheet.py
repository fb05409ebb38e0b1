"""The run sheet: the schedule of one delivery as a table, and a presenter's clock."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from markupsafe import Markup
from msgspec import Struct

from coursedeck.base.cache import checksum
from coursedeck.model.schedule import (
    ACTUALS_COLUMNS,
    Clock,
    RoomTime,
    Schedule,
    SectionTime,
    SlideTime,
    between,
    clock,
    span,
)
from coursedeck.model.slide import Deck, PlacedSlide
from coursedeck.model.ui_strings import Counted, UiStrings
from coursedeck.model.units import Minutes
from coursedeck.output.pages.blocks import HtmlWriter
from coursedeck.output.pages.environment import direction, environment, script_json, slide_title

NO_ROOM = RoomTime()


class _Row(Struct, frozen=True):
    """A slide in the table; `step` is its index among visible slides, None if hidden."""

    id: str
    number: int
    step: int | None
    title: str
    span: str
    of_day: str
    time: str
    thumbnail: str
    optional: bool
    exercise: bool


class _SaidNotes(Struct, frozen=True):
    """What is said on a slide."""

    number: int
    html: Markup


class _SectionRows(Struct, frozen=True):
    """A section's heading and the rows of its slides; the heading is None for slides outside sections."""

    heading: str | None
    span: str
    of_day: str
    time: str
    hidden: bool
    share: int
    """Seconds, for the proportional bar."""
    exercises: str
    """Minutes of its exercises."""
    rows: tuple[_Row, ...]


def run_sheet(
    deck: Deck,
    schedule: Schedule,
    words: UiStrings,
    start: Clock | None = None,
    thumbnails: Mapping[str, str] | None = None,
    course: str = "",
    templates: Path | None = None,
    room: RoomTime = NO_ROOM,
) -> str:
    """One self-contained HTML file: a table to print, and a clock to run while presenting.

    `start` adds times of day, and `room` when the slot ends and the next session begins; `thumbnails` are addresses or
    data URIs by slide id; `templates` is a folder whose templates override the built-in ones. The page reads the time
    from ``Date.now`` alone.
    """
    session = deck.session
    return (
        environment(templates)
        .get_template("run-sheet.html.j2")
        .render(
            lang=session.locale,
            dir=direction(session.locale),
            title=session.title.plain,
            number=session.number,
            course=course,
            date=session.front.date or "",
            words=words,
            total=words.minutes_of(schedule.total) if schedule.total else "",
            span=_of_day(0, schedule.seconds, start),
            planned=schedule.seconds > 0,
            estimated=schedule.estimated,
            exercises=words.minutes_of(schedule.exercises) if schedule.exercises else "",
            teaching=words.minutes_of(max(schedule.total - schedule.exercises, Minutes(0))),
            timed=start is not None and schedule.seconds > 0,
            groups=_groups(deck, schedule, words, start, thumbnails or {}),
            notes=_notes(deck, words),
            plan=script_json({**_plan(deck, schedule, words), "room": _room(room, start)}),
        )
    )


def _notes(deck: Deck, words: UiStrings) -> list[_SaidNotes]:
    """The notes of the slides that have any."""
    writer = HtmlWriter(words, {}, {})
    return [_SaidNotes(at, writer.html(slide.notes)) for at, slide in enumerate(deck.slides, 1) if slide.notes]


def _room(room: RoomTime, start: Clock | None) -> Mapping[str, int | None]:
    return {"start": start.start if start else None, "slot": room.slot, "next": room.upcoming}


def _groups(
    deck: Deck, schedule: Schedule, words: UiStrings, start: Clock | None, thumbnails: Mapping[str, str]
) -> list[_SectionRows]:
    groups: list[_SectionRows] = []
    step = 0
    section: int | None = None
    for number, (slide, time) in enumerate(zip(deck.slides, schedule.slides, strict=True), 1):
        row = _row(slide, time, number, None if time.hidden else step, words, start, thumbnails)
        step += not time.hidden
        if groups and time.section == section:
            last = groups[-1]
            groups[-1] = _group(schedule.section(section), words, start, (*last.rows, row))
        else:
            section = time.section
            groups.append(_group(schedule.section(section), words, start, (row,)))
    return groups


def _group(section: SectionTime | None, words: UiStrings, start: Clock | None, rows: tuple[_Row, ...]) -> _SectionRows:
    if section is None:
        return _SectionRows(None, "", "", "", False, 0, "", rows)
    timed = section.minutes is not None
    return _SectionRows(
        heading=section.heading,
        span=span(clock(section.start), clock(section.end)) if timed else "",
        of_day=_of_day(section.start, section.end, start) if timed else "",
        time=words.minutes_of(section.minutes) if section.minutes is not None else words.no_time,
        hidden=section.hidden,
        share=section.seconds,
        exercises=words.minutes_of(section.exercises) if section.exercises else "",
        rows=rows,
    )


def _row(
    slide: PlacedSlide,
    time: SlideTime,
    number: int,
    step: int | None,
    words: UiStrings,
    start: Clock | None,
    thumbnails: Mapping[str, str],
) -> _Row:
    return _Row(
        id=slide.id,
        number=number,
        step=step,
        title=slide_title(slide),
        span=span(clock(time.start), clock(time.end)) if time.seconds else "",
        of_day=_of_day(time.start, time.end, start) if time.seconds else "",
        time=words.hidden if time.hidden else _length(time, words),
        thumbnail=thumbnails.get(slide.id, ""),
        optional=time.optional is not None,
        exercise=time.exercise,
    )


def _length(time: SlideTime, words: UiStrings) -> str:
    return words.duration_of(between(time.start, time.end)) if time.seconds else words.no_time


def _of_day(first: int, last: int, start: Clock | None) -> str:
    return "" if start is None else span(start.at(first), start.at(last))


def _plan(deck: Deck, schedule: Schedule, words: UiStrings) -> Mapping[str, object]:
    """The schedule as JSON values for the clock; `key` changes with it, so that times stored for others are ignored."""
    slides = [
        {
            "id": slide.id,
            "number": number,
            "title": slide_title(slide),
            "section": time.section,
            "start": time.start,
            "end": time.end,
            "optional": time.optional,
            "length": _length(time, words),
        }
        for number, (slide, time) in enumerate(zip(deck.slides, schedule.slides, strict=True), 1)
        if not time.hidden
    ]
    plan = {
        "session": deck.session.path,
        "locale": deck.session.locale,
        "total": schedule.seconds,
        "sections": [_section_plan(section, schedule, words) for section in schedule.sections],
        "slides": slides,
    }
    key = checksum(json.dumps(plan, sort_keys=True), 16)
    return {**plan, "key": key, "columns": ACTUALS_COLUMNS, "words": _clock_words(words)}


def _section_plan(section: SectionTime, schedule: Schedule, words: UiStrings) -> Mapping[str, object]:
    """A section; `optional` is its priority if all of it may be skipped, else None."""
    priorities = {time.optional for time in schedule.slides if time.section == section.index and not time.hidden}
    return {
        "heading": section.heading,
        "start": section.start,
        "end": section.end,
        "optional": priorities.pop() if len(priorities) == 1 else None,
        "length": words.duration_of(section.seconds),
    }


def _clock_words(words: UiStrings) -> Mapping[str, str | tuple[str, ...]]:
    """What the clock says; words around a number in all their plural forms."""
    names = (
        "start pause resume ahead behind on_time not_started paused finished ends_about skip shorten saves "
        "minutes_left over elapsed reset_sure section_left session_left must_end end_in_time break_until"
    )
    said = {name: getattr(words, name) for name in names.split()}
    return {name: word.forms if isinstance(word, Counted) else word for name, word in said.items()}
