"""Which language each stretch of a text is in, as ``lang`` of its runs."""

from __future__ import annotations

from collections.abc import Iterator

from coursedeck.base.text.scripts import language_of

FULL_TAGS = {
    "ko": "ko-KR", "ja": "ja-JP", "zh": "zh-CN", "en": "en-US", "de": "de-DE", "fr": "fr-FR", "es": "es-ES",
    "ar": "ar-SA", "he": "he-IL", "ru": "ru-RU", "el": "el-GR", "fa": "fa-IR", "ur": "ur-PK",
    "hi": "hi-IN", "th": "th-TH", "qps": "en-US",
}  # fmt: skip
"""Language to the tag with a region that office programs expect in ``lang``."""

_SAME_LETTERS = frozenset(
    {("zh", "ko"), ("zh", "ja"), *(("ar", other) for other in ("ckb", "fa", "ps", "sd", "ug", "ur")), ("he", "yi")}
)
"""A language that a script speaks for, and one that writes with it too."""

_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})

_LATIN = frozenset({"en", "de", "fr", "es", "it", "pt", "nl", "pl", "vi", "id", "tr", "sv", "qps"})


PSEUDO = "qps"
"""The pseudo-locale, which shows texts that cannot be translated or have too little space."""


def is_pseudo(locale: str) -> bool:
    """Whether a locale is made up.

    >>> is_pseudo("qps-de"), is_pseudo("de")
    (True, False)
    """
    return locale == PSEUDO or locale.startswith(f"{PSEUDO}-")


def full_tag(locale: str) -> str:
    """The BCP 47 tag written into a deck for a locale.

    >>> full_tag("ko"), full_tag("en-GB")
    ('ko-KR', 'en-GB')
    """
    return FULL_TAGS.get(locale, locale)


def is_traditional(locale: str) -> bool:
    """Whether a locale's Chinese is written in traditional characters.

    >>> is_traditional("zh-TW"), is_traditional("zh-Hant"), is_traditional("zh"), is_traditional("en-HK")
    (True, True, False, False)
    """
    language, *rest = locale.replace("_", "-").lower().split("-")
    return language == "zh" and "hans" not in rest and not {"hant", "tw", "hk", "mo"}.isdisjoint(rest)


def runs_right_to_left(locale: str) -> bool:
    """Whether a locale's text is written from right to left.

    >>> runs_right_to_left("ar-EG"), runs_right_to_left("ko")
    (True, False)
    """
    return locale.replace("_", "-").partition("-")[0].lower() in _RIGHT_TO_LEFT


def language_runs(text: str, locale: str) -> Iterator[tuple[str, str]]:
    """`text` cut where its language changes: the locale's own, or English for Latin words in another script's text.

    >>> list(language_runs("컨테이너(Container)는", "ko"))
    [('컨테이너(', 'ko-KR'), ('Container', 'en-US'), (')는', 'ko-KR')]
    """
    own, base = full_tag(locale), locale.partition("-")[0]
    start, current = 0, ""
    for index, character in enumerate(text):
        wanted = _language(character, base, own)
        if wanted and current and wanted != current:
            yield text[start:index], current
            start = index
        current = wanted or current
    if start < len(text):
        yield text[start:], current or own


def _language(character: str, base: str, own: str) -> str:
    """Tag of a character; empty where it goes with what stands before it."""
    found = language_of(character)
    if found is None:
        if character.isalpha() and character.isascii():
            return own if base in _LATIN else "en-US"
        return own if character in "()[]「」『』“”‘’" else ""
    if found == base or (found, base) in _SAME_LETTERS:
        return own
    return full_tag(found)
