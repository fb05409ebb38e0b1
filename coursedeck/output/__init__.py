"""Everything that a build writes: decks, HTML pages, slide previews; and the templates that they are based on."""
