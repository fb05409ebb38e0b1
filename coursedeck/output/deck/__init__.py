"""Write placed slides as a PowerPoint deck of native, editable text, tables, charts and figures.

Input: slides on which every shape has its place and size, a template, notes and pictures. Output: the bytes of a
.pptx.
"""

from coursedeck.output.deck.origin import deck_origin
from coursedeck.output.deck.package import write_deck
from coursedeck.output.deck.values import NotesPage, Properties, SlideSection, ThemeFonts

__all__ = ["NotesPage", "Properties", "SlideSection", "ThemeFonts", "deck_origin", "write_deck"]
