"""Turn structured course sessions and figure definitions into decks, figures and timing notes."""

__version__ = "0.1.0"
