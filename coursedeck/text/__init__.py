"""Text as it will be seen: which font draws it, how wide it is, where its lines break.

Comes in: words, a size in points, the families of a theme. Goes out: widths, heights and lines in points.
"""

from coursedeck.text.breaking import BrokenLine, Piece, break_text
from coursedeck.text.faces import Face, Families, FontError, find_face, has_script_font
from coursedeck.text.ruler import Ruler

__all__ = [
    "BrokenLine",
    "Face",
    "Families",
    "FontError",
    "Piece",
    "Ruler",
    "break_text",
    "find_face",
    "has_script_font",
]
