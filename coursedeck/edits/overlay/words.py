"""Words of a slide in the look that somebody gave them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from coursedeck.model.overlay import StyledWords
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

Change = Callable[[TextParagraph], TextParagraph]


def with_styled_words(shapes: Sequence[Shape], styled: StyledWords) -> list[Shape] | None:
    """The shapes with the words in their look; None where no paragraph says them as it did, or several do."""
    where = _paragraph(shapes, styled)
    if where is None:
        return None
    place, wanted = where

    def change(paragraph: TextParagraph) -> TextParagraph:
        return _in_look(paragraph, styled) if paragraph is wanted else paragraph

    return [*shapes[:place], _changed(shapes[place], change), *shapes[place + 1 :]]


def _paragraph(shapes: Sequence[Shape], styled: StyledWords) -> tuple[int, TextParagraph] | None:
    """The paragraph that reads so, in the shape of that name if several do; else the only one with the words."""
    said = [(place, one) for place, shape in enumerate(shapes) for one in paragraphs_of(shape)]
    exact = [entry for entry in said if _words(entry[1].plain) == _words(styled.paragraph)]
    named = [entry for entry in exact if shapes[entry[0]].name == styled.shape]
    loose = [entry for entry in said if entry[1].plain.count(styled.words) == 1 and not styled.nth]
    found = next((entries for entries in (named, exact, loose) if entries), [])
    return found[0] if len(found) == 1 and styled.words in found[0][1].plain else None


def _words(text: str) -> str:
    """A paragraph without the marker that may stand before it, and with single blanks."""
    return " ".join(text.rpartition("\t")[2].split())


def paragraphs_of(shape: Shape) -> Iterator[TextParagraph]:
    """The paragraphs of a text or of the cells of a table."""
    if isinstance(shape, TextShape):
        yield from shape.paragraphs
    elif isinstance(shape, TableShape):
        yield from (one for row in shape.cells for cell in row for one in cell)


def _changed(shape: Shape, change: Change) -> Shape:
    match shape:
        case TextShape():
            return replace(shape, paragraphs=tuple(map(change, shape.paragraphs)))
        case TableShape():
            cells = tuple(tuple(tuple(map(change, cell)) for cell in row) for row in shape.cells)
            return replace(shape, cells=cells)
        case ChartShape() | FigureShape() | PictureShape() | FormulaShape() | BarShape() | DrawnShape():
            return shape


def _in_look(paragraph: TextParagraph, styled: StyledWords) -> TextParagraph:
    """The paragraph with its runs parted around the words."""
    start = -1
    for _ in range(styled.nth + 1):
        there = paragraph.plain.find(styled.words, start + 1)
        start = there if there >= 0 else start
    end = start + len(styled.words)
    runs: list[TextRun] = []
    at = 0
    for run in paragraph.runs:
        begin, stop = max(start - at, 0), max(min(end - at, len(run.text)), 0)
        at += len(run.text)
        if begin >= stop or run.formula is not None:
            runs.append(run)
            continue
        parts = (run.text[:begin], run), (run.text[begin:stop], _look(run, styled)), (run.text[stop:], run)
        runs += [replace(one, text=words) for words, one in parts if words]
    return replace(paragraph, runs=tuple(runs))


def _look(run: TextRun, styled: StyledWords) -> TextRun:
    color, size = styled.color or run.color, styled.size or run.size
    return replace(run, color=color, size=size, bold=run.bold and not styled.light)
