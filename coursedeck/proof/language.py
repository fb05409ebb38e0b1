"""Which language text says it is in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coursedeck.model.deck_file import FileRun, FileShape
from coursedeck.model.review import Finding, Level
from coursedeck.proof.view import SlideView


@dataclass(frozen=True, slots=True)
class _Script:
    letters: re.Pattern[str]
    languages: tuple[str, ...]
    name: str


_SCRIPTS = (
    _Script(re.compile(r"[\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e]"), ("ko",), "Korean"),
    _Script(re.compile(r"[\u3041-\u30ff]"), ("ja",), "Japanese"),
    _Script(re.compile(r"[\u0400-\u04ff]"), ("ru", "uk", "bg", "sr", "be", "mk", "kk", "mn"), "Cyrillic"),
    _Script(re.compile(r"[\u0370-\u03ff]{2}"), ("el",), "Greek"),
    _Script(re.compile(r"[\u0600-\u06ff]"), ("ar", "fa", "ur", "ps", "ku"), "Arabic"),
)
_LATIN_LANGUAGES = "ko", "ja", "zh", "ar", "he", "ru", "el"
_LATIN_PROSE = re.compile(r"[A-Za-z]{2,}(?:\W+[A-Za-z]{2,}){5,}")


def check_language(view: SlideView) -> Iterator[Finding]:
    """Runs without a language, and runs in a language that is not written with their letters; once a shape."""
    for shape in view.slide.shapes:
        runs = [run for paragraph in shape.paragraphs for run in paragraph.runs if run.text.strip()]
        without = [run for run in runs if not run.lang]
        if without:
            message = f"“{_cut(without)}” names no language: voices and spelling checkers guess"
            yield view.finding("lang", Level.WARNING, message, shape)
        yield from _wrong(view, shape, [run for run in runs if run.lang])


def _wrong(view: SlideView, shape: FileShape, runs: list[FileRun]) -> Iterator[Finding]:
    for run in runs:
        language = (run.lang or "").split("-")[0].lower()
        script = next((one for one in _SCRIPTS if one.letters.search(run.text)), None)
        if script is not None and language not in script.languages:
            message = f"“{_cut([run])}” is {script.name} text, but says that it is '{run.lang}'"
            yield view.finding("lang", Level.ERROR, message, shape)
            return
        if script is None and language in _LATIN_LANGUAGES and _LATIN_PROSE.search(run.text):
            message = f"“{_cut([run])}” is text in Latin letters, but says that it is '{run.lang}'"
            yield view.finding("lang", Level.ERROR, message, shape)
            return


def _cut(runs: list[FileRun], length: int = 40) -> str:
    text = " ".join("".join(run.text for run in runs).split())
    return text if len(text) <= length else f"{text[:length]}…"
