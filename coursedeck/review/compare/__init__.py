"""Decks before and after: which slide is which, and what differs; and the small file that keeps the accepted state.

Comes in: DeckFile, RenderedDeck and timing.csv of a deck. Goes out: DeckSnapshot; of two, a SlideChange a slide.
"""

from coursedeck.review.compare.accepted import accept_slides
from coursedeck.review.compare.changes import compare_decks
from coursedeck.review.compare.manifest import MANIFEST_FORMAT, read_manifest, write_manifest
from coursedeck.review.compare.snapshot import snapshot

__all__ = [
    "MANIFEST_FORMAT",
    "accept_slides",
    "compare_decks",
    "read_manifest",
    "snapshot",
    "write_manifest",
]
