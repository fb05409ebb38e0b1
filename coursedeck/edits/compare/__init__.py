"""A deck as people left it, held against what it was built with."""

from coursedeck.edits.compare.decks import edits_in

__all__ = ["edits_in"]
