"""Placed shapes for text that runs from right to left: paragraphs, tables and bars begin on the right.

Boxes stay: their places come from a template that is mirrored already. What reads from left to right in any
language stays so: code, drawings made of characters, and paragraphs without a letter of a script that does not.
"""

from __future__ import annotations

import re
from dataclasses import replace

from coursedeck.base.text.scripts import language_of
from coursedeck.model.drawing import Align
from coursedeck.model.slide import BarShape, Shape, TableShape, TextParagraph, TextRun, TextShape

MARK = "\u200e"
"""Left-to-right mark (UAX #9, 2.6): invisible, and holds the signs beside it to the Latin text before them."""

FROM_RIGHT_MARK = "\u200f"
"""Right-to-left mark: LibreOffice orders a link by itself, so its own first letter has to say its direction."""

_TURNED = {Align.LEFT: Align.RIGHT, Align.RIGHT: Align.LEFT}
_FROM_RIGHT = frozenset({"ar", "he"})
_LOOSE_END = re.compile(r"(?<=[A-Za-z0-9])([+#*/_-]+)(?=\s|$)")


def turned(shape: Shape) -> Shape:
    """A shape whose paragraphs begin where lines begin, to be read from the right."""
    match shape:
        case TextShape() if is_code(shape):
            return shape
        case TextShape():
            return replace(shape, paragraphs=tuple(turned_paragraph(one) for one in shape.paragraphs))
        case TableShape():
            cells = tuple(tuple(tuple(turned_paragraph(one) for one in cell) for cell in row) for row in shape.cells)
            return replace(shape, cells=cells, rtl=True)
        case BarShape():
            return replace(shape, rtl=True)
        case _:
            return shape


def directed(shape: TextShape) -> TextShape:
    """Text that a template's style has already put to its side, to be read from the right."""
    return replace(shape, paragraphs=tuple(directed_paragraph(one) for one in shape.paragraphs))


def turned_paragraph(paragraph: TextParagraph) -> TextParagraph:
    """A paragraph on the other side, to be read from the right."""
    return directed_paragraph(replace(paragraph, align=_TURNED.get(paragraph.align, paragraph.align)))


def directed_paragraph(paragraph: TextParagraph) -> TextParagraph:
    """A paragraph to be read from the right where its words or its bullet ask for that."""
    if not (paragraph.bullet or any(has_right_to_left(run.text) for run in paragraph.runs)):
        return paragraph
    return replace(paragraph, rtl=True, runs=tuple(_held(run) for run in paragraph.runs))


def has_right_to_left(text: str) -> bool:
    """Whether a letter of Arabic, Hebrew or their kin is in it."""
    return any(language_of(character) in _FROM_RIGHT for character in text)


def is_code(shape: TextShape) -> bool:
    """Whether a shape shows code, or a part of a drawing made of characters."""
    runs = [run for paragraph in shape.paragraphs for run in paragraph.runs]
    plain = not any(paragraph.bullet for paragraph in shape.paragraphs)
    drawn = any(run.face for run in runs)
    return bool(runs) and plain and (drawn or (shape.fill is not None and all(run.mono for run in runs)))


def _held(run: TextRun) -> TextRun:
    """A run whose Latin words keep their signs: ``C++``, ``--all``; a link that reads as its line does."""
    if run.link and has_right_to_left(run.text) and language_of(run.text[0]) not in _FROM_RIGHT:
        return replace(run, text=f"{FROM_RIGHT_MARK}{run.text}")
    if has_right_to_left(run.text) or not run.text.strip():
        return run
    if run.mono:
        return replace(run, text=f"{MARK}{run.text}{MARK}")
    return replace(run, text=_LOOSE_END.sub(rf"\1{MARK}", run.text))
