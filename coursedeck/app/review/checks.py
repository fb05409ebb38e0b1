"""The checks of a deck with all that they need to know, and the build's own problems beside them."""

from __future__ import annotations

import getpass
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from coursedeck.app.review.addresses import answer
from coursedeck.app.review.decks import DeckOnDisk
from coursedeck.base.files import write_text
from coursedeck.model.problem import Problem, Severity, Source
from coursedeck.model.rendering import RenderedDeck
from coursedeck.model.review import Finding, FindingLevel, SlideOrigin
from coursedeck.review.proof import DeckUnderReview, Misspellings, check_deck, read_misspellings
from coursedeck.review.proof.package import PartFault, check_package

SPELLING = "spelling.txt"
"""A course's own list of misspellings, ``wrong->right`` a line."""

_AUDIT = 2
"""Raised when what the audit finds changes."""


def prove(
    deck: DeckOnDisk,
    rendered: RenderedDeck | None,
    origins: tuple[SlideOrigin, ...],
    root: Path,
    store: Path,
    links: bool,
) -> tuple[Finding, ...]:
    """Every finding of a deck; what takes long and depends on its bytes alone is kept in `store`."""
    evidence = DeckUnderReview(
        deck.deck,
        rendered,
        Source(f"content/{deck.session}.md"),
        deck.locale,
        origins,
        _parts(deck, store),
        _misspellings(root),
        answer if links else None,
    )
    return check_deck(evidence)


def _parts(deck: DeckOnDisk, store: Path) -> tuple[PartFault, ...]:
    user = _user()
    key = hashlib.sha256(f"{_AUDIT}\n{user}\n".encode() + deck.data).hexdigest()[:32]
    file = store / f"audit-{key}.json"
    try:
        return tuple(PartFault(*fault) for fault in json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        pass
    found = tuple(check_package(deck.data, deck.deck, (user,), deck.path))
    write_text(file, json.dumps([astuple(fault) for fault in found], ensure_ascii=False))
    return found


@lru_cache(maxsize=1)
def _user() -> str:
    """The login name; empty where there is none, or one that everybody has."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        return ""
    return "" if name in {"root", "user", "runner", "admin", "build", "nobody"} else name


@lru_cache(maxsize=4)
def _misspellings(root: Path) -> Misspellings:
    """The course's own list, and codespell's, which is English, where that is installed."""
    package = find_spec("codespell_lib")
    english = Path(package.origin).parent / "data" / "dictionary.txt" if package and package.origin else None
    return Misspellings(_word_list(root / SPELLING), _word_list(english) if english else {})


def _word_list(file: Path) -> Mapping[str, str]:
    return read_misspellings(file.read_text(encoding="utf-8", errors="replace")) if file.is_file() else {}


def as_findings(problems: Iterable[Problem], origins: tuple[SlideOrigin, ...] = ()) -> Iterator[Finding]:
    """The build's problems as findings, on the slide that their line belongs to."""
    numbers = {origin.slide: number for number, origin in enumerate(origins, 1)}
    for problem in problems:
        slide = slide_at(problem.source, origins)
        level = FindingLevel.ERROR if problem.severity is Severity.ERROR else FindingLevel.WARNING
        number = numbers.get(slide) if slide else None
        yield Finding(problem.check, level, problem.message, problem.source, slide, number)


def slide_at(source: Source, origins: tuple[SlideOrigin, ...]) -> str | None:
    """The slide whose lines hold `source`: the last one that begins at it or before."""
    before = [origin for origin in origins if origin.source.file == source.file and origin.source.line <= source.line]
    if not before or source.line <= 1:
        return None
    return max(before, key=lambda origin: origin.source.line).slide
