"""Text styles of nine levels with inheritance resolved (ECMA-376 part 1, 21.1.2.2.7, 19.3.1.52)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from lxml import etree

from coursedeck.model.drawing import Align
from coursedeck.model.template import LevelStyle
from coursedeck.model.units import EMU_PER_POINT
from coursedeck.output.template.color import resolved, role
from coursedeck.output.template.package import A

LEVELS = 9
NORMAL_SIZE = 18.0
LINE_HEIGHT = 1.2
"""Height of a line as a multiple of the text size, to convert line spacing in points."""
LEAST_SPACING = 0.8
"""Closer lines touch one another where they have both ascenders and descenders."""
ALIGNS = {"ctr": Align.CENTER, "r": Align.RIGHT}
SYMBOL_FONTS = ("wingdings", "symbol", "webdings")
SYMBOL_CODES = 0xF000
"""Start of the private use area codes that symbol fonts are encoded with."""
SYMBOLS = {"-": "–", "§": "▪", "Ø": "➢", "ü": "✓", "q": "❑", "v": "❖", "l": "●", "n": "■", "u": "◆", "à": "→"}


def levels(styles: Sequence[etree._Element | None], colors: Mapping[str, str]) -> tuple[LevelStyle, ...]:
    """Nine levels from lists of level properties (``lstStyle``, ``bodyStyle`` …), those that take precedence first."""
    by_tag = [{child.tag: child for child in style} for style in styles if style is not None]
    chains = ([_of_level(style, n) for style in by_tag] for n in range(1, LEVELS + 1))
    hues = tuple(colors.items())
    return tuple(_level(tuple(one for one in chain if one is not None), hues) for chain in chains)


def _of_level(style: Mapping[str, etree._Element], number: int) -> etree._Element | None:
    found = style.get(f"{A}lvl{number}pPr")
    return style.get(f"{A}defPPr") if found is None else found


# a placeholder has a style of its own for the first level at most: the others share what they inherit
@lru_cache(maxsize=256)
def _level(chain: tuple[etree._Element, ...], hues: tuple[tuple[str, str], ...]) -> LevelStyle:
    colors = dict(hues)
    runs = [run for run in (one.find(f"{A}defRPr") for one in chain) if run is not None]
    size = float(_first(runs, "sz") or NORMAL_SIZE * 100) / 100
    fills = [fill for fill in (run.find(f"{A}solidFill") for run in runs) if fill is not None]
    face = next(filter(None, map(_face, runs)), "")
    return LevelStyle(
        size=size,
        bullet=_bullet(chain),
        indent=_points(_first(chain, "marL")),
        hanging=0.0 - _points(_first(chain, "indent")),
        space_before=_space(_child(chain, "spcBef"), size),
        line_spacing=_line_spacing(_child(chain, "lnSpc"), size),
        bold=_first(runs, "b") in {"1", "true", "on"},
        align=ALIGNS.get(_first(chain, "algn") or "", Align.LEFT),
        color=(role(fills[0], colors) if fills else None) or "tx1",
        tone=(resolved(fills[0], colors) if fills else None) or colors["tx1"],
        caps=_first(runs, "cap") == "all",
        bullet_tone=resolved(_child(chain, "buClr"), colors),
        bullet_color=role(_child(chain, "buClr"), colors),
        heading=face.startswith("+mj"),
        face="" if face.startswith("+") else face,
        tracking=float(_first(runs, "spc") or 0) / 100,
    )


def _first(elements: Iterable[etree._Element], name: str) -> str | None:
    return next((value for value in (one.get(name) for one in elements) if value is not None), None)


def _child(chain: Iterable[etree._Element], name: str) -> etree._Element | None:
    return next((found for found in (one.find(f"{A}{name}") for one in chain) if found is not None), None)


def _points(value: str | None) -> float:
    return int(value) / EMU_PER_POINT if value else 0.0


def _face(run: etree._Element) -> str:
    latin = run.find(f"{A}latin")
    return "" if latin is None else latin.get("typeface", "")


def percent(value: str) -> float:
    """A percentage in either spelling: ``90000`` or ``90%``.

    >>> percent("90000"), percent("90%")
    (0.9, 0.9)
    """
    return float(value[:-1]) / 100 if value.endswith("%") else float(value) / 100000


def _space(spacing: etree._Element | None, size: float) -> float:
    if spacing is None or not len(spacing):
        return 0.0
    value = spacing[0].get("val", "0")
    return float(value) / 100 if spacing[0].tag == f"{A}spcPts" else percent(value) * size


def _line_spacing(spacing: etree._Element | None, size: float) -> float:
    if spacing is None or not len(spacing):
        return 1.0
    value = spacing[0].get("val", "100000")
    found = float(value) / 100 / (size * LINE_HEIGHT) if spacing[0].tag == f"{A}spcPts" else percent(value)
    return max(found, LEAST_SPACING)


def _bullet(chain: Iterable[etree._Element]) -> str | None:
    """The first bullet in the chain; picture bullets and numbering become a dot."""
    font = ""
    for one in chain:
        face = one.find(f"{A}buFont")
        font = font or ("" if face is None else face.get("typeface", ""))
        if one.find(f"{A}buNone") is not None:
            return None
        char = one.find(f"{A}buChar")
        if char is not None:
            return _visible_bullet(char.get("char", "•"), font)
        if one.find(f"{A}buAutoNum") is not None or one.find(f"{A}buBlip") is not None:
            return "•"
    return None


def _visible_bullet(char: str, font: str) -> str:
    if not font.lower().startswith(SYMBOL_FONTS):
        return char
    code = ord(char[:1] or "·")
    return SYMBOLS.get(chr(code - SYMBOL_CODES) if code >= SYMBOL_CODES else char, "•")
