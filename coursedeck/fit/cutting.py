"""Long paragraphs parted between sentences, or between words where a sentence is too long itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from coursedeck.model.slide import Run, TextParagraph
from coursedeck.text.breaking import BrokenLine

_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|(?<=[。！？])")
_WORD = re.compile(r"\s+")


def cut_paragraph(paragraph: TextParagraph, holds: Callable[[TextParagraph], bool]) -> tuple[TextParagraph, ...]:
    """`paragraph` as several that each satisfy `holds`, as far as its blanks allow; no word is lost.

    Only the first keeps the space before it in full.
    """
    text = paragraph.plain
    ends = [*(match.end() for match in _SENTENCE.finditer(text)), len(text)]
    words = [*(match.end() for match in _WORD.finditer(text)), len(text)]
    pieces: list[TextParagraph] = []
    start = 0
    while start < len(text):
        end = _furthest(ends, start, paragraph, holds) or _furthest(words, start, paragraph, holds)
        end = end or next((place for place in words if place > start), len(text))
        pieces.append(_between(paragraph, start, end))
        start = end
    less = round(paragraph.space_before / 2, 1)
    return tuple(piece if index == 0 else replace(piece, space_before=less) for index, piece in enumerate(pieces))


def cut_off(lines: Sequence[BrokenLine[Run]]) -> int:
    """How many characters of a word did not fit the line for which it was cut; 0 where no word was cut."""
    return sum(len(line.plain) for line in [line for line in lines if line.forced][1:])


def counted(characters: int) -> str:
    """A number of characters in words.

    >>> counted(1), counted(12)
    ('1 character', '12 characters')
    """
    return f"{characters} character{'' if characters == 1 else 's'}"


def _furthest(
    ends: list[int], start: int, paragraph: TextParagraph, holds: Callable[[TextParagraph], bool]
) -> int | None:
    """The last of `ends` behind `start` up to which the text still holds."""
    found = None
    for end in ends:
        if end <= start:
            continue
        if not holds(_between(paragraph, start, end)):
            break
        found = end
    return found


def _between(paragraph: TextParagraph, start: int, end: int) -> TextParagraph:
    runs = tuple(_runs_between(paragraph.runs, start, end))
    if runs:
        runs = (*runs[:-1], replace(runs[-1], text=runs[-1].text.rstrip()))
    return replace(paragraph, runs=runs)


def _runs_between(runs: tuple[Run, ...], start: int, end: int) -> Iterator[Run]:
    at = 0
    for run in runs:
        first, last = max(start - at, 0), min(end - at, len(run.text))
        if first < last:
            yield replace(run, text=run.text[first:last])
        at += len(run.text)
