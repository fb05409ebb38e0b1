"""Text as it will be seen: which font draws it, how wide it is, where its lines break.

Comes in: words, a size in points, the families of a theme. Goes out: widths, heights and lines in points.
"""

from coursedeck.base.text.breaking import BrokenLine, Piece, break_text
from coursedeck.base.text.faces import Face, Families, FontError, find_face, has_script_font
from coursedeck.base.text.font_packages import FontPackages, font_packages
from coursedeck.base.text.ruler import Ruler

__all__ = [
    "BrokenLine",
    "Face",
    "Families",
    "FontError",
    "FontPackages",
    "Piece",
    "Ruler",
    "break_text",
    "find_face",
    "font_packages",
    "has_script_font",
]
