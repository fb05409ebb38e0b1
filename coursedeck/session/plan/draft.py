"""Drafts: the content under one heading (or bold lead-in), before layouts are chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coursedeck.model.problem import Source
from coursedeck.model.session import (
    Block,
    Callout,
    Chart,
    Code,
    DisplayFormula,
    FigureRef,
    Footnote,
    List,
    Notes,
    Paragraph,
    Part,
    Picture,
    PictureRow,
    Quote,
    SlideHint,
    Table,
    ThematicBreak,
)
from coursedeck.model.slide import SlideBlock, Subheading
from coursedeck.model.text import Span, Text
from coursedeck.model.ui_strings import UiStrings
from coursedeck.session.plan.labelled_lines import with_labelled_lists
from coursedeck.session.plan.unnest import unnested

_NUMBERED = re.compile(r"^\s*(\d+[.)]|[①-⑳]|[가-하][.)])\s*\S")

_LONGEST_LEAD_IN = 80

MediaBlock = Table | Code | Chart | FigureRef | Picture | PictureRow
"""Blocks that are more than running text."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Blocks under one title."""

    title: Text
    source: Source
    part: str
    """Id of the part that it belongs to."""
    level: int
    """Level of the heading; a lead-in is one below its part."""
    blocks: tuple[SlideBlock, ...] = ()
    notes: tuple[Block, ...] = ()
    minutes: str = ""
    hints: tuple[tuple[str, str], ...] = ()
    alone: bool = False
    """The author wants it to start a new slide."""
    lead_in: bool = False
    """Its title is a bold line, not a heading."""

    @property
    def options(self) -> dict[str, str]:
        """The author's hints."""
        return dict(self.hints)

    @property
    def has_media(self) -> bool:
        """Whether it holds more than running text."""
        return any(isinstance(block, MediaBlock) for block in self.blocks)


def drafts_of(part: Part, words: UiStrings) -> tuple[Draft, ...]:
    """The drafts of a part's own blocks: one, or several where lead-ins, thematic breaks or hints split them."""
    heading = heading_of(part)
    # minutes that the author wrote: an estimate is no plan that a slide has to keep
    minutes = words.minutes_of(part.minutes) if part.minutes and not part.estimated else ""
    first = Draft(heading, part.source, part.id, part.level, minutes=minutes)
    return tuple(collected(first, with_labelled_lists(unnested(part.blocks))))


def heading_of(part: Part) -> Text:
    """The part's title with its number, as people read it."""
    if not part.number:
        return part.title
    number = Span(f"{part.number} ")
    return Text(part.title.markdown, (number, *part.title.spans), part.title.source)


def collected(draft: Draft, blocks: Sequence[Block]) -> Iterator[Draft]:
    """The blocks under the title of an empty `draft`, parted at lead-ins, thematic breaks and hints."""
    current = draft
    for block, after in zip(blocks, (*blocks[1:], None), strict=False):
        match block:
            case Notes(inner):
                current = replace(current, notes=(*current.notes, *inner))
            case SlideHint(options):
                if "break" in options and current.blocks:
                    yield current
                    current = replace(draft, minutes="", alone=True, notes=(), hints=(), blocks=())
                current = replace(current, hints=(*current.hints, *options.items()))
            case ThematicBreak(source):
                if current.blocks:
                    yield current
                    current = replace(draft, source=source, minutes="", alone=True, notes=(), hints=())
            case Paragraph(text) if is_lead_in(text, after):
                if current.blocks or current.notes or current is draft:
                    yield current
                title = without_strong(text)
                current = Draft(title, text.source, draft.part, draft.level + 1, lead_in=True)
            case Paragraph() | List() | Quote() | Callout() | Footnote() | Table() | Code() | Chart():
                current = replace(current, blocks=(*current.blocks, block))
            case FigureRef() | Picture() | PictureRow() | DisplayFormula():
                current = replace(current, blocks=(*current.blocks, block))
    yield current


def is_lead_in(text: Text, after: Block | None) -> bool:
    """Whether a paragraph serves as a heading: bold throughout and short.

    Either it is numbered, as in ``**1. …**``, or a figure, table or code follows that it names; a label such as
    ``**Features:**`` stays text.
    """
    plain = text.plain.strip()
    strong = all(span.strong or not span.text.strip() for span in text.spans)
    if not strong or not plain or len(plain) > _LONGEST_LEAD_IN:
        return False
    return bool(_NUMBERED.match(plain)) or (isinstance(after, MediaBlock) and plain[-1] not in ":：.?!。")


def without_strong(text: Text) -> Text:
    """A text with nothing bold in it, for a title."""
    spans = tuple(replace(span, strong=False) for span in text.spans)
    return Text(text.markdown, spans, text.source)


def joined(first: Draft, other: Draft, title: Text, *, first_heads: bool) -> Draft:
    """Two drafts on one slide; a draft whose title is not the slide's gets a subheading."""
    blocks = first.blocks if first_heads else headed(first)
    return replace(
        first,
        title=title,
        blocks=(*blocks, *headed(other)),
        notes=(*first.notes, *other.notes),
        hints=(*first.hints, *other.hints),
        minutes=first.minutes if first_heads else "",
        level=min(first.level, other.level),
    )


def headed(draft: Draft) -> tuple[SlideBlock, ...]:
    """The draft's blocks under a heading of their own, unless they begin with it."""
    if draft.blocks and isinstance(draft.blocks[0], Subheading) and draft.blocks[0].text is draft.title:
        return draft.blocks
    return (Subheading(draft.title, draft.minutes), *draft.blocks)
