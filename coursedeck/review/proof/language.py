"""Check the ``lang`` of runs against their text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from coursedeck.model.deck_file import FileParagraph, FileRun, FileShape
from coursedeck.model.review import Finding, FindingLevel
from coursedeck.review.proof.slide_view import SlideView


class _ScriptLetters(Struct, frozen=True):
    letters: re.Pattern[str]
    languages: tuple[str, ...]
    name: str


_SCRIPTS = (
    _ScriptLetters(re.compile(r"[\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e]"), ("ko",), "Korean"),
    _ScriptLetters(re.compile(r"[\u3041-\u30ff]"), ("ja",), "Japanese"),
    # Korean texts may have words in Han characters, but no sentences
    _ScriptLetters(re.compile(r"[\u3400-\u9fff]{6}"), ("zh", "ja"), "Chinese"),
    _ScriptLetters(re.compile(r"[\u3400-\u9fff]"), ("zh", "ja", "ko"), "Chinese"),
    _ScriptLetters(re.compile(r"[\u0400-\u04ff]"), ("ru", "uk", "bg", "sr", "be", "mk", "kk", "mn"), "Cyrillic"),
    _ScriptLetters(re.compile(r"[\u0370-\u03ff]{2}"), ("el",), "Greek"),
    _ScriptLetters(re.compile(r"[\u0590-\u05ff]"), ("he", "yi"), "Hebrew"),
    _ScriptLetters(re.compile(r"[\u0600-\u06ff]"), ("ar", "fa", "ur", "ps", "ku", "ckb", "sd", "ug"), "Arabic"),
    _ScriptLetters(re.compile(r"[\u0900-\u097f]"), ("hi", "mr", "ne", "sa"), "Devanagari"),
    _ScriptLetters(re.compile(r"[\u0e00-\u0e7f]"), ("th",), "Thai"),
)
_OTHER_LETTERS = "ko", "ja", "zh", "ar", "he", "ru", "el", "hi", "th", "fa", "ur", "uk", "bg"
"""Languages in other scripts, in whose texts single words in Latin letters are usual."""
_LATIN_PROSE = re.compile(r"[A-Za-z]{2,}(?:\W+[A-Za-z]{2,}){5,}")
_WORD = re.compile(r"[^\W\d_]{2,}")

_COMMON_WORDS = """
en: the of are that which this they their these was were have has been its you your
de: der das und ist nicht ein eine einen mit auf für den dem des sich wird werden sind
fr: le les des est une dans pour pas qui que sur avec sont cette aux du
es: el los las una por para con es que del se como más está son
it: il gli della che per una con non sono è nel alla dei delle
pt: os uma não para com por que dos das em são mais ao pelo
nl: het een van dat niet zijn voor met wordt naar ook deze worden
"""
_COMMON: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in (line.split(":") for line in _COMMON_WORDS.split("\n") if line)
}
"""Frequent function words, by which a language is recognised."""
_MIN_HITS = 2


def check_language(view: SlideView) -> Iterator[Finding]:
    """Runs without ``lang`` or with a wrong one; at most one finding of each for every shape and for the notes."""
    for shape in view.slide.shapes:
        yield from _check(view, shape.paragraphs, shape, "")
    yield from _check(view, view.slide.notes, None, "in the notes, ")


def _check(
    view: SlideView, paragraphs: Iterable[FileParagraph], shape: FileShape | None, where: str
) -> Iterator[Finding]:
    runs = [run for paragraph in paragraphs for run in paragraph.runs if run.text.strip()]
    without = [run for run in runs if not run.lang]
    if without:
        message = f"{where}“{_cut(without)}” names no language: voices and spelling checkers guess"
        yield view.finding("lang", FindingLevel.WARNING, message, shape)
    wrong = next((found for run in runs if run.lang for found in [_wrong(run, view.locale)] if found), None)
    if wrong is not None:
        yield view.finding("lang", wrong[0], f"{where}{wrong[1]}", shape)


def _wrong(run: FileRun, locale: str) -> tuple[FindingLevel, str] | None:
    """Level and description of a wrong language of a run; None if it seems right."""
    says = _language(run.lang or "")
    claim = f"but says that it is '{run.lang}'"
    scripts = [one for one in _SCRIPTS if one.letters.search(run.text)]
    if scripts:
        other = next((one for one in scripts if says not in one.languages), None)
        return (FindingLevel.ERROR, f"“{_cut([run])}” is {other.name} text, {claim}") if other else None
    if says in _OTHER_LETTERS and _LATIN_PROSE.search(run.text):
        return FindingLevel.ERROR, f"“{_cut([run])}” is text in Latin letters, {claim}"
    words = {word.lower() for word in _WORD.findall(run.text)}
    hits = {language: len(words & common) for language, common in _COMMON.items()}
    likely = max(hits, key=lambda language: hits[language])
    if hits[likely] > _MIN_HITS and says in _COMMON and not hits[says]:
        return FindingLevel.WARNING, f"“{_cut([run])}” reads like '{likely}', {claim}"
    own = _language(locale)
    # code is in English in all languages
    if words and own in {*_COMMON, *_OTHER_LETTERS} and says not in {own, "en"} and not hits.get(says):
        return FindingLevel.WARNING, f"“{_cut([run])}” stands in a deck in '{own}', {claim}"
    return None


def _language(tag: str) -> str:
    return tag.replace("_", "-").partition("-")[0].lower()


def _cut(runs: list[FileRun], length: int = 40) -> str:
    text = " ".join("".join(run.text for run in runs).split())
    return text if len(text) <= length else f"{text[:length]}…"
