"""Titles of slides of prose: the first sentence, or what it begins with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from coursedeck.model.footnotes import marks_in
from coursedeck.model.session import Callout, Paragraph, Quote
from coursedeck.model.slide import SlideBlock
from coursedeck.model.text import Span, Text
from coursedeck.session.plan.em_width import em_width
from coursedeck.session.plan.prose import end_of_sentence

WIDEST_SENTENCE = 50.0
"""Most width in em of a sentence that is a title; two lines hold it."""

SHORTENED = 30.0
"""The same for the beginning of a longer one, which then stands on the slide as a whole."""


def titled_by_sentence(body: Sequence[SlideBlock]) -> tuple[Text | None, tuple[SlideBlock, ...]]:
    """A title from the first sentence of a slide that begins with prose, or from a box, and what is left below it.

    A sentence that is not at the top, or too long, stays where it is. None where there is none.
    """
    first = body[0] if body else None
    if isinstance(first, Callout) and first.title is not None and not marks_in(first.title):
        return first.title, tuple(body)
    texts = [(block, text) for block in body if (text := _prose(block)) is not None]
    if not texts:
        return None, tuple(body)
    block, text = texts[0]
    end = end_of_sentence(text.plain)
    rest = text.plain[end:].strip()
    whole = block is first and isinstance(block, Paragraph) and (rest or len(body) > 1)
    if not whole or em_width(text.plain[:end]) > WIDEST_SENTENCE or "\n" in text.plain[:end].strip():
        return _beginning(text), tuple(body)
    title = _text(text, _between(text.spans, 0, len(text.plain[:end].rstrip(" .:：。"))))
    begins = len(text.plain) - len(text.plain[end:].lstrip())
    below = (Paragraph(_text(text, _between(text.spans, begins, len(text.plain)))),) if rest else ()
    return (title, (*below, *body[1:])) if title.plain.strip() else (None, tuple(body))


def _prose(block: SlideBlock) -> Text | None:
    """The words of a paragraph, or of the first one in a box; None where they hold more than words."""
    said = block.blocks[0] if isinstance(block, Callout | Quote) and block.blocks else block
    if not isinstance(said, Paragraph) or marks_in(said.text) or any(span.formula for span in said.text.spans):
        return None
    return said.text


def _beginning(text: Text) -> Text | None:
    """The first words of a text, up to a comma if one stands in their second half; None where it is short itself."""
    plain = text.plain.partition("\n")[0]
    if em_width(plain) <= SHORTENED:
        return None
    end = len(plain)
    while em_width(plain[:end]) > SHORTENED:
        blank = plain.rfind(" ", 0, end)
        end = blank if blank > 0 else end - 1
    comma = max(plain.rfind(mark, 0, end) for mark in ",;:，、；")
    end = comma if comma > end // 2 else end
    return _text(text, (*_between(text.spans, 0, end), Span("…")))


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
