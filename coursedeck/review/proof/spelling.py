"""Check text against a list of common misspellings in the format of codespell (``teh->the``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct, field

from coursedeck.model.deck_file import FileParagraph, FileRun
from coursedeck.model.review import Finding, FindingLevel
from coursedeck.review.proof.slide_view import SlideView

_WORD = re.compile(r"[A-Za-z][A-Za-z']{2,}")


class Misspellings(Struct, frozen=True):
    """Misspelled words to correct ones: the course's own for all text, and English ones for English text."""

    own: Mapping[str, str] = field(default_factory=dict)
    english: Mapping[str, str] = field(default_factory=dict)


def read_misspellings(text: str) -> Mapping[str, str]:
    """Misspelled word to correct one, from lines ``wrong->right, …``; only the first correction is used.

    >>> read_misspellings("teh->the\\nwich->which, witch,\\n")
    {'teh': 'the', 'wich': 'which'}
    """
    pairs = (line.strip().partition("->") for line in text.splitlines())
    return {wrong.strip().lower(): right.split(",")[0].strip() for wrong, arrow, right in pairs if arrow and wrong}


def check_spelling(view: SlideView, lists: Misspellings) -> Iterator[Finding]:
    """Misspelled words, each once for a shape; code is skipped, wherever it stands."""
    for shape in view.slide.shapes:
        prose = "\n".join(_text_of(paragraph, _is_prose) for paragraph in shape.paragraphs)
        english = "\n".join(_text_of(paragraph, _is_english_prose) for paragraph in shape.paragraphs)
        for text, misspellings in ((prose, lists.own), (english, lists.english)):
            words = dict.fromkeys(word for word in _WORD.findall(text) if word.lower() in misspellings)
            for word in words:
                message = f"'{word}' is a common misspelling of '{misspellings[word.lower()]}'"
                yield view.finding("spelling", FindingLevel.WARNING, message, shape)


def _text_of(paragraph: FileParagraph, wanted: Callable[[FileRun], bool]) -> str:
    """The text of some runs; others become a space, which separates words."""
    return "".join(run.text if wanted(run) else " " for run in paragraph.runs)


def _is_prose(run: FileRun) -> bool:
    return not run.mono


def _is_english_prose(run: FileRun) -> bool:
    """Whether a run is English or without language, and no code."""
    return _is_prose(run) and (run.lang or "en").lower().startswith("en")
