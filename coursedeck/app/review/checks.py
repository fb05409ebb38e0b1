"""The checks of a deck with all that they need to know, and the build's own problems beside them."""

from __future__ import annotations

import getpass
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from coursedeck.app.engine import Engine
from coursedeck.app.review.addresses import answer
from coursedeck.app.review.decks import DeckOnDisk
from coursedeck.app.works.audit import AuditDeck
from coursedeck.base.files import FileRefusedError, read_file
from coursedeck.model.problem import Problem, Source
from coursedeck.model.rendering import RenderedDeck
from coursedeck.model.review import Finding, FindingLevel, SlideOrigin
from coursedeck.review.proof import DeckUnderReview, Misspellings, check_deck, read_misspellings
from coursedeck.review.proof.package import PartFault
from coursedeck.review.proof.rules import RULES

DECK_RULES = frozenset(rule.id for rule in RULES)
"""Checks of built decks; all other findings are the build's."""

SPELLING = "spelling.txt"
"""A course's own list of misspellings, ``wrong->right`` a line."""


_MOST_BYTES = 16 * 2**20
"""Of a list of words."""


def prove(
    deck: DeckOnDisk,
    rendered: RenderedDeck | None,
    origins: tuple[SlideOrigin, ...],
    root: Path,
    faults: tuple[PartFault, ...],
    links: bool,
) -> tuple[Finding, ...]:
    """Every finding of a deck; `faults` are those of its parts."""
    evidence = DeckUnderReview(
        deck.deck,
        rendered,
        Source(f"content/{deck.session}.md"),
        deck.locale,
        origins,
        faults,
        _misspellings(root),
        answer if links else None,
    )
    return check_deck(evidence)


def audit(engine: Engine, decks: Sequence[DeckOnDisk]) -> Mapping[str, tuple[PartFault, ...]]:
    """What is wrong with the parts of each deck's package, by the deck's key."""
    works = [AuditDeck(engine.put(deck.data), login_name(), deck.path) for deck in decks]
    return {deck.key: found.faults for deck, found in zip(decks, engine.ask_all(works), strict=True)}


@lru_cache(maxsize=1)
def login_name() -> str:
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
    return Misspellings(_word_list(root / SPELLING, root), _word_list(english) if english else {})


def _word_list(file: Path, within: Path | None = None) -> Mapping[str, str]:
    try:
        return read_misspellings(read_file(file, _MOST_BYTES, within).decode("utf-8", "replace"))
    except (FileNotFoundError, FileRefusedError):
        return {}


def as_findings(problems: Iterable[Problem], origins: tuple[SlideOrigin, ...] = ()) -> Iterator[Finding]:
    """The build's problems as findings, on the slide that their line belongs to."""
    numbers = {origin.slide: number for number, origin in enumerate(origins, 1)}
    for problem in problems:
        slide = slide_at(problem.source, origins)
        level = FindingLevel(problem.severity.value)
        number = numbers.get(slide) if slide else None
        yield Finding(problem.check, level, problem.message, problem.source, slide, number)


def slide_at(source: Source, origins: tuple[SlideOrigin, ...]) -> str | None:
    """The slide whose lines hold `source`: the last one that begins at it or before."""
    before = [origin for origin in origins if origin.source.file == source.file and origin.source.line <= source.line]
    if not before or source.line <= 1:
        return None
    return max(before, key=lambda origin: origin.source.line).slide
