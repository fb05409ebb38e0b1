"""Draw figures with Mermaid's own program, ``mmdc``, if it is installed: Mermaid text in, a checked SVG out."""

from coursedeck.figures.mmdc.answer import checked
from coursedeck.figures.mmdc.drawing import draw, program
from coursedeck.figures.mmdc.failure import MmdcError

__all__ = ["MmdcError", "checked", "draw", "program"]
