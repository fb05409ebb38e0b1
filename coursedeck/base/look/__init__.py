"""How shapes look, shared by the deck writer and the preview; independent of file formats.

A *paint* is a colour by theme role, *ground* the background behind a shape, *ink* the text colour on it.
"""
