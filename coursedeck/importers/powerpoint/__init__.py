"""PowerPoint decks → Markdown.

texts     paragraphs of a shape, as lists and prose with emphasis and links
drawings  boxes and the connectors between them, as Mermaid
objects   tables, charts, pictures, films
slides    the content of a slide in reading order
own       decks that coursedeck built, whose shapes are named by what they are
deck      the whole deck → the body of a session
"""

from coursedeck.importers.powerpoint.deck import KIND, DeckText, read_powerpoint

__all__ = ["KIND", "DeckText", "read_powerpoint"]
