"""Slides with content → slides on which everything has its place and size, measured against a template.

Outline ─typeset→ strips ─flow→ pages ─shapes→ Deck of placed slides
"""

from coursedeck.fit.fitter import Fitter
from coursedeck.fit.media import LEGIBLE, Media
from coursedeck.fit.notes import note_paragraphs
from coursedeck.fit.runs import full_tag

__all__ = ["LEGIBLE", "Fitter", "Media", "full_tag", "note_paragraphs"]
