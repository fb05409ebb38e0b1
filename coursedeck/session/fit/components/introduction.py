"""The sentence above a component."""

from __future__ import annotations

from dataclasses import replace

from coursedeck.model.slide import TextShape
from coursedeck.model.text import Text
from coursedeck.model.units import Box, Points
from coursedeck.session.fit.components.frame import Frame

SIZES: tuple[Points, ...] = (24.0, 22.0, 20.0)
LINES = 2
SPACE: Points = 16.0
"""Below the sentence."""


def below_introduction(text: Text | None, frame: Frame) -> tuple[tuple[TextShape, ...], Box] | None:
    """The shape of a sentence at the top of the body, and the body that it leaves; None if it is too long."""
    if text is None:
        return (), frame.body
    for size in SIZES:
        paragraph = frame.paragraph(text.spans, size, source=text.source)
        if frame.holds(paragraph, frame.body.width, LINES):
            height = frame.measure.lines(paragraph, frame.body.width).height
            box = replace(frame.body, height=height)
            taken = height + SPACE
            rest = replace(frame.body, top=frame.body.top + taken, height=frame.body.height - taken)
            return (frame.shape("introduction", (box, None), (paragraph,)),), rest
    return None
