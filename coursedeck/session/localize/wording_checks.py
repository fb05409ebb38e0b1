"""Checks of a translation's wording that hold for every language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import product

from coursedeck.session.localize.end_marks import STOP, end_marks, ends_in_abbreviation
from coursedeck.session.localize.markup_checks import Fault
from coursedeck.session.localize.number_words import spells_out
from coursedeck.session.localize.numbers import number_readings

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
    if locale.split("-", maxsplit=1)[0] not in _WITHOUT_STOPS:
        yield from _end_faults(source, target, source_locale, locale)


def space_faults(source: str, target: str) -> Iterator[Fault]:
    """White space at the edges, or doubled, where the source has none."""
    if target != target.strip() and source == source.strip():
        yield "whitespace", "white space at the start or end of the translation: take it out"
    if re.search(r"\S {2,}\S", target) and not re.search(r"\S {2,}\S", source):
        yield "whitespace", "two blanks in a row"


def scripts_of(locale: str) -> tuple[str, ...]:
    """The scripts that are a language's own, as Unicode names its letters."""
    return _SCRIPTS.get(locale.split("-", maxsplit=1)[0], _LATIN)


def _end_faults(source: str, target: str, source_locale: str, locale: str) -> Iterator[Fault]:
    """Another kind of mark at the end than the source has."""
    wanted, found = end_marks(source, source_locale), end_marks(target, locale)
    if wanted & found or wanted == found:
        return
    if not wanted and found == {STOP} and ends_in_abbreviation(target):
        return
    yield (
        "punctuation",
        f"the source ends with {_shown(wanted) or 'no mark'}, the translation with {_shown(found) or 'none'}",
    )


def _number_faults(source: str, target: str, source_locale: str, locale: str) -> Iterator[Fault]:
    """Numbers that only one of the two has, neither in digits nor in words, in whatever way the two are read."""
    fewest: tuple[list[str], list[str]] | None = None
    for before, after in product(number_readings(source), number_readings(target)):
        missing = sorted(number for number in (before - after).elements() if not spells_out(target, number, locale))
        added = sorted(n for n in (after - before).elements() if not spells_out(source, n, source_locale))
        if not (missing or added):
            return
        if fewest is None or len(missing) + len(added) < sum(map(len, fewest)):
            fewest = missing, added
    if fewest is not None:
        missing, added = fewest
        parts = [f"{', '.join(missing)} missing" if missing else "", f"{', '.join(added)} added" if added else ""]
        yield "numbers", f"the numbers differ: {'; '.join(part for part in parts if part)}"


def _has_script(word: str, scripts: tuple[str, ...]) -> bool:
    return any(unicodedata.name(letter, "").startswith(scripts) for letter in word)


def _is_telling(source: str, scripts: tuple[str, ...]) -> bool:
    words = [word for word in re.findall(r"\w+", source) if _has_script(word, scripts)]
    return len(words) >= (_MANY_WORDS if scripts == _LATIN else 1)


def _shown(marks: frozenset[str]) -> str:
    return f'"{min(marks)}"' if marks else ""
