"""The marks that sentences end with, in the ways of many scripts (Unicode, "Terminal_Punctuation")."""

from __future__ import annotations

import re

from coursedeck.base.text.lazy_pattern import lazy_pattern

STOP, QUESTION, EXCLAMATION, COLON, SEMICOLON, ELLIPSIS, COMMA = ".", "?", "!", ":", ";", "…", ","

_SIGNS = {
    STOP: ".。．｡।॥۔։።།။។᠃꓿",
    QUESTION: "?？؟፧⁇՞",
    EXCLAMATION: "!！՜᥄",
    COLON: ":：፦፥",
    SEMICOLON: ";；؛፤⁏",
    ELLIPSIS: "…⋯",
    COMMA: ",，、،፣՝",
}
_KIND_OF = {sign: kind for kind, signs in _SIGNS.items() for sign in signs}
_MEANS_TOO = {
    "el": {SEMICOLON: {QUESTION}, "\u037e": {QUESTION}, "·": {COLON, SEMICOLON}, "\u0387": {COLON, SEMICOLON}},
    "hy": {COLON: {STOP}, "․": {STOP, COLON}, "՝": {COLON, SEMICOLON}, "`": {COLON, COMMA}},
    "am": {"፡": {COLON}, COLON: {STOP}},
    "ti": {"፡": {COLON}, COLON: {STOP}},
}
"""Language to what a mark at the end stands for there besides."""
_INSIDE_A_WORD = {"hy": {"՞": QUESTION, "՜": EXCLAMATION}}
"""Marks that stand on a vowel rather than at the end."""
_ASKING = {"ja": ("か",), "zh": ("吗", "呢", "嗎"), "ko": ("까", "까요", "나요", "가요")}
"""How questions end in languages that put a full stop behind them, too."""
_VERB_ENDINGS = {
    "ko": frozenset("다요죠까라자네오"),
    "ja": frozenset("すただいうるくぐむぶぬつかねよんせけげべめれてで"),
}
"""The letters that sentences with a verb end with, where others end with a noun."""
_CLOSING = " \t\n\u00a0\u202f\u200e\u200f\u2069\"'”’»›«」』)）]】*_~`"
_DOTS = lazy_pattern(r"\.{3,}$|。{3,}$|…+$|⋯+$")
_REMARK = lazy_pattern(r"\s*[(（\[【][^()（）]*[)）\]】]\s*$")
"""A remark in brackets behind a sentence, whose mark some languages put before it and others behind it."""
_AND_SO_ON = lazy_pattern(r"\b(?:etc|e\.g|i\.e|usw|ecc|т\.\s?д|т\.\s?п|atd|itd|enz|osv|stb|vs)\.$", re.IGNORECASE)
_ABBREVIATION = lazy_pattern(r"(?<!\w)\w{1,4}\.$")


def end_marks(text: str, locale: str) -> frozenset[str]:
    """The kinds of mark that a text may end with, quotes and brackets aside; empty for none.

    A sign has another meaning in some languages (a Greek ``;`` asks), and one on a vowel asks in Armenian.

    >>> sorted(end_marks("왜 그렇습니까?”", "ko")), sorted(end_marks("Είναι έτοιμο;", "el"))
    (['?'], [';', '?'])
    """
    before = _REMARK.sub("", text)
    if before != text and before.strip():
        return _marks_at_end(text, locale) | (_marks_at_end(before, locale) & {STOP, QUESTION, EXCLAMATION})
    return _marks_at_end(text, locale)


def _marks_at_end(text: str, locale: str) -> frozenset[str]:
    language = locale.split("-", maxsplit=1)[0]
    own = _MEANS_TOO.get(language, {})
    rest = text.rstrip("".join(sign for sign in _CLOSING if sign not in own))
    if _DOTS.search(rest):
        return frozenset({ELLIPSIS})
    last = rest[-1:]
    kinds = {_KIND_OF[last]} if last in _KIND_OF else set()
    kinds |= own.get(last, set())
    if rest.rstrip(_SIGNS[STOP]).endswith(_ASKING.get(language, ())):
        kinds |= {QUESTION}
    inside = _INSIDE_A_WORD.get(language, {})
    return frozenset(kinds | {kind for sign, kind in inside.items() if sign in rest})


def ends_in_noun(text: str, locale: str) -> bool:
    """Whether a text of Korean or Japanese ends in a noun, behind which these languages put no full stop.

    >>> ends_in_noun("구조체 및 열거형", "ko"), ends_in_noun("실행한다", "ko"), ends_in_noun("実行する", "ja")
    (True, False, False)
    """
    language = locale.split("-", maxsplit=1)[0]
    verbs = _VERB_ENDINGS.get(language)
    last = text.rstrip(_CLOSING)[-1:]
    return verbs is not None and last.isalpha() and last not in verbs


def ends_in_verb(text: str, locale: str) -> bool:
    """Whether a text of Korean or Japanese ends in a verb and a full stop, as sentences of any length do there."""
    last = text.rstrip(_CLOSING).rstrip(_SIGNS[STOP])[-1:]
    return last in _VERB_ENDINGS.get(locale.split("-", maxsplit=1)[0], ())


def ends_in_and_so_on(text: str) -> bool:
    """Whether the full stop at the end belongs to an abbreviation that others have a word without one for.

    >>> ends_in_and_so_on("Macros, imports, etc."), ends_in_and_so_on("Macros and imports.")
    (True, False)
    """
    return _AND_SO_ON.search(text.rstrip(_CLOSING)) is not None


def ends_in_abbreviation(text: str) -> bool:
    """Whether the full stop at the end may belong to a short word (``20 Min.``).

    >>> ends_in_abbreviation("20 Min."), ends_in_abbreviation("Das ist gesagt.")
    (True, False)
    """
    return _ABBREVIATION.search(text.rstrip(_CLOSING)) is not None
