"""Titles of slides of prose: the first sentence, or the clause that it begins with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from coursedeck.model.footnotes import marks_in
from coursedeck.model.session import Callout, List, Paragraph, Quote
from coursedeck.model.slide import SlideBlock
from coursedeck.model.text import Span, Text
from coursedeck.session.plan.em_width import em_width
from coursedeck.session.plan.prose import end_of_sentence

WIDEST_SENTENCE = 50.0
"""Most width in em of a sentence that is a title; two lines hold it."""

NARROWEST_CLAUSE = 8.0
WIDEST_CLAUSE = 36.0
"""Least and most width of the clause at the start of a longer sentence that is a title."""

_CLAUSE = re.compile(r"[,;:](?=\s)|\s[–—](?=\s)")
_OPENINGS = (
    "after although as because before but by finally first for given here however if in instead next of often on once"
    " second since so sometimes then there therefore third thus to under unless until usually when whenever where"
    " whether while with without yet"
    " als aus bei bevor da damit danach dann daher dass falls für indem mit nachdem nach ob obwohl seit sobald um"
    " während weil wenn wie zuerst zunächst"
)
_DEPENDENT = frozenset(_OPENINGS.split())
"""Words with which a clause or phrase begins that says nothing by itself."""

_WORD = re.compile(r"[^\W\d_]+")


def titled_by_sentence(body: Sequence[SlideBlock]) -> tuple[Text | None, tuple[SlideBlock, ...]]:
    """A title from the first sentence of a slide's prose, or from a box, and what is left below it.

    A sentence that is not at the top, or too long, stays where it is; of a long one the title is the first clause. None
    where there is no sentence, a list stands above it, or its clause says nothing by itself.
    """
    first = body[0] if body else None
    if isinstance(first, Callout) and first.title is not None and not marks_in(first.title):
        return first.title, tuple(body)
    texts = [(block, text) for block in body if (text := _prose(block)) is not None]
    if not texts:
        return None, tuple(body)
    block, text = texts[0]
    if any(isinstance(above, List) for above in body[: body.index(block)]):
        return None, tuple(body)  # the slide is about its list
    end = end_of_sentence(text.plain)
    rest = text.plain[end:].strip()
    whole = block is first and isinstance(block, Paragraph) and (rest or len(body) > 1)
    if em_width(text.plain[:end]) > WIDEST_SENTENCE or "\n" in text.plain[:end].strip():
        return _clause(text, text.plain[:end]), tuple(body)
    if not whole:
        return (_sentence(text, end) if rest else None), tuple(body)
    title = _sentence(text, end)
    begins = len(text.plain) - len(text.plain[end:].lstrip())
    below = (Paragraph(_text(text, _between(text.spans, begins, len(text.plain)))),) if rest else ()
    return (title, (*below, *body[1:])) if title.plain.strip() else (None, tuple(body))


def _prose(block: SlideBlock) -> Text | None:
    """The words of a paragraph, or of the first one in a box; None where they hold more than words."""
    said = block.blocks[0] if isinstance(block, Callout | Quote) and block.blocks else block
    if not isinstance(said, Paragraph) or marks_in(said.text) or any(span.formula for span in said.text.spans):
        return None
    return said.text


def _sentence(text: Text, end: int) -> Text:
    """The sentence of a text that ends there, without its full stop."""
    return _text(text, _between(text.spans, 0, len(text.plain[:end].rstrip(" .:：。"))))


def _clause(text: Text, sentence: str) -> Text | None:
    """The main clause with which a long sentence begins; None where it begins with another one, or with none."""
    first = _WORD.match(sentence)
    if first is None or not first[0].isascii() or first[0].casefold() in _DEPENDENT:
        return None
    ends = (mark.start() for mark in _CLAUSE.finditer(sentence))
    found = next((end for end in ends if NARROWEST_CLAUSE <= em_width(sentence[:end]) <= WIDEST_CLAUSE), None)
    return None if found is None else _text(text, _between(text.spans, 0, found))


def _text(whole: Text, spans: Iterable[Span]) -> Text:
    return Text(whole.markdown, tuple(spans), whole.source)


def _between(spans: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    """The spans with the characters from `start` up to `end` alone."""
    at = 0
    for span in spans:
        text = span.text[max(0, start - at) : max(0, end - at)]
        at += len(span.text)
        if text:
            yield replace(span, text=text)
