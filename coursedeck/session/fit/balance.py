"""Lines of a title or sentence about as long as one another."""

from __future__ import annotations

from coursedeck.base.text.paragraphs import ParagraphMeasure
from coursedeck.model.slide import TextParagraph
from coursedeck.model.units import Points

SLACK = 1.03
"""How much wider than its lines a balanced text is, since programs measure a little differently."""


def balanced_width(paragraph: TextParagraph, width: Points, measure: ParagraphMeasure) -> Points:
    """The least width at which a paragraph has no more lines than at `width`, and breaks no word."""
    count = len(measure.lines(paragraph, width).lines)
    if count == 1:
        return width
    least, most = width / 2, width
    for _ in range(6):
        middle = (least + most) / 2
        lines = measure.lines(paragraph, middle).lines
        fits = len(lines) == count and not any(line.forced for line in lines)
        least, most = (least, middle) if fits else (middle, most)
    return min(width, most * SLACK)
