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


_NUMBER = re.compile(
    r"(?<![\w.,])(?:[$€£₩]\s?\d[\d.,]*\d|[$€£₩]\s?\d"
    r"|\d[\d.,]*(?:\s?[-–~]\s?\d[\d.,]*)?\s?(?:%|‰|×|배|원|초|분|시간"
    r"|(?:x|ms|s|kB|MB|GB|TB|€|times|seconds|minutes|hours|percent)(?!\w)))"
)
"""A number, or a range, with its unit or its currency."""

LONGEST_CLAIM = 30
"""Most letters besides its number of a sentence that is shown by it."""


def number_of(text: Text) -> str | None:
    """The one number with a unit that a short sentence is about, as it stands there; None for other sentences.

    >>> from coursedeck.model.problem import Source
    >>> from coursedeck.model.text import literal
    >>> number_of(literal("A container starts in 0.3 seconds.", Source("a.md")))
    '0.3 seconds'
    >>> number_of(literal("It was made in 2013.", Source("a.md")))
    """
    plain = text.plain
    found = [match[0].strip() for match in _NUMBER.finditer(plain)]
    if len(found) != 1 or len(re.findall(r"\d[\d.,]*", plain)) != len(re.findall(r"\d[\d.,]*", found[0])):
        return None
    letters = len(re.sub(r"[\s\W]", "", plain.replace(found[0], "")))
    return found[0] if 0 < letters <= LONGEST_CLAIM else None
