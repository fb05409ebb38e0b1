"""Planned slides → placed slides: every text broken into lines, sized and placed against a template.

Outline ─typeset→ segments ─flow→ pages ─shapes→ Deck of placed slides
"""

from coursedeck.session.fit.fitter import Fitter
from coursedeck.session.fit.media import Media
from coursedeck.session.fit.notes import note_paragraphs

__all__ = ["Fitter", "Media", "note_paragraphs"]
