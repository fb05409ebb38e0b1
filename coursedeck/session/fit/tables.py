"""Tables: column widths from their content, rows measured."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from coursedeck.base.text.paragraphs import ParagraphMeasure
from coursedeck.model.drawing import Align
from coursedeck.model.problem import Problem, overflow
from coursedeck.model.session import CellSpan, Table
from coursedeck.model.slide import CELL_INSET, TextParagraph
from coursedeck.model.text import Text
from coursedeck.model.units import Points
from coursedeck.model.values import replace
from coursedeck.session.fit.cutting import character_count, characters_too_many, cut_paragraph
from coursedeck.session.fit.runs import RunBuilder
from coursedeck.session.fit.segments import Container, FlowSegment, TableLayout, TableRow
from coursedeck.session.fit.table_numbers import decimal_tails, striking_rows

_NUMBER = re.compile(r"^[\s~<>≤≥±+\-−–$€£¥₩]*\d[\d.,\s%–\-~]*[%a-zA-Z]{0,3}$")
_ROUNDING: Points = 0.1
"""Most that a column may lose when its width is rounded."""

CELL_SIDES = CELL_INSET[0] + CELL_INSET[2]
CELL_HEIGHTS = CELL_INSET[1] + CELL_INSET[3]


def lay_out_table(
    table: Table, width: Points, size: Points, builder: RunBuilder, measure: ParagraphMeasure
) -> TableLayout:
    """Columns and header of a table that fills `width`."""
    cells = _cells(table, size, builder, measure)
    columns = column_widths(_unmerged(cells, table.spans), width, measure)
    rows = _measured(cells, table.spans, columns, measure)
    return TableLayout(table, columns, tuple(rows[: table.header_rows]))


def row_segments(
    container: Container, size: Points, builder: RunBuilder, measure: ParagraphMeasure, room: Points | None = None
) -> Iterator[FlowSegment]:
    """A segment for each row under the header; a table of a header alone has one empty segment.

    A row that is higher than what the header leaves of `room` goes on in further rows.
    """
    layout = container.table_layout
    assert layout is not None
    table, columns = layout.table, layout.columns
    head = tuple(problem for row in layout.header for problem in _cut_words(row.cells, columns, measure))
    rows = _measured(_cells(table, size, builder, measure), table.spans, columns, measure)[table.header_rows :]
    together = _joined_to_next(table)
    for index, row in enumerate(rows, start=table.header_rows):
        problems = (*head, *_cut_words(row.cells, columns, measure))
        head = ()
        most = None if room is None else room - layout.header_height
        pieces = _cut_row(row, columns, most, measure)
        for at, piece in enumerate(pieces):
            keep = index in together and len(pieces) == 1
            yield FlowSegment(
                container,
                piece.height,
                cells=piece.cells,
                spans=piece.spans,
                keep=keep,
                problems=problems if at == 0 else (),
            )
    if not rows:
        yield FlowSegment(container, 0.0)


def _cells(
    table: Table, size: Points, builder: RunBuilder, measure: ParagraphMeasure
) -> list[tuple[tuple[TextParagraph, ...], ...]]:
    """The paragraphs of every cell, those of the header first; cells that others cover hold none."""
    alignments = column_alignments(table)
    covered = covered_cells(table.spans)
    striking = striking_rows(table)
    cells: list[tuple[tuple[TextParagraph, ...], ...]] = [
        tuple(
            ()
            if (at, column) in covered
            else _cell(text, size, builder, align, bold=True)
            if at < table.header_rows
            else _cell(text, size, builder, align, bold=column == 0 or at in striking)
            for column, (text, align) in enumerate(zip(row, alignments, strict=True))
        )
        for at, row in enumerate(table.all_rows)
    ]
    return cells if table.spans else _with_points_in_line(cells, alignments, table.header_rows, measure)


def _with_points_in_line(
    cells: list[tuple[tuple[TextParagraph, ...], ...]],
    alignments: Sequence[Align],
    header_rows: int,
    measure: ParagraphMeasure,
) -> list[tuple[tuple[TextParagraph, ...], ...]]:
    """The cells with room behind the shorter fractions of columns that are ranged right."""
    body = cells[header_rows:]
    trailing = {
        (at, column): room
        for column, align in enumerate(alignments)
        if align is Align.RIGHT
        for at, room in enumerate(_rooms_behind([row[column] for row in body], measure), start=header_rows)
    }
    return [
        tuple(
            tuple(replace(paragraph, trailing=trailing.get((at, column), 0.0)) for paragraph in cell)
            for column, cell in enumerate(row)
        )
        for at, row in enumerate(cells)
    ]


def _rooms_behind(column: Sequence[tuple[TextParagraph, ...]], measure: ParagraphMeasure) -> Iterator[Points]:
    """How much narrower what stands behind a whole number is in each cell than in the widest of a column."""
    texts = [" ".join(paragraph.plain for paragraph in cell) for cell in column]
    tails = decimal_tails(texts) or ("",) * len(column)
    widths = [_tail_width(tail, cell, measure) for tail, cell in zip(tails, column, strict=True)]
    for text, width in zip(texts, widths, strict=True):
        yield round(max(widths) - width, 1) if text.strip() else 0.0


def _tail_width(tail: str, cell: Sequence[TextParagraph], measure: ParagraphMeasure) -> Points:
    bold = any(run.bold for paragraph in cell for run in paragraph.runs)
    return measure.ruler.width(tail, cell[0].size, bold=bold) if tail and cell else 0.0


def covered_cells(spans: Sequence[CellSpan]) -> frozenset[tuple[int, int]]:
    """Row and column of every cell in whose place another one stands."""
    return frozenset(
        (span.row + down, span.column + right)
        for span in spans
        for down in range(span.rows)
        for right in range(span.columns)
        if down or right
    )


def _unmerged(
    cells: Sequence[tuple[tuple[TextParagraph, ...], ...]], spans: Sequence[CellSpan]
) -> list[tuple[tuple[TextParagraph, ...], ...]]:
    """The cells without those that are wider than a column, which say nothing about its width."""
    wide = {(span.row, span.column) for span in spans if span.columns > 1}
    return [
        tuple(() if (at, column) in wide else cell for column, cell in enumerate(row)) for at, row in enumerate(cells)
    ]


def _measured(
    cells: Sequence[tuple[tuple[TextParagraph, ...], ...]],
    spans: Sequence[CellSpan],
    columns: Sequence[Points],
    measure: ParagraphMeasure,
) -> list[TableRow]:
    """The rows with their heights; a merged cell that needs more than its rows stretches the last of them."""
    begun = {(span.row, span.column): span for span in spans}
    heights = [0.0] * len(cells)
    for at, row in enumerate(cells):
        needs = [CELL_HEIGHTS + measure.ruler.line_height("x", _size(cells))]
        for column, paragraphs in enumerate(row):
            span = begun.get((at, column), CellSpan(at, column, 1, 1))
            if paragraphs and span.rows == 1:
                needs.append(_cell_height(paragraphs, columns[column : column + span.columns], measure))
        heights[at] = max(needs)
    for (at, column), span in begun.items():
        width = columns[column : column + span.columns]
        short = _cell_height(cells[at][column], width, measure) - sum(heights[at : at + span.rows])
        if span.rows > 1 and short > 0:
            heights[min(at + span.rows, len(heights)) - 1] += short
    return [
        TableRow(
            row,
            heights[at],
            tuple((span.column, span.rows, span.columns) for span in spans if span.row == at),
        )
        for at, row in enumerate(cells)
    ]


def _size(cells: Sequence[Sequence[Sequence[TextParagraph]]]) -> Points:
    return min((paragraph.size for row in cells for cell in row for paragraph in cell), default=12.0)


def _cell_height(paragraphs: Sequence[TextParagraph], columns: Sequence[Points], measure: ParagraphMeasure) -> Points:
    return measure.height(paragraphs, sum(columns) - CELL_SIDES) + CELL_HEIGHTS


def _joined_to_next(table: Table) -> frozenset[int]:
    """Rows that a merged cell joins to the next one, so that no page may end with them."""
    return frozenset(span.row + down for span in table.spans for down in range(span.rows - 1))


def _cut_row(
    row: TableRow, columns: Sequence[Points], most: Points | None, measure: ParagraphMeasure
) -> tuple[TableRow, ...]:
    """The row in pieces that are no higher than `most`; a row with merged cells stays whole."""
    if most is None or row.height <= most + 0.5 or row.spans or most < 2 * CELL_HEIGHTS:
        return (row,)
    cut = [
        _cut_cell(cell, column - CELL_SIDES, most - CELL_HEIGHTS, measure)
        for cell, column in zip(row.cells, columns, strict=True)
    ]
    pieces = []
    for at in range(max(map(len, cut))):
        cells = tuple(parts[at] if at < len(parts) else () for parts in cut)
        height = max(_cell_height(cell, [column], measure) for cell, column in zip(cells, columns, strict=True))
        pieces.append(TableRow(cells, height))
    return tuple(pieces)


def _cut_cell(
    paragraphs: Sequence[TextParagraph], width: Points, height: Points, measure: ParagraphMeasure
) -> list[tuple[TextParagraph, ...]]:
    """A cell's paragraphs in groups, none higher than `height`."""
    groups: list[list[TextParagraph]] = [[]]
    for paragraph in paragraphs:
        line = measure.ruler.line_height("x", paragraph.size) * paragraph.line_spacing
        lines = max(1, int(height / (line * 1.1)))
        for piece in cut_paragraph(paragraph, partial(_held, width=width, lines=lines, measure=measure)):
            if groups[-1] and measure.height([*groups[-1], piece], width) > height:
                groups.append([])
            groups[-1].append(piece)
    return [tuple(group) for group in groups]


