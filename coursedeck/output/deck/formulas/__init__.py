"""Formulas as Office Math, with a fallback for readers without it."""
