"""The part of a deck that says where its texts come from: a custom XML part (ECMA-376 part 1, 15.2.5)."""

from coursedeck.base.origin.codec import ORIGIN_NAMESPACE, origin_xml, read_origin
from coursedeck.base.origin.seal import DeckState, deck_state, seal_of

__all__ = ["ORIGIN_NAMESPACE", "DeckState", "deck_state", "origin_xml", "read_origin", "seal_of"]
