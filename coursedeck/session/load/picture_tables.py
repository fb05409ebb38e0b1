"""Tables that only arrange pictures, and the pictures in tables of words, which cells of slides cannot hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from coursedeck.model.session import Block, FigureRef, Picture, PictureRow
from coursedeck.model.text import Text
from coursedeck.model.values import replace
from coursedeck.session.load.context import LoadContext
from coursedeck.session.load.prose import in_rows

_MOST_IN_ONE = 8
"""Pictures of a table that stand on one slide; of more, each row of the table has its own."""

Shown = Picture | FigureRef


class TableCell(Struct, frozen=True):
    """The pictures of a cell, and its words besides."""

    words: Text
    pictures: tuple[Shown, ...] = ()


TableRow = Sequence[TableCell]


def arranged_pictures(rows: Sequence[TableRow]) -> tuple[Block, ...]:
    """The pictures of a table that only arranges pictures; nothing for any other table.

    Words are captions: those of a picture's own cell, of the row below it, or of the first row above all pictures.
    """
    rows = [row for row in rows if any(cell.words or cell.pictures for cell in row)]
    names = rows[0] if rows and not _holds_pictures(rows[0]) else ()
    done: list[list[tuple[int, Shown]]] = []
    for row in rows[1 if names else 0 :]:
        if _holds_pictures(row):
            if any(cell.words and not cell.pictures for cell in row):
                return ()
            done.append([(at, _captioned(one, cell.words)) for at, cell in enumerate(row) for one in cell.pictures])
        elif not done or any(picture.caption for _, picture in done[-1]):
            return ()
        else:
            done[-1] = [(at, _captioned(picture, row[at].words)) for at, picture in done[-1]]
    return _together([[_captioned(one, names[at].words) if names else one for at, one in row] for row in done])


def _holds_pictures(row: TableRow) -> bool:
    return any(cell.pictures for cell in row)


def _captioned(picture: Shown, words: Text | None) -> Shown:
    return replace(picture, caption=words) if words and not picture.caption else picture


def _together(rows: Sequence[Sequence[Shown]]) -> tuple[Block, ...]:
    """One block of pictures in rows, or a block for each row where that would be too many."""
    pictures = tuple(picture for row in rows for picture in row if isinstance(picture, Picture))
    columns = max((len(row) for row in rows), default=0)
    if len(pictures) == sum(map(len, rows)) and columns > 1 and len(pictures) <= _MOST_IN_ONE:
        return (PictureRow(pictures, pictures[0].source, columns=columns),)
    return tuple(block for row in rows for block in in_rows(row))


def pictures_beside(rows: Iterable[TableRow], context: LoadContext) -> tuple[Block, ...]:
    """The pictures of a table of words, which follow it, each with its alternative text or its row's first words."""
    shown: list[Shown] = []
    for row in rows:
        first = next((cell.words for cell in row if cell.words), None)
        shown += [_captioned(one, one.alt or first) for cell in row for one in cell.pictures]
    if shown:
        message = "pictures cannot stand in a table's cells and follow it, each named by its alt text"
        context.findings.warn(shown[0].source.line, "picture", message)
    return in_rows(shown)
