"""Text in groups, each under a heading of its own: sub-headings, bold lines with a colon, items with what they hold."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from coursedeck.model.framed import NoteBlock
from coursedeck.model.sentences import leads_on
from coursedeck.model.session import MISSING_PICTURE, Callout, List, ListItem, Paragraph, Quote
from coursedeck.model.slide import SlideBlock, Subheading
from coursedeck.model.text import Span, Text
from coursedeck.model.values import replace

LONGEST_HEAD = 60
"""Most characters of a heading."""


class TextGroup(Struct, frozen=True):
    """A heading and the paragraphs and lists below it."""

    head: Text
    blocks: tuple[SlideBlock, ...]
    minutes: str = ""
    """As the author wrote them."""


class TextGroups(Struct, frozen=True):
    """All groups of a slide, and the line above them."""

    introduction: Text | None
    groups: tuple[TextGroup, ...]
    headed: bool = False
    """Whether that line is a heading."""
    remark: NoteBlock | None = None
    """The quotation or callout below them."""


def groups_of(blocks: Sequence[SlideBlock]) -> TextGroups | None:
    """The groups that a slide's blocks are; None where they are none, or hold more than text."""
    blocks = [inner for block in blocks for inner in _in_text(block)]
    remark = blocks[-1] if blocks and isinstance(blocks[-1], Quote | Callout) else None
    blocks = blocks[:-1] if remark else blocks
    if not blocks or not all(isinstance(block, Paragraph | List | Subheading) for block in blocks):
        return None
    introduction, rest = _introduction(blocks)
    if not rest:
        return None
    found = _items(rest[0]) if len(rest) == 1 and isinstance(rest[0], List) else _headed(rest)
    headed = introduction is not None and isinstance(blocks[0], Subheading)
    return TextGroups(introduction, found, headed, remark) if found and len(found) > 1 else None


def _in_text(block: SlideBlock) -> Sequence[SlideBlock]:
    """The words of a missing picture as paragraphs; other blocks as they are."""
    if not isinstance(block, Callout) or block.kind != MISSING_PICTURE:
        return (block,)
    return [one for one in block.blocks if isinstance(one, Paragraph)]


def _introduction(blocks: Sequence[SlideBlock]) -> tuple[Text | None, Sequence[SlideBlock]]:
    """The paragraph, or the heading of all groups, that stands above them."""
    first, after = blocks[0], blocks[1] if len(blocks) > 1 else None
    if isinstance(first, Paragraph) and not _is_head(first, after):
        return first.text, blocks[1:]
    pairs = zip(blocks, (*blocks[1:], None), strict=True)
    stacked = next((at for at, (block, below) in enumerate(pairs) if not _is_head(block, below)), len(blocks)) - 1
    heads = [block for block in blocks[: max(0, stacked)] if isinstance(block, Subheading) and not block.minutes]
    if heads and len(heads) == stacked:
        return _together([head.text for head in heads]), blocks[stacked:]
    if (
        len(blocks) == 2
        and isinstance(first, Subheading)
        and not first.minutes
        and isinstance(after, List)
        and _items(after)
    ):
        return first.text, blocks[1:]
    return None, blocks


def _together(heads: Sequence[Text]) -> Text:
    """Headings that follow one another at once, in one line."""
    spans = tuple(span for at, head in enumerate(heads) for span in ((Span(" · "),) if at else ()) + head.spans)
    return Text(" · ".join(head.markdown for head in heads), spans, heads[0].source)


def _is_head(block: SlideBlock, after: SlideBlock | None) -> bool:
    """Whether a block heads a list: a sub-heading, or a bold line that ends in a colon."""
    if isinstance(block, Subheading):
        return True
    if not isinstance(block, Paragraph) or not isinstance(after, List) or not block.text.spans:
        return False
    plain = block.text.plain.strip()
    return block.text.spans[0].strong and leads_on(plain) and len(plain) <= LONGEST_HEAD and "\n" not in plain


def _headed(blocks: Sequence[SlideBlock]) -> tuple[TextGroup, ...] | None:
    """Groups under sub-headings; None where text stands outside of them, or a heading has none."""
    groups: list[TextGroup] = []
    for block, after in zip(blocks, (*blocks[1:], None), strict=True):
        if _is_head(block, after):
            assert isinstance(block, Subheading | Paragraph)
            minutes = block.minutes if isinstance(block, Subheading) else ""
            groups.append(TextGroup(_plain_head(block.text), (), minutes))
        elif groups:
            groups[-1] = replace(groups[-1], blocks=(*groups[-1].blocks, block))
        else:
            return None
    return tuple(groups) if all(group.blocks for group in groups) else None


def _items(block: List) -> tuple[TextGroup, ...] | None:
    """The items of a list as groups, where each has a list below it."""
    groups = []
    for offset, item in enumerate(block.items):
        group = _item(item, None if block.start is None else block.start + offset)
        if group is None:
            return None
        groups.append(group)
    return tuple(groups)


def _item(item: ListItem, number: int | None) -> TextGroup | None:
    text = all(isinstance(block, List | Paragraph) for block in item.blocks)
    if not text or not any(isinstance(block, List) for block in item.blocks) or item.checked is not None:
        return None
    if not item.text.plain.strip() or len(item.text.plain) > LONGEST_HEAD:
        return None
    head = _plain_head(item.text)
    spans = head.spans if number is None else (Span(f"{number}. "), *head.spans)
    return TextGroup(replace(head, spans=spans), item.blocks)


def _plain_head(text: Text) -> Text:
    """A heading without bold type and without the colon at its end."""
    spans = [replace(span, strong=False) for span in text.spans]
    while spans and not spans[-1].text.rstrip(" :："):
        spans.pop()
    if spans:
        spans[-1] = replace(spans[-1], text=spans[-1].text.rstrip(" :："))
    return Text(text.markdown, tuple(spans), text.source)
