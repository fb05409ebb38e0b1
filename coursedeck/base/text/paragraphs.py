"""Heights and lines of paragraphs as the deck will show them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise

from msgspec import Struct

from coursedeck.base.text.break_places import words_of
from coursedeck.base.text.breaking import BrokenLine, Piece, break_text
from coursedeck.base.text.faces import Families
from coursedeck.base.text.ruler import Ruler
from coursedeck.base.text.scripts import Script, script_of
from coursedeck.model.slide import TextParagraph, TextRun
from coursedeck.model.units import Points

_SAFETY = 0.985
"""Share of the width that is used: office programs differ by about a percent in advance widths."""


_SCRIPT_GAP = 0.25
"""Share of an em that LibreOffice puts between East Asian and other letters, besides a blank too; PowerPoint less."""

_CACHE_SIZE = 3_000
"""Measured paragraphs that are cached: each is needed several times, to be split, fitted and placed."""

_SUBSCRIPT = 0.18
"""Depth in em by which a subscript reaches below the other letters."""

_ASCENT, _DESCENT = 0.95, 0.25
"""What a line of text has above and below its baseline, in em."""

_TOKENS = re.compile(r"\s+|\S+")
_SpacedRun = tuple[TextRun, bool]
"""A run, and whether the text before it ends in another script."""


@lru_cache(maxsize=4096)
def _is_east_asian(character: str) -> bool:
    return script_of(character) is Script.EAST_ASIAN


@lru_cache(maxsize=4096)
def _script_gaps(text: str) -> float:
    """What the changes of script inside a word add to its width, in em."""
    asian = [_is_east_asian(character) for character in text if not character.isspace()]
    return _SCRIPT_GAP * sum(first is not other for first, other in pairwise(asian))


def _pieces(runs: Sequence[TextRun]) -> Iterator[Piece[_SpacedRun]]:
    """Words and blanks, each word knowing whether the one before ends in another script."""
    before: bool | None = None
    for run in runs:
        for token in _TOKENS.findall(run.text):
            if token.isspace():
                before = None if "\n" in token else before
                yield Piece(token, (run, False))
                continue
            yield Piece(token, (run, before is not None and before is not _is_east_asian(token[0])))
            before = _is_east_asian(token[-1])


def _link_over_lines(pieces: Sequence[Piece[_SpacedRun]], lines: Sequence[BrokenLine[_SpacedRun]]) -> int | None:
    """The first piece of a link that goes on in the next line, and before which LibreOffice breaks the line.

    It begins a link that the line does not hold on a line of its own, where PowerPoint breaks it like other words.
    """
    if not any(piece.style[0].link for piece in pieces):
        return None
    ends, seen = {0}, 0
    for line in lines[:-1]:
        seen += len("".join(line.plain.split()))
        ends.add(seen)
    start, seen, line_start = 0, 0, 0
    for at, piece in enumerate(pieces):
        begins = not at or pieces[at - 1].style[0] is not piece.style[0]
        start = at if begins else start
        line_start = seen if begins else line_start
        wraps = seen in ends and not begins and not piece.text.isspace()
        if wraps and piece.style[0].link and line_start not in ends and pieces[start].text != "\n":
            return start
        seen += len("".join(piece.text.split()))
    return None


def _lowered(line: BrokenLine[TextRun]) -> float:
    """What subscripts add to a line's height, in em."""
    return _SUBSCRIPT if any(piece.style.baseline < 0 for piece in line.pieces) else 0.0


def _raised(line: BrokenLine[TextRun]) -> float:
    """What formulas add to a line's height, in em, where they are drawn rather than said."""
    formulas = [piece.style.formula for piece in line.pieces if piece.style.formula is not None]
    above = max((formula.height for formula in formulas), default=0.0)
    below = max((formula.depth for formula in formulas), default=0.0)
    return max(0.0, above - _ASCENT) + max(0.0, below - _DESCENT)


