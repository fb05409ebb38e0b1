"""The product's own words in the languages that it speaks, a gettext catalog each.

``<locale>.po``          what decks, notes and pages say: `UiStrings`
``review/<locale>.po``   what the review page says: `ReviewStrings`
``translator/<locale>.po``  what the translator's page says, in the same form
English                  stands in the modules ``…_strings`` of `model`, the source of the catalogs
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import polib

from coursedeck.base.text.languages import is_traditional
from coursedeck.model.review_strings import ENGLISH_REVIEW, ReviewStrings
from coursedeck.model.translator_strings import ENGLISH_TRANSLATOR
from coursedeck.model.ui_strings import ENGLISH, Counted, UiStrings
from coursedeck.model.values import replace

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


def review_strings(locale: str) -> ReviewStrings:
    """What the review page says in a locale, as `ui_strings`.

    >>> review_strings("fr")["filter.all"], review_strings("xx")["filter.all"]
    ('Toutes', 'All')
    """
    return _page_strings("review", spoken_locale(locale) or ENGLISH.locale)


def translator_strings(locale: str) -> ReviewStrings:
    """What the translator's page says in a locale, as `ui_strings`.

    >>> translator_strings("de")["save"], translator_strings("xx")["save"]
    ('Speichern', 'Save')
    """
    return _page_strings("translator", spoken_locale(locale) or ENGLISH.locale)


def word_forms(words: ReviewStrings) -> dict[str, str | tuple[str, ...]]:
    """Words as the scripts of pages take them: all plural forms of what is counted."""
    return {key: word.forms if isinstance(word, Counted) else word for key, word in words.items()}


@lru_cache
def _page_strings(page: str, locale: str) -> ReviewStrings:
    english = {"review": ENGLISH_REVIEW, "translator": ENGLISH_TRANSLATOR}[page]
    if locale == ENGLISH.locale:
        return english
    said = _catalog(_FOLDER / page / f"{locale}.po")
    return {key: said.get(key, word) for key, word in english.items()}


@lru_cache
def _ui_strings(locale: str) -> UiStrings:
    if locale == ENGLISH.locale:
        return ENGLISH
    said = _catalog(_FOLDER / f"{locale}.po")

    def word(name: str, english: str | Counted) -> str | Counted:
        # signs, which are the same everywhere, have no entry
        return said.get(f"{CONTEXT} {name.replace('_', ' ')}", english)

    names = [name for name in ENGLISH.__struct_fields__ if name not in {"locale", "callouts"}]
    words: dict[str, Any] = {name: word(name, getattr(ENGLISH, name)) for name in names}
    callouts = tuple((kind, str(word(f"callout {kind}", title))) for kind, title in ENGLISH.callouts)
    return replace(ENGLISH, locale=locale, callouts=callouts, **words)


def _catalog(file: Path) -> Mapping[str, str | Counted]:
    """What a catalog says by context."""
    catalog = polib.pofile(str(file), encoding="utf-8")
    rule = catalog.metadata["Plural-Forms"].partition("plural=")[2].rstrip("; ")

    def said(entry: polib.POEntry) -> str | Counted:
        plural = entry.msgstr_plural
        return Counted(tuple(plural[form] for form in sorted(plural)), rule) if plural else str(entry.msgstr)

    return {str(entry.msgctxt): said(entry) for entry in catalog}
