"""Fonts inside a deck: subsets of their files, wrapped as PowerPoint reads them.

ECMA-376 part 1, 15.2.13 has fonts as bitmaps or TrueType, and obfuscates them (17.8.1) in word processing alone.
PowerPoint stores and reads neither: its parts of type ``application/x-fontdata`` are Embedded OpenType
([MS-OE376] 2.1.34, https://www.w3.org/submissions/EOT/).
"""

from coursedeck.output.deck.fonts.embed import embed_fonts

__all__ = ["embed_fonts"]
