"""Decks in an output folder, with the times beside them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from coursedeck.model.deck_file import DeckFile
from coursedeck.model.units import Box
from coursedeck.review.render import RenderJob
from coursedeck.review.unpack import read_deck


class DeckOnDisk(Struct, frozen=True):
    """One deck as it stands in an output folder."""

    locale: str
    session: str
    path: Path
    data: bytes
    deck: DeckFile
    timing: str
    """Text of its timing.csv; empty where there is none."""

    @property
    def key(self) -> str:
        """Locale and path."""
        return f"{self.locale}/{self.session}"

    def job(self, mark: str = "") -> RenderJob:
        """This deck to be rendered; `mark` tells it from another one with the same key."""
        numbers, footers = (tuple(_boxes(self.deck, kinds)) for kinds in ({"sldNum"}, {"ftr", "dt"}))
        return RenderJob(f"{mark}{self.key}", self.data, numbers, footers)


def _boxes(deck: DeckFile, kinds: set[str]) -> Iterator[tuple[Box, ...]]:
    """Where each slide shows its number, which changes with every slide before it, or its footer."""
    for slide in deck.slides:
        yield tuple(shape.box for shape in slide.shapes if shape.placeholder in kinds and shape.box)


def read_deck_file(output: Path, locale: str, session: str) -> DeckOnDisk:
    """The deck of a session; one that is not there is an empty one."""
    base = output / locale / session
    path = base.with_name(f"{base.name}.pptx")
    timing = base.with_name(f"{base.name}.timing.csv")
    data = path.read_bytes() if path.is_file() else b""
    times = timing.read_text(encoding="utf-8", errors="replace") if timing.is_file() else ""
    return DeckOnDisk(locale, session, path, data, read_deck(data), times)
