"""Widths of texts in columns of a terminal, where an ideograph takes two (Unicode Standard Annex 11)."""

from __future__ import annotations

from unicodedata import east_asian_width


def columns(text: str) -> int:
    """How many columns a text takes.

    >>> columns("vm"), columns("서버")
    (2, 4)
    """
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
