"""The room that messages have on the slides of a deck, in letters and lines."""

from __future__ import annotations

from collections.abc import Iterator

from coursedeck.model.problem import Source
from coursedeck.model.slide import (
    BarShape,
    ChartShape,
    Deck,
    DrawnShape,
    FigureShape,
    FormulaShape,
    PictureShape,
    PlacedSlide,
    Shape,
    TableShape,
    TextParagraph,
    TextShape,
)
from coursedeck.model.units import Box
from coursedeck.session.localize.message import Message, Role
from coursedeck.session.localize.room import Room, RoomFor

_UNSEEN = frozenset({Role.NOTES, Role.ALT, Role.AUTHOR, Role.SESSION_NUMBER, Role.PICTURE_TEXT, Role.CHART_UNIT})
"""Roles that are not in a box on the slide."""


def rooms_in(deck: Deck) -> RoomFor:
    """What to say of the room that a message has in a deck: ``about 60 characters, 2 lines``.

    The number of its slide is left out: it changes with every slide before it. Of several places of one message the
    title counts, else the largest: a label and what it labels may be one message.
    """
    rooms: dict[Source, Room] = {}
    for slide in deck.slides:
        for source, paragraph, box, fixed in _texts(slide):
            width = max(box.width - paragraph.indent, paragraph.size)
            room = Room.of(paragraph.plain, paragraph.size, width, box.height if fixed else None)
            known = rooms.get(source)
            if known is None or (not known.fixed and room.area > known.area):
                rooms[source] = room

    def room_for(message: Message) -> Room | None:
        return rooms.get(message.source) if message.role not in _UNSEEN else None

    return room_for


def _texts(slide: PlacedSlide) -> Iterator[tuple[Source, TextParagraph, Box, bool]]:
    """Every paragraph that knows where it was written, the title first, and whether it is the title."""
    yield from ((slide.source, paragraph, slide.title.box, True) for paragraph in slide.title.paragraphs[:1])
    for shape in (slide.title, *slide.shapes):
        for paragraph, box in _paragraphs(shape):
            if paragraph.source is not None:
                yield paragraph.source, paragraph, box, shape is slide.title


def _paragraphs(shape: Shape) -> Iterator[tuple[TextParagraph, Box]]:
    match shape:
        case TextShape():
            yield from ((paragraph, shape.box) for paragraph in shape.paragraphs)
        case TableShape():
            for row, height in zip(shape.cells, shape.rows, strict=True):
                for cell, width in zip(row, shape.columns, strict=True):
                    box = Box(shape.box.left, shape.box.top, width, height)
                    yield from ((paragraph, box) for paragraph in cell)
        case FormulaShape():
            yield shape.paragraph, shape.box
        case ChartShape() | FigureShape() | PictureShape() | BarShape() | DrawnShape():
            return
