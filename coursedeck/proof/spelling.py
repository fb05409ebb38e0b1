"""Words from a list of common misspellings, in the form that codespell keeps it: ``teh->the``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from coursedeck.model.review import Finding, Level
from coursedeck.proof.view import SlideView

_WORD = re.compile(r"[A-Za-z][A-Za-z']{2,}")


def read_misspellings(text: str) -> Mapping[str, str]:
    """Wrong word to the right one, from lines ``wrong->right``; what stands behind a comma is left out.

    >>> read_misspellings("teh->the\\nwich->which, witch,\\n")
    {'teh': 'the', 'wich': 'which'}
    """
    pairs = (line.strip().partition("->") for line in text.splitlines())
    return {wrong.strip().lower(): right.split(",")[0].strip() for wrong, arrow, right in pairs if arrow and wrong}


def check_spelling(view: SlideView, misspellings: Mapping[str, str]) -> Iterator[Finding]:
    """Every listed word once a shape."""
    if not misspellings:
        return
    for shape in view.slide.shapes:
        words = dict.fromkeys(word for word in _WORD.findall(shape.plain) if word.lower() in misspellings)
        for word in words:
            message = f"'{word}' is a common misspelling of '{misspellings[word.lower()]}'"
            yield view.finding("spelling", Level.WARNING, message, shape)
