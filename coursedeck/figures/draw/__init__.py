"""Render drawings as self-contained SVG and as PNG.

Input: a Drawing, with all coordinates and colours decided. Output: text or bytes, the same on every run.
"""

from coursedeck.figures.draw.document import svg
from coursedeck.figures.draw.raster import png

__all__ = ["png", "svg"]
