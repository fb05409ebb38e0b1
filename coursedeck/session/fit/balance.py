"""Lines of a title, a sentence or a row of topics about as long as one another, broken where a phrase ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from coursedeck.base.text.break_places import has_kana, phrase_places
from coursedeck.base.text.breaking import BrokenLine
from coursedeck.base.text.paragraphs import ParagraphMeasure
from coursedeck.model.slide import TextParagraph, TextRun
from coursedeck.model.units import Points
from coursedeck.model.values import replace

SLACK = 1.03
"""How much wider than its lines a balanced text is, since programs measure a little differently."""

_ROOM = 1.01
"""How much more room there may be for the same lines."""

_STEPS = 8
"""Widths that are tried between the narrowest and the whole one."""

_SHORTEST_END = 0.4
"""Share of the longest line that the last one has at least."""

_JOINING_WORDS = (
    "a an the of to in on at by for from with without into over under than as and or but vs vs. is are "
    "der die das den dem ein eine einen einem einer von vom zu zum zur mit für aus bei und oder "
    "le la les un une des du de à au aux en et ou pour par avec sur el los las del al y o con por para "
    "및 또는 더 못 안"
)
_LEADING = frozenset(_JOINING_WORDS.split())
"""Words that belong to the one after them, so that no line ends with them."""

_SEPARATOR = " · "
"""Between the parts of a row of topics."""

_NO_BREAK = "\u00a0"
"""A blank at which no line breaks."""

_LONGEST_TOPIC = 0.6
"""Share of a line's width up to which a topic is kept on one line."""

_TRAILING = re.compile(r"^(수|것|게|때|줄|뿐|채|대로|만큼)(?![가-힣]{3})")
"""Korean nouns that need the word before them (``할 수``, ``쓴 것``), so that no line begins with them."""


_COUNTED = re.compile(r"\d{1,3}(?=[\s:.,)]|$)")
"""A number that counts the thing before it, as in ``Week 2``."""


def balanced_width(paragraph: TextParagraph, width: Points, measure: ParagraphMeasure) -> Points:
    """The width up to `width` at which no more lines are needed, no word is broken, and fewest phrases are.

    Of several it is the least, at which the lines are about as long as one another.
    """
    count = len(measure.lines(paragraph, width).lines)
    if count == 1:
        return width
    least, most = width / 2, width
    for _ in range(6):
        middle = (least + most) / 2
        fits = _lines(paragraph, middle, count, measure) is not None
        least, most = (least, middle) if fits else (middle, most)
    narrowest = min(width, most * SLACK)
    best = (True, count, narrowest)
    for wider in _widths(narrowest, width):
        if lines := _lines(paragraph, wider, count, measure):
            # where a program measures a little less or more, the lines are the same
            fragile = any(_lines(paragraph, wider * part, count, measure) != lines for part in (1 / SLACK, _ROOM))
            best = min(best, (fragile, _parted_phrases(lines), wider))
    return best[2]


def with_whole_topics(paragraph: TextParagraph, width: Points, measure: ParagraphMeasure) -> TextParagraph:
    """A row of topics whose lines break between topics, after the sign between them; long topics still break."""
    if _SEPARATOR not in paragraph.plain:
        return paragraph
    longest = _LONGEST_TOPIC * width
    return replace(paragraph, runs=tuple(_bound(run, paragraph, longest, measure) for run in paragraph.runs))


def _bound(run: TextRun, paragraph: TextParagraph, longest: Points, measure: ParagraphMeasure) -> TextRun:
    """A run with blanks at which no line breaks, save behind the sign between two topics and in long topics."""

    def kept(topic: str) -> str:
        natural = measure.natural_width(replace(paragraph, runs=(replace(run, text=topic),)))
        return topic.replace(" ", _NO_BREAK) if natural <= longest else topic

    return replace(run, text=f"{_NO_BREAK}· ".join(map(kept, run.text.split(_SEPARATOR))))


def _widths(least: Points, most: Points) -> Iterator[Points]:
    return (least + (most - least) * step / _STEPS for step in range(_STEPS + 1))


def _lines(paragraph: TextParagraph, width: Points, count: int, measure: ParagraphMeasure) -> tuple[str, ...] | None:
    """The words of each line at a width; None where they are more than `count`, or a word is broken."""
    lines = measure.lines(paragraph, width).lines
    if len(lines) != count or any(line.forced for line in lines):
        return None
    parted = [_in_code(line, following) for line, following in pairwise(lines)]
    ends = [_NO_BREAK if inside else "" for inside in (*parted, False)]
    return tuple(f"{line.plain.strip()}{end}" for line, end in zip(lines, ends, strict=True))


def _in_code(line: BrokenLine[TextRun], following: BrokenLine[TextRun]) -> bool:
    """Whether a line ends inside code, as after ``git`` in ``git restore``."""
    if not line.pieces or not following.pieces:
        return False
    last, first = line.pieces[-1].style, following.pieces[0].style
    return last.mono and last == first


def _parted_phrases(lines: Sequence[str]) -> int:
    """How many lines end before the word that their last one belongs to; an orphan at the end counts as one.

    Japanese lines end where a phrase does.

    >>> _parted_phrases(["The limits of", "physical servers"]), _parted_phrases(["The limits", "of servers"])
    (1, 0)
    >>> _parted_phrases(["November Week", "2: Queues"]), _parted_phrases(["November", "Week 2: Queues"])
    (1, 0)
    """
    parted = sum(
        line.rpartition(" ")[2].casefold() in _LEADING
        or line.endswith(_NO_BREAK)
        or _TRAILING.match(following) is not None
        or (_COUNTED.match(following) is not None and line[-1:].isalpha())
        for line, following in pairwise(lines)
    )
    parted += _parted_japanese(lines)
    return parted + (len(lines[-1]) < _SHORTEST_END * max(map(len, lines)))


def _parted_japanese(lines: Sequence[str]) -> int:
    """How many lines end within a phrase of Japanese.

    >>> _parted_japanese(["パン屋のた", "めの本"]), _parted_japanese(["パン屋の", "ための本"])
    (1, 0)
    """
    text = "".join(lines)
    if not has_kana(text):
        return 0
    ends = list(accumulate(map(len, lines)))[:-1]
    return sum(end not in phrase_places(text) for end in ends)
