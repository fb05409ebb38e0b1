"""Keeps LibreOffice from breaking Korean text inside a word.

LibreOffice breaks Korean at blanks, except where a word's last syllable has room on the line and the punctuation
behind it has not: then the syllable goes to the next line with it. A slightly narrower text avoids that.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from coursedeck.base.text.paragraphs import ParagraphMeasure
from coursedeck.model.slide import TextParagraph, TextShape
from coursedeck.model.units import Points
from coursedeck.model.values import replace
from coursedeck.session.fit.cutting import between

_NARROWER: tuple[Points, ...] = (6.0, 12.0, 18.0, 24.0)
"""How much narrower the text is made, the least first."""
_NEVER_FIRST = frozenset(".,!?:;%)]}”’」』》…\"'")
_TOLERANCE = 0.025
"""Share of a line's width by which office programs differ in measuring it: their blanks are those of other fonts."""


def keep_korean_words_whole(shape: TextShape, measure: ParagraphMeasure) -> TextShape:
    """`shape`, with a wider right inset where that keeps Korean words whole and makes no more lines."""
    paragraphs = [one for one in shape.paragraphs if any(run.lang.startswith("ko") for run in one.runs)]
    left, top, right, bottom = shape.inset
    width = shape.box.width - left - right
    if not any(_parts_a_word(paragraph, width, measure) for paragraph in paragraphs):
        return shape
    lines = [len(measure.lines(paragraph, width).lines) for paragraph in shape.paragraphs]
    for more in _NARROWER:
        narrow = width - more
        same = [len(measure.lines(paragraph, narrow).lines) for paragraph in shape.paragraphs] == lines
        if same and not any(_parts_a_word(paragraph, narrow, measure) for paragraph in paragraphs):
            return replace(shape, inset=(left, top, right + more, bottom))
    return shape


def _parts_a_word(paragraph: TextParagraph, width: Points, measure: ParagraphMeasure) -> bool:
    """Whether a line has space for a syllable but not for the punctuation after it."""
    room = width - paragraph.indent
    slack = _TOLERANCE * room
    for start, end in _ends(paragraph, width, measure):
        before = _width(paragraph, start, end, measure)
        after = _width(paragraph, start, end + 1, measure)
        if before <= room + slack and after >= room - slack:
            return True
    return False


def _ends(paragraph: TextParagraph, width: Points, measure: ParagraphMeasure) -> Iterator[tuple[int, int]]:
    """Where each line but the last starts, with each place in the word that follows it at which no line may begin."""
    text = paragraph.plain
    lines = [line.plain for line in measure.lines(paragraph, width).lines]
    start = 0
    for line, following in pairwise(lines):
        first = text.find(following.strip(), start + len(line.rstrip()))
        rest = text[first:].split(maxsplit=1) if first >= 0 else []
        if not rest:  # blanks alone
            return
        word = rest[0]
        for at in range(1, len(word)):
            if word[at] in _NEVER_FIRST and ord(word[at - 1]) > 0x2E80:  # from here on: CJK and Hangul
                yield start, first + at
        start = first


def _width(paragraph: TextParagraph, start: int, end: int, measure: ParagraphMeasure) -> Points:
    return measure.lines(between(paragraph, start, end), 1e6).lines[0].width
