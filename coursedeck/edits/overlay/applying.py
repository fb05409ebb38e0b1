"""An overlay on the slides of a deck."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from coursedeck.base.markdown import spans
from coursedeck.edits.overlay.files import CHECK
from coursedeck.edits.overlay.words import with_styled_words
from coursedeck.model.drawing import Drawing, TextBlock
from coursedeck.model.overlay import MovedShape, Overlay, SlideOverlay
from coursedeck.model.problem import Problem, Source, warning
from coursedeck.model.session import Paragraph
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
    ShapeColor,
    TableShape,
    TextParagraph,
    TextShape,
)
from coursedeck.model.text import Text
from coursedeck.model.units import Box, Points
from coursedeck.model.values import replace

Setting = Callable[[str, Points], TextParagraph]
"""Sets Markdown in a size, in the language of the deck."""

_ARROW = re.compile(r" [→↔←—-] ")
"""Stands in the name of a line between the names of what it joins."""
_NEAR = 1.0
"""Points by which a shape may be built elsewhere and still be the one that was moved."""


def with_overlay(deck: Deck, overlay: Overlay, file: str, setting: Setting) -> tuple[Deck, tuple[Problem, ...]]:
    """The deck with moved shapes and new texts, and a warning for what fits it no more; `file` is the overlay's."""
    if not overlay:
        return deck, ()
    ids = {slide.id for slide in deck.slides}
    problems = [_warning(file, f"its slide “{slide}” is no longer there") for slide in overlay if slide not in ids]
    slides = []
    for slide in deck.slides:
        if overlay.get(slide.id, SlideOverlay()).removed:
            continue
        made, lost = _on_slide(slide, overlay.get(slide.id, SlideOverlay()), setting)
        slides.append(made)
        problems += [_warning(file, f"slide “{slide.id}”: {reason}") for reason in lost]
    return replace(deck, slides=tuple(slides)), tuple(problems)


def _warning(file: str, message: str) -> Problem:
    return warning(Source(file), CHECK, f"{message}: edit the deck again and pull it, or delete the entry")


def _on_slide(slide: PlacedSlide, overlay: SlideOverlay, setting: Setting) -> tuple[PlacedSlide, list[str]]:
    lost: list[str] = []
    shapes = list(slide.shapes)
    title = slide.title
    for moved in overlay.moved:
        if moved.name == title.name and _near(title.box, moved.was):
            title = replace(title, box=moved.now)
            continue
        found = [place for place, shape in enumerate(shapes) if shape.name == moved.name]
        if len(found) == 1 and _near(shapes[found[0]].box, moved.was):
            shapes[found[0]] = _at(shapes[found[0]], moved)
        else:
            lost.append(f"“{moved.name}” is built elsewhere than when it was moved, and stays there")
    names = {title.name, *(shape.name for shape in shapes)}
    lost += [f"there is no “{name}” any more that could be left out" for name in overlay.gone if name not in names]
    title, shapes, unsaid = _with_words(title, shapes, overlay)
    lost += [f"no paragraph says “{words}” as it did, and its look is left out" for words in unsaid]
    painted = [one.part for one in overlay.colors if not _has_part((title, *shapes), one)]
    lost += [f"there is no “{name}” any more that could be painted" for name in painted]
    shapes = [shape for shape in shapes if shape.name not in overlay.gone]
    notes = tuple(_note(words, slide) for words in overlay.notes)
    made = replace(
        slide,
        title=title,
        shapes=(*shapes, *_texts(overlay, setting), *overlay.drawn),
        notes=(*slide.notes, *notes),
        hidden=slide.hidden if overlay.hidden is None else overlay.hidden,
        colors=(*slide.colors, *overlay.colors),
    )
    return made, lost


def _with_words(
    title: TextShape, shapes: list[Shape], overlay: SlideOverlay
) -> tuple[TextShape, list[Shape], list[str]]:
    """Title and shapes with the words that somebody styled, and those that are not there any more."""
    unsaid = []
    for styled in overlay.words:
        made = with_styled_words([title, *shapes], styled)
        if made is None:
            unsaid.append(styled.words)
        else:
            title, shapes = (made[0] if isinstance(made[0], TextShape) else title), made[1:]
    return title, shapes, unsaid


def _has_part(shapes: Sequence[Shape], color: ShapeColor) -> bool:
    """Whether there is the shape, and what was painted in it: a labelled part, or the line between two."""
    shape = next((one for one in shapes if one.name == color.shape), None)
    if not isinstance(shape, FigureShape) or color.part == color.shape:
        return shape is not None
    labels = {" ".join(label.plain.split()) for label in _labels(shape.drawing)}
    names = {getattr(item, "name", "") for item in shape.drawing.items}
    return all(" ".join(word.split()) in labels | names for word in _ARROW.split(color.part))


def _labels(drawing: Drawing) -> Iterator[TextBlock]:
    for item in drawing.items:
        blocks = (getattr(item, name, None) for name in ("label", "outer_label", "title", "tail_label", "head_label"))
        yield from (block for block in blocks if isinstance(block, TextBlock))
        yield from (cell.label for cell in getattr(item, "cells", ()) if cell.label is not None)


def _note(markdown: str, slide: PlacedSlide) -> Paragraph:
    """A further paragraph of the notes."""
    return Paragraph(Text(markdown, spans(markdown), slide.source))


def _near(one: Box, other: Box) -> bool:
    sides = ((one.left, other.left), (one.top, other.top), (one.width, other.width), (one.height, other.height))
    return all(abs(first - second) <= _NEAR for first, second in sides)


def _at(shape: Shape, moved: MovedShape) -> Shape:
    """A shape in its new place; what is inside goes along."""
    now, was = moved.now, moved.was
    match shape:
        case TextShape() | ChartShape() | FigureShape() | PictureShape() | BarShape() | DrawnShape():
            return replace(shape, box=now)
        case TableShape():
            wider, higher = now.width / max(was.width, 1), now.height / max(was.height, 1)
            columns = tuple(width * wider for width in shape.columns)
            return replace(shape, box=now, columns=columns, rows=tuple(height * higher for height in shape.rows))
        case FormulaShape():
            inner = shape.picture
            shifted = inner and replace(inner, left=inner.left + now.left - was.left, top=inner.top + now.top - was.top)
            return replace(shape, box=now, picture=shifted)


def _texts(overlay: SlideOverlay, setting: Setting) -> Iterator[TextShape]:
    for number, added in enumerate(overlay.texts, 1):
        paragraphs = tuple(setting(markdown, size) for markdown, size in added.paragraphs)
        yield TextShape(f"added text {number}", added.box, paragraphs)
