"""Long paragraphs split between sentences, or between words where a single sentence is too long."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, groupby, islice

from coursedeck.base.text.breaking import BrokenLine
from coursedeck.model.slide import TextParagraph, TextRun
from coursedeck.model.values import replace

_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|(?<=[。！？])")
_WORD = re.compile(r"\s+")
_LETTER = re.compile("[^\\s\u200b\u00ad][\\s\u200b\u00ad]*")
_UNSEEN = str.maketrans("", "", "\u200b\u00ad")
"""Places where words may break, which lines do not show."""
_NO_WORD = re.compile(r"[/\\_=@#&<>{}\[\]]|\w[.:]\w|\d[A-Za-z]|[A-Za-z]\d")
"""What stands in addresses, paths, names of programs and versions, and in no word of a language."""

_WINDOW = 500
"""Characters measured at first; doubled while all of them fit, so that long texts are not measured whole each time."""


def cut_paragraph(paragraph: TextParagraph, capacity: Callable[[TextParagraph], int]) -> tuple[TextParagraph, ...]:
    """`paragraph` split into several that fit `capacity`, as far as there are spaces to split at; no word is lost.

    `capacity` returns how many characters of a paragraph, white space not counted, fit in one piece. Only the first
    piece keeps the full space before it.
    """
    text, indexed = paragraph.plain, _IndexedRuns(paragraph)
    if capacity(paragraph) >= _letters(text):
        return (paragraph,)
    sentences = [*(match.end() for match in _SENTENCE.finditer(text)), len(text)]
    words = [*(match.end() for match in _WORD.finditer(text)), len(text)]
    pieces: list[TextParagraph] = []
    start = 0
    while start < len(text):
        furthest = _furthest(indexed, text, start, capacity)
        end = _last(sentences, start, furthest) or _last(words, start, furthest) or words[bisect_right(words, start)]
        pieces.append(indexed.between(start, end))
        start = end
    less = round(paragraph.space_before / 2, 1)
    return tuple(piece if index == 0 else replace(piece, space_before=less) for index, piece in enumerate(pieces))


def characters_too_many(lines: Sequence[BrokenLine[TextRun]]) -> int:
    """How many characters of words did not fit the lines in which they begin; 0 where no word was broken.

    Addresses, paths, names in code and the like do not count: readers are used to seeing them on two lines.
    """
    groups = (list(group) for forced, group in groupby(lines, key=lambda line: line.forced) if forced)
    return sum(sum(len(line.plain) for line in group[1:]) for group in groups if _is_word(group))


def _is_word(group: Sequence[BrokenLine[TextRun]]) -> bool:
    """Whether the lines of a broken word hold a word of a language."""
    first = "".join(line.plain for line in group).split(maxsplit=1)[0]
    return not _NO_WORD.search(first) and not all(piece.style.mono for piece in group[0].pieces)


def character_count(characters: int) -> str:
    """A number of characters in words.

    >>> character_count(1), character_count(12)
    ('1 character', '12 characters')
    """
    return f"{characters} character{'' if characters == 1 else 's'}"


def _furthest(indexed: _IndexedRuns, text: str, start: int, capacity: Callable[[TextParagraph], int]) -> int:
    """Where in its text a piece from `start` must end at the latest; only as much of it is measured as is needed."""
    span = _WINDOW
    while (held := capacity(indexed.between(start, start + span))) >= _letters(text[start : start + span]):
        if start + span >= len(text):
            return len(text)
        span *= 2
    if held < 1:
        return start
    return next(islice((match.end() for match in _LETTER.finditer(text, start)), held - 1, None), start)


def _letters(text: str) -> int:
    return sum(map(len, text.translate(_UNSEEN).split()))


def _last(ends: list[int], start: int, furthest: int) -> int | None:
    """The last of the sorted `ends` after `start` and up to `furthest`; None if there is none."""
    end = ends[max(bisect_right(ends, furthest), 1) - 1]
    return end if start < end <= furthest else None


def between(paragraph: TextParagraph, start: int, end: int) -> TextParagraph:
    """The paragraph with the characters from `start` up to `end` alone, without blanks at their end."""
    return _IndexedRuns(paragraph).between(start, end)


class _IndexedRuns:
    """The runs of a paragraph with the places where they end: a piece takes no longer where it stands far on."""

    def __init__(self, paragraph: TextParagraph) -> None:
        self._paragraph = paragraph
        self._ends = list(accumulate(len(run.text) for run in paragraph.runs))

    def between(self, start: int, end: int) -> TextParagraph:
        """See the function of this name."""
        first = bisect_right(self._ends, start)
        runs = self._paragraph.runs
        # a formula stands in several runs, and is taken whole
        while 0 < first < len(runs) and runs[first].formula and runs[first].formula == runs[first - 1].formula:
            first -= 1
        found = tuple(_runs_between(runs[first:], self._ends[first - 1] if first else 0, start, end))
        if found:
            found = (*found[:-1], replace(found[-1], text=found[-1].text.rstrip()))
        return replace(self._paragraph, runs=found)


def _runs_between(runs: Sequence[TextRun], at: int, start: int, end: int) -> Iterator[TextRun]:
    """The parts of runs, the first of which begins at `at`, from `start` up to `end`."""
    begun = at
    before: TextRun | None = None
    for run in runs:
        if at >= end and run.formula is None:
            return
        if run.formula is None or before is None or before.formula != run.formula:
            begun = at
        before = run
        first, last = max(start - at, 0), min(end - at, len(run.text))
        if run.formula is not None:
            if start <= begun < end:  # whole, or not at all
                yield run
        elif first < last:
            yield replace(run, text=run.text[first:last])
        at += len(run.text)
