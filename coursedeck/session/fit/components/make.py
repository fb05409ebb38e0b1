"""The shapes of a component, from the blocks of its slide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from coursedeck.model.entries import labelled_items, listed_items
from coursedeck.model.groups import groups_of
from coursedeck.model.slide import CARDS, PANELS, POINTS, ROWS, Shape, Slide, TextShape
from coursedeck.model.units import Points
from coursedeck.session.fit.components.cards import cards
from coursedeck.session.fit.components.frame import Frame
from coursedeck.session.fit.components.panels import panels
from coursedeck.session.fit.components.points import points
from coursedeck.session.fit.components.rows import rows


def component_shapes(slide: Slide, frame: Frame) -> tuple[Shape, ...] | None:
    """The shapes of a slide whose layout is a component's, in reading order; None where its words do not fit."""
    if slide.layout in PANELS:
        groups = groups_of(slide.body)
        return None if groups is None else panels(slide.layout, groups, frame)
    if slide.layout in POINTS.values():
        listed = listed_items(slide.body)
        return None if listed is None else points(slide.layout, listed.block, listed.introduction, frame)
    return _labelled(slide, frame)


def _labelled(slide: Slide, frame: Frame) -> tuple[Shape, ...] | None:
    found = labelled_items(slide.body)
    if found is None:
        return None
    if slide.layout in ROWS.values():
        return rows(slide.layout, found.entries, found.introduction, frame)
    if slide.layout in CARDS.values():
        return cards(slide.layout, found.entries, found.introduction, frame)
    return None


def text_size(shapes: Sequence[Shape]) -> Points:
    """The size in which most letters of a component are set."""
    letters: Counter[Points] = Counter()
    for shape in shapes:
        for paragraph in shape.paragraphs if isinstance(shape, TextShape) else ():
            letters[paragraph.size] += len(paragraph.plain)
    return max(letters, key=lambda size: (letters[size], size), default=0.0)
