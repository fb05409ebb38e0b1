"""MathML → SVG, by ziamath with STIX Two Math: paths alone, so that every machine shows the same."""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache
from importlib import import_module
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from coursedeck.base.formulas.mathml import tree

_SIZE = 100.0
"""Units of the drawing to an em."""
_WIDE = {"^": "\u0302", "~": "\u0303"}
"""Accents over several letters by those that the font draws wide."""
_MARGIN = 0.08
"""Around the ink, in em: accents and slanted letters reach out of their boxes."""
_LONGEST = 1000 * _SIZE


@lru_cache(maxsize=512)
def formula_size(source: str) -> tuple[float, float] | None:
    """Width and height in em of a displayed formula, as it is drawn; None where ziamath cannot draw it.

    It answers parts without ink with sizes below zero, or endless ones.
    """
    try:
        width, height = _drawn(source, "black").getsize()
    except Exception:
        return None
    if not (0 < width < _LONGEST and 0 < height < _LONGEST):
        return None
    return width / _SIZE + 2 * _MARGIN, height / _SIZE + 2 * _MARGIN


@lru_cache(maxsize=512)
def formula_svg(source: str, color: str) -> str:
    """The drawing of a ``math`` element that has a `formula_size`, in one colour (``#rrggbb``), of its aspect."""
    drawn = _drawn(source, color)
    width, height = drawn.getsize()
    group = Element("svg")
    drawn.drawon(group, 0.0, 0.0)
    margin = _MARGIN * _SIZE
    left, top = -margin, -(height + drawn.getyofst()) - margin
    box = f"{left:.2f} {top:.2f} {width + 2 * margin:.2f} {height + 2 * margin:.2f}"
    group.attrib = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": box}
    return tostring(group, encoding="unicode")


def _drawn(source: str, color: str) -> Any:
    # reads a font of mathematics when it is loaded, which decks without formulas need not wait for
    ziamath: Any = import_module("ziamath")
    ziamath.config.svg2 = False  # paths where they stand, no symbols that are used elsewhere
    ziamath.config.precision = 2
    root = deepcopy(tree(source))
    root.attrib |= {"display": "block", "mathcolor": color}
    for table in root.iter("mtable"):
        aligned = table.get("displaystyle") == "true"
        table.attrib |= {"rowspacing": "0.5em"} if aligned else {"columnspacing": "0.7em"}
    for cell in root.iter("mtd"):
        if not len(cell):
            SubElement(cell, "mspace", width="0.1em", height="0.7em")  # an empty row has no height in ziamath
    for accent in root.iter("mover"):
        if len(accent[0]) and accent[1].text in _WIDE:
            accent[1].text = _WIDE[accent[1].text]
    return ziamath.Math(root, size=_SIZE)
