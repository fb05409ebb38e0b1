"""A deck as a program shows it: pictures, and every glyph with its place, font and colours.

RenderedDeck
└── RenderedSlide      a picture by its digest
    └── GlyphRun       glyphs that follow one another in one font, size and colour
"""

from __future__ import annotations

from dataclasses import dataclass

from coursedeck.model.units import Box, Points


@dataclass(frozen=True, slots=True)
class Font:
    """A font that the program really drew with: its PostScript name and a digest of its file (empty: not found)."""

    name: str
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Renderer:
    """The program and fonts that made the pictures; pictures of two renderers differ even where the deck does not."""

    program: str
    fonts: tuple[Font, ...]


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Glyphs in one style; `boxes` in points on the slide, one a character of `text`; colours as six hex digits."""

    text: str
    boxes: tuple[Box, ...]
    font: str
    size: Points
    ink: str
    ground: str
    """The colour behind them in the picture; empty where they lie outside of it."""


@dataclass(frozen=True, slots=True)
class RenderedSlide:
    """One slide; `picture` names its file in the store of pictures and changes with any pixel outside the number."""

    picture: str
    runs: tuple[GlyphRun, ...]


@dataclass(frozen=True, slots=True)
class RenderedDeck:
    """Every slide of a deck, hidden ones too."""

    slides: tuple[RenderedSlide, ...]
    renderer: Renderer
    missing: tuple[str, ...] = ()
    """Characters that no font used has a glyph for, sorted."""
