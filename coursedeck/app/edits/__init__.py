"""Edited decks: what people changed in them, and the files that this belongs in."""
