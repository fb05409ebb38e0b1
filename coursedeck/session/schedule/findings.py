"""Warnings about slides that do not suit their minutes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursedeck.model.pace import Pace
from coursedeck.model.problem import Problem, warning
from coursedeck.model.schedule import Schedule, SectionTime, SlideTime, whole_minutes, whole_seconds
from coursedeck.model.session import Part
from coursedeck.model.slide import Deck, Layout, PlacedSlide
from coursedeck.model.units import Minutes
from coursedeck.model.values import replace
from coursedeck.session.schedule.arithmetic import adds_up
from coursedeck.session.schedule.exercises import with_exercises_as_parts
from coursedeck.session.schedule.need import is_activity, is_break, slide_load
from coursedeck.session.schedule.speech import pace_for

LONGEST = 8 * 60
"""Average seconds per slide of a section above which the audience looks at one slide for too long."""
SHORTEST = 20
"""Average seconds per slide of a section below which nobody can follow."""
MOST_A_MINUTE = 1.5
"""Slides of a session a minute that can be followed."""

# estimates of speech are rough: only a need of 1.5 times the time and 30 s more than it is reported
_TOO_LITTLE = 1.5
_NOTICEABLE = 30

_CHECK = "pace"


def check_pace(deck: Deck, schedule: Schedule) -> tuple[Problem, ...]:
    """Slides that need far more than they get, and sections with far too many or too few slides."""
    if schedule.estimated:  # which shares what there is: nobody has promised a section its minutes
        return tuple(_too_many_slides(deck, schedule))
    found = (*_crowded_slides(deck, schedule), *_section_counts(deck, schedule), *_promises(deck, schedule))
    return tuple(sorted(found, key=lambda one: one.source))


def _too_many_slides(deck: Deck, schedule: Schedule) -> Iterator[Problem]:
    shown = [
        slide
        for slide, time in zip(deck.slides, schedule.slides, strict=True)
        if time.seconds and slide.layout is not Layout.SECTION
    ]
    minutes = float(schedule.total)
    if len(shown) > MOST_A_MINUTE * minutes:
        enough = round(len(shown) / MOST_A_MINUTE)
        yield warning(
            deck.session.source,
            _CHECK,
            f"{len(shown)} slides for a slot of {minutes:g} minutes are {len(shown) / minutes:.1f} a minute, and "
            f"{MOST_A_MINUTE:g} can be followed: leave some out, or give it about {enough} minutes",
        )


def _crowded_slides(deck: Deck, schedule: Schedule) -> Iterator[Problem]:
    """One warning a section, at the slide that lacks most time."""
    crowded: dict[int, list[tuple[PlacedSlide, SlideTime]]] = {}
    for slide, time in zip(deck.slides, schedule.slides, strict=True):
        section = schedule.section(time.section)
        if time.hidden or section is None or section.minutes is None or not time.seconds:
            continue
        if time.need > _TOO_LITTLE * time.seconds and time.need - time.seconds >= _NOTICEABLE:
            crowded.setdefault(section.index, []).append((slide, time))
    for found in crowded.values():
        slide, time = max(found, key=lambda one: one[1].need - one[1].seconds)
        others = f"; {len(found) - 1} more of its section lack time too" if len(found) > 1 else ""
        yield warning(
            slide.source,
            _CHECK,
            f"slide “{_title(slide)}” needs about {time.need} s and gets {time.seconds} s{others}: "
            "shorten it, or give its section more minutes",
        )


def _promises(deck: Deck, schedule: Schedule) -> Iterator[Problem]:
    """What contradicts the minutes on headings: slides for which they leave nothing, and those that get others."""
    pace = pace_for(deck.session.locale, deck.session.front.pace)
    sections = with_exercises_as_parts(deck.session).parts
    for section in schedule.sections:
        shown = [
            (slide, time)
            for slide, time in zip(deck.slides, schedule.slides, strict=True)
            if time.section == section.index and not time.hidden
        ]
        if section.seconds and not section.hidden:
            yield from _nothing_left(section, sections[section.index], shown, pace)
            yield from _other_minutes(sections[section.index], shown)


def _nothing_left(
    section: SectionTime, part: Part, shown: Sequence[tuple[PlacedSlide, SlideTime]], pace: Pace
) -> Iterator[Problem]:
    """Slides with something to say and no time, since parts with minutes of their own take all of it."""
    without = [slide for slide, time in shown if not time.seconds]
    # the work itself has its minutes: these lead into it
    missing = sum(replace(slide_load(slide), activity=False).seconds(pace) for slide in without)
    told = [slide for slide in without if slide.layout is not Layout.SECTION]
    if told and missing >= _NOTICEABLE:
        titles = list(dict.fromkeys(_title(slide) for slide in told))
        names = ", ".join(f"“{title}”" for title in titles[:3]) + (" …" if len(titles) > 3 else "")
        enough = whole_minutes(section.seconds + missing + _NOTICEABLE - 1)
        left = f"nothing is left for {names} (line {told[0].source.line}), about {missing} s to say"
        said = _minutes(section.seconds)
        yield warning(
            part.source,
            _CHECK,
            f"the parts of “{section.heading}” take all of its {said} minutes, and {left}: give it {enough} minutes, "
            "or its parts fewer"
            if part.minutes is not None
            else f"“{section.heading}” has only the {said} minutes of its parts, and {left}: write its own, e.g. "
            f"“({enough} min)”",
        )


def _other_minutes(part: Part, shown: Sequence[tuple[PlacedSlide, SlideTime]]) -> Iterator[Problem]:
    """Headings whose slides get other minutes than they say, where the minutes around them add up."""
    slides = {child.id: _seconds_of(child, shown) for child in part.parts if child.minutes is not None}
    if None in slides.values():  # slides that show several timed parts have the minutes of all of them
        return
    for child in part.parts:
        got, said = slides.get(child.id), whole_seconds(child.minutes or Minutes(0))
        if got is not None and got != said and not child.hidden and adds_up(part):
            yield warning(
                child.source,
                _CHECK,
                f"“{child.heading}” says {_minutes(said)} minutes and its slides get {_minutes(got)}, since no other "
                f"slide of “{part.heading}” takes the rest: write the same minutes on both",
            )
        yield from _other_minutes(child, shown)


def _seconds_of(part: Part, shown: Sequence[tuple[PlacedSlide, SlideTime]]) -> int | None:
    """What the slides of a part get; None where it has no slide that is its own alone."""
    ids = {one.id for one in part.walk()}
    own = [time.seconds for slide, time in shown if slide.part in ids and ids.issuperset(slide.also)]
    return sum(own) if own else None


def _minutes(seconds: int) -> str:
    return f"{seconds / 60:.2f}".rstrip("0").rstrip(".")


def _section_counts(deck: Deck, schedule: Schedule) -> Iterator[Problem]:
    for section in schedule.sections:
        slides = [
            slide
            for slide, time in zip(deck.slides, schedule.slides, strict=True)
            if time.section == section.index and not time.hidden and slide.layout is not Layout.SECTION
        ]
        if section.minutes is None or section.seconds == 0:
            continue
        yield from _count(deck, section, slides)


def _count(deck: Deck, section: SectionTime, slides: list[PlacedSlide]) -> Iterator[Problem]:
    source = deck.session.parts[section.index].source
    average = section.seconds / max(1, len(slides))
    minutes = f"{section.seconds / 60:.1f}".removesuffix(".0")
    count = f"{len(slides)} slide{'' if len(slides) == 1 else 's'}"
    if is_break(section.heading):
        return
    working = is_activity(section.heading) or any(is_activity(_title(slide)) for slide in slides)
    if average > LONGEST and not working:
        yield warning(
            source,
            _CHECK,
            f"“{section.heading}” has {count} for {minutes} minutes: "
            f"add slides (about {round(section.seconds / 120)}), or shorten it",
        )
    elif average < SHORTEST:
        yield warning(
            source,
            _CHECK,
            f"“{section.heading}” has {count} for {minutes} minutes, {round(average)} s each: "
            "leave some out, or give it more minutes",
        )


def _title(slide: PlacedSlide) -> str:
    return " ".join(paragraph.plain for paragraph in slide.title.paragraphs)
