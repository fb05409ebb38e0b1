"""The outline of a deck: title, agenda, and for every section its divider and its slides."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from coursedeck.base.text.emoji import without_ornaments
from coursedeck.model.agenda_titles import is_agenda_title
from coursedeck.model.course import Course
from coursedeck.model.footnotes import footnotes_of, marks_in, numbered, without_footnotes
from coursedeck.model.sentences import asks
from coursedeck.model.session import GOAL_LENGTH, Block, Callout, Footnote, Notes, Paragraph, Part, Session, SlideHint
from coursedeck.model.slide import Layout, Outline, Slide, SlideBlock, Subheading
from coursedeck.model.template import Region
from coursedeck.model.text import literal
from coursedeck.model.ui_strings import UiStrings
from coursedeck.model.values import replace
from coursedeck.session.plan.announced import with_announced
from coursedeck.session.plan.answers import with_answers_told
from coursedeck.session.plan.arrange import slides_of
from coursedeck.session.plan.chunks import LONGEST_TITLE
from coursedeck.session.plan.components import with_components
from coursedeck.session.plan.condense import (
    LEAST_MINUTES_A_SLIDE,
    MINUTES_A_SLIDE,
    condensed,
    most_slides,
    with_titles_joined,
)
from coursedeck.session.plan.draft import Draft, collected, heading_of, without_strong
from coursedeck.session.plan.em_width import em_width
from coursedeck.session.plan.join import SECTION, both_titles, part_drafts
from coursedeck.session.plan.labelled_lines import with_labelled_lists
from coursedeck.session.plan.missing_pictures import in_text, is_nothing_else
from coursedeck.session.plan.prose import with_prose_in_notes
from coursedeck.session.plan.shared import SharedSlide
from coursedeck.session.plan.shared_titles import WIDEST_TITLE, titled_once, with_titles
from coursedeck.session.plan.single import exercise_sections
from coursedeck.session.plan.space import SpaceEstimator
from coursedeck.session.plan.subjects import with_subjects
from coursedeck.session.plan.teaching import (
    KEY_POINTS,
    title_of_opening,
    with_goals_shown,
    with_solutions_placed,
    without_key_points,
)
from coursedeck.session.plan.unnest import unnested

SMALL_SECTION = 2
"""A section with at most so many slides has no divider."""

LONG_SECTION = 8
"""Minutes from which on a section has a divider also in a deck that has too many slides."""

USUAL_MINUTES = 60
"""How long a session is of which nobody says it."""

CLOSING_PARAGRAPHS = 3
CLOSING_WIDTH = 120.0
"""Most width in em of the words that a closing slide holds."""

COVER_PARAGRAPHS = 2
COVER_WIDTH = 80.0
"""Most width in em of an opening that stands on the cover."""


class _PlanContext(Struct, frozen=True):
    """What the planning of every slide needs."""

    session: Session
    course: Course
    words: UiStrings
    space: SpaceEstimator

    def is_long(self, preface: Sequence[Slide]) -> bool:
        """Whether what stands before the first section takes more than one slide."""
        return len(preface) > 1 or any(self.space.fullness(slide.layout, slide.body) > 1 for slide in preface)


class _PlannedSection(Struct, frozen=True):
    """A section before it is known whether it has a divider."""

    part: Part
    index: int
    notes: tuple[Block, ...]
    """What is said about the section as a whole."""
    drafts: tuple[Draft, ...]
    slides: tuple[Slide, ...]
    is_all: bool
    """Whether the session is this section, and is called like it: its title slide says what a divider would."""

    def has_divider(self, count: int, least: float) -> bool:
        """Whether it has one above `count` slides, where a section of `least` minutes has one."""
        if self.is_all and self.slides:
            return False
        return not self.slides or (count > SMALL_SECTION and (self.part.planned() or 0) >= least)


def plan(session: Session, course: Course, words: UiStrings, space: SpaceEstimator) -> Outline:
    """The slides of a session, in order, with ids that are unique in the deck."""
    written = numbered(session)
    session = with_prose_in_notes(written, course)
    footnotes = footnotes_of(session)
    taught, points = without_key_points(without_footnotes(with_goals_shown(session), footnotes))
    taught = with_solutions_placed(taught, session.front.solutions or course.solutions, words)
    context = _PlanContext(taught, course, words, space)
    preface = tuple(_preface(context))
    agenda = (_agenda(context),) if len(session.parts) > 1 and not _has_agenda(session) else ()
    # a long text before the first section must not keep the agenda from being seen early
    opening = (*agenda, *preface) if context.is_long(preface) else (*preface, *agenda)
    if preface and _fits_cover(preface[0]) and len(preface) == 1:
        slides = [replace(_title(context), body=preface[0].body), *agenda]
    else:
        slides = [_title(context), *opening]
    slides.extend(_sections(context, len(slides)))
    exercises = exercise_sections(context.session.parts)
    titled = [*titled_once(slides if points else _with_closing(slides), context.session)]
    told = [*with_subjects([*with_answers_told(titled)], context.session, words)]
    complete = (*with_announced(told, context.session), *_key_points(points, context))
    shown = [*with_components(complete, exercises, space)]
    once = [_told_once(slide) for slide in shown]
    annotated = (_with_notes_of_notes(slide, footnotes) for slide in _with_unique_ids(once))
    return Outline(written, tuple(annotated), tuple(footnotes.values()))


def _told_once(slide: Slide) -> Slide:
    """A slide whose boxes do not say its title again."""
    titles = {slide.title.plain, *slide.title.plain.split(" · ")}

    def box(block: SlideBlock) -> SlideBlock:
        if not isinstance(block, Callout) or block.title is None or block.title.plain not in titles:
            return block
        return replace(block, title=literal("", block.source))

    return replace(slide, body=tuple(map(box, slide.body)), aside=tuple(map(box, slide.aside)))


def _key_points(points: Sequence[Callout], context: _PlanContext) -> Iterator[Slide]:
    """What closes the session: its key points, under the first title that they have."""
    if not points:
        return
    named = next((block.title for block in points if block.title), None)
    title = named or literal(context.words.callout(KEY_POINTS), points[0].source)
    blocks = with_labelled_lists(unnested([block for one in points for block in one.blocks]))
    for draft in collected(Draft(title, points[0].source, KEY_POINTS, SECTION), blocks, context.words):
        slides = slides_of(draft, 0, context.space) if draft.blocks else ()
        yield from (replace(slide, section=None, part=None) for slide in slides)


def _with_closing(slides: Sequence[Slide]) -> Sequence[Slide]:
    """The slides, the last one as a closing slide where it is a few sentences.

    One that only continues the slide before it takes the first of its sentences for a title.
    """
    *before, last = slides
    if last.layout is not Layout.CONTENT or last.alone or not _closes(last.body):
        return slides
    first = last.body[0]
    assert isinstance(first, Paragraph | Subheading)
    again = bool(before) and before[-1].title.plain == last.title.plain
    if again and len(last.body) > 1 and len(first.text.plain) <= LONGEST_TITLE and not marks_in(first.text):
        last = replace(last, title=without_strong(first.text), source=first.text.source, body=last.body[1:])
    return [*before, replace(last, layout=Layout.CLOSING)]


def _closes(body: Sequence[SlideBlock]) -> bool:
    """Whether blocks are a few sentences, none of them a question."""
    texts = [block.text for block in body if isinstance(block, Paragraph | Subheading)]
    if not 0 < len(texts) == len(body) <= CLOSING_PARAGRAPHS or any(getattr(block, "minutes", "") for block in body):
        return False
    return sum(em_width(text.plain) for text in texts) <= CLOSING_WIDTH and not any(map(asks, texts))


def _with_notes_of_notes(slide: Slide, footnotes: Mapping[str, Footnote]) -> Slide:
    """A slide whose speaker notes end with the footnotes that they refer to."""
    labels = [label for label in marks_in(slide.notes) if label in footnotes]
    return replace(slide, notes=(*slide.notes, *(footnotes[label] for label in labels)))


def _title(context: _PlanContext) -> Slide:
    session, course = context.session, context.course
    notes = tuple(inner for block in session.blocks if isinstance(block, Notes) for inner in block.blocks)
    pictures = unnested([block for block in session.blocks if not isinstance(block, Notes)])
    if is_nothing_else(pictures):
        notes = (*notes, *in_text(pictures))
    eyebrow = course.title.plain if course.title else ""
    # a session without sections takes what its front matter says
    minutes = session.minutes() or (session.front.slot if not session.parts else None)
    facts = (
        _place_in_course(session, context.words),
        context.words.minutes_of(minutes) if minutes else "",
        session.front.author or course.author or "",
    )
    subtitle = " · ".join(fact for fact in facts if fact)
    lines = ((Region.EYEBROW.value, eyebrow), (Region.SUBTITLE.value, subtitle))
    return Slide("title", Layout.TITLE, session.title, session.source, notes=notes, lines=lines)


def _place_in_course(session: Session, words: UiStrings) -> str:
    """Week, day and session as far as they are known; the session as its title numbers it, where it does."""
    front = session.front
    counted = ((words.week, front.week), (words.day, front.day), (words.session, front.session))
    known = [said.format(n=number) for said, number in counted if number is not None]
    if re.findall(r"\d+", session.number) == [str(front.session)]:
        known[-1] = session.number
    elif session.number:
        known.append(session.number)
    return " · ".join(known)


def _preface(context: _PlanContext) -> Iterator[Slide]:
    """What stands before the first section: under a title of the product's own, or the session's where it is long."""
    session = context.session
    blocks = tuple(block for block in with_labelled_lists(unnested(session.blocks)) if not isinstance(block, Notes))
    if is_nothing_else(blocks):
        return  # the title slide tells of them in its notes
    overview = literal(context.words.overview, session.source)
    drafts = collected(Draft(overview, session.source, "preface", SECTION, minutes=""), blocks, context.words)
    slides = [
        replace(slide, section=None, part=None)
        for draft in drafts
        if draft.blocks
        for slide in slides_of(draft, 0, context.space)
    ]
    title = session.title if context.is_long(slides) else overview
    if slides and slides[0].title is overview and (boxes := title_of_opening(slides[0].body, context.words)):
        slides[0] = replace(slides[0], title=boxes)
    yield from (replace(slide, title=title) if slide.title is overview else slide for slide in slides)


def _fits_cover(slide: Slide) -> bool:
    """Whether the opening is so short that it may stand below the session's title."""
    texts = [block.text for block in slide.body if isinstance(block, Paragraph)]
    if len(texts) != len(slide.body) or slide.aside or len(texts) > COVER_PARAGRAPHS:
        return False
    if any(span.footnote or span.formula for text in texts for span in text.spans):
        return False
    return sum(em_width(text.plain) for text in texts) <= COVER_WIDTH


