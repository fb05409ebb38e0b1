"""Which script a character belongs to, as office programs sort them when they choose a font."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from itertools import groupby


class Script(StrEnum):
    """The slots of a DrawingML theme font (ECMA-376 part 1, 21.1.2.3), and emoji, which no theme font has."""

    LATIN = "latin"
    EAST_ASIAN = "ea"
    COMPLEX = "cs"
    EMOJI = "emoji"


_EAST_ASIAN = (
    (0x1100, 0x11FF), (0x2E80, 0x303F), (0x3040, 0x30FF), (0x3100, 0x312F), (0x3130, 0x318F), (0x3190, 0x4DBF),
    (0x4E00, 0x9FFF), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF),
    (0x20000, 0x3134F),
)  # fmt: skip
_COMPLEX = (
    (0x0590, 0x08FF), (0x0900, 0x0DFF), (0x0E00, 0x0FFF), (0x1000, 0x109F), (0x1780, 0x18AF), (0x1A20, 0x1AAF),
    (0x1B00, 0x1C4F), (0xA840, 0xA87F), (0xA8E0, 0xA8FF), (0xA9E0, 0xA9FF), (0xAA60, 0xAADF), (0xFB1D, 0xFDFF),
    (0xFE70, 0xFEFC),
)  # fmt: skip
_EMOJI = ((0x1F000, 0x1FAFF), (0x2600, 0x26FF), (0x2700, 0x27BF), (0x2B00, 0x2BFF), (0x231A, 0x231B), (0x23E9, 0x23FA))


@lru_cache(maxsize=4096)
def script_of(character: str) -> Script:
    """The script slot of one character.

    >>> [script_of(c).value for c in "A가א🐳"]
    ['latin', 'ea', 'cs', 'emoji']
    """
    code = ord(character)
    if code < 0x0590:
        return Script.LATIN
    for script, ranges in ((Script.EAST_ASIAN, _EAST_ASIAN), (Script.COMPLEX, _COMPLEX), (Script.EMOJI, _EMOJI)):
        if any(first <= code <= last for first, last in ranges):
            return script
    return Script.LATIN


def script_runs(text: str) -> Iterator[tuple[Script, str]]:
    """`text` cut where the script changes; blanks, joiners and punctuation stay with what stands before them.

    >>> [(s.value, t) for s, t in script_runs("OS 커널")]
    [('latin', 'OS '), ('ea', '커널')]
    """
    current = Script.LATIN
    marked: list[tuple[Script, str]] = []
    for character in text:
        if not (character.isspace() or character in "\u200d\ufe0e\ufe0f"):
            current = script_of(character)
        marked.append((current, character))
    for script, group in groupby(marked, key=lambda pair: pair[0]):
        yield script, "".join(character for _, character in group)


_LANGUAGE_RANGES = (
    ("ko", ((0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7FF))),
    ("ja", ((0x3040, 0x30FF), (0x31F0, 0x31FF))),
    ("zh", ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3134F))),
    ("he", ((0x0590, 0x05FF), (0xFB1D, 0xFB4F))),
    ("ar", ((0x0600, 0x06FF), (0x0750, 0x077F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC))),
    ("ru", ((0x0400, 0x052F),)),
    ("el", ((0x0370, 0x03FF),)),
    ("hi", ((0x0900, 0x097F),)),
    ("th", ((0x0E00, 0x0E7F),)),
)


@lru_cache(maxsize=4096)
def language_of(character: str) -> str | None:
    """The language that a character's script speaks for, or None for Latin, digits and signs."""
    code = ord(character)
    for language, ranges in _LANGUAGE_RANGES:
        if any(first <= code <= last for first, last in ranges):
            return language
    return None


RIGHT_TO_LEFT = frozenset({"ar", "he"})
"""The languages that `language_of` names for letters that are written from the right."""


def has_right_to_left(text: str) -> bool:
    """Whether it contains a letter of the Arabic or Hebrew script."""
    return any(language_of(character) in RIGHT_TO_LEFT for character in text)
