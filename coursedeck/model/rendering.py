"""A rendered deck: a picture of each slide, and every glyph with its box, font and colours.

RenderedDeck
└── RenderedSlide      a picture by its digest
    └── GlyphRun       glyphs that follow one another in one font, size and colour
"""

from __future__ import annotations

from msgspec import Struct

from coursedeck.model.units import Box, Points


class Font(Struct, frozen=True):
    """A font that was used for rendering: PostScript name and digest of its file (empty if not found)."""

    name: str
    digest: str = ""


class Renderer(Struct, frozen=True):
    """The program and fonts that made a picture; only pictures of the same renderer can be compared by pixels."""

    program: str
    fonts: tuple[Font, ...]


class GlyphRun(Struct, frozen=True):
    """Consecutive glyphs of one style; `boxes` (points) has one for each character; colours are six hex digits."""

    text: str
    boxes: tuple[Box, ...]
    font: str
    size: Points
    ink: str
    ground: str
    """Background colour behind them in the picture; empty outside the slide."""


class RenderedSlide(Struct, frozen=True):
    """One slide; `picture` is the digest of its picture, slide number excluded, and names the file in the store."""

    picture: str
    runs: tuple[GlyphRun, ...]
    body: str = ""
    """Digest of the picture without its footer and date too."""


class RenderedDeck(Struct, frozen=True):
    """All slides of a deck, including hidden ones."""

    slides: tuple[RenderedSlide, ...]
    renderer: Renderer
    missing: tuple[str, ...] = ()
    """Characters for which none of the fonts has a glyph, sorted."""
