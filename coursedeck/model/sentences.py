"""Sentences: where they end, those of a paragraph, and the one of a slide that holds nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from coursedeck.model.session import Callout, Code, List, Paragraph, Quote, Table
from coursedeck.model.slide import SlideBlock
from coursedeck.model.text import Span, Text
from coursedeck.model.values import replace

_QUESTION = re.compile(r"[?？؟][\"'”’»」)\]*\s]*$")

_CLOSED = re.compile(r"[.!?…。！？؟۔।॥։።][\"'”’»」』)\]）]*\s*$")

_SENTENCE = re.compile(r"[。！？]|[.!?…؟]+[”’\"')\]]*(?=\s+[^\sa-z]|\s*$)")
_ABBREVIATED = re.compile(r"(?:\b\w|\b(?:e\.g|i\.e|vs|etc|cf|Dr|Mr|Mrs|No|Fig|bzw|usw|ca))\.$")

SHORTEST = 24
"""Letters below which a sentence is not told from its neighbour."""


def leads_on(plain: str) -> bool:
    """Whether words end in a colon, so that something has to follow them."""
    return plain.rstrip().endswith((":", "："))


def end_of_sentence(plain: str) -> int:
    """Where the first sentence of a text ends."""
    ends = (match.end() for match in _SENTENCE.finditer(plain))
    return next((end for end in ends if not _ABBREVIATED.search(plain[:end])), len(plain))


def without_code(text: Text) -> str:
    """The words of a text, with letters in the place of its code, whose full stops end no sentence.

    >>> from coursedeck.model.problem import Source
    >>> without_code(Text("", (Span("Use "), Span("a.b", code=True), Span(".")), Source("")))
    'Use xxx.'
    """
    return "".join("x" * len(span.text) if span.code else span.text for span in text.spans)


def is_left_open(block: SlideBlock, after: SlideBlock) -> bool:
    """Whether a paragraph, or the last one in a frame, ends within a sentence that the block after it completes."""
    if isinstance(block, Quote | Callout) and block.blocks and isinstance(after, Code | Table):
        return is_left_open(block.blocks[-1], after)
    if isinstance(block, Paragraph) and isinstance(after, List | Code | Table):
        return _CLOSED.search(block.text.plain) is None
    return False


def sentences_in(text: Text) -> tuple[Text, ...]:
    """The sentences of a text with their styles, short ones with their neighbours; one text where lines are broken."""
    plain = without_code(text)
    if "\n" in plain.strip() or any(span.formula or span.footnote for span in text.spans):
        return (text,)
    places, end = [0], 0
    while end < len(plain):
        end += end_of_sentence(plain[end:])
        if _width(plain[places[-1] : end]) >= SHORTEST and _width(plain[end:]) >= SHORTEST:
            places.append(end)
    return tuple(_sentence(text, start, end) for start, end in pairwise((*places, len(plain))))


def _width(plain: str) -> int:
    """Letters of a text; a Korean, Chinese or Japanese one counts twice."""
    return sum(2 if letter >= "\u2e80" else 1 for letter in plain.strip())


def _sentence(text: Text, start: int, end: int) -> Text:
    blanks = len(text.plain[start:end]) - len(text.plain[start:end].lstrip())
    return Text(text.markdown, tuple(spans_between(text.spans, start + blanks, end)), text.source)


def spans_between(spans: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    """The spans with the characters from `start` up to `end` alone."""
    at = 0
    for span in spans:
        text = span.text[max(0, start - at) : max(0, end - at)]
        at += len(span.text)
        if text:
            yield replace(span, text=text)


def sentence_of(blocks: Sequence[SlideBlock]) -> Text | None:
    """The paragraph, or the item of a list, that is all of a slide or of its quotation; None for other slides."""
    if len(blocks) != 1:
        return None
    block = blocks[0]
    if isinstance(block, List) and len(block.items) == 1:
        (item,) = block.items
        plain = not item.blocks and item.checked is None and block.start is None
        return item.text if plain and item.text.plain.strip() else None
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
