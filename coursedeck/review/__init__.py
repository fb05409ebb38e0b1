"""Review of built decks: read, render, compare with a baseline, check, and report."""
