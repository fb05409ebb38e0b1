"""Guessing the language of a text from the script that it is written in."""

from __future__ import annotations

import re

_LETTER = r"[^\W\d_]"
_SCRIPTS = (
    ("ko", re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")),
    ("ja", re.compile("[\u3041-\u30ff\uff66-\uff9d]")),
    ("zh", re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")),
    ("ar", re.compile("[\u0620-\u064a\u0671-\u06d3]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
)
_SHARE = 0.1
"""Least share of letters in a script: technical texts in any language have many Latin terms and product names."""


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
