"""Families whose letters all have one width, known by their names, since a deck's fonts need not be installed."""

from __future__ import annotations

import re

_NAMES = re.compile(r"mono(?!type)|consol|courier|menlo|typewriter|code|coding", re.IGNORECASE)


def is_monospaced(family: str) -> bool:
    """Whether a family is made for code.

    >>> names = ("Consolas", "Source Code Pro", "D2Coding", "Calibri", "Monotype Corsiva")
    >>> [name for name in names if is_monospaced(name)]
    ['Consolas', 'Source Code Pro', 'D2Coding']
    """
    return _NAMES.search(family) is not None
