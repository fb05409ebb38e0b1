"""A row of a table in Markdown with other columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coursedeck.base.wording import markdown_of
from coursedeck.model.origin import StyledText

_BAR = re.compile(r"(?<!\\)\|")
_ROW = re.compile(
    r"(?P<lead>[ \t>]*)(?P<first>\|?)(?P<cells>.*?)(?P<last>(?<!\\)\|?)(?P<end>[ \t]*(?:\r?\n)?)", re.DOTALL
)
_RULE = re.compile(r"[ \t]*:?-+:?[ \t]*")


def with_columns(row: str, columns: Sequence[int | tuple[StyledText, ...]], number: int | None) -> str | None:
    """The row with the columns: places of those that it has, and cells of new ones, of which it is `number`.

    None for `number` is the line below the header. Returns None where the row has no such columns.
    """
    match = _ROW.fullmatch(row)
    cells = _BAR.split(match["cells"]) if match else []
    old = [column for column in columns if isinstance(column, int)]
    if match is None or any(column >= len(cells) for column in old):
        return None
    if number is None and not all(_RULE.fullmatch(cell) for cell in cells):
        return None
    made = [
        cells[column] if isinstance(column, int) else " --- " if number is None else _cell(column[number])
        for column in columns
    ]
    return f"{match['lead']}{match['first']}{'|'.join(made)}{match['last']}{match['end']}"


def _cell(words: StyledText) -> str:
    return f" {markdown_of(words)} ".replace("|", "\\|")
