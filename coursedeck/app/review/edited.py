"""Decks that people edited since they were built: their edits and comments as findings, and such a deck as a base."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from coursedeck.app.edits.pulling import PulledDeck, pull_decks
from coursedeck.app.review.decks import DeckOnDisk
from coursedeck.base.origin import read_origin
from coursedeck.model.problem import CourseError, Source, error
from coursedeck.model.review import Finding, FindingLevel, SlideOrigin
from coursedeck.review.unpack import read_deck
from coursedeck.review.unpack.custom_xml import custom_xml


def edited_findings(root: Path, deck: DeckOnDisk, origins: tuple[SlideOrigin, ...]) -> Iterator[Finding]:
    """What stands in the edited decks beside a built one: comments, and edits that are not in the source yet."""
    for path in sorted(deck.path.parent.glob(f"{deck.path.stem}.edited*.pptx")):
        done = pull_decks(root, [(path, path.name)], write=False)
        for found in done.decks:
            yield from _comments(found, origins)
            if done.files or found.left or found.conflicts:
                yield from _edits(found, path.name, origins)


def _edits(found: PulledDeck, name: str, origins: tuple[SlideOrigin, ...]) -> Iterator[Finding]:
    sources = {origin.slide: (number, origin.source) for number, origin in enumerate(origins, 1)}
    file = origins[0].source.file if origins else name
    for line in (*found.placed, *found.left, *found.conflicts):
        slide, _, what = line.partition(": ")
        number, source = sources.get(slide, (None, Source(file)))
        message = f"{name}: {what}; `pull {name}` brings it home"
        yield Finding("edited", FindingLevel.WARNING, message, source, slide if number else None, number)


def _comments(found: PulledDeck, origins: tuple[SlideOrigin, ...]) -> Iterator[Finding]:
    """A finding for each thread, with all its authors."""
    numbers = {origin.slide: number for number, origin in enumerate(origins, 1)}
    for thread in found.threads:
        message = " · ".join(f"{one.author or 'somebody'}: {' '.join(one.text.split())}" for one in thread.comments)
        number = numbers.get(thread.slide)
        slide = thread.slide if number else None
        yield Finding("comment", FindingLevel.WARNING, message, thread.source, slide, number)


def edited_deck(path: Path) -> DeckOnDisk:
    """An edited deck under the session that it says it was built from; raises CourseError where it says none."""
    data = path.read_bytes()
    origin = next((found for part in custom_xml(data) if (found := read_origin(part)) is not None), None)
    if origin is None:
        message = f"{path.name} does not say what it was built from: name a deck that coursedeck has built"
        raise CourseError([error(Source("--base", 0), "base", message)])
    return DeckOnDisk(origin.locale, origin.session, path, data, read_deck(data), "")