def _has_agenda(session: Session) -> bool:
    """Whether the author wrote the agenda: no clock stands on it then."""
    return not session.minutes() and any(is_agenda_title(part.title.plain) for part in session.parts[:2])


def _agenda(context: _PlanContext) -> Slide:
    title = literal(context.words.agenda, context.session.source)
    return Slide("agenda", Layout.AGENDA, title, context.session.source)


def _sections(context: _PlanContext, before: int) -> Iterator[Slide]:
    """The slides of all sections, joined where they and those `before` them are more than their minutes ask for."""
    sections = [_section_of(part, index, context) for index, part in enumerate(context.session.parts)]
    most = most_slides(_minutes(context)) - before
    runs = with_titles_joined([one for section in sections for one in section.slides], context.session, context.space)
    counts = Counter(run.slide.section for run in runs)
    least: float = 0.0
    if len(runs) + sum(section.has_divider(counts[section.index], 0) for section in sections) > most:
        sections, runs, least = _condensed(sections, context, before)
    for section in sections:
        own = [run for run in runs if run.slide.section == section.index]
        if section.slides and not own:
            continue  # it shares a slide with the section before
        divided = section.has_divider(len(own), least)
        titled = with_titles([_with_notes_of_sections(run, sections) for run in own], section.part, divided=divided)
        yield from _shown(section, titled, context, least=least)


