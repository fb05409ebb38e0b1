"""A .pptx, whoever wrote it, as plain values and as plain text.

Comes in: the bytes of a deck. Goes out: DeckFile, with what could not be read named in it; or lines for ``git diff``.
"""

from coursedeck.review.unpack.deck import read_deck
from coursedeck.review.unpack.text_diff import deck_lines

__all__ = ["deck_lines", "read_deck"]
