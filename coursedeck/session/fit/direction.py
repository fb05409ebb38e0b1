"""Right-to-left layout (UAX #9): paragraphs, tables, bars and charts begin on the right.

Boxes stay where they are, since the template is mirrored already. Code, ASCII art and paragraphs without a letter of
a right-to-left script stay left to right.
"""

from __future__ import annotations

import re

from coursedeck.base.text.scripts import RIGHT_TO_LEFT, has_right_to_left, language_of
from coursedeck.model.drawing import Align
from coursedeck.model.slide import (
    BarShape,
    ChartShape,
    DrawnShape,
    FigureShape,
    FormulaShape,
    PictureShape,
    Shape,
    TableShape,
    TextParagraph,
    TextRun,
    TextShape,
)
from coursedeck.model.values import replace

LEFT_TO_RIGHT_MARK = "\u200e"
"""Left-to-right mark (UAX #9, 2.6): invisible; keeps neighbouring signs with the Latin text before them."""

RIGHT_TO_LEFT_MARK = "\u200f"
"""Right-to-left mark: LibreOffice orders a link on its own, so the link must begin with a right-to-left character."""

_SEPARATOR = re.compile("[ \u00a0]· ")
"""Between the parts of a row: of a cover, of the topics of a section."""

_MIRRORED = {Align.LEFT: Align.RIGHT, Align.RIGHT: Align.LEFT}
_NUMBER_FIRST = re.compile(r"\s*\d")
"""A number goes with the words before it unless a mark says that it belongs to those behind it (UAX #9, W7)."""
_LOOSE_END = re.compile(r"(?<=[A-Za-z0-9])([+#*/_-]+)(?=\s|$)")


def mirrored(shape: Shape) -> Shape:
    """A shape to be read from the right, its left and right alignments swapped."""
    match shape:
        case TextShape() if is_code(shape):
            return shape
        case TextShape():
            return replace(shape, paragraphs=tuple(mirrored_paragraph(one) for one in shape.paragraphs))
        case TableShape():
            cells = tuple(tuple(tuple(mirrored_paragraph(one) for one in cell) for cell in row) for row in shape.cells)
            return replace(shape, cells=cells, rtl=True)
        case BarShape() | ChartShape():
            return replace(shape, rtl=True)
        case FigureShape() | PictureShape() | FormulaShape() | DrawnShape():
            return shape


def with_direction(shape: TextShape) -> TextShape:
    """A shape to be read from the right whose alignment the mirrored template has already swapped."""
    return replace(shape, paragraphs=tuple(paragraph_with_direction(one) for one in shape.paragraphs))


def mirrored_paragraph(paragraph: TextParagraph) -> TextParagraph:
    """A paragraph to be read from the right, its left and right alignment swapped."""
    return paragraph_with_direction(
        replace(paragraph, align=_MIRRORED.get(paragraph.align, paragraph.align), trailing=0.0)
    )


def paragraph_with_direction(paragraph: TextParagraph) -> TextParagraph:
    """A paragraph to be read from the right where its words or its bullet ask for that."""
    told = any(has_right_to_left(run.text) for run in paragraph.runs)
    if not (paragraph.bullet or told):
        return paragraph
    if not told:  # its bullet stands on the right, its words are read from the left
        return replace(paragraph, rtl=True, runs=_as_it_stands(paragraph.runs))
    return replace(
        paragraph,
        rtl=True,
        runs=tuple(_with_direction_marks(run, first=not at) for at, run in enumerate(paragraph.runs)),
    )


def _as_it_stands(runs: tuple[TextRun, ...]) -> tuple[TextRun, ...]:
    """Words that are read from the left, with the signs at both of their ends where they are."""
    if not runs:
        return runs
    first = replace(runs[0], text=f"{LEFT_TO_RIGHT_MARK}{runs[0].text}")
    begun = (first, *runs[1:])
    return (*begun[:-1], replace(begun[-1], text=f"{begun[-1].text}{LEFT_TO_RIGHT_MARK}"))


def is_code(shape: TextShape) -> bool:
    """Whether a shape shows code or part of ASCII art."""
    runs = [run for paragraph in shape.paragraphs for run in paragraph.runs]
    plain = not any(paragraph.bullet for paragraph in shape.paragraphs)
    drawn = any(run.face for run in runs)
    return bool(runs) and plain and (drawn or (shape.fill is not None and all(run.mono for run in runs)))


def _with_direction_marks(run: TextRun, *, first: bool) -> TextRun:
    """A run with direction marks, so that ``C++`` and ``--all`` keep their signs and links follow their line."""
    if run.link and has_right_to_left(run.text) and language_of(run.text[0]) not in RIGHT_TO_LEFT:
        return replace(run, text=f"{RIGHT_TO_LEFT_MARK}{run.text}")
    if run.mono:
        if has_right_to_left(run.text) or not run.text.strip():
            return run
        return replace(run, text=f"{LEFT_TO_RIGHT_MARK}{run.text}{LEFT_TO_RIGHT_MARK}")
    if not has_right_to_left(run.text):
        return replace(run, text=_in_order(_LOOSE_END.sub(rf"\1{LEFT_TO_RIGHT_MARK}", run.text)))
    begins = RIGHT_TO_LEFT_MARK if not first and _NUMBER_FIRST.match(run.text) else ""
    return replace(run, text=f"{begins}{_in_order(run.text)}")


def _in_order(words: str) -> str:
    """The parts of a row in their order, also where one ends in Latin letters and the next begins with a number."""
    return _SEPARATOR.sub(rf"{RIGHT_TO_LEFT_MARK}\g<0>{RIGHT_TO_LEFT_MARK}", words)