def _condensed(
    sections: Sequence[_PlannedSection], context: _PlanContext, before: int
) -> tuple[list[_PlannedSection], list[SharedSlide], float]:
    """Sections, their slides joined where they are too many, and the minutes from which on a section has a divider."""
    sections = [replace(section, slides=_apart(section, context)) for section in sections]
    slides = [slide for section in sections for slide in section.slides]

    minutes = _minutes(context)
    most, with_dividers = (most_slides(minutes, each) - before for each in (MINUTES_A_SLIDE, LEAST_MINUTES_A_SLIDE))

    def count(slides: Sequence[Slide]) -> int:
        counts = Counter(slide.section for slide in slides)
        dividers = sum(section.has_divider(counts[section.index], LONG_SECTION) for section in sections)
        return len(slides) + dividers

    runs = condensed(slides, context.session, context.space, lambda slides: count(slides) <= most)
    few = count([run.slide for run in runs]) <= with_dividers
    return sections, runs, LONG_SECTION if few else math.inf


def _with_notes_of_sections(run: SharedSlide, sections: Sequence[_PlannedSection]) -> SharedSlide:
    """A shared slide with what is said about the sections that have no slide but this one."""
    inside = {piece.slide.section for piece in run.pieces} - {run.slide.section}
    notes = tuple(note for index in sorted(one for one in inside if one is not None) for note in sections[index].notes)
    return replace(run, slide=replace(run.slide, notes=(*run.slide.notes, *notes)))


