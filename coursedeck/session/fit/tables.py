"""Tables: column widths from their content, rows measured."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coursedeck.base.text.paragraphs import ParagraphMeasure
from coursedeck.model.drawing import Align
from coursedeck.model.problem import Problem, overflow
from coursedeck.model.session import Table
from coursedeck.model.slide import CELL_INSET, TextParagraph
from coursedeck.model.text import Text
from coursedeck.model.units import Points
from coursedeck.session.fit.cutting import character_count, characters_cut_off
from coursedeck.session.fit.runs import RunBuilder
from coursedeck.session.fit.segments import Container, FlowSegment, TableLayout

_NUMBER = re.compile(r"^[\s~<>≤≥±+\-−–$€£¥₩]*\d[\d.,\s%–\-~]*[%a-zA-Z]{0,3}$")
_ROUNDING: Points = 0.1
"""Most that a column may lose when its width is rounded."""

CELL_SIDES = CELL_INSET[0] + CELL_INSET[2]
CELL_HEIGHTS = CELL_INSET[1] + CELL_INSET[3]


def lay_out_table(
    table: Table, width: Points, size: Points, builder: RunBuilder, measure: ParagraphMeasure
) -> TableLayout:
    """Columns and header of a table that fills `width`."""
    alignments = column_alignments(table)
    header = tuple(
        _cell(text, size, builder, alignment, bold=True, color="bg1")
        for text, alignment in zip(table.header, alignments, strict=True)
    )
    body = [_row(row, size, builder, alignments) for row in table.rows]
    columns = column_widths([header, *body], width, measure)
    return TableLayout(table, columns, header, _row_height(header, columns, measure))


def row_segments(
    table: Table, container: Container, size: Points, builder: RunBuilder, measure: ParagraphMeasure
) -> Iterator[FlowSegment]:
    """A segment for each row under the header; a table of a header alone has one empty segment."""
    assert container.table_layout is not None
    alignments = column_alignments(table)
    head = tuple(_cut_words(container.table_layout.header, container.table_layout.columns, measure))
    for index, row in enumerate(table.rows):
        cells = _row(row, size, builder, alignments)
        problems = (*(() if index else head), *_cut_words(cells, container.table_layout.columns, measure))
        yield FlowSegment(
            container, _row_height(cells, container.table_layout.columns, measure), cells=cells, problems=problems
        )
    if not table.rows:
        yield FlowSegment(container, 0.0)


def _cut_words(
    cells: Sequence[Sequence[TextParagraph]], columns: Sequence[Points], measure: ParagraphMeasure
) -> Iterator[Problem]:
    """A finding for each cell whose words are wider than its column."""
    for paragraphs, column in zip(cells, columns, strict=True):
        for paragraph in paragraphs:
            lines = measure.lines(paragraph, column - CELL_SIDES).lines
            trim = characters_cut_off(lines)
            if trim and paragraph.source:
                message = (
                    f"the table's columns are too narrow for {paragraph.plain[:60]!r}, which is cut; "
                    f"shorten its longest word by {character_count(trim)}, or take a column out of the table"
                )
                yield overflow(paragraph.source, message, paragraph.plain)


def column_alignments(table: Table) -> tuple[Align, ...]:
    """Alignment of each column: as written, else right for numbers and left for words and for the first column."""
    return tuple(
        Align(written) if written else _guessed([row[index].plain for row in table.rows] if index else ())
        for index, written in enumerate(table.alignments)
    )


def _guessed(cells: Sequence[str]) -> Align:
    filled = [cell for cell in cells if cell.strip()]
    return Align.RIGHT if filled and all(_NUMBER.match(cell) for cell in filled) else Align.LEFT


def column_widths(
    rows: Sequence[Sequence[Sequence[TextParagraph]]], width: Points, measure: ParagraphMeasure
) -> tuple[Points, ...]:
    """Widths that sum to `width`: each column holds its longest word if possible, the rest is shared by content."""
    count = len(rows[0])
    least = [0.0] * count
    natural = [0.0] * count
    for row in rows:
        for index, paragraphs in enumerate(row):
            for paragraph in paragraphs:
                least[index] = max(least[index], measure.longest_word(paragraph) + CELL_SIDES + _ROUNDING)
                natural[index] = max(natural[index], measure.natural_width(paragraph) + CELL_SIDES)
    return shared_widths(least, natural, width)


def shared_widths(least: Sequence[Points], natural: Sequence[Points], width: Points) -> tuple[Points, ...]:
    """`width` shared over columns between their least and their natural widths.

    >>> shared_widths([10, 10], [20, 60], 100)
    (25.0, 75.0)
    >>> shared_widths([10, 10], [40, 160], 100)
    (23.3, 76.7)
    >>> shared_widths([10, 90, 80], [20, 100, 90], 130)
    (10, 60.0, 60.0)
    """
    if sum(natural) <= width:
        shares = [wanted * width / (sum(natural) or 1.0) for wanted in natural]
    elif sum(least) <= width:
        wish = [max(0.0, n - m) for n, m in zip(natural, least, strict=True)]
        part = (width - sum(least)) / (sum(wish) or 1.0)
        shares = [m + w * part for m, w in zip(least, wish, strict=True)]
    else:
        shares = _levelled(least, width)
    return tuple(round(share, 1) for share in shares)


def _levelled(least: Sequence[Points], width: Points) -> list[Points]:
    """Shares of a `width` that is too small: narrow columns get what they need, the others equal shares."""
    shares = list(least)
    open_ = sorted(range(len(least)), key=lambda index: least[index])
    while open_:
        share = (width - sum(shares[index] for index in range(len(shares)) if index not in open_)) / len(open_)
        if least[open_[0]] > share:
            return [share if index in open_ else wanted for index, wanted in enumerate(least)]
        open_.pop(0)
    return shares


def _row(
    row: Sequence[Text], size: Points, builder: RunBuilder, alignments: Sequence[Align]
) -> tuple[tuple[TextParagraph, ...], ...]:
    return tuple(
        _cell(text, size, builder, alignment, bold=index == 0)
        for index, (text, alignment) in enumerate(zip(row, alignments, strict=True))
    )


def _cell(
    text: Text, size: Points, builder: RunBuilder, align: Align, *, bold: bool = False, color: str | None = None
) -> tuple[TextParagraph, ...]:
    runs = builder.runs(text.spans, bold=bold, color=color)
    return (TextParagraph(runs, size, align=align, source=text.source),)


def _row_height(
    cells: Sequence[Sequence[TextParagraph]], columns: Sequence[Points], measure: ParagraphMeasure
) -> Points:
    return max(
        measure.height(paragraphs, column - CELL_SIDES) + CELL_HEIGHTS
        for paragraphs, column in zip(cells, columns, strict=True)
    )
