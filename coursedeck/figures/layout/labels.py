"""Measure labels, broken into balanced lines, in points before scaling."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from msgspec import Struct

from coursedeck.base.look.label_words import label_spans
from coursedeck.base.text import BrokenLine, Piece, Ruler, break_text
from coursedeck.base.text.break_places import words_of
from coursedeck.model.graph import Label
from coursedeck.model.text import Span
from coursedeck.model.units import Points
from coursedeck.model.values import replace

LINE_PITCH = 1.25
"""Line height, in em."""
_WORD_EMS = 22.0
"""Words up to this width are never broken."""
_ROW_EMS = 16.0
"""Lines up to this width are not broken again where the author has set line breaks."""
_ASPECT = 3.2
"""Long labels are broken to about this ratio of width to height."""


class MeasuredLabel(Struct, frozen=True):
    """A label broken into lines, with its size."""

    lines: tuple[BrokenLine[Span], ...]
    width: Points
    height: Points
    size: Points
    bold: bool = False
    italic: bool = False


class Measurer:
    """Breaks and measures labels, with a cache, since a search measures the same labels for every variant."""

    def __init__(self, ruler: Ruler) -> None:
        self._ruler = ruler
        self._known: dict[tuple[Label, float, float, bool, bool, bool], MeasuredLabel | None] = {}

    def words(
        self, label: Label, size: Points, ems: float, *, bold: bool = False, italic: bool = False, fixed: bool = False
    ) -> MeasuredLabel | None:
        """`label` in balanced lines of about `ems` em, with `fixed` of no more; None if it is empty."""
        key = (label, size, ems, bold, italic, fixed)
        if key not in self._known:
            self._known[key] = self._broken(label, size, ems, bold, italic, fixed) if label else None
        return self._known[key]

    def _broken(self, label: Label, size: Points, ems: float, bold: bool, italic: bool, fixed: bool) -> MeasuredLabel:
        def width_of(text: str, span: Span) -> Points:
            return self._ruler.width(text, size, bold=bold or span.strong, mono=span.code)

        pieces = [Piece(span.text, replace(span, text="")) for span in label_spans(label)]
        rows = _row_widths(pieces, width_of)
        total = sum(rows)
        words = (width_of(word, piece.style) for piece in pieces for word in words_of(piece.text))
        longest = min(max(words, default=0.0), _WORD_EMS * size)
        grows = total > 4 * ems * size and not fixed
        wanted = max(ems * size, math.sqrt(total * size * LINE_PITCH * _ASPECT) if grows else 0.0, longest)
        if len(rows) > 1 and max(rows) <= _ROW_EMS * size and not fixed:
            wanted = longest = max(wanted, *rows)
        lines = _balanced(pieces, wanted, longest, width_of)
        width = max((line.width for line in lines), default=0.0)
        return MeasuredLabel(lines, width, len(lines) * size * LINE_PITCH, size, bold, italic)


def _row_widths(pieces: Sequence[Piece[Span]], width_of: Callable[[str, Span], Points]) -> list[Points]:
    """The width of each line between the author's line breaks."""
    rows = [0.0]
    for piece in pieces:
        for index, text in enumerate(piece.text.split("\n")):
            if index:
                rows.append(0.0)
            rows[-1] += width_of(text, piece.style)
    return rows


def _lines(
    pieces: Sequence[Piece[Span]], width: Points, width_of: object, *, phrases: bool
) -> tuple[BrokenLine[Span], ...]:
    return break_text(pieces, width, width_of, phrases=phrases)  # type: ignore[arg-type]


def _balanced(
    pieces: Sequence[Piece[Span]], wanted: Points, least: Points, width_of: object
) -> tuple[BrokenLine[Span], ...]:
    """As few lines as the width `wanted` allows, and then the narrowest width that needs no more lines."""
    phrases = not any(line.forced for line in _lines(pieces, wanted, width_of, phrases=True))
    lines = _lines(pieces, wanted, width_of, phrases=phrases)
    if len(lines) < 2:
        return lines
    low, high = least, wanted
    for _ in range(5):
        middle = (low + high) / 2
        tried = _lines(pieces, middle, width_of, phrases=phrases)
        if len(tried) > len(lines):
            low = middle
        else:
            lines, high = tried, middle
    return lines
