"""Checks of a translation's wording that hold for every language."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Set
from itertools import product

from coursedeck.session.localize.end_marks import (
    COLON,
    COMMA,
    ELLIPSIS,
    EXCLAMATION,
    SEMICOLON,
    STOP,
    end_marks,
    ends_in_abbreviation,
    ends_in_and_so_on,
    ends_in_noun,
    ends_in_verb,
)
from coursedeck.session.localize.markup_checks import Fault
from coursedeck.session.localize.number_words import spells_out
from coursedeck.session.localize.numbers import number_readings, numbers_in_names

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
_FROM_NOON = re.compile(r"(?<![^\W\d])[pP]\.?\s?[mM]\b|오후|午後|下午|nachmittags|de la tarde|da tarde|дня|вечера|μ\.μ")
_LATIN = ("LATIN",)
_ALSO_RIGHT = frozenset(
    (frozenset(one), frozenset(other))
    for one, other in (
        ((COLON,), (STOP,)), ((STOP,), (COLON,)), ((COLON,), (COMMA,)), ((STOP,), (ELLIPSIS,)), ((COMMA,), (STOP,)),
        ((SEMICOLON,), (STOP,)), ((COMMA,), ()), ((SEMICOLON,), ()), ((), (COMMA,)), ((EXCLAMATION,), (STOP,)),
        ((EXCLAMATION,), ()), ((COMMA,), (COLON,)), ((), (COLON,)), ((ELLIPSIS,), (STOP,)),
    )
)  # fmt: skip
"""Marks at the end of the source, and others that stand for them elsewhere: examples may follow a whole sentence."""
_ONE_BY_THE_NOUN = frozenset({"ar", "he", "ja", "ko", "zh"})
"""Languages whose noun alone says that there is one thing, or that count it where others have an article."""
_COUNTED = r"(?<!\d){}\s?(?![月日월일])[^\W\d_A-Za-z]"
"""A number with the word that it counts, in scripts without capital letters; months and days are no counts."""
_COUNTING = frozenset({"ja", "ko", "zh"})
"""Languages that count in digits what others have a word for: "twice", "square", "binary"."""
_LARGEST_COUNTED = 16
_SENTENCE = 5
"""Words of a text that is a sentence, even where the author has put no mark behind it."""
_MANY_WORDS = 3
"""An unchanged text with at least this many Latin words is hardly made of names alone."""


def wording_faults(source: str, target: str, source_locale: str, locale: str, in_code: str = "") -> Iterator[Fault]:
    """Doubts about a translation; both texts are the words alone, `source` and `target` in these locales.

    `in_code` is the code in both: its numbers may be said in words.
    """
    yield from _number_faults(source, target, source_locale, locale, set(re.findall(r"\d+", in_code)))
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
    if wanted & found or wanted == found or (wanted, found) in _ALSO_RIGHT:
        return
    if (
        found == {STOP}
        and not wanted
        and (ends_in_abbreviation(target) or ends_in_verb(target, locale) or len(source.split()) >= _SENTENCE)
    ):
        return
    shortened = ends_in_abbreviation(source) and len(source.split()) < _SENTENCE - 1
    shortened = shortened or ends_in_and_so_on(source)
    if wanted == {STOP} and not found and (shortened or ends_in_noun(target, locale)):
        return
    yield (
        "punctuation",
        f"the source ends with {_shown(wanted) or 'no mark'}, the translation with {_shown(found) or 'none'}",
    )


def _number_faults(source: str, target: str, source_locale: str, locale: str, in_code: Set[str]) -> Iterator[Fault]:
    """Numbers that only one of the two has, neither in digits nor in words, in whatever way the two are read."""
    fewest: tuple[list[str], list[str]] | None = None
    for before, after in product(number_readings(source), number_readings(target)):
        lost = Counter(set(before) - set(after))  # how often a number is said is a matter of pronouns
        lost, new = _without_hours(lost, Counter(set(after) - set(before)), f"{source} {target}")
        one_is_said = not {source_locale[:2], locale[:2]}.isdisjoint(_ONE_BY_THE_NOUN)
        aside = {*in_code, *numbers_in_names(source + " " + target), *("1" if one_is_said else "")}
        missing = sorted(n for n in lost.elements() if not (n in aside or spells_out(target, n, locale)))
        added = sorted(n for n in new.elements() if not (n in aside or spells_out(source, n, source_locale)))
        if not missing:
            added = [number for number in added if not _is_counted(number, target, locale)]
        if not (missing or added):
            return
        if fewest is None or len(missing) + len(added) < sum(map(len, fewest)):
            fewest = missing, added
    if fewest is not None:
        missing, added = fewest
        parts = [f"{', '.join(missing)} missing" if missing else "", f"{', '.join(added)} added" if added else ""]
        yield "numbers", f"the numbers differ: {'; '.join(part for part in parts if part)}"


def _is_counted(number: str, text: str, locale: str) -> bool:
    """Whether a small number stands before what it counts in a language that writes such numbers in digits.

    >>> _is_counted("2", "値を2乗する", "ja"), _is_counted("2", "version 2", "ja")
    (True, False)
    """
    counting = locale.split("-", maxsplit=1)[0] in _COUNTING and int(number) <= _LARGEST_COUNTED
    return counting and re.search(_COUNTED.format(number), text) is not None


def _without_hours(lost: Counter[str], new: Counter[str], text: str) -> tuple[Counter[str], Counter[str]]:
    """Both without the hours of the afternoon that one text counts from noon (``4 pm``) and the other does not."""
    if _FROM_NOON.search(text) is None:
        return lost, new
    hours = {str(hour): str(hour + 12) for hour in range(1, 12)}
    pairs = [pair for one, other in hours.items() for pair in ((one, other), (other, one))]
    same = [(one, other) for one, other in pairs if one in lost and other in new]
    return lost - Counter(one for one, _ in same), new - Counter(other for _, other in same)


def _has_script(word: str, scripts: tuple[str, ...]) -> bool:
    return any(unicodedata.name(letter, "").startswith(scripts) for letter in word)


def _is_telling(source: str, scripts: tuple[str, ...]) -> bool:
    words = [word for word in re.findall(r"\w+", source) if _has_script(word, scripts)]
    return len(words) >= (_MANY_WORDS if scripts == _LATIN else 1)


def _shown(marks: frozenset[str]) -> str:
    return f'"{min(marks)}"' if marks else ""