def _held(piece: TextParagraph, width: Points, lines: int, measure: ParagraphMeasure) -> int:
    """How many characters, blanks not counted, stand in the first `lines` of a paragraph."""
    return sum(len(word) for line in measure.lines(piece, width).lines[:lines] for word in line.plain.split())


def _cut_words(
    cells: Sequence[Sequence[TextParagraph]], columns: Sequence[Points], measure: ParagraphMeasure
) -> Iterator[Problem]:
    """A finding for each cell whose words are wider than its column."""
    for paragraphs, column in zip(cells, columns, strict=True):
        for paragraph in paragraphs:
            lines = measure.lines(paragraph, column - CELL_SIDES).lines
            trim = characters_too_many(lines)
            if trim and paragraph.source:
                message = (
                    f"the table's columns are too narrow for {paragraph.plain[:60]!r}, which is broken; "
                    f"shorten its longest word by {character_count(trim)}, or take a column out of the table"
                )
                yield overflow(paragraph.source, message, paragraph.plain)


def column_alignments(table: Table) -> tuple[Align, ...]:
    """Alignment of each column: as written, else right for numbers and left for words and for the first column."""
    body = table.all_rows[table.header_rows :]
    return tuple(
        Align(written) if written else _guessed([row[index].plain for row in body] if index else ())
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


def _cell(
    text: Text, size: Points, builder: RunBuilder, align: Align, *, bold: bool = False, color: str | None = None
) -> tuple[TextParagraph, ...]:
    runs = builder.runs(text.spans, bold=bold, color=color)
    return (TextParagraph(runs, size, align=align, source=text.source),)
