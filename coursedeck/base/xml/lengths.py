"""Presentations in another size: every length of their markup multiplied (ECMA-376 part 1, 20.1, 21.1).

Slides are planned for a shorter side of 540 points, as PowerPoint makes them. A template of another size is read as if
it had that size, and what is written for it is brought back to its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from coursedeck.base.xml import parse

COMMON_SIDE = 540 * 12700
"""The shorter side of the slides that everything is measured for, in EMU."""
_SAME = 0.02
"""Sizes that differ by no more are taken for the same."""

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_EMU: Mapping[str, tuple[str, ...]] = {
    "off": ("x", "y"), "ext": ("cx", "cy"), "chOff": ("x", "y"), "chExt": ("cx", "cy"), "sldSz": ("cx", "cy"),
    "ln": ("w",), "lnL": ("w",), "lnR": ("w",), "lnT": ("w",), "lnB": ("w",), "gridCol": ("w",), "tr": ("h",),
    "tcPr": ("marL", "marR", "marT", "marB"), "bodyPr": ("lIns", "tIns", "rIns", "bIns", "spcCol"), "tab": ("pos",),
    "outerShdw": ("blurRad", "dist"), "innerShdw": ("blurRad", "dist"), "reflection": ("blurRad", "dist"),
    "glow": ("rad",), "softEdge": ("rad",), "blur": ("rad",),
}  # fmt: skip
"""Attributes in EMU by the local names of their elements."""
_PARAGRAPH = ("marL", "marR", "indent", "defTabSz")
_LEVEL = re.compile(r"(lvl\dpPr|defPPr|pPr)")
_RUN = frozenset({"rPr", "defRPr", "endParaRPr"})
_HUNDREDTHS: Mapping[str, tuple[str, ...]] = {"spcPts": ("val",), "buSzPts": ("val",)}
_MOST_SIZE = 400_000
"""``ST_TextFontSize`` ends at 4000 pt."""
_LONGEST = 51_206_400
"""Most of ``marL`` and its like (``ST_TextMargin``), which is no limit of slides either."""


def slide_proportion(presentation: etree._Element) -> float:
    """How many times as large as common slides those of a presentation part are, 1 for common ones."""
    found = presentation.find(f"{_P}sldSz")
    width, height = (9_144_000, 6_858_000) if found is None else (int(found.get("cx", "0")), int(found.get("cy", "0")))
    side = min(width, height)
    proportion = side / COMMON_SIDE if side > 0 else 1.0
    return 1.0 if abs(proportion - 1) <= _SAME else proportion


def multiply_lengths(root: etree._Element, factor: float) -> None:
    """Multiply every length and type size below `root` in place."""
    for node in root.iter(etree.Element):
        name = str(node.tag).rpartition("}")[2]
        names: tuple[str, ...] = _EMU.get(name, ())
        if _LEVEL.fullmatch(name):
            names = _PARAGRAPH
        elif name in _RUN:
            _multiply(node, ("sz",), factor, least=100, most=_MOST_SIZE)
            _multiply(node, ("spc",), factor)
        elif name == "path" and node.get("w") in {None, "0"}:
            _multiply_points(node, factor)
        elif name in _HUNDREDTHS:
            names = _HUNDREDTHS[name]
        _multiply(node, names, factor)


def _multiply(
    node: etree._Element, names: tuple[str, ...], factor: float, *, least: int = -_LONGEST, most: int = _LONGEST
) -> None:
    for name in names:
        value = node.get(name)
        if value is not None and value.lstrip("-").isdecimal():
            node.set(name, str(min(max(round(int(value) * factor), least), most)))


def _multiply_points(path: etree._Element, factor: float) -> None:
    """Points of a path without a coordinate space of its own, which are EMU of its shape (20.1.9.15)."""
    for node in path.iter(f"{_A}pt", f"{_A}arcTo"):
        _multiply(node, ("x", "y", "wR", "hR"), factor)


def multiplied(part: bytes, factor: float) -> bytes:
    """The bytes of a part with its lengths multiplied."""
    root = parse(part)
    multiply_lengths(root, factor)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
