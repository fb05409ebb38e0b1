"""One sentence in large type, and one text beside another: questions, statements, exercises, definitions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from coursedeck.base.look.component_places import BLOCK_INSET, HUES, component_places
from coursedeck.model.drawing import Align
from coursedeck.model.sentences import number_of, sentence_of
from coursedeck.model.session import Paragraph
from coursedeck.model.slide import Layout, Shape, Slide, SlideBlock, TextParagraph, TextShape
from coursedeck.model.template import Region
from coursedeck.model.text import Text
from coursedeck.model.ui_strings import ESTIMATE
from coursedeck.model.units import Box, Points
from coursedeck.model.values import replace
from coursedeck.session.fit.balance import balanced_width
from coursedeck.session.fit.components.frame import LABEL, Frame, ornament
from coursedeck.session.fit.flow import TOLERANCE
from coursedeck.session.fit.scale import SPACES, STEPS
from coursedeck.session.fit.segments import FlowSegment, page_height
from coursedeck.session.fit.shapes import spread_out

SIZES: tuple[Points, ...] = (44, 40, 36, 32, 28)
LINES = 5
STATEMENT_LINES = 3
"""Most lines of a statement in bold type."""

LONG_QUESTION_SIZES: tuple[Points, ...] = (28, 26, 24)
LONG_QUESTION_LINES = 9

PLAIN_SIZES: tuple[Points, ...] = (32, 30, 28)
PLAIN_LINES = 6
"""Sizes and lines of a longer one."""
MARK, MARK_OF_ARABIC = "?", "؟"
MARK_SIZE: Points = 200.0
PROMPT_SIZES: tuple[Points, ...] = (40, 36, 32)
PROMPT_LINES = 6
DIGITS: tuple[Points, ...] = (80, 64, 54)
UNIT: Points = 24.0
BADGE_INSET: tuple[Points, Points, Points, Points] = (6.0, 6.0, 6.0, 6.0)
NUMBER_SIZES: tuple[Points, ...] = (120, 104, 88)
STROKE: tuple[Points, Points] = (64.0, 6.0)
"""Width and height of the bar above a statement."""

TERM_SIZES: tuple[Points, ...] = (26, 24, 22, 20, 18)
LARGEST: Points = 28.0
_NUMBER = re.compile(rf"(?:{ESTIMATE}\s?)?[\d\u0660-\u0669\u06f0-\u06f9.,]+")


def single(slide: Slide, frame: Frame) -> tuple[Shape, ...] | None:
    """The parts of a question, a statement, an exercise or a definition; None where its words do not fit."""
    places = component_places(slide.layout, frame.body)
    sentence = sentence_of(slide.body)
    match slide.layout:
        case Layout.QUESTION:
            return _question(sentence, places, frame) if sentence else None
        case Layout.STATEMENT:
            return _statement(sentence, places["statement 1"], frame) if sentence else None
        case Layout.NUMBER:
            return _number(sentence, places, frame) if sentence else None
        case Layout.EXERCISE:
            return _exercise(slide, places, frame)
        case _:
            return _definition(slide.body, places, frame)


def _question(text: Text, places: Mapping[str, Box], frame: Frame) -> tuple[Shape, ...] | None:
    box = places["question 1"]
    said = _sized(text, box, frame) or _sized(text, box, frame, LONG_QUESTION_SIZES, LONG_QUESTION_LINES, bold=False)
    if said is None:
        return None
    sign = MARK_OF_ARABIC if text.plain.rstrip().endswith(MARK_OF_ARABIC) else MARK
    mark = TextParagraph(frame.builder.plain(sign, bold=True), MARK_SIZE, align=Align.CENTER)
    block = replace(frame.shape("mark 1", frame.place("mark 1", places["mark 1"]), (mark,), "ctr"), fill=HUES[0])
    box, idx = frame.place("question 1", places["question 1"])
    return block, replace(_balanced("question 1", (box, idx), said, frame), fill="bg2")


def _statement(text: Text, box: Box, frame: Frame) -> tuple[Shape, ...] | None:
    bold = _sized(text, box, frame, SIZES[:3], STATEMENT_LINES)
    said = bold or _sized(text, box, frame, PLAIN_SIZES, PLAIN_LINES, bold=False) or _sized(text, box, frame)
    if said is None:
        return None
    left, _, right, _ = BLOCK_INSET
    height = frame.measure.height((said,), box.width - left - right)
    width, thick = STROKE
    top = box.center.y - height / 2 - 3 * thick
    bar = ornament("bar", frame.mirrored(Box(box.left, top - thick, width, thick)), LABEL)
    shape = _balanced("statement 1", frame.place("statement 1", box), said, frame)
    spare = shape.inset[2]  # where lines end
    return bar, replace(shape, inset=(spare, 0.0, 0.0, 0.0) if frame.right_to_left else (0.0, 0.0, spare, 0.0))


def _number(text: Text, places: Mapping[str, Box], frame: Frame) -> tuple[Shape, ...] | None:
    """The number of a sentence with its unit, large, above the sentence itself."""
    said = number_of(text)
    if said is None:
        return None
    box, below = places["number 1"], places["claim 1"]
    claim = _sized(text, below, frame, PLAIN_SIZES, PLAIN_LINES, bold=False)
    for size in NUMBER_SIZES if claim else ():
        number = TextParagraph(frame.builder.plain(said, bold=True, color=LABEL), size, source=text.source)
        if frame.holds(number, box.width, 1) and claim:
            shape = frame.shape("number 1", frame.place("number 1", box), (number,), "b")
            return shape, frame.shape("claim 1", frame.place("claim 1", below), (claim,))
    return None


def _sized(
    text: Text, box: Box, frame: Frame, sizes: Sequence[Points] = SIZES, lines: int = LINES, *, bold: bool = True
) -> TextParagraph | None:
    """A sentence in the largest type in which its box holds it."""
    left, top, right, bottom = BLOCK_INSET
    for size in sizes:
        paragraph = frame.paragraph(text.spans, size, bold=bold, source=text.source)
        fits = frame.holds(paragraph, box.width - left - right, lines)
        if fits and frame.measure.height((paragraph,), box.width - left - right) <= box.height - top - bottom:
            return paragraph
    return None


def _balanced(name: str, place: tuple[Box, int | None], paragraph: TextParagraph, frame: Frame) -> TextShape:
    """A sentence whose lines are about as long as one another."""
    left, top, right, bottom = BLOCK_INSET
    width = place[0].width - left - right
    more = round(width - balanced_width(paragraph, width, frame.measure), 1)
    inset = (left + more, top, right, bottom) if frame.right_to_left else (left, top, right + more, bottom)
    return frame.whole(TextShape(name, place[0], (paragraph,), place[1], "ctr", inset))


def _exercise(slide: Slide, places: Mapping[str, Box], frame: Frame) -> tuple[Shape, ...] | None:
    minutes = dict(slide.lines).get(Region.MINUTES.value, "")
    words = _prompt(slide.body, places["task 1"], frame) or _flowed(slide.body, places["task 1"], frame)
    badge = _badge(minutes, places["badge 1"], frame)
    if words is None or badge is None:
        return None
    task = frame.shape("task 1", frame.place("task 1", places["task 1"]), words)
    shape = frame.shape("badge 1", frame.place("badge 1", places["badge 1"]), badge, "ctr")
    return task, replace(shape, fill=HUES[1], inset=BADGE_INSET)


def _prompt(blocks: Sequence[SlideBlock], box: Box, frame: Frame) -> tuple[TextParagraph, ...] | None:
    """The few sentences of an exercise without steps, in the type of a statement; None for others."""
    texts = [block.text for block in blocks if isinstance(block, Paragraph)]
    for size in PROMPT_SIZES if len(texts) == len(blocks) else ():
        said = tuple(
            replace(
                frame.paragraph(text.spans, size, bold=False, source=text.source), space_before=SPACES[0] if at else 0
            )
            for at, text in enumerate(texts)
        )
        lines = [frame.measure.lines(one, box.width).lines for one in said]
        whole = not any(line.forced for held in lines for line in held)
        if whole and sum(map(len, lines)) <= PROMPT_LINES and frame.measure.height(said, box.width) <= box.height:
            return said
    return None


def _badge(minutes: str, box: Box, frame: Frame) -> tuple[TextParagraph, ...] | None:
    """The number of the minutes above their unit; words alone where a language spells the number out."""
    found = _NUMBER.search(minutes)
    if found is None:
        return (TextParagraph(frame.builder.plain(minutes, bold=True), UNIT, align=Align.CENTER),)
    unit = (minutes[: found.start()] + minutes[found.end() :]).strip()
    left, _, right, _ = BADGE_INSET
    for size in DIGITS:
        number = TextParagraph(frame.builder.plain(found[0], bold=True), size, align=Align.CENTER)
        below = TextParagraph(frame.builder.plain(unit, bold=True), UNIT, align=Align.CENTER)
        if all(frame.holds(one, box.width - left - right, 1) for one in (number, below)):
            return (number, below) if unit else (number,)
    return None


def _definition(blocks: Sequence[SlideBlock], places: Mapping[str, Box], frame: Frame) -> tuple[Shape, ...] | None:
    text = sentence_of(blocks[:1])
    words = _flowed(blocks[1:], places["facts 1"], frame)
    if text is None or words is None:
        return None
    left, top, right, bottom = BLOCK_INSET
    box = places["term 1"]
    for size in TERM_SIZES:
        paragraph = frame.paragraph(text.spans, size, source=text.source)
        holds = frame.holds(paragraph, box.width - left - right, 12)
        if holds and frame.measure.height((paragraph,), box.width - left - right) <= box.height - top - bottom:
            term = replace(frame.shape("term 1", frame.place("term 1", box), (paragraph,)), inset=BLOCK_INSET)
            facts = frame.shape("facts 1", frame.place("facts 1", places["facts 1"]), words, "ctr")
            return frame.whole(replace(term, fill=HUES[0])), facts
    return None


def _flowed(blocks: Sequence[SlideBlock], box: Box, frame: Frame) -> tuple[TextParagraph, ...] | None:
    """Paragraphs and lists in the largest type in which a box holds them; None where it does not."""
    for scale in (step for step in STEPS if step.body <= LARGEST):
        segments: tuple[FlowSegment, ...] = tuple(frame.typeset(blocks, box.width, scale))
        broken = any(segment.problems for segment in segments)
        if not broken and page_height(segments) <= box.height + TOLERANCE:
            found = [one for segment in spread_out(segments, box.height) for one in segment.paragraphs]
            if not found:  # blanks alone
                return None
            return (replace(found[0], space_before=0.0), *found[1:])
    return None
