"""Slides as pictures, drawn from the same placed slides that a deck is written from.

Comes in: a placed slide, the template, fonts, and the figures and pictures that it shows. Goes out: one SVG that needs
nothing else, with lines, places and colours as LibreOffice shows them in the deck, and its words as text.
"""

from coursedeck.output.preview.slide import slide_svg
from coursedeck.output.preview.surroundings import Surroundings

__all__ = ["Surroundings", "slide_svg"]
