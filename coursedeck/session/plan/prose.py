"""Lessons that are written to be read: their paragraphs are said, and only what they begin with is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coursedeck.model.sentences import end_of_sentence, without_code
from coursedeck.model.session import Block, Notes, Paragraph, Part, Session, ThematicBreak
from coursedeck.model.text import Span, Text, escaped
from coursedeck.model.values import replace
from coursedeck.session.plan.draft import is_lead_in

MOST_WORDS = 40
"""So many words of running text stand on a slide at most."""

_ONE = 20
"""So many words of one paragraph at most."""

_DENSE = re.compile(r"[぀-ヿ㐀-鿿]")
"""Characters of scripts that part no words, of which two count as one word."""


def with_prose_in_notes(session: Session) -> Session:
    """The session with its paragraphs in the notes, and the first sentence of each, or what is bold, on the slide."""
    return replace(
        session,
        blocks=tuple(_said(session.blocks)),
        parts=tuple(_part(part) for part in session.parts),
    )


def _part(part: Part) -> Part:
    return replace(part, blocks=tuple(_said(part.blocks)), parts=tuple(_part(child) for child in part.parts))


def _said(blocks: Sequence[Block]) -> Iterator[Block]:
    room = MOST_WORDS
    for block, after in zip(blocks, (*blocks[1:], None), strict=False):
        if isinstance(block, ThematicBreak):
            room = MOST_WORDS
        if not isinstance(block, Paragraph) or is_lead_in(block.text, after):
            yield block
            continue
        shown = _shown(block.text)
        words = word_count(shown.plain)
        if words <= room:
            room -= words
            yield Paragraph(shown)
        yield Notes((block,), block.text.source)


def _shown(text: Text) -> Text:
    """The paragraph itself where it is short, else its first sentence, what is bold, or its first words."""
    if word_count(text.plain) <= _ONE:
        return text
    end = end_of_sentence(without_code(text))
    if word_count(text.plain[:end]) <= _ONE:
        return _cut(text, end)
    strong = [span for span in text.spans if span.strong and span.text.strip()]
    if strong and word_count(" ".join(span.text for span in strong)) <= _ONE:
        parted = [piece for span in strong for piece in (span, Span(" · "))][:-1]
        return Text(escaped("".join(span.text for span in parted)), tuple(parted), text.source)
    return _cut(text, _end_of_words(text.plain), "…")


def _end_of_words(plain: str) -> int:
    """Where the first words end that may be shown, before a comma if one stands in their second half."""
    end = len(plain)
    while word_count(plain[:end]) > _ONE:
        blank = plain.rfind(" ", 0, end)
        end = blank if blank > 0 else end - 1
    comma = max(plain.rfind(mark, 0, end) for mark in ",;:，、；")
    return comma if comma > end // 2 else end


def _cut(text: Text, end: int, mark: str = "") -> Text:
    """The first `end` characters of a text, without the marks of footnotes."""
    spans: list[Span] = []
    for span in text.spans:
        if span.footnote is not None:
            continue
        if span.formula is not None and len(span.text) > end:
            break
        if end > 0:
            spans.append(replace(span, text=span.text[:end]) if len(span.text) > end else span)
        end -= len(span.text)
    if mark:
        spans.append(Span(mark))
    return Text(escaped("".join(span.text for span in spans)), tuple(spans), text.source)


def word_count(plain: str) -> int:
    """Words of a text; two Chinese or Japanese characters count as one.

    >>> word_count("three short words"), word_count("一二三四")
    (3, 2)
    """
    dense = len(_DENSE.findall(plain))
    return len(_DENSE.sub(" ", plain).split()) + (dense + 1) // 2
