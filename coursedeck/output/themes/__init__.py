"""Write deck templates from themes: masters, layouts, placeholders and guides as PresentationML.

Theme, variant, ratio ─layouts→ places of every layout ─slides, parts→ XML ─make→ the bytes of a .pptx without slides
"""

from coursedeck.output.themes.make import theme_template

__all__ = ["theme_template"]
