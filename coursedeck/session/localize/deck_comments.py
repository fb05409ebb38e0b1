"""Extracted comments on where a message stands in the deck: slide number, font size and box size."""

from __future__ import annotations

from collections.abc import Iterator

from coursedeck.model.problem import Source
from coursedeck.model.slide import (
    BarShape,
    ChartShape,
    Deck,
    FigureShape,
    FormulaShape,
    PictureShape,
    PlacedSlide,
    Shape,
    TableShape,
    TextParagraph,
    TextShape,
)
from coursedeck.model.units import Box, Points
from coursedeck.session.localize.message import Message, Role
from coursedeck.session.localize.update import CommentFor

_UNSEEN = frozenset({Role.NOTES, Role.ALT, Role.AUTHOR, Role.SESSION_NUMBER})
"""Roles that are not in a box on the slide."""

_Room = tuple[int, Points, Points, Points]
"""Number of the slide, size of the type, width and height of the box."""


def deck_comments(deck: Deck) -> CommentFor:
    """What to say of a message's place in a deck: ``slide 5 · 20 pt in a box of 868 × 52 pt``; sizes in points.

    Several messages may share a box; of several places of one message, the first counts.
    """
    rooms: dict[Source, _Room] = {}
    slides: dict[str, int] = {}
    for number, slide in enumerate(deck.slides, start=1):
        if slide.part is not None:
            slides.setdefault(slide.part, number)
        for source, size, box in _texts(slide):
            rooms.setdefault(source, (number, size, box.width, box.height))

    def comment_for(message: Message) -> str:
        room = rooms.get(message.source)
        if room is not None and message.context not in _UNSEEN:
            number, size, width, height = room
            return f"slide {number} · {size:g} pt in a box of {width:.0f} × {height:.0f} pt"
        found = room[0] if room is not None else slides.get(message.part or "")
        return f"slide {found}" if found is not None else ""

    return comment_for


def _texts(slide: PlacedSlide) -> Iterator[tuple[Source, Points, Box]]:
    """Every paragraph that knows where it was written, the title first."""
    yield from ((slide.source, paragraph.size, slide.title.box) for paragraph in slide.title.paragraphs[:1])
    for shape in (slide.title, *slide.shapes):
        for paragraph, box in _paragraphs(shape):
            if paragraph.source is not None:
                yield paragraph.source, paragraph.size, box


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
        case ChartShape() | FigureShape() | PictureShape() | BarShape():
            return