def _minutes(context: _PlanContext) -> float:
    """Minutes that a session takes, as far as anybody says."""
    session = context.session
    given = (session.minutes(), session.front.slot, context.course.slot)
    return float(next((minutes for minutes in given if minutes), USUAL_MINUTES))


def _apart(section: _PlannedSection, context: _PlanContext) -> tuple[Slide, ...]:
    """The slides of a section before sparse ones are joined."""
    _, rest = _opening_notes(section.part)
    return tuple(_slides(part_drafts(rest, context.space, context.words, fuller=False), section.index, context))


def _section_of(part: Part, index: int, context: _PlanContext) -> _PlannedSection:
    first, rest = _opening_notes(part)
    drafts = tuple(part_drafts(rest, context.space, context.words))
    return _PlannedSection(
        part,
        index,
        (*first, *_notes_without_slides(drafts)),
        drafts,
        tuple(_slides(drafts, index, context)),
        len(context.session.parts) == 1 and part.title.plain == context.session.title.plain,
    )


def _shown(section: _PlannedSection, slides: list[Slide], context: _PlanContext, *, least: float) -> Iterator[Slide]:
    """The slides of a section, below a divider where they are many and the section takes `least` minutes."""
    part, index = section.part, section.index
    divided = section.has_divider(len(slides), least)
    opener = None if divided or not slides else _opening_section(slides[0], part, context, crowded=least > 0)
    if opener is not None and not opener.hidden:
        yield replace(opener, notes=(*section.notes, *opener.notes))
        yield from slides[1:]
        return
    goal, drafts = ("", list(section.drafts)) if least else _goal(list(section.drafts), part)
    yield _divider(part, index, goal, section.notes, context)
    for slide in _slides(drafts, index, context) if goal else slides:
        yield _without_minutes(slide) if slide.part == part.id else slide


def _slides(drafts: Sequence[Draft], index: int, context: _PlanContext) -> list[Slide]:
    return [slide for draft in drafts if draft.blocks for slide in slides_of(draft, index, context.space)]


def _notes_without_slides(drafts: Sequence[Draft]) -> tuple[Block, ...]:
    return tuple(note for draft in drafts if not draft.blocks for note in draft.notes)


