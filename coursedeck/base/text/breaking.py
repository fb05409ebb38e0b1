"""Line breaking as office programs do it, never later than they do.

Lines break at spaces, in Korean too (``eaLnBrk="0"``); Chinese and Japanese break between characters, save before
closing and after opening punctuation (kinsoku), Thai and its like between the words of a dictionary; a word that is
wider than the line breaks where it must, between characters as readers see them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

from msgspec import Struct

from coursedeck.base.text.break_places import (
    BREAK_HERE,
    SOFT_HYPHEN,
    break_places,
    breaks_at_blanks,
    clusters,
    phrase_places,
)
from coursedeck.model.units import Points

Style = TypeVar("Style")
Measure = Callable[[str, Style], Points]

_INVISIBLE = str.maketrans("", "", BREAK_HERE + SOFT_HYPHEN)
_AUTHORS = re.compile(f"[\n{BREAK_HERE}{SOFT_HYPHEN}]")
"""What an author has put between lines, or where lines may break."""
_BLANKS = re.compile(r"\n|[ \t]+")


class Piece(Struct, Generic[Style], frozen=True):
    """A stretch of text in one style."""

    text: str
    style: Style


class BrokenLine(Struct, Generic[Style], frozen=True):
    """A line: its pieces (no blanks at the end) and its width in points; `forced` where a word had to be cut."""

    pieces: tuple[Piece[Style], ...]
    width: Points
    forced: bool = False

    @property
    def plain(self) -> str:
        """The words alone."""
        return "".join(piece.text for piece in self.pieces)


class _Line(Struct, Generic[Style]):
    """The line that is being filled."""

    pieces: list[Piece[Style]]
    width: Points = 0.0
    forced: bool = False

    def add(self, pieces: Sequence[Piece[Style]], width: Points) -> None:
        self.pieces.extend(pieces)
        self.width += width


def break_text(
    pieces: Sequence[Piece[Style]],
    width: Points,
    measure: Measure[Style],
    *,
    loose: bool = False,
    phrases: bool = False,
) -> tuple[BrokenLine[Style], ...]:
    """`pieces` broken into lines no wider than `width`; ``"\\n"`` always breaks.

    With `loose`, words break after hyphens too, and where Korean meets other letters, as in LibreOffice, and what
    stands together is measured together, as letters and blanks are kerned; with `phrases` no phrase of Japanese is
    broken that one line holds.

    >>> lines = break_text([Piece("one two three", None)], 70, lambda text, _: 10 * len(text))
    >>> [line.plain for line in lines]
    ['one two', 'three']
    """
    if _is_one_line(pieces, width, measure, loose=loose):
        return (_closed(_Line([piece for piece in pieces if piece.text]), measure),)
    done: list[BrokenLine[Style]] = []
    line: _Line[Style] = _Line([])
    for word in _words(pieces, loose, phrases):
        if word[0].text == "\n":
            done.append(_closed(line, measure))
            line = _Line([])
            continue
        line = _placed(word, line, width, measure, done, kerned=loose)
    done.append(_closed(line, measure))
    return tuple(done)


def _is_one_line(pieces: Sequence[Piece[Style]], width: Points, measure: Measure[Style], *, loose: bool) -> bool:
    """Whether one line certainly holds all, as it does in most cases; no words need to be looked at then.

    Words that blanks part are no wider one by one than together; parts of words may be, as each may begin with a gap.
    """
    text = "".join(piece.text for piece in pieces)
    if _AUTHORS.search(text) or not (loose or breaks_at_blanks(text)):
        return False
    return _width([piece for piece in pieces if piece.text], measure) <= width


def _placed(
    word: list[Piece[Style]],
    line: _Line[Style],
    width: Points,
    measure: Measure[Style],
    done: list[BrokenLine[Style]],
    *,
    kerned: bool,
) -> _Line[Style]:
    """Adds `word` to the line or to a new one, and returns the line being filled; full lines go to `done`."""
    first = word[0]
    alone = sum(measure(piece.text, piece.style) for piece in word) if word[1:] else measure(first.text, first.style)
    needed = _width([*line.pieces, *word], measure) - line.width if kerned and line.pieces else alone
    hyphen = measure("-", word[-1].style) if word[-1].text.endswith(SOFT_HYPHEN) else 0.0
    blank = first.text.isspace()
    if line.width + needed + hyphen <= width + 0.01 or blank:
        if line.pieces or not blank or not done:
            line.add(word, needed)
        return line
    if line.pieces and any(not piece.text.isspace() for piece in line.pieces):
        done.append(_closed(line, measure))
        line = _Line([])
    if alone + hyphen <= width + 0.01:
        line.add(word, alone)
        return line
    return _cut(word, width, measure, done)


def _cut(
    word: list[Piece[Style]], width: Points, measure: Measure[Style], done: list[BrokenLine[Style]]
) -> _Line[Style]:
    """A word wider than the line, cut between characters."""
    line: _Line[Style] = _Line([], forced=True)
    for piece in word:
        for cluster in clusters(piece.text):
            needed = measure(cluster, piece.style)
            if line.pieces and line.width + needed > width:
                done.append(_closed(line, measure))
                line = _Line([], forced=True)
            line.add([Piece(cluster, piece.style)], needed)
    return line


def _closed(line: _Line[Style], measure: Measure[Style]) -> BrokenLine[Style]:
    """A finished line: blanks at its end dropped, neighbours of one style joined."""
    joined = _joined(line.pieces)
    while joined and not joined[-1].text.strip(" \t"):
        joined.pop()
    if joined:
        joined[-1] = Piece(joined[-1].text.rstrip(" \t"), joined[-1].style)
        joined = _as_seen(joined)
    return BrokenLine(tuple(joined), sum(measure(p.text, p.style) for p in joined), line.forced)


def _joined(pieces: Sequence[Piece[Style]]) -> list[Piece[Style]]:
    joined: list[Piece[Style]] = []
    for piece in pieces:
        if joined and joined[-1].style == piece.style:
            joined[-1] = Piece(joined[-1].text + piece.text, piece.style)
        else:
            joined.append(piece)
    return joined


def _width(pieces: Sequence[Piece[Style]], measure: Measure[Style]) -> Points:
    """The width of pieces, neighbours of one style measured in one."""
    return sum(measure(piece.text, piece.style) for piece in _joined(pieces))


def _as_seen(pieces: Sequence[Piece[Style]]) -> list[Piece[Style]]:
    """A line without the marks that only say where it may break; one that breaks at a soft hyphen shows a hyphen."""
    last = pieces[-1]
    hyphen = "-" if last.text.endswith(SOFT_HYPHEN) else ""
    seen = [Piece(piece.text.translate(_INVISIBLE), piece.style) for piece in pieces]
    return [*(piece for piece in seen[:-1] if piece.text), Piece(seen[-1].text + hyphen, last.style)]


def _words(pieces: Sequence[Piece[Style]], loose: bool, phrases: bool) -> Iterator[list[Piece[Style]]]:
    """Unbreakable pieces in order: words (which may span several styles), white space, line breaks."""
    text = "".join(piece.text for piece in pieces)
    ends = iter(_ends(text, loose, phrases))
    at, end = 0, next(ends, 0)
    word: list[Piece[Style]] = []
    for piece in pieces:
        rest = piece.text
        while rest:
            taken, rest = rest[: end - at], rest[end - at :]
            word.append(Piece(taken, piece.style) if rest or len(taken) < len(piece.text) else piece)
            at += len(taken)
            if at == end:
                yield word
                word, end = [], next(ends, 0)


@lru_cache(maxsize=1024)
def _ends(text: str, loose: bool, phrases: bool) -> tuple[int, ...]:
    """Where in `text` a word, blanks or a line break end; the same text is tried at several sizes and widths."""
    places = phrase_places(text) if phrases else break_places(text, loose=loose)
    start = 0
    every: list[int] = []
    for place in sorted({*places, len(text)}):
        segment = text[start:place]
        bare = len(segment.rstrip(" \t\n"))
        ends = {bare, *(found.end() for found in _BLANKS.finditer(segment, bare))} - {0}
        every += [start + end for end in sorted(ends)]
        start = place
    return tuple(every)
