"""The shapes of a component, from the blocks of its slide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from coursedeck.base.images.library_icons import product_icon
from coursedeck.model.entries import labelled_items
from coursedeck.model.framed import Framed, framed
from coursedeck.model.groups import groups_of
from coursedeck.model.session import List
from coursedeck.model.slide import (
    CARDS,
    PANELS,
    POINTS,
    PROCESS,
    ROWS,
    SINGLE,
    TILES,
    Layout,
    Shape,
    Slide,
    SlideBlock,
    TextShape,
)
from coursedeck.model.tiles import tiles_of
from coursedeck.model.units import Box, Points
from coursedeck.model.values import replace
from coursedeck.session.fit.components.cards import cards
from coursedeck.session.fit.components.frame import Frame
from coursedeck.session.fit.components.introduction import above_remark, below_introduction
from coursedeck.session.fit.components.panels import panels
from coursedeck.session.fit.components.points import points
from coursedeck.session.fit.components.process import process
from coursedeck.session.fit.components.rows import rows
from coursedeck.session.fit.components.single import single
from coursedeck.session.fit.components.tiles import tiles


def component_shapes(slide: Slide, frame: Frame) -> tuple[Shape, ...] | None:
    """The shapes of a slide whose layout is a component's, in reading order; None where its words do not fit."""
    if slide.layout in SINGLE:
        return single(slide, frame)
    parts = _parts(slide)
    groups = groups_of(slide.body) if slide.layout in PANELS else None
    if groups is not None:
        parts = replace(parts, introduction=groups.introduction, headed=groups.headed, remark=groups.remark)
    start = below_introduction(parts, frame.body, frame)
    if start is None:
        return None
    above, body = start
    end = above_remark(parts.remark, body, frame)
    if end is None:
        return None
    below, body = end
    made = (
        panels(slide.layout, groups.groups, body, frame) if groups else _items(slide.layout, parts.blocks, body, frame)
    )
    return None if made is None else (*above, *made, *below)


def _parts(slide: Slide) -> Framed:
    """What stands above and below the list of a slide; nothing where its points are passages."""
    parts = framed(slide.body)
    count = next((number for number, kind in POINTS.items() if kind is slide.layout), None)
    listed = len(parts.blocks) == 1 and isinstance(parts.blocks[0], List) and len(parts.blocks[0].items) == count
    return parts if count is None or listed else Framed(None, False, slide.body, None)


def _items(kind: Layout, blocks: Sequence[SlideBlock], body: Box, frame: Frame) -> tuple[Shape, ...] | None:
    """The items of a list in a component."""
    entries = labelled_items(blocks) or ()
    block = blocks[0]
    if kind in TILES.values():
        found = tiles_of(blocks, lambda name: product_icon(name) is not None)
        return tiles(kind, found, body, frame) if found else None
    if kind in ROWS.values() and entries:
        return rows(kind, entries, body, frame)
    if kind in CARDS.values() and entries:
        return cards(kind, entries, body, frame)
    if kind in POINTS.values():
        return points(kind, blocks, body, frame)
    if kind in PROCESS.values() and isinstance(block, List):
        return process(kind, block, body, frame)
    return None


def text_size(shapes: Sequence[Shape]) -> Points:
    """The size in which most letters of a component are set."""
    letters: Counter[Points] = Counter()
    for shape in shapes:
        for paragraph in shape.paragraphs if isinstance(shape, TextShape) else ():
            letters[paragraph.size] += len(paragraph.plain)
    return max(letters, key=lambda size: (letters[size], size), default=0.0)
