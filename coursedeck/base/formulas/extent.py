"""How high a formula stands in its line, in em: an estimate by the rules of TeX, near enough to leave room."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from xml.etree.ElementTree import Element

from coursedeck.base.formulas.mathml import tree

AXIS = 0.25
"""Height of a fraction's line above the baseline."""
_TOKEN = (0.75, 0.22)
_SMALL = 0.7
_GAP = 0.1
_ROW_GAP = 0.25

Extent = tuple[float, float]
"""Above and below the baseline."""


@lru_cache(maxsize=2048)
def extent(source: str) -> Extent:
    """Height and depth in em of a ``math`` element in a line of text.

    >>> extent("<math><mi>x</mi></math>")
    (0.75, 0.22)
    """
    return _row(tree(source))


def _row(nodes: Iterable[Element]) -> Extent:
    found = [_extent(node) for node in nodes] or [_TOKEN]
    return max(above for above, _ in found), max(below for _, below in found)


def _extent(node: Element) -> Extent:
    match node.tag:
        case "mfrac":
            (up, down), (top, bottom) = (_extent(part) for part in node)
            return AXIS + _GAP + _SMALL * (up + down), _SMALL * (top + bottom) + _GAP - AXIS
        case "msqrt" | "menclose":
            above, below = _row(node)
            return above + _GAP, below
        case "mroot":
            above, below = _extent(node[0])
            return above + _GAP, below
        case "mtable":
            height = sum(above + below + _ROW_GAP for above, below in (_row(row) for row in node))
            return height / 2 + AXIS, height / 2 - AXIS
        case "mrow" | "mstyle" | "mphantom" | "mtr" | "mtd":
            return _row(node)
        case "msub" | "msup" | "msubsup":
            return _scripted(node)
        case "munder" | "mover" | "munderover":
            return _stacked(node)
        case _:
            return _TOKEN


def _scripted(node: Element) -> Extent:
    above, below = _extent(node[0])
    if node.tag != "msub":
        up, down = _extent(node[-1])
        above = max(above, above - 0.4 + _SMALL * (up + down))
    if node.tag != "msup":
        up, down = _extent(node[1])
        below = max(below, below - 0.15 + _SMALL * (up + down) / 2)
    return above, below


def _stacked(node: Element) -> Extent:
    above, below = _extent(node[0])
    mark = 0.2 if node.get("accent") or node.get("accentunder") else None
    if node.tag != "munder":
        above += mark if mark is not None else _GAP + _SMALL * sum(_extent(node[-1])) * 0.8
    if node.tag != "mover":
        below += mark if mark is not None else _GAP + _SMALL * sum(_extent(node[1])) * 0.8
    return above, below
