"""Line breaking as office programs do it, never later than they do.

Lines break at spaces, in Korean too (``eaLnBrk="0"``); Chinese and Japanese break between characters, save before
closing and after opening punctuation (kinsoku), Thai and its like between syllables; a word that is wider than the line
breaks where it must.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from coursedeck.base.text.scripts import language_of
from coursedeck.base.text.unspaced import may_begin_syllable
from coursedeck.model.units import Points

Style = TypeVar("Style")
Measure = Callable[[str, Style], Points]

_NO_START = set(
    "!%),.:;?]}¢°·’”›»‐–—‥…‰′″℃、。〃々〉》」』】〕〗〙〛〞〟︰︱︳﹐﹑﹒﹔﹕﹖！％），．：；？］｝～｡｣､･"
    "ーゝゞヽヾ・゛゜ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯｰﾞﾟ"
)
"""What begins no line in Japanese and Chinese: closing marks and small kana (JIS X 4051; UAX #14, CL, NS, CJ)."""
_NO_END = set("([{£¥‘“‹«〈《「『【〔〖〘〚〝（［｛｢￡￥＄")
_BREAK_HERE, _SOFT_HYPHEN = "\u200b", "\u00ad"
"""An author's places to break at, the second with a hyphen (UAX #14, ZW and BA)."""
_INVISIBLE = str.maketrans("", "", _BREAK_HERE + _SOFT_HYPHEN)
_TOKENS = re.compile(r"\n|[ \t]+|[^ \t\n]+")


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
    pieces: Sequence[Piece[Style]], width: Points, measure: Measure[Style], *, loose: bool = False
) -> tuple[BrokenLine[Style], ...]:
    """`pieces` broken into lines no wider than `width`; ``"\\n"`` always breaks.

    With `loose`, words break after hyphens too, and where Korean meets other letters, as in LibreOffice.

    >>> lines = break_text([Piece("one two three", None)], 70, lambda text, _: 10 * len(text))
    >>> [line.plain for line in lines]
    ['one two', 'three']
    """
    done: list[BrokenLine[Style]] = []
    line: _Line[Style] = _Line([])
    for word in _words(pieces, loose):
        if word[0].text == "\n":
            done.append(_closed(line, measure))
            line = _Line([])
            continue
        line = _placed(word, line, width, measure, done)
    done.append(_closed(line, measure))
    return tuple(done)


def _placed(
    word: list[Piece[Style]], line: _Line[Style], width: Points, measure: Measure[Style], done: list[BrokenLine[Style]]
) -> _Line[Style]:
    """Adds `word` to the line or to a new one, and returns the line being filled; full lines go to `done`."""
    needed = sum(measure(piece.text, piece.style) for piece in word)
    hyphen = measure("-", word[-1].style) if word[-1].text.endswith(_SOFT_HYPHEN) else 0.0
    blank = word[0].text.isspace()
    if line.width + needed + hyphen <= width + 0.01 or blank:
        if line.pieces or not blank or not done:
            line.add(word, needed)
        return line
    if line.pieces and any(not piece.text.isspace() for piece in line.pieces):
        done.append(_closed(line, measure))
        line = _Line([])
    if needed + hyphen <= width + 0.01:
        line.add(word, needed)
        return line
    return _cut(word, width, measure, done)


def _cut(
    word: list[Piece[Style]], width: Points, measure: Measure[Style], done: list[BrokenLine[Style]]
) -> _Line[Style]:
    """A word wider than the line, cut between characters."""
    line: _Line[Style] = _Line([], forced=True)
    for piece in word:
        for character in piece.text:
            needed = measure(character, piece.style)
            if line.pieces and line.width + needed > width:
                done.append(_closed(line, measure))
                line = _Line([], forced=True)
            line.add([Piece(character, piece.style)], needed)
    return line


def _closed(line: _Line[Style], measure: Measure[Style]) -> BrokenLine[Style]:
    """A finished line: blanks at its end dropped, neighbours of one style joined."""
    joined: list[Piece[Style]] = []
    for piece in line.pieces:
        if joined and joined[-1].style == piece.style:
            joined[-1] = Piece(joined[-1].text + piece.text, piece.style)
        else:
            joined.append(piece)
    while joined and not joined[-1].text.strip(" \t"):
        joined.pop()
    if joined:
        joined[-1] = Piece(joined[-1].text.rstrip(" \t"), joined[-1].style)
        joined = _as_seen(joined)
    return BrokenLine(tuple(joined), sum(measure(p.text, p.style) for p in joined), line.forced)


def _as_seen(pieces: Sequence[Piece[Style]]) -> list[Piece[Style]]:
    """A line without the marks that only say where it may break; one that breaks at a soft hyphen shows a hyphen."""
    last = pieces[-1]
    hyphen = "-" if last.text.endswith(_SOFT_HYPHEN) else ""
    seen = [Piece(piece.text.translate(_INVISIBLE), piece.style) for piece in pieces]
    return [*(piece for piece in seen[:-1] if piece.text), Piece(seen[-1].text + hyphen, last.style)]


def _words(pieces: Sequence[Piece[Style]], loose: bool) -> Iterator[list[Piece[Style]]]:
    """Unbreakable pieces in order: words (which may span several styles), white space, line breaks."""
    word: list[Piece[Style]] = []
    for piece in pieces:
        for token in _TOKENS.findall(piece.text):
            if token.isspace():
                if word:
                    yield word
                    word = []
                yield [Piece("\n" if token == "\n" else token, piece.style)]
                continue
            for index, chunk in enumerate(_chunks(token, loose)):
                if word and (index > 0 or _may_break(word[-1].text[-1], chunk[0], loose)):
                    yield word
                    word = []
                word.append(Piece(chunk, piece.style))
    if word:
        yield word


def _chunks(token: str, loose: bool) -> Iterator[str]:
    """A token without blanks, cut where it may break inside."""
    start = 0
    for index in range(1, len(token)):
        if _may_break(token[index - 1], token[index], loose) or (loose and _is_hyphened(token, index)):
            yield token[start:index]
            start = index
    yield token[start:]


def _is_hyphened(token: str, index: int) -> bool:
    """Whether a hyphen between letters or digits stands before `index`."""
    return index > 1 and token[index - 1] in "-‐" and token[index - 2].isalnum() and token[index].isalnum()


def _may_break(before: str, after: str, loose: bool) -> bool:
    if before in (_BREAK_HERE, _SOFT_HYPHEN) and after not in (_BREAK_HERE, _SOFT_HYPHEN):
        return True
    if after in _NO_START or before in _NO_END:
        return False
    if may_begin_syllable(before, after):
        return True
    one, other = language_of(before), language_of(after)
    if loose and (one == "ko") != (other == "ko"):
        return True
    return (one in {"zh", "ja"} or other in {"zh", "ja"}) and "ko" not in {one, other}
