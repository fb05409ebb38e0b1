"""Scripts whose words stand without spaces between them (Unicode line breaking class SA, UAX #14).

Office programs break their lines by a dictionary of words. Without one, lines may break where a syllable can begin:
those are more places than words have, so sizes are an estimate, and no word is ever too wide for its line.
"""

from __future__ import annotations

import unicodedata

_RANGES = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x1950, 0x19FF),  # Tai Le, New Tai Lue, Khmer symbols
    (0x1A20, 0x1AAF),  # Tai Tham
    (0xA9E0, 0xA9FF),  # Myanmar
    (0xAA60, 0xAADF),  # Myanmar, Tai Viet
)
_AFTER_CONSONANT = frozenset("\u0e2f\u0e30\u0e32\u0e33\u0e45\u0e46\u0eaf\u0eb0\u0eb2\u0eb3\u0ebd\u0ec6")
"""Thai and Lao vowels and signs that follow what they belong to, though they are letters to Unicode."""

_BEFORE_CONSONANT = frozenset("\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4")
"""Thai and Lao vowels that are written before their consonant."""

_STACKERS = frozenset("\u1039\u17d2\u1a60")
"""Signs that put the next consonant under the one before."""


_BETWEEN_SYLLABLES = "\u0f0b"
"""Tibetan's tsheg, behind which lines break (class BA)."""


def is_unspaced(character: str) -> bool:
    """Whether a character is of a script without spaces between words.

    >>> is_unspaced("ก"), is_unspaced("က"), is_unspaced("a"), is_unspaced("가")
    (True, True, False, False)
    """
    code = ord(character)
    return any(first <= code <= last for first, last in _RANGES)


def may_begin_syllable(before: str, after: str) -> bool:
    """Whether a syllable can begin at `after`, both being characters of a script without spaces.

    >>> [may_begin_syllable(*pair) for pair in ("กข", "กิ", "เก", "กะ", "aก", "་ཡ")]
    [True, False, False, False, False, True]
    """
    if before == _BETWEEN_SYLLABLES:
        return after != _BETWEEN_SYLLABLES and not unicodedata.category(after).startswith("P")
    if not (is_unspaced(before) and is_unspaced(after)):
        return False
    if before in _BEFORE_CONSONANT or before in _STACKERS or after in _AFTER_CONSONANT:
        return False
    return not unicodedata.category(after).startswith("M")
