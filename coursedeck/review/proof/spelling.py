"""Check text against a list of common misspellings in the format of codespell (``teh->the``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from coursedeck.model.deck_file import FileParagraph
from coursedeck.model.review import Finding, FindingLevel
from coursedeck.review.proof.slide_view import SlideView

_CODE = "body code"
"""Name of shapes with code."""
_WORD = re.compile(r"[A-Za-z][A-Za-z']{2,}")


@dataclass(frozen=True, slots=True)
class Misspellings:
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
    """Misspelled words, each once for a shape; shapes with code are skipped."""
    for shape in view.slide.shapes:
        if _CODE in shape.name:
            continue
        english = "\n".join(_in_english(paragraph) for paragraph in shape.paragraphs)
        for text, misspellings in ((shape.plain, lists.own), (english, lists.english)):
            words = dict.fromkeys(word for word in _WORD.findall(text) if word.lower() in misspellings)
            for word in words:
                message = f"'{word}' is a common misspelling of '{misspellings[word.lower()]}'"
                yield view.finding("spelling", FindingLevel.WARNING, message, shape)


def _in_english(paragraph: FileParagraph) -> str:
    """The text of runs in English or without language; other runs become a space, which separates words."""
    runs = ((run.text, (run.lang or "en").lower().startswith("en")) for run in paragraph.runs)
    return "".join(text if english else " " for text, english in runs)
