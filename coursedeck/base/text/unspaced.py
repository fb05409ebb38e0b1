"""Scripts whose words stand without spaces between them (Unicode line breaking class SA, UAX #14)."""

from __future__ import annotations

import unicodedata

_WITH_DICTIONARY = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0xA9E0, 0xA9FF),  # Myanmar
    (0xAA60, 0xAA7F),  # Myanmar
)
_WITHOUT_DICTIONARY = (
    (0x1950, 0x19DF),  # Tai Le, New Tai Lue
    (0x1A20, 0x1AAF),  # Tai Tham
    (0xAA80, 0xAADF),  # Tai Viet
)
"""Lines of these may break where a syllable can begin, which is at more places than between words."""

_STACKER = "\u1a60"
"""Tai Tham's sign that puts the next consonant under the one before."""


def is_unspaced(character: str) -> bool:
    """Whether a character is of a script without spaces between words.

    >>> is_unspaced("ก"), is_unspaced("က"), is_unspaced("a"), is_unspaced("가")
    (True, True, False, False)
    """
    return _is_in(character, _WITH_DICTIONARY) or _is_in(character, _WITHOUT_DICTIONARY)


def begins_syllable(before: str, after: str) -> bool:
    """Whether a syllable can begin at `after`, both being characters of a script without spaces and dictionary.

    >>> begins_syllable("ᥐ", "ᥑ"), begins_syllable("ᨠ", "ᩣ"), begins_syllable("ก", "ข")
    (True, False, False)
    """
    if not (_is_in(before, _WITHOUT_DICTIONARY) and _is_in(after, _WITHOUT_DICTIONARY)):
        return False
    return before != _STACKER and not unicodedata.category(after).startswith("M")


def _is_in(character: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    code = ord(character)
    return any(first <= code <= last for first, last in ranges)
