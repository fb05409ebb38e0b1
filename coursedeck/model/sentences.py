"""The one sentence of a slide that holds nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coursedeck.model.session import Paragraph, Quote
from coursedeck.model.slide import SlideBlock
from coursedeck.model.text import Text

_QUESTION = re.compile(r"[?？؟][\"'”’»」)\]*\s]*$")


def sentence_of(blocks: Sequence[SlideBlock]) -> Text | None:
    """The paragraph that is all of a slide, or all of its quotation; None for other slides."""
    if len(blocks) != 1:
        return None
    block = blocks[0]
    if isinstance(block, Quote) and len(block.blocks) == 1:
        block = block.blocks[0]
    return block.text if isinstance(block, Paragraph) and block.text.plain.strip() else None


def asks(text: Text) -> bool:
    """Whether a sentence is a question."""
    return _QUESTION.search(text.plain) is not None
