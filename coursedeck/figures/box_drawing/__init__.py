"""Read drawings of box-drawing or ASCII characters: the text of a fence in, a Graph out.

    text ─Cells→ characters in columns ─boxes_of, parted→ boxes ─free_blocks→ texts ─LineReader→ lines ─→ Graph

What cannot be read for certain is no figure: every border, line and arrow must have a meaning, and every word a place.
The places that the author gave everything go with the Graph (`CharacterDrawing`).
"""

from coursedeck.figures.box_drawing.reading import read_box_drawing

__all__ = ["read_box_drawing"]
