"""Running text in passages: each a paragraph with the lists that it leads to."""

from __future__ import annotations

from collections.abc import Sequence

from coursedeck.model.sentences import leads_on, sentences_in
from coursedeck.model.session import List, Paragraph
from coursedeck.model.slide import SlideBlock

Passage = tuple[SlideBlock, ...]
"""A paragraph, and the lists below it."""


def passages_of(blocks: Sequence[SlideBlock]) -> tuple[Passage, ...] | None:
    """The two and more passages that a slide is made of; None for other slides.

    A paragraph that is all of a slide has its sentences for passages. A slide that ends with a paragraph which leads to
    something has none: what it leads to stands elsewhere.
    """
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        blocks = [Paragraph(text) for text in sentences_in(blocks[0].text)]
    if len(blocks) < 2 or not all(isinstance(block, Paragraph | List) for block in blocks):
        return None
    first, last = blocks[0], blocks[-1]
    if not isinstance(first, Paragraph) or (isinstance(last, Paragraph) and leads_on(last.text.plain)):
        return None
    passages: list[Passage] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            passages.append((block,))
        else:
            passages[-1] = (*passages[-1], block)
    return tuple(passages) if len(passages) > 1 else None
