"""Lessons that are written to be read: their paragraphs are said, and only what they begin with is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from coursedeck.model.course import Course
from coursedeck.model.exercises import is_exercise_title
from coursedeck.model.problem import Problem, note
from coursedeck.model.sentences import end_of_sentence, is_left_open, sentences_in, without_code
from coursedeck.model.session import (
    MISSING_PICTURE,
    Block,
    Callout,
    List,
    Notes,
    Paragraph,
    Part,
    Session,
    ThematicBreak,
)
from coursedeck.model.text import Span, Text, escaped
from coursedeck.model.values import replace
from coursedeck.session.plan.draft import is_lead_in
from coursedeck.session.plan.lead_sentences import clause_of, stands_alone

MOST_WORDS = 40
"""So many words of running text stand on a slide at most once the rest is said."""

WALL_WORDS = 80
"""More words of running text than these nobody reads in a hall: what is longer is said, unless told otherwise."""

WALL_WORDS_BESIDE = 60
"""The same where anything else stands under the heading, such as a figure, code or a list."""

_ONE = 20
"""So many words of one paragraph at most."""

_LONG_LIST = 90
"""More words than these in a list whose items are paragraphs are said as well."""

_DENSE = re.compile(r"[぀-ヿ㐀-鿿]")
"""Characters of scripts that part no words, of which two count as one word."""


class _ProseRule(Struct, frozen=True):
    """Which running text is said, and how much of it stays on the slide."""

    alone: int
    """Words of paragraphs that follow one another, up to which they stay as they are."""
    beside: int
    """The same where anything else stands under the heading."""
    together: bool
    """Whether all that stands between two headings shares the room of one slide."""


_RULES = {"auto": _ProseRule(WALL_WORDS, WALL_WORDS_BESIDE, together=False), "notes": _ProseRule(0, 0, together=True)}


def with_prose_in_notes(session: Session, course: Course) -> Session:
    """The session with paragraphs in the notes, and the first sentence of each, or what is bold, on the slide.

    Which ones is the setting `prose`: ``notes`` takes all, ``auto`` those that make a wall of text, ``slide`` none.
    """
    rule = _RULES.get(session.front.prose or course.prose)
    if rule is None:
        return session
    return replace(
        session,
        blocks=tuple(_said(session.blocks, rule)),
        parts=tuple(_part(part, rule) for part in session.parts),
    )


def told_of_prose(session: Session, course: Course) -> Iterator[Problem]:
    """A note on the first text that is said although nobody asked for it."""
    if (session.front.prose or course.prose) != "auto":
        return
    before = _notes(session)
    sources = [block.source for block in _notes(with_prose_in_notes(session, course)) if block not in before]
    if sources:
        yield note(
            sources[0],
            "prose",
            "long paragraphs are in the speaker notes and the handout, and what they begin with is on the slide "
            f"({len(sources)} in this session): shorten them, or write `prose: slide` above the session",
        )


def _notes(session: Session) -> list[Notes]:
    blocks = (*session.blocks, *(block for part in session.walk() for block in part.blocks))
    return [block for block in blocks if isinstance(block, Notes)]


def _part(part: Part, rule: _ProseRule) -> Part:
    if is_exercise_title(part.title.plain) and not rule.together:
        return part  # what the audience is asked to do is read while they do it
    parts = tuple(_part(child, rule) for child in part.parts)
    return replace(part, blocks=tuple(_said(part.blocks, rule)), parts=parts)


def _said(blocks: Sequence[Block], rule: _ProseRule) -> Iterator[Block]:
    if not rule.together and any(isinstance(block, ThematicBreak) for block in blocks):
        yield from blocks  # its author has cut it into slides
        return
    room = MOST_WORDS
    most = rule.alone if all(isinstance(block, Paragraph | Notes) for block in blocks) else rule.beside
    for run, after in _runs(blocks):
        first = run[0]
        if isinstance(first, ThematicBreak):
            room = MOST_WORDS
        if isinstance(first, Paragraph) and not _heads(first.text, after):
            texts = [block.text for block in run if isinstance(block, Paragraph)]
            shown = _shown_of(texts, most, room if rule.together else MOST_WORDS, after)
            room -= sum(word_count(text.plain) for text in shown)
            yield from map(Paragraph, shown)
            if shown != texts:
                yield Notes(tuple(run), texts[0].source)
        elif isinstance(first, Callout) and first.kind != MISSING_PICTURE:
            inner = tuple(_said(first.blocks, rule))
            yield replace(first, blocks=tuple(one for one in inner if not isinstance(one, Notes)))
            yield from (one for one in inner if isinstance(one, Notes))
        elif isinstance(first, List) and (short := _shortened(first)) != first:
            yield from (short, Notes((first,), first.source))
        else:
            yield from run


def _runs(blocks: Sequence[Block]) -> Iterator[tuple[list[Block], Block | None]]:
    """Paragraphs that follow one another, or one other block or lead-in alone, each with the block behind it."""
    run: list[Block] = []
    for block, after in zip(blocks, (*blocks[1:], None), strict=False):
        running = isinstance(block, Paragraph) and not _heads(block.text, after)
        if run and not running:
            yield run, block
            run = []
        if running:
            run.append(block)
        else:
            yield [block], after
    if run:
        yield run, None


def _heads(text: Text, after: Block | None) -> bool:
    """Whether a paragraph is a heading or a label of what follows it."""
    return is_lead_in(text, after) or all(span.strong or not span.text.strip() for span in text.spans)


def _shown_of(texts: Sequence[Text], most: int, room: int, after: Block | None) -> list[Text]:
    """What of paragraphs that follow one another stands on the slide: `most` words as they are, or `room` of more."""
    if sum(word_count(text.plain) for text in texts) <= most:
        return list(texts)
    *before, last = texts
    leading = _leading(last, after)
    room -= word_count(leading.plain) if leading else 0
    shown: list[Text] = []
    for text in before if leading else texts:
        begun = _shown(text)
        words = word_count(begun.plain)
        if words <= room:
            room -= words
            shown.append(begun)
    return [*shown, leading] if leading else shown


def _leading(text: Text, after: Block | None) -> Text | None:
    """The sentence at the end of a text that the block behind it completes, None where there is none."""
    if after is None or not is_left_open(Paragraph(text), after):
        return None
    return text if word_count(text.plain) <= _ONE else sentences_in(text)[-1]


def _shortened(items: List) -> List:
    """A long list of paragraphs with what each begins with; steps, and other lists, as they are."""
    if items.drawn or items.start is not None or sum(word_count(item.text.plain) for item in items.items) <= _LONG_LIST:
        return items
    return replace(items, items=tuple(replace(item, text=_begun(item.text) or item.text) for item in items.items))


def _shown(text: Text) -> Text:
    """The paragraph itself where it is short, else a sentence or clause of it, what is bold, or its first words."""
    if begun := _begun(text):
        return begun
    strong = [span for span in text.spans if span.strong and span.text.strip()]
    if len(strong) > 1 and word_count(" ".join(span.text for span in strong)) <= _ONE:
        parted = [piece for span in strong for piece in (span, Span(" · "))][:-1]
        return Text(escaped("".join(span.text for span in parted)), tuple(parted), text.source)
    whole = (one for one in sentences_in(text)[1:] if word_count(one.plain) <= _ONE and stands_alone(one))
    return next(whole, None) or _cut(text, _end_of_words(text.plain), "…")


def _begun(text: Text) -> Text | None:
    """A short text, or the sentence or main clause that a longer one begins with, where that is short."""
    if word_count(text.plain) <= _ONE:
        return text
    end = end_of_sentence(without_code(text))
    return _cut(text, end) if word_count(text.plain[:end]) <= _ONE else clause_of(text)


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
