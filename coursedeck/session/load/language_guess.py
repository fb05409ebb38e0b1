"""Guessing the language of a text from the script that it is written in, or from its most frequent words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from coursedeck.base.text.lazy_pattern import lazy_pattern

_LETTER = r"[^\W\d_]"
_SCRIPTS = (
    ("ko", lazy_pattern("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")),
    ("ja", lazy_pattern("[\u3041-\u30ff\uff66-\uff9d]")),
    ("zh", lazy_pattern("[\u3400-\u4dbf\u4e00-\u9fff]")),
    ("ar", lazy_pattern("[\u0620-\u064a\u0671-\u06d3]")),
    ("he", lazy_pattern("[\u05d0-\u05ea]")),
    ("ru", lazy_pattern("[\u0400-\u04ff]")),
)
_SHARE = 0.1
"""Least share of letters in a script: technical texts in any language have many Latin terms and product names."""


_WORDS = {
    "de": "der die das und ist nicht ein eine mit für auf dem den von zu im wird werden sich auch einer oder sind wir",
    "es": "el los las que una un con para es del por se como su en está son más cada lo al esta este",
    "fr": "le les des et est une du dans pour que qui sur avec au pas ce cette sont nous vous ou aux par",
    "it": "il gli che di è una per con non del della sono nel alla più come questo questa si un dei le",
    "pt-BR": "os uma um do da que em para com não é no na por mais como são ao dos das isso você se",
    "pl": "się nie jest na do że to jak w z dla są oraz przez po od który być tego",
    "tr": "bir ve bu için ile da de olarak olan daha çok gibi her sonra kadar ise",
    "vi": "của và là các có được cho trong một không này với những khi để như",
    "id": "yang dan untuk dengan adalah pada ini dari tidak dalam akan dapat atau itu oleh",
    "en": "the of and to is that for with as are this you be not can from by which will when it have has how what",
}
"""Words that are frequent in any text of a language that has the Latin script."""

_LEAST_WORDS = 12
_LEAST_SHARE = 0.08
"""So many of them, and so large a share of all words, tell a language; else it is English."""

_LEAD = 1.5
"""How many times as many as those of English, of which technical texts in any language have some."""


def guess_locale(text: str) -> str:
    """BCP 47 language of a text; English where no other script has a share.

    >>> guess_locale("Docker 컨테이너와 VM"), guess_locale("Containers and VMs"), guess_locale("コンテナ技術")
    ('ko', 'en', 'ja')
    """
    letters = len(re.findall(_LETTER, text))
    for locale, script in _SCRIPTS:
        found = len(script.findall(text))
        if found and found >= letters * _SHARE:
            return locale
    return "en"


def guess_language(text: str) -> str:
    """The same of texts long enough for their frequent words to tell languages of the Latin script apart."""
    by_script = guess_locale(text)
    return by_script if by_script != "en" else _by_words(re.findall(rf"{_LETTER}+", text.casefold()))


def _by_words(words: Sequence[str]) -> str:
    """The Latin language with most of its frequent words among these."""
    counts = Counter(words)
    known = {locale: sum(counts[word] for word in set(listed.split())) for locale, listed in _WORDS.items()}
    best = max(known, key=lambda locale: (known[locale], locale == "en"))
    sure = known[best] >= max(_LEAST_WORDS, _LEAST_SHARE * len(words)) and known[best] >= _LEAD * known["en"]
    return best if sure else "en"
