"""Where lines may break: Unicode's rules (UAX #14) as ICU applies them, which LibreOffice breaks lines with, too.

ICU has the dictionaries that Thai, Lao, Khmer and Burmese need, whose words stand without spaces between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, pairwise

from coursedeck.base.text.scripts import language_of
from coursedeck.base.text.unspaced import begins_syllable, is_unspaced

SOFT_HYPHEN = "\u00ad"
BREAK_HERE = "\u200b"
_MARKS = frozenset((BREAK_HERE, SOFT_HYPHEN))
"""An author's places to break at, the second with a hyphen (UAX #14, ZW and BA)."""
_TSHEG = "\u0f0b"
"""What stands between Tibetan syllables, and behind which lines break (class BA)."""
_LOCALE = "en@lb=strict"
"""The same rules for all languages; with `strict` no line begins with small kana or a mark of length (class CJ)."""
_PHRASES = "ja@lb=strict;lw=phrase"
"""Japanese is kept together by phrases (CSS Text 4, ``word-break: auto-phrase``)."""
_KANA = re.compile(r"[\u3041-\u30ff]")
_BLANKS = re.compile(r"[ \t\n]+")
_ORDINARY = re.compile(r"[\t\n -~\u00a1-\u00ac\u00ae-\u024f\u0370-\u052f\u2013\u2018-\u201d\u2026\uac00-\ud7a3]*")
_HYPHENED = re.compile(r"(?<=[^\W_])[-‐](?=[^\W_])")
"""Hyphens behind which LibreOffice breaks, before digits too (otherwise UAX #14, LB25)."""
_SET_APART = re.compile(r"[ \t]+(?=[!?:;»]+(?:[ \t\n]|$))|(?<=«)[ \t]+")
"""Blanks of French typography, at which no line breaks (UAX #14, LB13 and LB15)."""


@lru_cache(maxsize=16384)
def break_places(text: str, *, loose: bool = False) -> frozenset[int]:
    """The offsets in `text` at which a line may begin.

    Words break where Unicode lets them only in scripts that break between characters or have no spaces, and where an
    author says so; with `loose` after hyphens and slashes too, and where Korean meets other letters, as in LibreOffice.
    Korean itself breaks at spaces, as decks ask office programs to (``eaLnBrk="0"``).

    >>> sorted(break_places("漢字。 ab-cd")), sorted(break_places("漢字。 ab-cd", loose=True))
    ([1, 4], [1, 4, 7])
    """
    if not loose and breaks_at_blanks(text):
        return _behind_blanks(text)
    hyphened = (found.end() for found in _HYPHENED.finditer(text)) if loose else ()
    return frozenset(
        place
        for place in {*_unicode_places(text), *_syllables(text), *hyphened}
        if 0 < place < len(text) and _is_wanted(text[place - 1], text[place], loose=loose)
    )


def breaks_at_blanks(text: str) -> bool:
    """Whether lines of a text break at blanks alone, as long as they break at no hyphen.

    >>> breaks_at_blanks("가상화 und so weiter"), breaks_at_blanks("漢字")
    (True, False)
    """
    return _ORDINARY.fullmatch(text) is not None


def has_kana(text: str) -> bool:
    """Whether a text is Japanese, by its letters."""
    return _KANA.search(text) is not None


@lru_cache(maxsize=4096)
def phrase_places(text: str) -> frozenset[int]:
    """Of the places at which a line may begin those at which a phrase does, in Japanese; in other languages all.

    >>> sorted(phrase_places("テープへのバックアップ"))
    [5]
    """
    places = break_places(text)
    if not has_kana(text):
        return places
    return places & frozenset(_unicode_places(text, _PHRASES))


def words_of(text: str) -> tuple[str, ...]:
    """The stretches that should stay on one line: what blanks part, and words and phrases of scripts without them.

    >>> words_of("two words"), words_of("ภาษาไทย"), words_of("テープへの VM")
    (('two', 'words'), ('ภาษา', 'ไทย'), ('テープへの', 'VM'))
    """
    return tuple(part for word in text.split() for part in _parts(word))


def _parts(word: str) -> Iterator[str]:
    """A word between blanks, cut where a dictionary or its phrases do."""
    if not has_kana(word) and not any(map(is_unspaced, word)):
        yield word
        return
    for first, last in pairwise(sorted({0, *phrase_places(word), len(word)})):
        yield word[first:last]


def clusters(text: str) -> tuple[str, ...]:
    """The characters as readers see them, each with the marks that belong to it (UAX #29).

    >>> clusters("abกี")
    ('a', 'b', 'กี')
    """
    if breaks_at_blanks(text):
        return tuple(text)
    from icu4py.breakers import CharacterBreaker  # noqa: PLC0415 - few words have to be cut

    return tuple(CharacterBreaker(text, _LOCALE))


def _behind_blanks(text: str) -> frozenset[int]:
    """Behind each run of blanks, save beside marks that French sets apart."""
    ends = {found.end() for found in _BLANKS.finditer(text)}
    return frozenset(ends - {0, len(text)} - {found.end() for found in _SET_APART.finditer(text)})


def _unicode_places(text: str, rules: str = _LOCALE) -> Iterator[int]:
    from icu4py.breakers import LineBreaker  # noqa: PLC0415 - most texts of Western languages and Korean do without

    return accumulate(map(len, LineBreaker(text, rules)))


def _syllables(text: str) -> Iterator[int]:
    """Where syllables may begin in the scripts that no dictionary knows."""
    for place in range(1, len(text)):
        if begins_syllable(text[place - 1], text[place]):
            yield place


def _is_wanted(before: str, after: str, *, loose: bool) -> bool:
    """Whether office programs break here, too, Unicode's rules allowing it."""
    if before.isspace() or before in _MARKS:
        return True
    one, other = language_of(before), language_of(after)
    if "ko" in (one, other):
        return loose and one != other
    if one in ("zh", "ja") or other in ("zh", "ja"):
        return True
    return loose or before == _TSHEG or (is_unspaced(before) and is_unspaced(after))
