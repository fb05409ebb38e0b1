"""Slides with content → slides on which everything has its place and size, measured against a template.

Outline ─typeset→ strips ─flow→ pages ─shapes→ Deck of placed slides
"""

from coursedeck.session.fit.fitter import Fitter
from coursedeck.session.fit.media import LEGIBLE, Media
from coursedeck.session.fit.notes import note_paragraphs

__all__ = ["LEGIBLE", "Fitter", "Media", "note_paragraphs"]
