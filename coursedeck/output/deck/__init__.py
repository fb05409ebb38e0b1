"""Write placed slides as a PowerPoint deck: native, editable text, tables, charts and figures.

Comes in: slides on which everything has its place and size, a template, notes, pictures. Goes out: the bytes
of a .pptx.
"""

from coursedeck.output.deck.package import write_deck
from coursedeck.output.deck.values import NotePage, Properties, SlideSection

__all__ = ["FigureFiles", "NotePage", "Properties", "SlideSection", "write_deck"]
