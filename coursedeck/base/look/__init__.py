"""How shapes are painted, wherever they are drawn: as a native deck, or as a picture of it.

Comes in: shapes, numbers, a theme's colours. Goes out: paints by theme role, places, words; no file format.
"""
