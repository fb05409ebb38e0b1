"""Slides of one sentence, exercises with their minutes, and definitions with facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coursedeck.model.entries import entries_of
from coursedeck.model.exercises import is_exercise_title
from coursedeck.model.sentences import asks, leads_on, number_of, sentence_of, sentences_in
from coursedeck.model.session import List, ListItem, Paragraph, Part, Quote
from coursedeck.model.slide import Layout, Slide, SlideBlock
from coursedeck.model.template import Region
from coursedeck.model.ui_strings import ESTIMATE
from coursedeck.model.values import replace
from coursedeck.session.plan.em_width import em_width

LONGEST_QUESTION = 150.0
LONGEST_QUOTE = 60.0
LONGEST_STATEMENT = 36.0
"""Most width of a sentence, in em."""

LONGEST_PARAGRAPH = 90.0
"""The same of a paragraph that is all of a slide, and is set in plain type."""

LONGEST_SENTENCE = 130.0
"""The same where it is one sentence, which rows do not divide."""

SHORTEST_ITEM = 12.0
"""Least width of the only item of a list that is shown as a sentence."""

LONGEST_DEFINITION = 110.0


def exercise_sections(parts: Sequence[Part]) -> frozenset[int]:
    """The sections that are exercises, by their place in the session."""
    return frozenset(index for index, part in enumerate(parts) if is_exercise_title(part.title.plain))


def sentences(slide: Slide) -> Iterator[Slide]:
    """A slide of one sentence as a question or a statement."""
    text = sentence_of(slide.body)
    if text is None or slide.aside or "\n" in text.plain.strip():
        return
    width, asked = em_width(text.plain), slide.shown_as
    if isinstance(slide.body[0], List) and width < SHORTEST_ITEM:
        return  # a word of a list, rather than a sentence
    if asked == "question" or (asks(text) and width <= LONGEST_QUESTION):
        yield replace(slide, layout=Layout.QUESTION)
    quoted = isinstance(slide.body[0], Quote)
    if not quoted and not asks(text) and number_of(text) is not None:
        yield replace(slide, layout=Layout.NUMBER)
    plain = not any(span.link or span.formula for span in text.spans)
    leads = leads_on(text.plain)
    labelled = entries_of(List((ListItem(text, ()),), text.source)) is not None
    short = width <= (LONGEST_QUOTE if quoted else LONGEST_STATEMENT) and plain
    longest = LONGEST_PARAGRAPH if len(sentences_in(text)) > 1 else LONGEST_SENTENCE
    alone = not quoted and LONGEST_STATEMENT < width <= longest
    said = (short or alone) and not (leads or labelled or asks(text))
    if asked == "statement" or said:
        yield replace(slide, layout=Layout.STATEMENT)


def exercise(slide: Slide, body: tuple[SlideBlock, ...], *, inside: bool) -> Iterator[Slide]:
    """A timed slide of text as an exercise; `inside` says whether its section is one."""
    minutes = dict(slide.lines).get(Region.MINUTES.value, "")
    if not minutes or not all(isinstance(one, Paragraph | List) for one in body):
        return
    planned = not minutes.startswith(ESTIMATE)
    ordered = planned and any(isinstance(block, List) and block.start is not None for block in body)
    if slide.shown_as == "exercise" or inside or is_exercise_title(slide.title.plain) or ordered:
        yield replace(slide, layout=Layout.EXERCISE, body=body, aside=())


def definition(slide: Slide, body: tuple[SlideBlock, ...]) -> Iterator[Slide]:
    """A paragraph that begins with a bold term of the title, and a list, as a definition."""
    if len(body) != 2 or not isinstance(body[0], Paragraph) or not isinstance(body[1], List):
        return
    text = body[0].text
    if em_width(text.plain) > LONGEST_DEFINITION or not text.spans:
        return
    term = re.split(r"[(（]", text.spans[0].text)[0].strip().casefold()
    named = text.spans[0].strong and len(term) > 1 and term in slide.title.plain.casefold()
    if named or slide.shown_as == "definition":
        yield replace(slide, layout=Layout.DEFINITION, body=body, aside=())
