"""Reorder and shape right-to-left text for cairo's toy text API, which does neither; used for PNG only.

Input: text in logical order. Output: characters in visual order, Arabic letters in their presentation forms (Unicode
Standard Annex 9 with one level of embedding; presentation forms from the Unicode Character Database).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import groupby

_STRONG_RTL = {"R", "AL"}
_FORMS = ("<isolated>", "<final>", "<initial>", "<medial>")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def is_rtl(text: str) -> bool:
    """Whether any character runs from right to left."""
    return any(unicodedata.bidirectional(character) in _STRONG_RTL for character in text)


def visual(text: str) -> str:
    """`text`, a right-to-left paragraph, in visual order.

    >>> visual("\u05d0\u05d1 12")
    '12 \u05d1\u05d0'
    """
    runs = [
        (rtl, "".join(c for c, _ in group))
        for rtl, group in groupby(_directed(_joined(text)), key=lambda pair: pair[1])
    ]
    return "".join(run[::-1].translate(_MIRRORED) if rtl else run for rtl, run in reversed(runs))


def _directed(text: str) -> list[tuple[str, bool]]:
    """Each character with whether it runs from right to left; neutral characters follow their neighbours."""
    kinds = [unicodedata.bidirectional(character) for character in text]
    found: list[bool | None] = [
        True if kind in _STRONG_RTL | {"NSM"} else False if kind in {"L", "EN", "AN"} else None for kind in kinds
    ]
    for index, direction in enumerate(found):
        if direction is None:
            before = next((d for d in reversed(found[:index]) if d is not None), True)
            after = next((d for d in found[index + 1 :] if d is not None), True)
            found[index] = before or after
    return [(character, bool(direction)) for character, direction in zip(text, found, strict=True)]


@lru_cache(maxsize=1)
def _forms() -> dict[str, dict[str, str]]:
    """Letters, and ligatures of lam with alef, to their presentation forms."""
    found: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFDFC), *range(0xFE80, 0xFEFD)):
        form, _, letters = unicodedata.decomposition(chr(code)).partition(" ")
        if form in _FORMS and letters:
            word = "".join(chr(int(letter, 16)) for letter in letters.split())
            if len(word) == 1 or word[0] == "\u0644":
                found.setdefault(word, {}).setdefault(form, chr(code))
    return {word: forms for word, forms in found.items() if len(word) == 1 or word[1] in "\u0622\u0623\u0625\u0627"}


def _joined(text: str) -> str:
    """`text` with Arabic letters in the forms that their neighbours require."""
    units: list[str] = []
    index = 0
    while index < len(text):
        step = 2 if text[index : index + 2] in _forms() and len(text) > index + 1 else 1
        units.append(text[index : index + step])
        index += step
    return "".join(_shaped(units, index) for index in range(len(units)))


def _shaped(units: list[str], index: int) -> str:
    forms = _forms().get(units[index])
    if forms is None:
        return units[index]
    after_joining = _joins_onward(_neighbour(units, index, -1))
    before_joining = "<final>" in _forms().get(_neighbour(units, index, 1), {}) and "<initial>" in forms
    form = _FORMS[2 * before_joining + (after_joining and "<final>" in forms)]
    return forms.get(form, units[index])


def _joins_onward(unit: str) -> bool:
    return "<initial>" in _forms().get(unit, {})


def _neighbour(units: list[str], index: int, step: int) -> str:
    """The next letter in that direction, skipping combining marks."""
    index += step
    while 0 <= index < len(units) and unicodedata.bidirectional(units[index][0]) == "NSM":
        index += step
    return units[index] if 0 <= index < len(units) else ""
