"""Directions of a figure or subgraph: ``TB``, ``LR`` …"""

from __future__ import annotations

import re

from coursedeck.figures.mermaid.scanner import Scanner
from coursedeck.model.graph import Direction

_WORD = re.compile(r"[^\s;]+")
_DIRECTIONS = {
    "TB": Direction.TB,
    "TD": Direction.TB,
    "BT": Direction.BT,
    "LR": Direction.LR,
    "RL": Direction.RL,
    "BR": Direction.TB,
    "v": Direction.TB,
    "^": Direction.BT,
    ">": Direction.LR,
    "<": Direction.RL,
}


def read_direction(scanner: Scanner) -> Direction:
    """The direction at the cursor. Raises CourseError for any other word."""
    word = scanner.peek(_WORD)
    if not word or word.group() not in _DIRECTIONS:
        scanner.fail(f"found {scanner.found()}; expected a direction: TB, TD, BT, LR or RL")
    scanner.position = word.end()
    return _DIRECTIONS[word.group()]
