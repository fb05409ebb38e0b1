"""Decks rendered, compared, checked, and accepted."""
