"""Drafts → fewer drafts: small neighbours share a slide, empty headings find company."""

from __future__ import annotations

from dataclasses import replace

from coursedeck.model.session import Chart, Code, FigureRef, Paragraph, Part, Picture, Table
from coursedeck.model.slide import Layout, SlideBlock, Subheading
from coursedeck.model.text import Text
from coursedeck.model.ui_strings import UiStrings
from coursedeck.session.plan.draft import Draft, drafts_of, headed, joined
from coursedeck.session.plan.room import LEAST_BESIDE, Room

FULL = 0.92
"""Two neighbours share a slide up to this load."""

SMALL = 0.4
"""A draft that takes more than this of a slide does well alone."""

SENTENCE = 0.17
"""A draft of paragraphs up to this load looks lost alone, unless it is meant to."""

SECTION = 2
"""Level of a section's heading."""


def part_drafts(part: Part, room: Room, words: UiStrings) -> tuple[Draft, ...]:
    """The drafts of a part and everything below it, neighbours joined where they are small."""
    own = drafts_of(part, words)
    if _columns(own[0]):
        return _as_columns(part, own, room, words)
    below = [draft for child in part.parts for draft in part_drafts(child, room, words)]
    title = own[0].title
    if part.level > SECTION:
        return _joined_neighbours([*own, *below], title, room)
    kept = [draft for draft in own if draft.blocks]
    if kept:
        together = _joined_neighbours([*kept, *below], title, room)
        if len(together) == 1:
            return together
    # a section with several slides has a divider that bears its title: the slides keep their own
    spoken = [draft for draft in own if draft.blocks or draft.notes]
    return tuple(_sentences_joined(_without_empty([*spoken, *below] or [own[0]], title), title, room))


def _sentences_joined(drafts: list[Draft], title: Text, room: Room) -> list[Draft]:
    """Neighbours that are a sentence each share a slide that bears the section's title."""
    done: list[Draft] = []
    for draft in drafts:
        before = done[-1] if done else None
        if before is not None and _is_short(draft, room) and (before.title is title or _is_short(before, room)):
            whole = joined(before, draft, title, first_heads=before.title is title)
            if before.title is not title or room.load(Layout.CONTENT, whole.blocks) <= FULL:
                done[-1] = replace(whole, part=before.part)
                continue
        done.append(draft)
    return done


def _is_short(draft: Draft, room: Room) -> bool:
    """Whether a draft is a sentence or two that nobody planned to dwell on: a question does well alone."""
    spoken_of = draft.notes or draft.minutes or draft.options or draft.alone
    if spoken_of or not draft.blocks or not all(isinstance(block, Paragraph) for block in draft.blocks):
        return False
    words = [block.text.plain.rstrip() for block in draft.blocks if isinstance(block, Paragraph)]
    asks = any(sentence.endswith(("?", "？")) for sentence in words)
    return not asks and room.load(Layout.CONTENT, draft.blocks) <= SENTENCE


def _columns(draft: Draft) -> bool:
    return draft.options.get("layout") == Layout.TWO_CONTENT


def _as_columns(part: Part, own: tuple[Draft, ...], room: Room, words: UiStrings) -> tuple[Draft, ...]:
    """A part whose author wants two columns: its sub-parts, headed, on one slide."""
    whole = own[0]
    for other in own[1:]:
        whole = joined(whole, other, whole.title, first_heads=True)
    for child in part.parts:
        for draft in part_drafts(child, room, words):
            whole = joined(whole, draft, whole.title, first_heads=True)
    return (whole,)


def _joined_neighbours(drafts: list[Draft], title: Text, room: Room) -> tuple[Draft, ...]:
    """Left to right, each draft with the next where both are small."""
    done: list[Draft] = []
    for draft in drafts:
        before = done[-1] if done else None
        if before is not None and _may_join(before, draft, room):
            heads = before.title is title or not draft.blocks
            whole = joined(before, draft, before.title if heads else title, first_heads=heads)
            done[-1] = replace(whole, part=before.part)
        else:
            done.append(draft)
    return tuple(_alike(_without_empty(done, title), title))


def _alike(drafts: list[Draft], title: Text) -> list[Draft]:
    """Lead-ins of one part that all stand inside a slide with its title, where one of them does."""
    inside = {draft.part for draft in drafts if draft.title is title and _is_lead_in(draft.blocks[:1])}
    return [
        replace(draft, title=title, blocks=headed(draft), minutes="")
        if draft.lead_in and draft.title is not title and draft.part in inside and not draft.options
        else draft
        for draft in drafts
    ]


def _is_lead_in(blocks: tuple[SlideBlock, ...]) -> bool:
    return bool(blocks) and isinstance(blocks[0], Subheading)


def _may_join(before: Draft, draft: Draft, room: Room) -> bool:
    if not before.blocks and before.level < draft.level:
        return True  # a heading stands above what it is the heading of
    if draft.alone or draft.options or before.options.keys() & {"keep", "layout", "hide", "optional"}:
        return False
    if draft.has_media or before.has_media:
        return draft.lead_in and before.part == draft.part and _fits_beside(before, draft, room)
    if not draft.blocks:
        return True
    if before.notes and draft.notes:
        return False  # somebody planned to speak about each
    loads = [room.load(Layout.CONTENT, one.blocks) for one in (before, draft)]
    whole = joined(before, draft, before.title, first_heads=True)
    return min(loads) <= SMALL and room.load(Layout.CONTENT, whole.blocks) <= FULL


def _fits_beside(before: Draft, draft: Draft, room: Room) -> bool:
    """Whether a lead-in's words have room beside the one thing that stands before them."""
    if draft.has_media or draft.notes:
        return False
    whole = joined(before, draft, before.title, first_heads=True).blocks
    text = [block for block in whole if not isinstance(block, Chart | FigureRef | Picture)]
    alone = len(whole) == len(text) + 1 and not any(isinstance(block, Table | Code) for block in text)
    return alone and room.fits(Layout.FIGURE_TEXT, text, LEAST_BESIDE)


def _without_empty(drafts: list[Draft], title: Text) -> list[Draft]:
    """No draft without blocks, as long as a neighbour can take its heading and notes."""
    done: list[Draft] = []
    for draft in drafts:
        if draft.blocks or not done:
            done.append(draft)
        elif draft.title is title:
            done[-1] = replace(done[-1], notes=(*done[-1].notes, *draft.notes))
        else:
            done[-1] = joined(done[-1], draft, done[-1].title, first_heads=True)
    if len(done) > 1 and not done[0].blocks:
        empty, second = done[0], done[1]
        done[:2] = [replace(second, notes=(*empty.notes, *second.notes))]
    return done
