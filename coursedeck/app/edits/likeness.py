"""Which deck of an output folder a deck is that no longer says where it comes from, as other programs leave it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from coursedeck.base.files import FileRefusedError, read_file
from coursedeck.base.files.archive import MOST_UNPACKED
from coursedeck.base.origin import read_origin
from coursedeck.base.text.likeness import likeness
from coursedeck.model.deck_file import DeckFile
from coursedeck.model.origin import Origin
from coursedeck.review.unpack.custom_xml import custom_xml

_LEAST = 0.5
"""Likeness of all words from which on two decks are one; a third of them may be new."""


def built_like(deck: DeckFile, output: Path) -> Origin | None:
    """The origin of the built deck that says most nearly the same; None where none does."""
    words = "\n".join(shape.plain for slide in deck.slides for shape in slide.shapes)
    scored = ((likeness(words, _words(origin)), origin.locale, origin.session, origin) for origin in _origins(output))
    best = max(scored, key=lambda entry: entry[:3], default=None)
    return best[3] if best is not None and best[0] > _LEAST else None


def _origins(output: Path) -> Iterator[Origin]:
    for path in sorted(output.rglob("*.pptx")):
        try:
            parts = custom_xml(read_file(path, MOST_UNPACKED, output))
        except (OSError, FileRefusedError):
            continue
        yield from (found for part in parts if (found := read_origin(part)) is not None)


def _words(origin: Origin) -> str:
    shapes = (shape for slide in origin.slides for shape in slide.shapes)
    return "\n".join(paragraph.plain for shape in shapes for paragraph in shape.paragraphs)
