"""Cache of rendered decks: pictures by digest, and a JSON file with the glyphs of each deck."""

from __future__ import annotations

import io
import json
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from msgspec import Struct
from PIL import Image, ImageDraw

from coursedeck.base.cache import checksum
from coursedeck.base.files import remove, write_bytes
from coursedeck.model.rendering import Font, GlyphRun, RenderedDeck, RenderedSlide, Renderer
from coursedeck.model.units import PIXELS_PER_POINT, Box

FORMAT = 4
"""Version of the stored data; increased when its format or the rendering changes."""

SUFFIX = ".webp"
_SHORT = 20
_MASK = (128, 128, 128)
_MARGIN = 4.0
"""Margin around masks in points, since glyphs may protrude from their box."""


class RenderStore(Struct, frozen=True):
    """The folders of pictures and of glyph data."""

    pictures: Path
    decks: Path

    def find(self, key: str) -> RenderedDeck | None:
        """The deck with this key, or None if it or one of its pictures is missing."""
        try:
            deck = _loaded(json.loads((self.decks / f"{key}.json").read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return deck if all(self.file(slide.picture).is_file() for slide in deck.slides) else None

    def keep(self, key: str, deck: RenderedDeck) -> None:
        """Store a deck whose pictures are stored already."""
        write_bytes(self.decks / f"{key}.json", json.dumps(_dumped(deck), ensure_ascii=False).encode(), self.decks)

    def keep_picture(self, picture: Image.Image, masks: Iterable[Box]) -> str:
        """Store a picture; returns its digest, which ignores `masks` (boxes in points)."""
        digest = picture_digest(picture, masks)
        if not self.file(digest).is_file():
            packed = io.BytesIO()
            # lossless, so that reviewers do not see compression artefacts
            picture.save(packed, "WEBP", lossless=True, quality=20, method=2)
            write_bytes(self.file(digest), packed.getvalue(), self.pictures)
        return digest

    def prune(self, keys: Collection[str], pictures: Collection[str]) -> None:
        """Remove decks and pictures that are not among these."""
        for file in sorted(self.decks.glob("*.json")):
            if file.stem not in keys:
                remove(file, file.parent)
        for file in sorted(self.pictures.glob(f"*{SUFFIX}")):
            if file.stem not in pictures:
                remove(file, file.parent)

    def file(self, digest: str) -> Path:
        """Path of a picture."""
        return self.pictures / f"{digest}{SUFFIX}"


def picture_digest(picture: Image.Image, masks: Iterable[Box]) -> str:
    """Digest of the pixels outside `masks` (boxes in points)."""
    seen = picture.copy()
    for mask in masks:
        mask_out(seen, mask, _MASK)
    return checksum(repr(seen.size).encode() + seen.tobytes(), _SHORT)


def mask_out(picture: Image.Image, mask: Box, paint: int | tuple[int, int, int]) -> None:
    """Paint over a box in points, with a margin."""
    corners = [value * PIXELS_PER_POINT for value in _corners(mask.inset(-_MARGIN))]
    ImageDraw.Draw(picture).rectangle(corners, fill=paint)


def _corners(box: Box) -> tuple[float, float, float, float]:
    return box.left, box.top, box.right, box.bottom


def _dumped(deck: RenderedDeck) -> dict[str, Any]:
    return {
        "program": deck.renderer.program,
        "fonts": [[font.name, font.digest] for font in deck.renderer.fonts],
        "missing": list(deck.missing),
        "slides": [
            {"picture": slide.picture, "body": slide.body, "runs": [_dumped_run(run) for run in slide.runs]}
            for slide in deck.slides
        ],
    }


def _dumped_run(run: GlyphRun) -> list[object]:
    places = [value for box in run.boxes for value in (box.left, box.top, box.width, box.height)]
    return [run.text, run.font, run.size, run.ink, run.ground, places]


def _loaded(data: dict[str, Any]) -> RenderedDeck:
    renderer = Renderer(data["program"], tuple(Font(name, digest) for name, digest in data["fonts"]))
    slides = tuple(
        RenderedSlide(slide["picture"], tuple(_loaded_run(run) for run in slide["runs"]), slide["body"])
        for slide in data["slides"]
    )
    return RenderedDeck(slides, renderer, tuple(data["missing"]))


def _loaded_run(run: list[Any]) -> GlyphRun:
    text, font, size, ink, ground, places = run
    boxes = tuple(Box(*places[start : start + 4]) for start in range(0, len(places), 4))
    return GlyphRun(text, boxes, font, size, ink, ground)
