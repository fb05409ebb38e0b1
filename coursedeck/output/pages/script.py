"""The script: every slide with its picture, its minutes and the words to say, to read and to print."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from markupsafe import Markup
from msgspec import Struct

from coursedeck.model.schedule import Clock, Schedule, SectionTime, SlideTime, between, clock, span
from coursedeck.model.slide import Deck, PlacedSlide
from coursedeck.model.ui_strings import UiStrings
from coursedeck.output.pages.blocks import HtmlWriter
from coursedeck.output.pages.environment import direction, environment, slide_title


class _ScriptSlide(Struct, frozen=True):
    """A slide; `section` is the heading of the section that it opens, else empty."""

    id: str
    number: int
    title: str
    section: str
    section_time: str
    span: str
    time: str
    hidden: bool
    optional: bool
    picture: str
    said: Markup


def script(
    deck: Deck,
    schedule: Schedule,
    words: UiStrings,
    start: Clock | None = None,
    thumbnails: Mapping[str, str] | None = None,
    course: str = "",
    templates: Path | None = None,
) -> str:
    """One self-contained HTML file, which needs no script; arguments as those of `run_sheet`."""
    session = deck.session
    writer = HtmlWriter(words, {}, {})
    seen: set[int] = set()
    slides = []
    for number, (slide, time) in enumerate(zip(deck.slides, schedule.slides, strict=True), 1):
        opens = schedule.section(time.section) if time.section not in seen else None
        seen |= set() if time.section is None else {time.section}
        said = writer.html(slide.notes)
        slides.append(_slide(slide, time, number, opens, words, start, (thumbnails or {}).get(slide.id, ""), said))
    page = environment(templates).get_template("script.html.j2")
    return page.render(
        lang=session.locale,
        dir=direction(session.locale),
        title=session.title.plain,
        kicker=" · ".join(part for part in (course, session.number, words.script) if part),
        facts=[
            fact
            for fact in (
                words.minutes_of(schedule.total) if schedule.total else "",
                span(start.at(0), start.at(schedule.seconds)) if start and schedule.seconds else "",
                session.front.date or "",
            )
            if fact
        ],
        note=words.estimate_note if schedule.estimated else "",
        words=words,
        slides=slides,
    )


def _slide(
    slide: PlacedSlide,
    time: SlideTime,
    number: int,
    opens: SectionTime | None,
    words: UiStrings,
    start: Clock | None,
    picture: str,
    said: Markup,
) -> _ScriptSlide:
    clocks = (clock(time.start), clock(time.end)) if start is None else (start.at(time.start), start.at(time.end))
    return _ScriptSlide(
        id=slide.id,
        number=number,
        title=slide_title(slide),
        section=opens.heading if opens else "",
        section_time=words.minutes_of(opens.minutes) if opens and opens.minutes is not None else "",
        span=span(*clocks) if time.seconds else "",
        time=words.hidden if time.hidden else words.duration_of(between(time.start, time.end)) if time.seconds else "",
        hidden=time.hidden,
        optional=time.optional is not None,
        picture=picture,
        said=said,
    )
