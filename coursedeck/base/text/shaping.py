"""Complex scripts as they are drawn: HarfBuzz shapes them, and the bidirectional algorithm (UAX #9) orders them.

Cairo's own text API, which cairosvg uses, does neither, and character widths do not add up to a word's in scripts whose
letters join, stack or change places.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from msgspec import Struct

from coursedeck.base.text.faces import Face

_SHAPED = re.compile(
    "[\u0590-\u109f\u1780-\u18af\u1a20-\u1aaf\u1b00-\u1c4f\u200f\u202b\u202e\u2067\ua840-\ua87f\ua8e0-\ua8ff"
    "\ua9e0-\ua9ff\uaa60-\uaadf\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Scripts from right to left, and those of which Unicode says that they need more than a glyph a letter."""
_LEVEL = re.compile(r"\d+")
_SEPARATORS = frozenset({"B", "S"})
_UNSEEN = frozenset({"WS", "BN", "LRI", "RLI", "FSI", "PDI", "LRE", "RLE", "LRO", "RLO", "PDF"})
"""Classes of characters that take the direction of the paragraph at the end of a line (UAX #9, rule L1)."""


class VisualRun(Struct, frozen=True):
    """A stretch of text in one direction, its characters in logical order."""

    start: int
    """Where it begins in the text."""
    text: str
    right_to_left: bool


class ShapedRun(Struct, frozen=True):
    """A run of glyphs as an outline, in em from the start of its base line, y upwards."""

    path: str
    """SVG path data in font units."""
    units_per_em: int
    advance: float
    """In em."""


def needs_shaping(text: str) -> bool:
    """Whether a text is drawn otherwise than letter by letter from left to right.

    >>> needs_shaping("커널 a"), needs_shaping("VM: طبقة"), needs_shaping("ที่")
    (False, True, True)
    """
    return _SHAPED.search(text) is not None


def visual_runs(text: str, *, right_to_left: bool, borders: Sequence[int] = ()) -> tuple[VisualRun, ...]:
    """The runs of a line from left to right; none crosses one of the `borders`, such as a change of font."""
    return tuple(_grouped(text, embedding_levels(text, right_to_left=right_to_left), frozenset(borders)))


def embedding_levels(text: str, *, right_to_left: bool) -> tuple[int, ...]:
    """The level of each character of a line, odd where it runs from right to left (UAX #9, up to rule L1)."""
    from bidi import get_display  # noqa: PLC0415 - texts of other scripts do without

    base = int(right_to_left)
    told = get_display(text, base_dir="R" if right_to_left else "L", debug=True)
    of_bytes = [int(level) for level in _LEVEL.findall(told[told.rindex("levels: [") : told.rindex("paragraphs: [")])]
    levels: list[int] = []
    at = 0
    for character in text:
        levels.append(of_bytes[at])
        at += len(character.encode())
    at_end = True
    for place in range(len(text) - 1, -1, -1):
        kind = unicodedata.bidirectional(text[place])
        at_end = kind in _SEPARATORS or (at_end and kind in _UNSEEN)
        levels[place] = base if at_end else levels[place]
    return tuple(levels)


def visual_order(levels: Sequence[int]) -> list[int]:
    """The places of a line's characters from left to right (UAX #9, rule L2).

    >>> visual_order([0, 0, 1, 1, 2, 2, 1])
    [0, 1, 6, 4, 5, 3, 2]
    """
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        for reversed_, group in groupby(order, key=lambda place: levels[place] >= level):
            places = list(group)
            order[start : start + len(places)] = places[::-1] if reversed_ else places
            start += len(places)
    return order


def _grouped(text: str, levels: Sequence[int], borders: frozenset[int]) -> Iterator[VisualRun]:
    """Neighbours on the line that are neighbours in the text, too, and have one level."""
    places: list[int] = []
    for place in visual_order(levels):
        level = levels[place]
        step = -1 if level % 2 else 1
        if places and (level != levels[places[-1]] or place != places[-1] + step or max(place, places[-1]) in borders):
            yield _run(text, places, levels[places[-1]])
            places = []
        places.append(place)
    if places:
        yield _run(text, places, levels[places[-1]])


def _run(text: str, places: Sequence[int], level: int) -> VisualRun:
    first, last = min(places), max(places)
    return VisualRun(first, text[first : last + 1], right_to_left=bool(level % 2))


@lru_cache(maxsize=4096)
def shaped(text: str, face: Face, *, right_to_left: bool = False) -> ShapedRun:
    """A run of one script in one face, shaped."""
    import uharfbuzz  # noqa: PLC0415 - texts of other scripts do without
    from fontTools.misc.transform import Offset  # noqa: PLC0415
    from fontTools.pens.svgPathPen import SVGPathPen  # noqa: PLC0415
    from fontTools.pens.transformPen import TransformPen  # noqa: PLC0415

    font = _font(face)
    buffer = _buffer(text, right_to_left=right_to_left)
    uharfbuzz.shape(font, buffer)
    pen = SVGPathPen(None, ntos=lambda number: f"{number:g}")
    x = 0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        font.draw_glyph_with_pen(info.codepoint, TransformPen(pen, Offset(x + position.x_offset, position.y_offset)))
        x += position.x_advance
    units = int(font.face.upem)
    return ShapedRun(pen.getCommands(), units, x / units)


@lru_cache(maxsize=16384)
def shaped_advance(text: str, face: Face) -> float:
    """Width of a run of one script in one face, in em."""
    import uharfbuzz  # noqa: PLC0415 - texts of other scripts do without

    font = _font(face)
    buffer = _buffer(text)
    uharfbuzz.shape(font, buffer)
    advance = sum(int(position.x_advance) for position in buffer.glyph_positions)
    return advance / int(font.face.upem)


def _buffer(text: str, *, right_to_left: bool | None = None) -> Any:
    import uharfbuzz  # noqa: PLC0415 - texts of other scripts do without

    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    if right_to_left is not None:
        buffer.direction = "rtl" if right_to_left else "ltr"
    return buffer


@lru_cache(maxsize=64)
def _font(face: Face) -> Any:
    """The face for HarfBuzz, in its own units."""
    import uharfbuzz  # noqa: PLC0415 - texts of other scripts do without

    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(face.file), face.index))
