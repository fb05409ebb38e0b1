"""Small numbers as words: what one language counts in digits, another spells out."""

from __future__ import annotations

import re
from functools import lru_cache

_KOREAN = (
    "하나|한$|첫", "둘|두$", "셋|세$|석$", "넷|네$|넉$", "다섯", "여섯", "일곱", "여덟", "아홉", "열$|십$",
    "열하나|열한$", "열둘|열두$",
)  # fmt: skip
_ENGLISH = (
    "one$|once$|first$|single$", "two$|twice$|both$|second$|pair$", "three$|third$", "four$|fourth$", "five$|fifth$",
    "six$|sixth$", "seven$", "eight$", "nine$", "ten$", "eleven$", "twelve$|dozen$",
)  # fmt: skip
_GERMAN = (
    "eins?$|eine[rmns]?$|erste", "zwei|beide|zweite", "drei|dritte", "vier", "fünf", "sechs", "sieben", "acht$",
    "neun$", "zehn$", "elf$", "zwölf",
)  # fmt: skip
_FRENCH = (
    "une?$|premi", "deux", "trois", "quatre", "cinq", "six$", "sept$", "huit", "neuf$", "dix$", "onze", "douze"
)  # fmt: skip
_SPANISH = (
    "un[oa]?$|primer", "dos$", "tres$", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once$", "doce"
)  # fmt: skip
_IDEOGRAPHS = (".*一", ".*[二两兩]", ".*三", ".*四", ".*五", ".*六", ".*七", ".*八", ".*九", ".*十", ".*十一", ".*十二")

_WORDS = {
    "ko": _KOREAN,
    "en": _ENGLISH,
    "de": _GERMAN,
    "fr": _FRENCH,
    "es": _SPANISH,
    "ja": _IDEOGRAPHS,
    "zh": _IDEOGRAPHS,
}
"""Language to how its words for 1, 2, 3 … begin; ``$`` where they also end so."""


def spells_out(text: str, number: str, locale: str) -> bool:
    """Whether a text spells out a number; False where the language's words are not known.

    >>> spells_out("서버 세 대", "3", "ko"), spells_out("세상", "3", "ko"), spells_out("three servers", "3", "en-GB")
    (True, False, True)
    """
    words = _WORDS.get(locale.split("-", maxsplit=1)[0], ())
    if not number.isdecimal() or not 0 < int(number) <= len(words):
        return False
    pattern = _pattern(words[int(number) - 1])
    return any(pattern.match(word) for word in re.findall(r"\w+", text.casefold()))


@lru_cache
def _pattern(begins: str) -> re.Pattern[str]:
    return re.compile(begins)
