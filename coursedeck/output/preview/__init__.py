"""Slides as SVG, drawn from the same placed slides that a deck is written from.

Input: a placed slide, the template, fonts, and the figures and pictures that the slide shows. Output: one
self-contained SVG with line breaks, positions and colours as LibreOffice shows them in the deck, and text as text.
"""

from coursedeck.output.preview.context import PreviewContext
from coursedeck.output.preview.places import PlacedText, text_places
from coursedeck.output.preview.slide import slide_svg

__all__ = ["PlacedText", "PreviewContext", "slide_svg", "text_places"]
