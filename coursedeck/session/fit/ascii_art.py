"""ASCII art in code fences: columns that line up although East Asian letters are not exactly two cells wide.

Behind East Asian words a tab leads to where the next column is, counted in cells of a monospaced font that every
office machine has, so that a drawing is one text box that people can edit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursedeck.base.text.languages import language_runs
from coursedeck.base.text.lazy_pattern import lazy_pattern
from coursedeck.model.columns import columns
from coursedeck.model.session import Code
from coursedeck.model.slide import TextParagraph, TextRun
from coursedeck.model.units import Points

FACE = "Courier New"
"""On every office machine; Liberation Mono has its metrics."""

CELL_WIDTH = 0.6
"""Advance of its characters in em."""

ASCII_ART_LINE_HEIGHT = 1.17
"""Height of a line in em, at which box-drawing characters of neighbouring lines touch."""

ART_SPACING = 1.033
"""Line spacing that gives lines of `FACE` this height: they are 1.1328 em high by themselves."""

MIN_SIZE: Points = 9.0

_WIDE = lazy_pattern("[\u1100-\u11ff\u2e80-\u9fff\ua960-\ud7ff\uf900-\ufaff\uff00-\uff60]")
_UNEVEN = lazy_pattern(f"{_WIDE.pattern}|[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]")
"""Letters that are no whole number of cells wide: East Asian ones and emoji."""

_BOX = lazy_pattern("[\u2500-\u259f]")
_DRAWN_CHARACTER = lazy_pattern("[\u2500-\u259f|+]")
_TOP = lazy_pattern(r" *(?:[┌╔┏╭][─═━]+[┐╗┓╮]|\+[-=]+\+) *")
_BOTTOM = lazy_pattern(r" *(?:[└╚┗╰][─═━]+[┘╝┛╯]|\+[-=]+\+) *")
"""Only plain borders: one with a title, or with another box beside it, is drawn as it stands."""
_RULES = "─━═"
_SIDES = "│║┃|├┤╠╣┣┫"
_LANGUAGES = {"", "text", "txt", "plain", "ascii", "diagram"}
_DRAWN = lazy_pattern("[\u2500-\u259f]|\\+-{2,}\\+|\\+-{3,}")


def is_ascii_art(code: Code) -> bool:
    """Whether a fence is ASCII art: no language is given, and it contains box-drawing characters or ``+--`` corners."""
    return code.language in _LANGUAGES and bool(_DRAWN.search(code.code))


def drawn_lines(code: Code) -> list[str]:
    """The lines of a drawing; the right side of each box is aligned with its widest line.

    Where a font draws Hangul in less than two cells, an author cannot see where the right side of a box belongs.
    """
    lines = code.code.rstrip("\n").expandtabs(4).split("\n")
    top = None
    for at, line in enumerate(lines):
        if _TOP.fullmatch(line):
            top = at
        elif top is not None and _BOTTOM.fullmatch(line) and at > top + 1:
            lines[top : at + 1] = _squared(lines[top : at + 1])
            top = None
        elif top is not None and not _is_side(line, lines[top]):
            top = None
    return lines


def _is_side(line: str, top: str) -> bool:
    """Whether a line runs from one side of a box to the other."""
    bare = line.rstrip()
    indent = len(top) - len(top.lstrip())
    return len(line) - len(line.lstrip()) == indent and bare.lstrip()[:1] in _SIDES and bare[-1] in _SIDES


def _squared(box: list[str]) -> list[str]:
    """A box whose right side is where its widest line has it."""
    box = [line.rstrip() for line in box]
    widest = max(map(columns, box))
    ends = (0, len(box) - 1)
    filling = [line[-2] if at in ends or line[-2] in _RULES else " " for at, line in enumerate(box)]
    return [f"{line[:-1]}{fill * (widest - columns(line))}{line[-1]}" for line, fill in zip(box, filling, strict=True)]


def ascii_art_size(code: Code, width: Points, wanted: Points) -> Points:
    """The largest size up to `wanted` in which the widest line fits `width`, in half points."""
    widest = max(map(columns, drawn_lines(code)), default=1) or 1
    return max(MIN_SIZE, min(wanted, int(2 * width / (widest * CELL_WIDTH)) / 2))


def ascii_art_lines(code: Code, size: Points) -> Iterator[TextParagraph]:
    """Each line as a paragraph with tabs where a column follows East Asian words."""
    for line in drawn_lines(code):
        yield _paragraph(line, size)


def _paragraph(line: str, size: Points) -> TextParagraph:
    """A line with a tab before every piece but the first; a line without drawing characters stays whole."""
    runs: list[TextRun] = []
    tabs: list[Points] = []
    start = 0
    for piece in _cut(line) if _DRAWN_CHARACTER.search(line) else [line]:
        bare = piece.lstrip(" ") if start else piece
        if start:
            tabs.append(round((start + len(piece) - len(bare)) * CELL_WIDTH * size, 2))
            runs.append(TextRun("\t", "en-US", mono=True, face=FACE))
        start += columns(piece)
        runs.extend(_runs(bare))
    return TextParagraph(tuple(runs), size, tabs=tuple(tabs), line_spacing=ART_SPACING)


def _cut(line: str) -> Iterator[str]:
    """Pieces that together are the line, cut behind East Asian words and emoji; those cut at blanks begin with them."""
    piece = ""
    for word in re.findall(rf" *[^ \u2500-\u259f]+| *[\u2500-\u259f]+[^ {_WIDE.pattern[1:-1]}]*| +$", line):
        if _UNEVEN.search(piece) and _starts_column(word):
            yield piece
            piece = ""
        piece += word
    if piece:
        yield piece


def _starts_column(word: str) -> bool:
    """Whether what follows East Asian words has a column to keep: it is no further word behind a single blank."""
    bare = word.lstrip(" ")
    return bool(_BOX.match(bare)) or (word.startswith(" ") and not (_WIDE.match(bare) and word[:2] != "  "))


def _runs(text: str) -> Iterator[TextRun]:
    for part in re.split(rf"({_WIDE.pattern}+)", text):
        if _WIDE.match(part):
            yield from (TextRun(words, lang) for words, lang in language_runs(part, "ko"))
        elif part or not text:
            yield TextRun(part, "en-US", mono=True, face=FACE)
