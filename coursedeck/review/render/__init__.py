"""Decks as LibreOffice shows them: the one place that starts it.

Comes in: decks, each with the boxes that do not count (slide numbers). Goes out: RenderedDeck for each that could be
rendered; its pictures are files in a store that keeps them, so that no deck is rendered twice.
"""

from coursedeck.review.render.differences import differences
from coursedeck.review.render.rendering import PICTURES, RenderJob, prune, render_decks

__all__ = ["PICTURES", "RenderJob", "differences", "prune", "render_decks"]
