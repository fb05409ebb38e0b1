"""How long a text takes to say.

The rates are those of lectures, below those of reading aloud, since a lecturer pauses, points and looks up:

- English 140 words a minute: lectures in Tauroza & Allison 1990, "Speech rates in British English",
  Applied Linguistics 11(1); Le 2006 (Iowa State University) measured 157 to 173 in recorded lectures.
- Korean 300 syllables a minute: below the articulation rates of Lee, Shin, Yoo & Kim 2017, "Speech rate in
  Korean across region, gender and generation", Phonetics and Speech Sciences 9(1), which leave pauses out.
- Japanese 300 characters a minute: the rule of thumb of Japanese broadcasters, as written in kanji and kana.
- Mandarin 240 syllables a minute: broadcast speech of the 1990s; 5.18 a second read aloud without pauses
  in Pellegrino, Coupé & Marsico 2011, "A cross-language perspective on speech information rate", Language 87(3).
- German, French and Spanish: the English rate, scaled by the syllable rates of Pellegrino, Coupé & Marsico 2011
  (English 6.19 a second, German 5.97, French 7.18, Spanish 7.82) and by their longer words, rounded to tens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from coursedeck.base.text.scripts import language_of
from coursedeck.model.pace import Pace, PaceChange, SpeechUnit

_PACES = {
    "ko": Pace(SpeechUnit.SYLLABLE, 300),
    "ja": Pace(SpeechUnit.SYLLABLE, 300),
    "zh": Pace(SpeechUnit.SYLLABLE, 240),
    "en": Pace(SpeechUnit.WORD, 140),
    "de": Pace(SpeechUnit.WORD, 110),
    "fr": Pace(SpeechUnit.WORD, 150),
    "es": Pace(SpeechUnit.WORD, 130),
}
_OTHERS = Pace(SpeechUnit.WORD, 130)

_TOKEN = re.compile(r"\d|[^\W\d_]+(?:['’][^\W\d_]+)?")
_VOWELS = re.compile(r"[aeiouyàáâäåæèéêëìíîïòóôöøœùúûüýÿаеёиоуыэюя]+", re.IGNORECASE)
_ACRONYM = 5
"""Longest word in capitals that is spelt out."""


def pace_for(locale: str, changes: Iterable[PaceChange] = ()) -> Pace:
    """The pace of a language (BCP 47), with what `changes` say of it; a later one wins.

    >>> pace_for("ko-KR").rate, pace_for("pt").rate
    (300, 130)
    >>> pace_for("en-GB", [PaceChange("en", SpeechUnit.WORD, 110), PaceChange("ko", costs={"figure": 60})]).rate
    110
    """
    tag = locale.replace("_", "-")
    pace = _PACES.get(tag.split("-")[0].lower(), _OTHERS)
    for change in changes:
        if change.applies_to(tag):
            pace = pace.changed(change)
    return pace


def count_words(text: str) -> int:
    """Words between blanks; Chinese and Japanese, which have no blanks, count by character.

    >>> count_words("하이퍼바이저의 역할 – Type 1"), count_words("仮想マシン")
    (4, 5)
    """
    return sum(_words_in(token) for token in text.split())


def _words_in(token: str) -> int:
    ideographs = sum(language_of(character) in {"ja", "zh"} for character in token)
    return ideographs or any(character.isalnum() for character in token)


def count_syllables(text: str) -> int:
    """Syllables: a character of Korean, Japanese or Chinese each, else groups of vowels; digits one each.

    >>> count_syllables("도커(Docker) 24"), count_syllables("CPU")
    (6, 3)
    """
    return sum(_syllables_in(token) for token in _TOKEN.findall(text))


def _syllables_in(token: str) -> int:
    east_asian = sum(language_of(character) in {"ko", "ja", "zh"} for character in token)
    latin = "".join(character for character in token if language_of(character) is None)
    if not latin:
        return east_asian or 1
    if latin.isupper() and len(latin) <= _ACRONYM:
        return east_asian + len(latin)
    return east_asian + max(1, len(_VOWELS.findall(latin)))


def speaking_seconds(text: str, pace: Pace) -> float:
    """Seconds that it takes to say `text`."""
    count = count_syllables(text) if pace.unit is SpeechUnit.SYLLABLE else count_words(text)
    return count * 60 / pace.rate
