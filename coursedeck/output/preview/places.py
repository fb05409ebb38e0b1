"""Where each text stands on a slide, so that a page can mark it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from coursedeck.model.drawing import Drawing, DrawnCluster, DrawnEdge, DrawnItem, DrawnNode, TextBlock
from coursedeck.model.problem import Source
from coursedeck.model.slide import (
    BarShape,
    ChartShape,
    DrawnShape,
    FigureShape,
    FormulaShape,
    PictureShape,
    PlacedSlide,
    Shape,
    TableShape,
    TextShape,
)
from coursedeck.model.units import Box, Points
from coursedeck.output.preview.boxes import cell_frames, text_frame
from coursedeck.output.preview.context import PreviewContext, SlideCanvas
from coursedeck.output.preview.paragraphs import TextFrame, paragraph_boxes


class PlacedText(Struct, frozen=True):
    """A text on a slide, or a picture whose alternative text it is."""

    source: Source
    """Where it was written; of a label, where the figure stands."""
    words: str
    box: Box
    size: Points = 0.0
    """Of its letters; 0 for a picture."""
    lines: int = 1
    kind: str = "text"
    """``text``, ``title``, ``label`` of a figure, or ``picture``."""
    figure: str = ""
    """Name of the figure that it is, or is in."""


def text_places(slide: PlacedSlide, context: PreviewContext) -> tuple[PlacedText, ...]:
    """Every text of a slide in reading order; what the template itself says is left out."""
    canvas = SlideCanvas.of(slide, context)
    title = (place for place in _frame_places(text_frame(slide.title, canvas), slide.source, canvas, "title"))
    return (*title, *(place for shape in slide.shapes for place in _places(shape, slide, canvas)))


def _places(shape: Shape, slide: PlacedSlide, canvas: SlideCanvas) -> Iterator[PlacedText]:
    match shape:
        case TextShape():
            yield from _frame_places(text_frame(shape, canvas), shape.source or slide.source, canvas)
        case TableShape():
            for frame in cell_frames(shape, canvas):
                yield from _frame_places(frame, shape.source, canvas)
        case FigureShape():
            yield PlacedText(shape.source, shape.alt, shape.box, kind="picture", figure=shape.drawing.name)
            yield from _labels(shape)
        case PictureShape():
            yield PlacedText(shape.picture.source, shape.alt, shape.box, kind="picture")
        case ChartShape():
            yield PlacedText(shape.chart.source, shape.alt, shape.box, kind="picture")
        case FormulaShape():
            place = shape.paragraph.source or slide.source
            yield PlacedText(place, shape.paragraph.plain, shape.box, shape.paragraph.size)
        case BarShape() | DrawnShape():
            return


def _frame_places(frame: TextFrame, source: Source, canvas: SlideCanvas, kind: str = "text") -> Iterator[PlacedText]:
    for one, box in paragraph_boxes(frame, canvas):
        paragraph = one.paragraph
        yield PlacedText(paragraph.source or source, paragraph.plain, box, paragraph.size, len(one.lines), kind)


def _labels(shape: FigureShape) -> Iterator[PlacedText]:
    """The labels of a figure, which is drawn over the whole of its box."""
    drawing = shape.drawing
    across, down = shape.box.width / drawing.width, shape.box.height / drawing.height
    for block in _text_blocks(drawing):
        box = Box(
            shape.box.left + block.box.left * across,
            shape.box.top + block.box.top * down,
            block.box.width * across,
            block.box.height * down,
        )
        words = " ".join(line.plain for line in block.lines)
        yield PlacedText(shape.source, words, box, block.size * across, len(block.lines), "label", drawing.name)


def _text_blocks(drawing: Drawing) -> Iterator[TextBlock]:
    for item in drawing.items:
        yield from (block for block in _blocks_of(item) if block is not None and block.plain.strip())


def _blocks_of(item: DrawnItem) -> tuple[TextBlock | None, ...]:
    match item:
        case DrawnCluster():
            return (item.title,)
        case DrawnNode():
            return (item.label, *(cell.label for cell in item.cells), item.outer_label)
        case DrawnEdge():
            return (item.tail_label, item.label, item.head_label)