def _opening_section(slide: Slide, part: Part, context: _PlanContext, *, crowded: bool) -> Slide | None:
    """The first slide of a section without a divider: it bears the section's title too, and minutes if it has none.

    None: the titles are too long for one slide.
    """
    heading, said = heading_of(part), f" · {slide.title.plain} · "
    if not any(f" · {title.plain} · " in said for title in (heading, part.title)):
        slide = replace(slide, title=both_titles(heading, slide.title))
        if len(slide.title.plain) > LONGEST_TITLE and not (crowded and em_width(slide.title.plain) <= WIDEST_TITLE):
            return None
    minutes = part.planned()
    if not minutes or slide.lines or (part.estimated and minutes < 1):
        return slide
    return replace(slide, lines=((Region.MINUTES.value, context.words.minutes_of(minutes)),))


def _opening_notes(part: Part) -> tuple[tuple[Block, ...], Part]:
    """The notes right under a section's heading, which are about the section, and the section without them."""
    content = next((at for at, one in enumerate(part.blocks) if not isinstance(one, Notes | SlideHint)), None)
    opening = part.blocks[:content]
    notes = tuple(inner for block in opening if isinstance(block, Notes) for inner in block.blocks)
    hints = tuple(block for block in opening if not isinstance(block, Notes))
    return notes, replace(part, blocks=(*hints, *part.blocks[len(opening) :]))


def _without_minutes(slide: Slide) -> Slide:
    """A slide without its minutes, since the section's divider shows them."""
    return replace(slide, lines=())


def _goal(drafts: list[Draft], part: Part) -> tuple[str, list[Draft]]:
    """A short opening paragraph becomes the divider's goal, where more slides follow."""
    first = drafts[0]
    own = first.part == part.id and first.level == part.level and len(first.blocks) == 1 and len(drafts) > 1
    if own and isinstance(first.blocks[0], Paragraph):
        text = first.blocks[0].text
        if len(text.plain) <= GOAL_LENGTH and not any(span.link or span.footnote for span in text.spans):
            return text.plain, [replace(first, blocks=()), *drafts[1:]]
    return "", drafts


def _divider(part: Part, index: int, goal: str, notes: tuple[Block, ...], context: _PlanContext) -> Slide:
    minutes = part.planned()
    lines = (
        (Region.NUMBER.value, part.number.rstrip(".)") or _place(index, context.session)),
        (Region.MINUTES.value, context.words.minutes_of(minutes) if minutes else ""),
        (Region.GOAL.value, goal or _topics(part)),
    )
    slide_id = f"section-{part.id}"
    return Slide(
        slide_id, Layout.SECTION, part.title, part.source, notes=notes, section=index, part=part.id, lines=lines
    )


def _place(index: int, session: Session) -> str:
    """A section's place among those that are shown, where no title has a number of its own that it might contradict.

    Neighbours of one title count as one, as on the agenda.
    """
    parts = session.parts
    if index in session.closing_words() or any(one.number or re.search(r"\d", one.title.plain) for one in parts):
        return ""
    titles = [part.title.plain for part in parts[: index + 1] if not part.hidden]
    return str(sum(1 for before, title in pairwise(["", *titles]) if title != before))


def _topics(part: Part) -> str:
    """The titles of the subsections, as many as fit in `GOAL_LENGTH` characters."""
    titles: list[str] = []
    for child in (child for child in part.parts if not (child.hidden or _is_hidden(child))):
        if sum(len(title) + 3 for title in titles) + len(child.title.plain) > GOAL_LENGTH:
            break
        titles.append(without_ornaments(child.title.plain))
    return " · ".join(titles)


def _is_hidden(part: Part) -> bool:
    """Whether the author hides the part's slides."""
    return any("hide" in block.options for block in part.blocks if isinstance(block, SlideHint))


def _with_unique_ids(slides: Sequence[Slide]) -> Iterator[Slide]:
    taken: set[str] = set()
    for slide in slides:
        name, count = slide.id, 1
        while name in taken:
            count += 1
            name = f"{slide.id}-{count}"
        taken.add(name)
        yield replace(slide, id=name)
