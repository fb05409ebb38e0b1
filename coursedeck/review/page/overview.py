"""The overview at the top of the page: decks with counts, renderers and fonts."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from coursedeck.model.review import FindingLevel, Review, Status


class DeckRow(Struct, frozen=True):
    """A deck with its counts of slides and findings."""

    key: str
    renamed_from: str
    title: str
    locale: str
    slides: int
    new: int
    changed: int
    removed: int
    errors: int
    warnings: int
    minutes: str
    minutes_before: str
    slot: str


class Program(Struct, frozen=True):
    """A renderer and the fonts that it used."""

    name: str
    fonts: tuple[str, ...]


def deck_rows(review: Review) -> Iterator[DeckRow]:
    """A row for each deck."""
    for deck in review.decks:
        levels = [finding.level for finding in deck.findings]
        yield DeckRow(
            key=deck.key,
            renamed_from=deck.renamed_from,
            title=deck.title,
            locale=deck.locale,
            slides=sum(1 for change in deck.slides if change.after is not None),
            new=deck.count(Status.NEW),
            changed=deck.count(Status.CHANGED),
            removed=deck.count(Status.REMOVED),
            errors=levels.count(FindingLevel.ERROR),
            warnings=levels.count(FindingLevel.WARNING),
            minutes=deck.minutes,
            minutes_before=deck.minutes_before if deck.minutes_before != deck.minutes else "",
            slot=deck.slot,
        )


def programs(review: Review) -> list[Program]:
    """Every program that rendered a deck, with the fonts of all decks."""
    fonts: dict[str, set[str]] = {}
    for deck in review.decks:
        if deck.renderer is not None:
            fonts.setdefault(deck.renderer.program, set()).update(font.name for font in deck.renderer.fonts)
    return [Program(name, tuple(sorted(found))) for name, found in sorted(fonts.items())]
