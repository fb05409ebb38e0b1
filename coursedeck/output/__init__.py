"""What a build writes: decks, pages, small pictures of slides, and the templates that they are made with."""
