"""Read any .pptx as values and as plain text.

Input: the bytes of a deck. Output: a DeckFile, which lists unreadable parts; or lines of text for ``git diff``.
"""

from coursedeck.review.unpack.deck import read_deck
from coursedeck.review.unpack.text_diff import deck_lines

__all__ = ["deck_lines", "read_deck"]
