"""The product's own words in the languages that it speaks, a gettext catalog each.

``<locale>.po``          what decks, notes and pages say: `UiStrings`
English                  stands in `model.ui_strings`, which is the source of the catalogs
"""

from __future__ import annotations

from dataclasses import fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import polib

from coursedeck.base.text.languages import is_traditional
from coursedeck.model.ui_strings import ENGLISH, Counted, UiStrings

_FOLDER = Path(__file__).parent

CONTEXT = "word"
"""Begins the context (``msgctxt``) of each word: ``word agenda``, ``word callout tip``."""

_OTHER_CODES = {"iw": "he", "in": "id", "pt": "pt-BR"}
"""A language to what its words stand under: older codes (ISO 639), and the variant that is built in."""


@lru_cache(maxsize=1)
def spoken_locales() -> tuple[str, ...]:
    """The locales whose words are built in, English first."""
    return (ENGLISH.locale, *sorted(file.stem for file in _FOLDER.glob("*.po")))


def spoken_locale(locale: str) -> str | None:
    """The locale among `spoken_locales` that is nearest to one (BCP 47); None where its language is not spoken.

    >>> [spoken_locale(one) for one in ("ko_KR", "pt-PT", "zh-TW", "zh", "de-AT", "xx")]
    ['ko', 'pt-BR', 'zh-Hant', 'zh-Hans', 'de', None]
    """
    language = locale.replace("_", "-").partition("-")[0].lower()
    if language == "zh":
        return "zh-Hant" if is_traditional(locale) else "zh-Hans"
    language = _OTHER_CODES.get(language, language)
    return language if language in spoken_locales() else None


def ui_strings(locale: str) -> UiStrings:
    """The words of a locale (BCP 47), of the nearest that is spoken, else in English.

    >>> ui_strings("ko-KR").agenda, ui_strings("zh-HK").agenda, ui_strings("xx").agenda
    ('진행 순서', '議程', 'Agenda')
    """
    return _ui_strings(spoken_locale(locale) or ENGLISH.locale)


@lru_cache
def _ui_strings(locale: str) -> UiStrings:
    if locale == ENGLISH.locale:
        return ENGLISH
    catalog = polib.pofile(str(_FOLDER / f"{locale}.po"), encoding="utf-8")
    rule = catalog.metadata["Plural-Forms"].partition("plural=")[2].rstrip("; ")
    entries = {entry.msgctxt: entry for entry in catalog}

    def word(name: str, english: str | Counted) -> str | Counted:
        entry = entries.get(f"{CONTEXT} {name.replace('_', ' ')}")
        if entry is None:  # signs, which are the same everywhere
            return english
        if isinstance(english, Counted):
            return Counted(tuple(entry.msgstr_plural[form] for form in sorted(entry.msgstr_plural)), rule)
        return str(entry.msgstr)

    names = [field.name for field in fields(ENGLISH) if field.name not in {"locale", "callouts"}]
    words: dict[str, Any] = {name: word(name, getattr(ENGLISH, name)) for name in names}
    callouts = tuple((kind, str(word(f"callout {kind}", title))) for kind, title in ENGLISH.callouts)
    return replace(ENGLISH, locale=locale, callouts=callouts, **words)
