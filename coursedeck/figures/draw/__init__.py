"""Drawings as pictures: SVG that stands alone, and PNG.

Comes in: a Drawing, with every place and colour decided. Goes out: text or bytes, the same on every run.
"""

from coursedeck.figures.draw.raster import png
from coursedeck.figures.draw.scene import svg

__all__ = ["png", "svg"]
