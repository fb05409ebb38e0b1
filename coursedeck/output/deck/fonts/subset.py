"""A subset of a font file: the letters that a deck shows, as TrueType outlines."""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

MAX_ERROR = 0.001
"""How far, in em, a quadratic curve may be from the cubic one that it stands for."""
DROPPED = ["BASE", "GDEF", "GPOS", "GSUB", "DSIG", "VORG", "vhea", "vmtx", "JSTF", "STAT", "meta"]
"""Tables that slides do not use: they are set horizontally, letter by letter."""
NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]
"""Copyright and licence stay with the font."""
_TRUETYPE = "\x00\x01\x00\x00"
_UNNAMED_GLYPHS = 3.0


@lru_cache(maxsize=8)
def subset(file: str, index: int, characters: frozenset[str]) -> bytes:
    """A TrueType font with these characters of a face; the same on every machine that has the file."""
    options = Options()
    options.drop_tables += DROPPED
    options.layout_features = []
    options.name_IDs = NAMES
    options.notdef_outline = True
    options.recalc_timestamp = False
    with TTFont(file, fontNumber=index, lazy=True, recalcTimestamp=False) as font:
        cutter = Subsetter(options)
        cutter.populate(unicodes=_codes(characters))
        cutter.subset(font)
        if "CFF " in font:
            _to_truetype(font)
        written = io.BytesIO()
        font.save(written)
    return written.getvalue()


def _codes(characters: Iterable[str]) -> list[int]:
    return sorted(ord(character) for character in characters)


def _to_truetype(font: Any) -> None:
    """Replace cubic outlines (CFF) by quadratic ones, which every version of PowerPoint draws."""
    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    drawn = {}
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, MAX_ERROR * font["head"].unitsPerEm, reverse_direction=True))
        drawn[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = table = newTable("glyf")
    table.glyphOrder, table.glyphs = order, drawn
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for name in (
        "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
        "maxSizeOfInstructions", "maxComponentElements", "maxPoints", "maxContours", "maxCompositePoints",
        "maxCompositeContours", "maxComponentDepth",
    ):  # fmt: skip
        setattr(maxp, name, 0)
    maxp.maxZones = 1
    post = font["post"]
    post.formatType = _UNNAMED_GLYPHS
    del font["CFF "]
    font.sfntVersion = _TRUETYPE
