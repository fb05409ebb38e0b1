"""Complex scripts as they are drawn: HarfBuzz shapes them, and the bidirectional algorithm (UAX #9) orders them.

Cairo's own text API, which cairosvg uses, does neither, and character widths do not add up to a word's in scripts whose
letters join, stack or change places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct

from coursedeck.base.text.faces import Face

_SHAPED = re.compile(
    "[\u0590-\u109f\u1780-\u18af\u1a20-\u1aaf\u1b00-\u1c4f\u200f\u202b\u202e\u2067\ua840-\ua87f\ua8e0-\ua8ff"
    "\ua9e0-\ua9ff\uaa60-\uaadf\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Scripts from right to left, and those of which Unicode says that they need more than a glyph a letter."""


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
    """The runs of a paragraph from left to right; none crosses one of the `borders`, such as a change of font."""
    from bidi import algorithm  # noqa: PLC0415 - texts of other scripts do without

    storage = algorithm.get_empty_storage()
    storage["base_level"] = int(right_to_left)
    storage["base_dir"] = "R" if right_to_left else "L"
    algorithm.get_embedding_levels(text, storage)
    for place, character in enumerate(storage["chars"]):
        character["place"] = place
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    algorithm.reorder_resolved_levels(storage, False)
    return tuple(_grouped(text, storage["chars"], frozenset(borders)))


def _grouped(text: str, characters: Sequence[dict[str, Any]], borders: frozenset[int]) -> Iterator[VisualRun]:
    """Neighbours on the line that are neighbours in the text, too, and have one level."""
    places: list[int] = []
    level = 0
    for character in characters:
        place, own = int(character["place"]), int(character["level"])
        step = -1 if own % 2 else 1
        if places and (own != level or place != places[-1] + step or max(place, places[-1]) in borders):
            yield _run(text, places, level)
            places = []
        places.append(place)
        level = own
    if places:
        yield _run(text, places, level)


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
