"""The lines of the source that slides and their shapes come from."""

from __future__ import annotations

from collections.abc import Iterator

from coursedeck.model.problem import Source
from coursedeck.model.review import SlideOrigin
from coursedeck.model.session import FigureRef, Session
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
    TextShape,
)
from coursedeck.model.walk import all_blocks


def deck_origins(deck: Deck) -> tuple[SlideOrigin, ...]:
    """One a slide, in order."""
    return tuple(SlideOrigin(slide.id, slide.source, tuple(_shapes(slide))) for slide in deck.slides)


def _shapes(slide: PlacedSlide) -> Iterator[tuple[str, Source]]:
    for shape in (slide.title, *slide.shapes):
        source = _source(shape)
        if source is not None and source != slide.source:
            yield shape.name, source


def _source(shape: Shape) -> Source | None:
    match shape:
        case TextShape() | TableShape() | FigureShape() | FormulaShape():
            return shape.source
        case ChartShape():
            return shape.chart.source
        case PictureShape():
            return shape.picture.source
        case BarShape() | DrawnShape():
            return None


def shown_figures(session: Session) -> frozenset[str]:
    """Names of the figures that a session shows."""
    return frozenset(block.name for block in all_blocks(session) if isinstance(block, FigureRef))
