"""Which runs of ``*``, ``_`` and ``~~`` may open or close emphasis, in Korean, Chinese and Japanese too.

CommonMark 0.31 §6.2 with the amendments of the markdown-cjk-friendly specification: a delimiter run beside
punctuation still counts as flanking where a CJK character stands on its other side, so that
``**마크다운(Markdown)**을`` is strong. Without CJK characters the rules are CommonMark's.
"""

from __future__ import annotations

import unicodedata

from msgspec import Struct

_WIDE_EMOJI = (
    (0x231A, 0x231B), (0x23E9, 0x23F3), (0x25FD, 0x25FE), (0x2614, 0x2615), (0x2648, 0x2653), (0x267F, 0x267F),
    (0x2693, 0x2693), (0x26A1, 0x2B55), (0x1F004, 0x1F1FF), (0x1F201, 0x1F201), (0x1F21A, 0x1F21A),
    (0x1F22F, 0x1F22F), (0x1F232, 0x1F236), (0x1F238, 0x1F23A), (0x1F250, 0x1F251), (0x1F300, 0x1FAFF),
)  # fmt: skip
"""Ranges in which every wide character has emoji presentation (UTS #51), so is not CJK."""

_FULL_WIDTH_QUOTES = frozenset("‘’“”")
"""With U+FE01 these are full-width forms (StandardizedVariants.txt)."""


def is_cjk(character: str) -> bool:
    """Whether the character is East Asian wide (UAX #11) or Hangul, and no emoji.

    >>> is_cjk("을"), is_cjk("。"), is_cjk("a"), is_cjk("📚")
    (True, True, False, False)
    """
    code = ord(character)
    if 0x1100 <= code <= 0x11FF:
        return True
    if unicodedata.east_asian_width(character) not in "WFH":
        return False
    return not any(first <= code <= last for first, last in _WIDE_EMOJI)


def _is_space(character: str) -> bool:
    return character in "\t\n\f\r" or unicodedata.category(character) == "Zs"


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _is_selector(character: str) -> bool:
    """Variation selectors of general use, save the one that asks for emoji."""
    return "\ufe00" <= character <= "\ufe0e"


def _is_ideographic_selector(character: str) -> bool:
    return "\U000e0100" <= character <= "\U000e01ef"


class Neighbour(Struct, frozen=True):
    """What stands beside a delimiter run."""

    space: bool
    punctuation: bool
    cjk: bool

    @property
    def foreign_punctuation(self) -> bool:
        """Punctuation that is not CJK."""
        return self.punctuation and not self.cjk


def _neighbour(base: str, selector: str = "") -> Neighbour:
    cjk = is_cjk(base) or (selector == "\ufe01" and base in _FULL_WIDTH_QUOTES)
    return Neighbour(_is_space(base), _is_punctuation(base), cjk)


def neighbour_before(text: str, start: int) -> Neighbour:
    """What stands before the run that starts at `start`; the edge of the text counts as a space."""
    last = text[start - 1] if start > 0 else " "
    if _is_ideographic_selector(last):
        return Neighbour(space=False, punctuation=False, cjk=True)
    if _is_selector(last) and start > 1:
        return _neighbour(text[start - 2], last)
    return _neighbour(last)


def neighbour_after(text: str, end: int, limit: int) -> Neighbour:
    """What stands after the run that ends at `end`; whatever lies from `limit` on counts as a space."""
    return _neighbour(text[end] if end < limit else " ")


def flanking(before: Neighbour, after: Neighbour, inside_words: bool) -> tuple[bool, bool]:
    """Whether a run between two neighbours can open, and can close; `inside_words` is False for ``_``."""
    left = not after.space and (not after.foreign_punctuation or before.space or before.punctuation or before.cjk)
    right = not before.space and (not before.foreign_punctuation or after.space or after.punctuation or after.cjk)
    can_open = left and (inside_words or not right or before.punctuation)
    can_close = right and (inside_words or not left or after.punctuation)
    return can_open, can_close
