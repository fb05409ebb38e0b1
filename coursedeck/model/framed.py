"""What stands above and below the list, or the groups, that a slide is about."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from coursedeck.model.session import MISSING_PICTURE, Callout, List, Paragraph, Quote
from coursedeck.model.slide import SlideBlock, Subheading
from coursedeck.model.text import Span, Text

NoteBlock = Paragraph | Quote | Callout


class Framed(Struct, frozen=True):
    """The blocks of a slide between a paragraph above them and a remark below them."""

    introduction: Text | None
    headed: bool
    """Whether the introduction is a heading."""
    blocks: tuple[SlideBlock, ...]
    remark: NoteBlock | None


def framed(blocks: Sequence[SlideBlock]) -> Framed:
    """The blocks without the one paragraph before and the one remark after them, where others are left."""
    rest = tuple(blocks)
    introduction, headed, remark = None, False, None
    paragraphs = all(isinstance(block, Paragraph) for block in rest)
    if len(rest) > 1 and isinstance(rest[0], Paragraph) and not paragraphs:
        introduction, rest = rest[0].text, rest[1:]
    elif len(rest) > 1 and isinstance(rest[0], Subheading) and not rest[0].minutes and isinstance(rest[1], List):
        introduction, headed, rest = rest[0].text, True, rest[1:]
    elif len(rest) == 3 and _are_headings(rest[:2]) and isinstance(rest[2], List):
        introduction, headed, rest = _in_one_line(rest[:2]), True, rest[2:]
    last = rest[-1] if len(rest) > 1 else None
    if (
        isinstance(last, Quote)
        or (isinstance(last, Callout) and last.kind != MISSING_PICTURE)
        or (isinstance(last, Paragraph) and not paragraphs and len(rest) == 2)
    ):
        remark, rest = last, rest[:-1]
    return Framed(introduction, headed, rest, remark)


def _are_headings(blocks: Sequence[SlideBlock]) -> bool:
    return all(isinstance(block, Subheading) and not block.minutes for block in blocks)


def _in_one_line(blocks: Sequence[SlideBlock]) -> Text:
    """A heading and the one right below it as one."""
    first, other = (block.text for block in blocks if isinstance(block, Subheading))
    spans = (*first.spans, Span(" · "), *other.spans)
    return Text(f"{first.markdown} · {other.markdown}", spans, first.source)
