"""Blocks that belong together, and the division of blocks over slides that costs least."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from coursedeck.model.footnotes import marks_in
from coursedeck.model.sentences import is_left_open, leads_on
from coursedeck.model.session import (
    MISSING_PICTURE,
    Callout,
    Code,
    FigureRef,
    List,
    Paragraph,
    Picture,
    PictureRow,
    Table,
)
from coursedeck.model.slide import ShapedBlock, SlideBlock, Subheading
from coursedeck.model.text import Span, Text
from coursedeck.model.values import replace
from coursedeck.session.plan.bare_titles import is_bare
from coursedeck.session.plan.em_width import em_width

Chunk = tuple[SlideBlock, ...]
"""Neighbouring blocks that stand on one slide: what leads in and what it leads to."""

Laid = TypeVar("Laid")

LONGEST_LABEL = 60
"""Most characters of a bold line that counts as a label."""

LONGEST_TITLE = 48
"""Most characters of a title that is made of labels."""

CUT = 0.15
"""What it costs that a slide begins without a label of its own."""

CUT_FROM_WORDS = 0.3
"""The same besides where it begins with code or a table, and the slide before ends with the words that tell of it."""

LONGEST_TOLD = 150.0
"""Most width in em of such words."""

_CREDIT = re.compile(
    r"^\W*(source|credits?|photo|image|figure|fig\.|출처|그림|사진|자료|出典|图|来源|quelle|abb\.)", re.I
)
_LONGEST_CREDIT = 100


def leads(block: SlideBlock) -> bool:
    """Whether a block announces what follows it: a heading, a line that ends in a colon, or a bold label."""
    return label_of(block) is not None or (isinstance(block, Paragraph) and leads_on(block.text.plain))


def label_of(block: SlideBlock) -> Text | None:
    """The words of a block that serve as a heading, without their colon; None where it is none."""
    if isinstance(block, Subheading):
        return block.text
    if not isinstance(block, Paragraph):
        return None
    text = block.text
    plain = text.plain.strip()
    said = [span for span in text.spans if span.text.strip(" :：")]
    if not said or not all(span.strong for span in said) or len(plain) > LONGEST_LABEL or "\n" in plain:
        return None
    if not leads_on(plain) and plain[-1] in ".!?。":
        return None
    return _without_colon(text)


def _without_colon(text: Text) -> Text:
    spans = [replace(span, strong=False) for span in text.spans]
    while spans and not spans[-1].text.rstrip(" :："):
        spans.pop()
    spans[-1] = replace(spans[-1], text=spans[-1].text.rstrip(" :："))
    return Text(text.markdown, tuple(spans), text.source)


def chunks_of(blocks: Sequence[SlideBlock]) -> tuple[Chunk, ...]:
    """`blocks` in chunks: a label stays with what it labels, an item with its code, a credit with its picture."""
    chunks: list[Chunk] = []
    waits = False
    for block, after in zip(blocks, (*blocks[1:], None), strict=True):
        shown = _as_heading(block, after)
        if chunks and (credited := _credited(chunks[-1][-1], block)) is not None:
            chunks[-1] = (*chunks[-1][:-1], credited)
            continue
        if chunks and (waits or _belongs(chunks[-1][-1], block)):
            chunks[-1] = (*chunks[-1], shown)
        else:
            chunks.append((shown,))
        waits = leads(shown) or (after is not None and (_has_item_of(block, after) or is_left_open(block, after)))
    return tuple(chunks)


def _as_heading(block: SlideBlock, after: SlideBlock | None) -> SlideBlock:
    """A label as the heading of what follows it, so that all headings of a slide look alike."""
    label = label_of(block)
    return Subheading(label) if label is not None and isinstance(block, Paragraph) and after is not None else block


def _has_item_of(block: SlideBlock, after: SlideBlock) -> bool:
    """Whether a block is the single item that has what follows it."""
    return isinstance(block, List) and len(block.items) == 1 and isinstance(after, ShapedBlock)


def _credited(before: SlideBlock, block: SlideBlock) -> SlideBlock | None:
    """A picture with the line that says where it comes from as its caption; None where it has one, or none follows."""
    if isinstance(before, Callout) and before.kind == MISSING_PICTURE and isinstance(block, Paragraph):
        return replace(before, blocks=(*before.blocks, block)) if _is_credit(block) else None
    if not isinstance(before, FigureRef | Picture | PictureRow) or before.caption is not None:
        return None
    if not _credits(before, block) or not isinstance(block, Paragraph) or marks_in(block.text):
        return None
    return replace(before, caption=block.text)


def _belongs(before: SlideBlock, block: SlideBlock) -> bool:
    """Whether a block cannot do without the one before it: the rest of an item, or where a picture comes from."""
    if isinstance(block, List) and not block.items[0].text.plain:
        return True
    return _credits(before, block)


def _credits(before: SlideBlock, block: SlideBlock) -> bool:
    """Whether a line says where the picture before it comes from."""
    if not isinstance(before, FigureRef | Picture | PictureRow) or not isinstance(block, Paragraph):
        return False
    return _is_credit(block)


def _is_credit(block: Paragraph) -> bool:
    plain = block.text.plain
    return len(plain) <= _LONGEST_CREDIT and bool(_CREDIT.match(plain))


def divided(chunks: Sequence[Chunk], lay: Callable[[Chunk], tuple[float, Laid] | None]) -> tuple[Laid, ...]:
    """What `lay` makes of neighbouring chunks, over slides that cost least together.

    `lay` returns the cost of a slide and the slide, or None where the blocks do not fit one; it must lay out each
    chunk by itself.
    """
    best: list[tuple[float, int, tuple[Laid, ...]]] = [(0.0, 0, ())]
    for end in range(1, len(chunks) + 1):
        choices: list[tuple[float, int, tuple[Laid, ...]]] = []
        misses = 0
        for start in range(end - 1, -1, -1):
            found = lay(tuple(block for chunk in chunks[start:end] for block in chunk))
            misses = 0 if found else misses + 1
            if found:
                cost = best[start][0] + found[0] + _cut_cost(chunks, start)
                choices.append((cost, start, (found[1],)))
            if misses == 2:
                break
        best.append(min(choices, key=lambda choice: (round(choice[0], 6), choice[1])))
    laid: list[Laid] = []
    end = len(chunks)
    while end:
        laid.extend(best[end][2])
        end = best[end][1]
    return tuple(laid[::-1])


def _cut_cost(chunks: Sequence[Chunk], start: int) -> float:
    """What it costs that a slide begins with a chunk."""
    if not start or label_of(chunks[start][0]) is not None:
        return 0.0
    before, first = chunks[start - 1][-1], chunks[start][0]
    told = isinstance(before, Paragraph) and em_width(before.text.plain) <= LONGEST_TOLD
    return CUT + (CUT_FROM_WORDS if told and isinstance(first, Code | Table) else 0.0)


def title_from(body: Sequence[SlideBlock]) -> tuple[Text | None, tuple[SlideBlock, ...]]:
    """The title that a later slide of a part takes from its own labels, and the blocks that are left below it.

    A single label becomes the title, and so do several with nothing between them. Labels with content between them stay
    where they are, and the title names them all, if that is short.
    """
    labels = [label for block in body if (label := label_of(block)) is not None]
    if not labels or label_of(body[0]) is None:
        return None, tuple(body)
    if len(labels) == 1 and is_bare(labels[0].plain):
        return None, tuple(body)
    if len(labels) == 1:
        minutes = body[0].minutes if isinstance(body[0], Subheading) else ""
        return (None, tuple(body)) if minutes or len(body) == 1 else (labels[0], tuple(body[1:]))
    heads = next((at for at, block in enumerate(body) if label_of(block) is None), len(body))
    together = together_in_one_line(labels)
    if len(together.plain) > LONGEST_TITLE:
        return None, tuple(body)
    plain = not any(isinstance(block, Subheading) and block.minutes for block in body)
    return together, tuple(body[heads:] if heads == len(labels) < len(body) and plain else body)


def together_in_one_line(labels: Sequence[Text]) -> Text:
    """Labels in one line."""
    spans = tuple(span for at, label in enumerate(labels) for span in ((Span(" · "),) if at else ()) + label.spans)
    return Text(" · ".join(label.markdown for label in labels), spans, labels[0].source)
