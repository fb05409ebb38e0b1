"""What changed, in lines for a terminal: one a slide, one for all slides that changed for the same cause."""

from __future__ import annotations

from collections.abc import Iterator

from coursedeck.model.review import Cause, Change, ChangeGroup, DeckReview, Review, SlideChange, Status
from coursedeck.model.review_strings import ENGLISH_REVIEW, filled
from coursedeck.model.visible import visible

MOST_LINES = 60
"""Lines listed; the page has all."""


def change_lines(review: Review) -> Iterator[str]:
    """Lines such as ``content/a.md:12: changed (picture, text): slide 4 'Hosts', en; the same in ko``."""
    lines = list(_lines(review))
    yield from lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        yield f"… and {len(lines) - MOST_LINES} more on the page"


def cause_words(group: ChangeGroup) -> str:
    """Why its slides changed, in English."""
    if group.within_session:
        return f"{ENGLISH_REVIEW['filter.moved']}: {group.after}"
    return filled(ENGLISH_REVIEW[f"cause.{group.cause}"], cause_values(group))


def cause_values(group: ChangeGroup) -> dict[str, object]:
    """What the words of a cause are filled with."""
    return {
        "n": len(group.slides),
        "before": group.before or "–",
        "after": group.after or "–",
        "subject": group.subject,
    }


def _lines(review: Review) -> Iterator[str]:
    grouped = {id: group for group in review.groups for id in group.slides}
    told: set[int] = set()
    for deck in review.decks:
        for change in deck.slides:
            if change.status is Status.UNCHANGED:
                continue
            group = grouped.get(f"{deck.key}#{change.slide.id}")
            if group is None:
                yield _line(deck, change)
            elif id(group) not in told:
                told.add(id(group))
                same = f"; the same in {group.after}" if group.cause is Cause.LOCALES else ""
                yield _line(deck, change) + same if same else _group_line(group)
    yield from (_group_line(group) for group in review.groups if group.cause is Cause.FOLLOWS)


def _group_line(group: ChangeGroup) -> str:
    count = len(group.slides)
    return visible(f"{cause_words(group)}: {count} slide{'' if count == 1 else 's'}")


def _line(deck: DeckReview, change: SlideChange) -> str:
    origin = next((one for one in deck.origins if change.after is not None and one.slide == change.after.id), None)
    where = str(origin.source) if origin else f"content/{deck.session}.md"
    what = [one.value for one in change.changes if one is not Change.MOVED]
    if Change.MOVED in change.changes:
        session = change.moved_from.partition("/")[2]
        what.append(f"moved from {session + ', ' if session else ''}slide {change.old_number}")
    detail = f" ({', '.join(what)})" if what else ""
    number = change.new_number or change.old_number
    title = " ".join(change.slide.title.split()) or change.slide.id
    return visible(f"{where}: {change.status}{detail}: slide {number} '{title}', {deck.locale}")
