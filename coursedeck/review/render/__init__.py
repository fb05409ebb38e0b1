"""Render decks with LibreOffice.

Input: decks, each with boxes to ignore (slide numbers). Output: a RenderedDeck for each deck that could be rendered;
its pictures are files in a store, so that no deck is rendered twice.
"""

from coursedeck.review.render.differences import differences, same_figures
from coursedeck.review.render.rendering import PICTURES, RenderJob, prune, render_decks

__all__ = ["PICTURES", "RenderJob", "differences", "prune", "render_decks", "same_figures"]
