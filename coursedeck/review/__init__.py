"""Built decks read again, rendered, compared, checked and shown to reviewers."""
