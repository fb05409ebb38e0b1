"""Slides whose parts have places of their own: rows, cards, panels.

In: a slide whose layout plan has chosen, the layout of the template that serves it. Out: the slide's shapes, or None
where the words do not fit their places.
"""

from coursedeck.session.fit.components.frame import Frame
from coursedeck.session.fit.components.full_picture import full_picture, may_fill, picture_holder
from coursedeck.session.fit.components.make import component_shapes, text_size

__all__ = ["Frame", "component_shapes", "full_picture", "may_fill", "picture_holder", "text_size"]
