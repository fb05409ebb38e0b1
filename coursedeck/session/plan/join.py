"""Drafts → fewer drafts: small neighbours share a slide, headings without content join a neighbour.

Loads are shares of a slide in comfortable type, 1.0 being full; the limits below were chosen by looking at decks.
"""

from __future__ import annotations

from coursedeck.model.sentences import asks
from coursedeck.model.session import Block, Chart, Code, FigureRef, Paragraph, Part, Picture, PictureRow, Quote, Table
from coursedeck.model.slide import Layout, SlideBlock, Subheading
from coursedeck.model.text import Span, Text
from coursedeck.model.ui_strings import UiStrings
from coursedeck.model.values import replace
from coursedeck.session.plan.chunks import LONGEST_TITLE
from coursedeck.session.plan.draft import Draft, drafts_of, headed, joined
from coursedeck.session.plan.pairs import with_pairs_joined
from coursedeck.session.plan.space import LEAST_BESIDE, SpaceEstimator

FULL = 0.92
"""Most load of a slide that two neighbours share."""

SMALL = 0.4
"""Two drafts are joined only if one of them has at most this load."""

SENTENCE = 0.17
"""Most load of a draft of paragraphs that counts as a mere sentence, which looks lost on a slide of its own."""

SPARSE = 0.5
"""Most load of each of two slides of a section that are joined."""

SHORTEST = 1.5
"""Least minutes of a slide, on average, for which sparse slides of a section are left apart."""

LEAST_JOINED = 20.0
"""Smallest type of a slide on which parts of a section are joined."""

SECTION = 2
"""Level of a section's heading."""


def part_drafts(part: Part, space: SpaceEstimator, words: UiStrings, *, fuller: bool = True) -> tuple[Draft, ...]:
    """The drafts of a part and everything below it, neighbours joined where they are small; sparse ones if `fuller`."""
    own = _with_lead_ins(drafts_of(part, space, words))
    if _columns(own[0]):
        return _as_columns(part, own, space, words)
    below = [draft for child in part.parts for draft in part_drafts(child, space, words)]
    title = own[0].title
    if part.level > SECTION:
        return _joined_neighbours([*own, *below], title, space)
    kept = _with_notes(own)
    if kept:
        together = _joined_neighbours([*kept, *below], title, space)
        if len(together) == 1:
            return together
    # a section with several slides has a divider that bears its title: the slides keep their own
    spoken = [draft for draft in own if draft.blocks or draft.notes]
    apart = with_pairs_joined(_without_empty([*spoken, *below] or [own[0]], title), title)
    apart = _sentences_joined(apart, title, space)
    return tuple(_fuller(apart, part, space) if fuller else apart)


