"""The shapes of a component, from the blocks of its slide."""

from __future__ import annotations

from coursedeck.model.entries import entries_of
from coursedeck.model.session import List, Paragraph
from coursedeck.model.slide import CARDS, ROWS, Shape, Slide
from coursedeck.session.fit.components.cards import cards
from coursedeck.session.fit.components.frame import Frame
from coursedeck.session.fit.components.rows import rows


def component_shapes(slide: Slide, frame: Frame) -> tuple[Shape, ...] | None:
    """The shapes of a slide whose layout is a component's, in reading order; None where its words do not fit."""
    *before, last = slide.body
    entries = entries_of(last) if isinstance(last, List) else None
    introduction = next((block.text for block in before if isinstance(block, Paragraph)), None)
    if entries is None or len(before) > 1 or len(before) != (introduction is not None):
        return None
    if slide.layout in ROWS.values():
        return rows(slide.layout, entries, introduction, frame)
    if slide.layout in CARDS.values():
        return cards(slide.layout, entries, introduction, frame)
    return None
