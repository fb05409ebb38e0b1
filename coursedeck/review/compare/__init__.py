"""Compare decks: match slides of two snapshots, tell what differs, and store the accepted baseline.

Input: DeckFile, RenderedDeck and timing.csv of a deck. Output: a DeckSnapshot, and for two of them a SlideChange for
each slide.
"""

from coursedeck.review.compare.accepted import accept_slides, leave_moved
from coursedeck.review.compare.causes import change_groups
from coursedeck.review.compare.changes import compare_decks
from coursedeck.review.compare.manifest import MANIFEST_FORMAT, read_manifest, write_manifest
from coursedeck.review.compare.moves import compare_courses
from coursedeck.review.compare.snapshot import snapshot

__all__ = [
    "MANIFEST_FORMAT",
    "accept_slides",
    "change_groups",
    "compare_courses",
    "compare_decks",
    "leave_moved",
    "read_manifest",
    "snapshot",
    "write_manifest",
]
