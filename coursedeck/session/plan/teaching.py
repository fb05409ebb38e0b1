"""What teachers write besides the lesson: where solutions stand, and the key points that close a session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from coursedeck.model.footnotes import marks_in
from coursedeck.model.session import Block, Callout, List, ListItem, Notes, Paragraph, Part, Session, Solution
from coursedeck.model.slide import SlideBlock
from coursedeck.model.text import Span, Text, literal
from coursedeck.model.ui_strings import UiStrings
from coursedeck.model.values import replace
from coursedeck.model.walk import with_blocks
from coursedeck.session.plan.chunks import LONGEST_TITLE, together_in_one_line

KEY_POINTS = "keypoints"
GOALS = "objectives"

OPENING = frozenset({GOALS, "questions", "prerequisites"})
"""Kinds of boxes that a lesson begins with."""


def with_solutions_placed(session: Session, place: str, words: UiStrings) -> Session:
    """The session with its solutions in the ``notes``, or on ``hidden`` slides; on a ``slide`` they are anyway."""

    def change(block: Block) -> tuple[Block, ...]:
        if not isinstance(block, Solution):
            return (block,)
        if place == "notes":
            title = block.title or literal(words.callout("solution"), block.source)
            return (Notes((Paragraph(_strong(title)), *block.blocks), block.source),)
        return (replace(block, hidden=place == "hidden"),)

    return with_blocks(session, change)


def title_of_opening(body: Sequence[SlideBlock], words: UiStrings) -> Text | None:
    """What the boxes are called with which a slide begins, such as a lesson's objectives and questions, in one line."""
    boxes = list(takewhile(lambda block: isinstance(block, Callout) and block.kind in OPENING, body))
    titles = [
        block.title or literal(words.callout(block.kind), block.source) for block in boxes if isinstance(block, Callout)
    ]
    if not titles or any(map(marks_in, titles)):
        return None
    together = together_in_one_line(titles)
    return together if len(together.plain) <= LONGEST_TITLE else None


def _strong(title: Text) -> Text:
    return replace(title, spans=tuple(replace(span, strong=True) for span in title.spans) or (Span("", strong=True),))


def with_goals_shown(session: Session) -> Session:
    """The session with the goals of its front matter as a block before everything else."""
    goals = session.front.goals
    if not goals:
        return session
    listed = List(tuple(ListItem(goal) for goal in goals), goals[0].source)
    return replace(session, blocks=(Callout(GOALS, None, (listed,), goals[0].source), *session.blocks))


def without_key_points(session: Session) -> tuple[Session, tuple[Callout, ...]]:
    """The session without its key points, wherever they stand, and these, for its last slide."""
    found: list[Callout] = []
    blocks = tuple(_others(session.blocks, found))
    parts = tuple(_without(part, found) for part in session.parts)
    return replace(session, blocks=blocks, parts=parts) if found else session, tuple(found)


def _without(part: Part, found: list[Callout]) -> Part:
    blocks = tuple(_others(part.blocks, found))
    return replace(part, blocks=blocks, parts=tuple(_without(child, found) for child in part.parts))


def _others(blocks: Sequence[Block], found: list[Callout]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Callout) and block.kind == KEY_POINTS:
            found.append(block)
        else:
            yield block
