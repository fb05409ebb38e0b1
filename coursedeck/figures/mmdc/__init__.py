"""Mermaid's own program, ``mmdc``, where it is installed: the text of a figure comes in, a checked SVG goes out."""

from coursedeck.figures.mmdc.answer import checked
from coursedeck.figures.mmdc.drawing import draw, program
from coursedeck.figures.mmdc.failure import MmdcError

__all__ = ["MmdcError", "checked", "draw", "program"]