def _with_lead_ins(drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Each draft with the lead-ins below it as headings, which are divided over slides together; notes stay apart."""
    done: list[Draft] = []
    for draft in drafts:
        before = done[-1] if done else None
        if before is not None and _goes_on(before, draft):
            done[-1] = joined(before, draft, before.title, first_heads=True)
        else:
            done.append(draft)
    return tuple(done)


def _goes_on(before: Draft, draft: Draft) -> bool:
    spoken = before.notes or draft.notes or draft.options or draft.alone or before.options
    return draft.lead_in and not before.lead_in and not spoken


def _fuller(drafts: list[Draft], part: Part, space: SpaceEstimator) -> list[Draft]:
    """Sparse neighbours of a section joined under both their titles, where it has more slides than minutes for them."""
    planned = None if part.estimated else part.planned()
    done: list[Draft] = []
    left = len(drafts)
    for draft in drafts:
        before = done[-1] if done else None
        crowded = planned is None or left * SHORTEST > planned
        if before is not None and crowded and _both_sparse(before, draft, space):
            together = both_titles(before.title, draft.title)
            whole = joined(before, draft, together, first_heads=False)
            if len(together.plain) <= LONGEST_TITLE and _is_readable(whole, space):
                done[-1] = replace(whole, part=before.part)
                left -= 1
                continue
        done.append(draft)
    return done


def _both_sparse(before: Draft, draft: Draft, space: SpaceEstimator) -> bool:
    """Whether two drafts may stand on one slide: little text, nobody's plans against it."""
    if any(one.notes or one.minutes or one.options or one.alone or not one.blocks for one in (before, draft)):
        return False
    if before.apart:
        return False
    blocks = (*before.blocks, *draft.blocks)
    if before.level != draft.level or any(
        isinstance(one, FigureRef | Picture | PictureRow | Chart | Quote) for one in blocks
    ):
        return False
    if any(isinstance(one, Paragraph) and asks(one.text) for one in blocks):
        return False  # a question stands alone
    return all(space.fullness(Layout.CONTENT, one.blocks) <= SPARSE for one in (before, draft))


def _is_readable(whole: Draft, space: SpaceEstimator) -> bool:
    setting = space.setting(Layout.CONTENT, whole.blocks)
    return setting is not None and setting.body >= LEAST_JOINED and (setting.code is None or setting.code >= 14)


def both_titles(first: Text, other: Text) -> Text:
    """Two titles in one."""
    spans = (*first.spans, Span(" · "), *other.spans)
    return Text(f"{first.markdown} · {other.markdown}", spans, first.source)


def _sentences_joined(drafts: list[Draft], title: Text, space: SpaceEstimator) -> list[Draft]:
    """Neighbours of one sentence each share a slide under the section's title."""
    done: list[Draft] = []
    for draft in drafts:
        before = done[-1] if done else None
        if before is not None and _is_short(draft, space) and (before.title is title or _is_short(before, space)):
            whole = joined(before, draft, title, first_heads=before.title is title)
            if before.title is not title or space.fullness(Layout.CONTENT, whole.blocks) <= FULL:
                done[-1] = replace(whole, part=before.part)
                continue
        done.append(draft)
    return done


def _is_short(draft: Draft, space: SpaceEstimator) -> bool:
    """Whether a draft is a sentence or two without notes, minutes or hints; a question may stand alone."""
    spoken_of = draft.notes or draft.minutes or draft.options or draft.alone or draft.apart
    if spoken_of or not draft.blocks or not all(isinstance(block, Paragraph) for block in draft.blocks):
        return False
    asked = any(isinstance(block, Paragraph) and asks(block.text) for block in draft.blocks)
    return not asked and space.fullness(Layout.CONTENT, draft.blocks) <= SENTENCE


def _with_notes(drafts: tuple[Draft, ...]) -> list[Draft]:
    """The drafts that show something; what is said without a slide, behind columns for example, is said at the last."""
    kept: list[Draft] = []
    before: tuple[Block, ...] = ()
    for draft in drafts:
        if draft.blocks:
            kept.append(replace(draft, notes=(*before, *draft.notes)) if before else draft)
            before = ()
        elif kept and draft.notes:
            kept[-1] = replace(kept[-1], notes=(*kept[-1].notes, *draft.notes))
        else:
            before = (*before, *draft.notes)
    return kept


def _columns(draft: Draft) -> bool:
    return draft.options.get("layout") == Layout.TWO_CONTENT


def _as_columns(part: Part, own: tuple[Draft, ...], space: SpaceEstimator, words: UiStrings) -> tuple[Draft, ...]:
    """A part whose author wants two columns: its subsections on one slide, each under a subheading."""
    whole = own[0]
    for other in own[1:]:
        whole = joined(whole, other, whole.title, first_heads=True)
    for child in part.parts:
        for draft in part_drafts(child, space, words):
            whole = joined(whole, draft, whole.title, first_heads=True)
    return (whole,)


def _joined_neighbours(drafts: list[Draft], title: Text, space: SpaceEstimator) -> tuple[Draft, ...]:
    """Left to right, each draft with the next where both are small."""
    done: list[Draft] = []
    for draft in drafts:
        before = done[-1] if done else None
        if before is not None and _may_join(before, draft, space):
            heads = before.title is title or not draft.blocks
            whole = joined(before, draft, before.title if heads else title, first_heads=heads)
            done[-1] = replace(whole, part=before.part)
        else:
            done.append(draft)
    return tuple(_consistent_lead_ins(_without_empty(done, title), title))


def _consistent_lead_ins(drafts: list[Draft], title: Text) -> list[Draft]:
    """Lead-ins of one part treated alike: if one is a subheading under the part's title, all are."""
    inside = {draft.part for draft in drafts if draft.title is title and _is_lead_in(draft.blocks[:1])}
    return [
        replace(draft, title=title, blocks=headed(draft), minutes="")
        if draft.lead_in and draft.title is not title and draft.part in inside and not draft.options
        else draft
        for draft in drafts
    ]


def _is_lead_in(blocks: tuple[SlideBlock, ...]) -> bool:
    return bool(blocks) and isinstance(blocks[0], Subheading)


def _may_join(before: Draft, draft: Draft, space: SpaceEstimator) -> bool:
    if before.apart or draft.apart:
        return False
    if not before.blocks and before.level < draft.level:
        return True  # a heading stands above what it is the heading of
    if draft.alone or draft.options or before.options.keys() & {"keep", "layout", "hide", "optional"}:
        return False
    if draft.has_media or before.has_media:
        return draft.lead_in and before.part == draft.part and _fits_beside(before, draft, space)
    if not draft.blocks:
        return True
    if before.notes and draft.notes:
        return False  # somebody planned to speak about each
    loads = [space.fullness(Layout.CONTENT, one.blocks) for one in (before, draft)]
    whole = joined(before, draft, before.title, first_heads=True)
    return min(loads) <= SMALL and space.fullness(Layout.CONTENT, whole.blocks) <= FULL


def _fits_beside(before: Draft, draft: Draft, space: SpaceEstimator) -> bool:
    """Whether the text of a lead-in fits beside the single figure, picture or chart before it."""
    if draft.has_media or draft.notes:
        return False
    whole = joined(before, draft, before.title, first_heads=True).blocks
    text = [block for block in whole if not isinstance(block, Chart | FigureRef | Picture | PictureRow)]
    alone = len(whole) == len(text) + 1 and not any(isinstance(block, Table | Code) for block in text)
    return alone and space.fits(Layout.FIGURE_TEXT, text, LEAST_BESIDE)


def _without_empty(drafts: list[Draft], title: Text) -> list[Draft]:
    """Drafts without blocks merged into a neighbour, which takes their heading and notes."""
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
        stays = empty.level > SECTION and (second.apart or empty.title is not title)
        shown = both_titles(empty.title, second.title) if stays else second.title
        done[:2] = [replace(second, title=shown, notes=(*empty.notes, *second.notes))]
    return done