def _as_runs(line: BrokenLine[_SpacedRun]) -> BrokenLine[TextRun]:
    """The line in pieces of one run each."""
    grouped = groupby(line.pieces, key=lambda piece: piece.style[0])
    pieces = tuple(Piece("".join(piece.text for piece in same), run) for run, same in grouped)
    return BrokenLine(pieces, line.width, line.forced)


class MeasuredParagraph(Struct, frozen=True):
    """A paragraph broken into lines; `height` has no space before in it, and holds the lines of every program."""

    lines: tuple[BrokenLine[TextRun], ...]
    height: Points


@lru_cache(maxsize=16)
def paragraph_measure(families: Families, tracking: Points, caps: bool, bold: bool) -> ParagraphMeasure:
    """What measures in these fonts (see `Ruler`): one for all decks of a process, since it keeps what it has measured.

    While a session is written, most of its paragraphs stay as they are from one placing to the next.
    """
    return ParagraphMeasure(Ruler(families, tracking=tracking, caps=caps, bold=bold))


class ParagraphMeasure:
    """Breaks and measures paragraphs with one ruler."""

    def __init__(self, ruler: Ruler) -> None:
        self.ruler = ruler
        self._known: dict[tuple[object, ...], MeasuredParagraph] = {}

    def lines(self, paragraph: TextParagraph, width: Points) -> MeasuredParagraph:
        """The paragraph in a box of `width` points inside its insets."""
        room = max(1.0, (width - paragraph.indent - paragraph.trailing) * _SAFETY)
        key = (paragraph.runs, paragraph.size, paragraph.line_spacing, room)
        found = self._known.get(key)
        if found is None:
            if len(self._known) == _CACHE_SIZE:
                self._known.clear()
            found = self._known[key] = self._measured(paragraph, room)
        return found

    def _measured(self, paragraph: TextParagraph, room: Points) -> MeasuredParagraph:
        size = paragraph.size

        def advance(text: str, style: _SpacedRun) -> Points:
            run, follows_other = style
            shrunk = size * 2 / 3 if run.baseline else size
            gaps = _script_gaps(text) + (_SCRIPT_GAP if follows_other else 0.0)
            return self.ruler.width(text, shrunk, bold=run.bold, mono=run.mono) + shrunk * gaps

        def height(lines: Iterable[BrokenLine[TextRun]]) -> Points:
            return sum(
                self.ruler.line_height(line.plain or "x", size) + size * max(_lowered(line), _raised(line))
                for line in lines
            )

        pieces = list(_pieces(paragraph.runs))
        broken = break_text(pieces, room, advance)
        lines = tuple(map(_as_runs, broken))
        highest = height(lines)
        while (at := _link_over_lines(pieces, broken)) is not None:
            pieces.insert(at, Piece("\n", pieces[at].style))
            broken = break_text(pieces, room, advance)
            highest = max(highest, height(map(_as_runs, broken)))
        return MeasuredParagraph(lines, highest * paragraph.line_spacing)

    def height(self, paragraphs: Sequence[TextParagraph], width: Points) -> Points:
        """Height of several paragraphs below one another; the first one's space before does not count."""
        return sum(
            self.lines(paragraph, width).height + (paragraph.space_before if index else 0.0)
            for index, paragraph in enumerate(paragraphs)
        )

    def natural_width(self, paragraph: TextParagraph) -> Points:
        """Width at which the paragraph needs no line break of its own."""
        widest = max((line.width for line in self.lines(paragraph, 1e6).lines), default=0.0)
        return widest / _SAFETY + paragraph.indent + paragraph.trailing

    def longest_word(self, paragraph: TextParagraph) -> Points:
        """Width of the widest word."""
        return (
            max(
                (
                    self.ruler.width(word, paragraph.size, bold=run.bold, mono=run.mono)
                    for run in paragraph.runs
                    for word in words_of(run.text)
                ),
                default=0.0,
            )
            / _SAFETY
            + paragraph.indent
            + paragraph.trailing
        )
