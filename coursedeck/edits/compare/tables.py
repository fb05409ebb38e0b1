"""Cells and rows of a table before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from coursedeck.edits.compare.likeness import aligned
from coursedeck.edits.compare.looks import look_edits
from coursedeck.edits.compare.texts import OnSlide, as_built, as_found, reworded, without_look
from coursedeck.model.deck_file import FileShape
from coursedeck.model.edits import ColumnsChanged, Edit, RowAdded, RowRemoved, Unplaced
from coursedeck.model.origin import OriginParagraph, OriginShape, StyledText
from coursedeck.model.values import replace

_Row = Sequence[OriginParagraph]


def table_edits(slide: OnSlide, built: OriginShape, found: FileShape) -> Iterator[Edit]:
    """What changed in a table; another number of columns has no place in the source."""
    if not any(cell.written for cell in built.paragraphs):
        yield from _own_words(slide, built, found)
        return
    if built.columns != found.columns:
        yield _columns(slide, built, found)
        return
    width = built.columns
    before = [built.paragraphs[at : at + width] for at in range(0, len(built.paragraphs), width)]
    after = [found.paragraphs[at : at + width] for at in range(0, len(found.paragraphs), width)]
    pairs = aligned([_words(row) for row in before], ["\n".join(cell.plain for cell in row) for row in after], 0.4)
    latest, above = built.line, before[0]
    for old, new in pairs:
        if old is not None and new is not None:
            for column, cell in enumerate(before[old]):
                nth = _nth(before[old], column)
                yield from reworded(slide, cell, as_built(cell), as_found(after[new][column]), nth)
                yield from look_edits(slide.id, slide.shape, cell, after[new][column])
        elif old is not None:
            yield RowRemoved(slide.id, _line(before[old]), _words(before[old]).replace("\n", " | "))
        elif new is not None:
            cells = zip(after[new], above, strict=True)
            yield RowAdded(slide.id, latest, tuple(without_look(as_found(cell), one) for cell, one in cells))
        if old is not None:
            latest, above = _line(before[old]) or latest, before[old]


def _columns(slide: OnSlide, built: OriginShape, found: FileShape) -> Edit:
    """Columns that are new or gone, where no row is and no other cell was changed."""
    before = _by_column([cell.plain for cell in built.paragraphs], built.columns)
    after = _by_column([cell.plain for cell in found.paragraphs], found.columns)
    cells = _by_column([as_found(cell) for cell in found.paragraphs], found.columns)
    lines = tuple(_line(built.paragraphs[at : at + built.columns]) for at in _starts(built))
    pairs = aligned(["\n".join(column) for column in before], ["\n".join(column) for column in after], 1.0)
    same = all(before[old] == after[new] for old, new in pairs if old is not None and new is not None)
    columns = tuple(cells[new] if old is None else old for old, new in pairs if new is not None)
    if same and len(before[0]) == len(after[0]) and all(lines) and len(set(lines)) == len(lines):
        heads = built.paragraphs[: built.columns]
        return ColumnsChanged(slide.id, lines, tuple(_header_plain(one, heads) for one in columns))
    return Unplaced(slide.id, built.line, f"the table “{built.name}” has {found.columns} columns, not {built.columns}")


def _header_plain(column: int | tuple[StyledText, ...], heads: _Row) -> int | tuple[StyledText, ...]:
    """A new column without the bold that decks give to all cells of a header."""
    return column if isinstance(column, int) else (without_look(column[0], heads[-1]), *column[1:])


def _starts(built: OriginShape) -> range:
    return range(0, len(built.paragraphs), built.columns)


_Cell = TypeVar("_Cell")


def _by_column(cells: Sequence[_Cell], width: int) -> list[tuple[_Cell, ...]]:
    return [tuple(cells[place::width]) for place in range(width)]


def _own_words(slide: OnSlide, built: OriginShape, found: FileShape) -> Iterator[Edit]:
    """A table that the product writes, such as the agenda: its rows are sections."""
    width = max(1, built.columns)
    for place, (cell, now) in enumerate(zip(built.paragraphs, found.paragraphs, strict=False)):
        row = built.paragraphs[place - place % width : place - place % width + width]
        section = next((title.line for one in row if (title := slide.title(one.plain)) is not None), 0)
        yield from reworded(replace(slide, line=section), cell, as_built(cell), as_found(now))


def _words(row: _Row) -> str:
    return "\n".join(cell.plain for cell in row)


def _line(row: _Row) -> int:
    return next((cell.line for cell in row if cell.line), 0)


def _nth(row: _Row, column: int) -> int:
    """How many cells before this one on its line are written as it is."""
    own = row[column]
    return sum(cell.written == own.written and cell.line == own.line for cell in row[:column])
