"""Deck, pace → Schedule: when each section and slide starts and ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct

from coursedeck.model.pace import Pace
from coursedeck.model.schedule import Schedule, SectionTime, SlideTime, whole_seconds
from coursedeck.model.session import GOAL_LENGTH, Paragraph, Part, Session
from coursedeck.model.slide import Deck, PlacedSlide
from coursedeck.model.units import Minutes
from coursedeck.model.values import replace
from coursedeck.session.schedule.exercises import exercise_ids, with_exercises_as_parts
from coursedeck.session.schedule.need import ContentLoad, slide_load
from coursedeck.session.schedule.slots import slide_seconds
from coursedeck.session.schedule.speech import pace_for


class Inherited(Struct, frozen=True):
    """Attributes that a part has itself or inherits from the parts above it."""

    hidden: bool
    optional: int | None


class _SlideNeed(Struct, frozen=True):
    """A slide and the seconds that it needs, before it is scheduled."""

    slide: PlacedSlide
    load: ContentLoad
    need: int
    hidden: bool
    optional: int | None


def schedule(deck: Deck, pace: Pace | None = None) -> Schedule:
    """The clock of `deck`: sections get their minutes in order, slides their share; seconds add up exactly.

    Without `pace`, that of the deck's language. Slides outside timed sections (title, agenda, closing) take no time.
    """
    measured = _measure(deck, pace or pace_for(deck.session.locale))
    needs = {one.slide.id: one.need for one in measured}
    sections = _sections(deck.session)
    seconds: dict[str, int] = {}
    hidden_parts, shown_parts = (
        {one.slide.part for one in measured if one.slide.part is not None and one.hidden is hidden}
        for hidden in (True, False)
    )
    timed = with_exercises_as_parts(deck.session).parts
    for section, part in zip(sections, timed, strict=True):
        shown = [one.slide for one in measured if one.slide.section == section.index and not one.hidden]
        seconds |= slide_seconds(_without_hidden_slides(part, hidden_parts, shown_parts), section.seconds, shown, needs)
    slides = tuple(_slides(measured, sections, seconds, exercise_ids(deck.session)))
    return Schedule(deck.session.minutes(), sections, slides, deck.session.estimated)


def _measure(deck: Deck, pace: Pace) -> tuple[_SlideNeed, ...]:
    parts = inheritance(deck.session)
    exercises = exercise_ids(deck.session)
    measured = []
    for slide in deck.slides:
        load = slide_load(slide)
        if slide.part in exercises and slide.id == slide.part:
            load = replace(load, activity=True)
        inherited = parts.get(_part_id(slide, deck.session), Inherited(False, None))
        hidden = slide.hidden or _part_hidden(slide, deck.session, parts)
        measured.append(_SlideNeed(slide, load, load.seconds(pace), hidden, inherited.optional))
    return tuple(measured)


def _without_hidden_slides(part: Part, hidden: AbstractSet[str], shown: AbstractSet[str]) -> Part:
    """`part` with everything hidden that has slides of which none is shown: its minutes go to those that are."""
    ids = {below.id for below in part.walk()}
    gone = part.hidden or (not ids.isdisjoint(hidden) and ids.isdisjoint(shown))
    return replace(part, hidden=gone, parts=tuple(_without_hidden_slides(child, hidden, shown) for child in part.parts))


def _sections(session: Session) -> tuple[SectionTime, ...]:
    """Each section from where the one before ends; boundaries are rounded, never lengths, so that none drifts."""
    sections = []
    before = Minutes(0)
    for index, part in enumerate(session.parts):
        planned = part.planned()
        after = before + max(planned or Minutes(0), Minutes(0))
        sections.append(
            SectionTime(
                index=index,
                heading=part.heading,
                minutes=planned,
                start=whole_seconds(before),
                end=whole_seconds(after),
                id=part.id,
                goal=goal_of(part),
                hidden=part.hidden,
                exercises=part.exercise_minutes(),
            )
        )
        before = after
    return tuple(sections)


def _slides(
    measured: Sequence[_SlideNeed],
    sections: Sequence[SectionTime],
    seconds: Mapping[str, int],
    exercises: AbstractSet[str],
) -> Iterator[SlideTime]:
    cursor = 0
    current: int | None = None
    for one in measured:
        slide = one.slide
        if slide.section is not None and slide.section != current:
            current = slide.section
            cursor = sections[current].start
        elif slide.section is None and current is not None:
            cursor, current = sections[current].end, None
        end = cursor + seconds.get(slide.id, 0)
        yield SlideTime(
            slide=slide.id,
            section=slide.section,
            start=cursor,
            end=end,
            words=one.load.words,
            figures=one.load.pictures,
            need=one.need,
            hidden=one.hidden,
            optional=one.optional,
            part=slide.part,
            exercise=slide.part in exercises,
        )
        cursor = end


def goal_of(part: Part) -> str:
    """What a section is for: its own first paragraph where that is short, else the titles of its parts."""
    for block in part.blocks:
        if isinstance(block, Paragraph) and len(block.text.plain) <= GOAL_LENGTH:
            return block.text.plain.rstrip(":： ")
    return " · ".join(child.title.plain for child in part.parts if not child.hidden)


def inheritance(session: Session) -> Mapping[str, Inherited]:
    """What each part, by id, has from itself and those above it."""
    found: dict[str, Inherited] = {}

    def visit(part: Part, above: Inherited) -> None:
        optional = above.optional if part.optional is None else part.optional
        inherited = Inherited(above.hidden or part.hidden, optional)
        found[part.id] = inherited
        for child in part.parts:
            visit(child, inherited)

    for part in with_exercises_as_parts(session).parts:
        visit(part, Inherited(False, None))
    return found


def with_hidden(deck: Deck) -> Deck:
    """`deck` with the slides of every hidden part hidden."""
    parts = inheritance(deck.session)
    return replace(
        deck,
        slides=tuple(
            replace(slide, hidden=True) if _part_hidden(slide, deck.session, parts) else slide for slide in deck.slides
        ),
    )


def _part_id(slide: PlacedSlide, session: Session) -> str:
    if slide.part is not None:
        return slide.part
    return "" if slide.section is None else session.parts[slide.section].id


def _part_hidden(slide: PlacedSlide, session: Session, parts: Mapping[str, Inherited]) -> bool:
    inherited = parts.get(_part_id(slide, session))
    if inherited is not None and inherited.hidden:
        return True
    return slide.section is not None and session.parts[slide.section].hidden
