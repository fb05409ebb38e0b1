"""Checks of a translation's wording that hold for every language."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from coursedeck.session.localize.markup_checks import Fault
from coursedeck.session.localize.number_words import spells_out

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ENDS = {".": ".。．｡।", "?": "?？؟", "!": "!！", ":": ":：", ";": ";；", "…": "…", ",": ",，、"}
_END_OF = {sign: kind for kind, signs in _ENDS.items() for sign in signs}
_CLOSING = " \t\n\"'”’»›」』)）]】*_~`"
_WITHOUT_STOPS = frozenset({"th", "lo", "km", "my"})
"""Languages whose sentences end without a mark."""
_SCRIPTS = {
    "ko": ("HANGUL",),
    "ja": ("HIRAGANA", "KATAKANA"),
    "zh": ("CJK",),
    "ru": ("CYRILLIC",),
    "uk": ("CYRILLIC",),
    "bg": ("CYRILLIC",),
    "sr": ("CYRILLIC",),
    "el": ("GREEK",),
    "ar": ("ARABIC",),
    "fa": ("ARABIC",),
    "he": ("HEBREW",),
    "hi": ("DEVANAGARI",),
    "th": ("THAI",),
}
_LATIN = ("LATIN",)
_MANY_WORDS = 3
"""An unchanged text with at least this many Latin words is hardly made of names alone."""


def wording_faults(source: str, target: str, source_locale: str, locale: str) -> Iterator[Fault]:
    """Doubts about a translation; both texts are the words alone, `source` and `target` in these locales."""
    yield from _number_faults(source, target, source_locale, locale)
    theirs, ours = scripts_of(source_locale), scripts_of(locale)
    if theirs not in (ours, _LATIN):
        left = [word for word in re.findall(r"\w+", target) if _has_script(word, theirs)]
        if left and source.strip() != target.strip():
            yield "source-script", f"words of the source are left: {' '.join(left[:5])}"
    if source.strip() == target.strip() and _is_telling(source, theirs):
        yield "identical", "the translation is the source itself"
    if locale.split("-", maxsplit=1)[0] not in _WITHOUT_STOPS and end_of(source) != end_of(target):
        wanted = f'"{end_of(source)}"' if end_of(source) else "no mark"
        yield "punctuation", f"the source ends with {wanted}, the translation with {_shown(end_of(target))}"


def space_faults(source: str, target: str) -> Iterator[Fault]:
    """White space at the edges, or doubled, where the source has none."""
    if target != target.strip() and source == source.strip():
        yield "whitespace", "white space at the start or end of the translation: take it out"
    if re.search(r"\S {2,}\S", target) and not re.search(r"\S {2,}\S", source):
        yield "whitespace", "two blanks in a row"


def scripts_of(locale: str) -> tuple[str, ...]:
    """The scripts that are a language's own, as Unicode names its letters."""
    return _SCRIPTS.get(locale.split("-", maxsplit=1)[0], _LATIN)


def end_of(text: str) -> str:
    """The kind of mark that a text ends with, quotes and brackets aside; empty for none.

    >>> end_of("왜 그렇습니까?”"), end_of("終わり。"), end_of("no end")
    ('?', '.', '')
    """
    rest = text.rstrip(_CLOSING)
    return _END_OF.get(rest[-1:], "")


def _number_faults(source: str, target: str, source_locale: str, locale: str) -> Iterator[Fault]:
    """Numbers that only one of the two has, neither in digits nor in words."""
    before, after = _numbers(source), _numbers(target)
    missing = sorted(number for number in (before - after).elements() if not spells_out(target, number, locale))
    added = sorted(number for number in (after - before).elements() if not spells_out(source, number, source_locale))
    if missing or added:
        parts = [f"{', '.join(missing)} missing" if missing else "", f"{', '.join(added)} added" if added else ""]
        yield "numbers", f"the numbers differ: {'; '.join(part for part in parts if part)}"


def _numbers(text: str) -> Counter[str]:
    """Numbers as plain digits, however a language groups them."""
    found = (re.sub(r"[.,]", "", number) for number in _NUMBER.findall(text))
    return Counter("".join(str(unicodedata.digit(digit, "")) for digit in number) for number in found)


def _has_script(word: str, scripts: tuple[str, ...]) -> bool:
    return any(unicodedata.name(letter, "").startswith(scripts) for letter in word)


def _is_telling(source: str, scripts: tuple[str, ...]) -> bool:
    words = [word for word in re.findall(r"\w+", source) if _has_script(word, scripts)]
    return len(words) >= (_MANY_WORDS if scripts == _LATIN else 1)


def _shown(end: str) -> str:
    return f'"{end}"' if end else "none"
