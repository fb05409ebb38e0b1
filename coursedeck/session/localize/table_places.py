"""Where a cell stands in its table, in words for translators."""

from __future__ import annotations

from collections.abc import Iterator

from coursedeck.model.session import Table
from coursedeck.session.localize.excerpts import excerpt

_MOST = 40
"""Characters of a caption or a header that are repeated."""


def cell_places(table: Table, row: int) -> Iterator[str]:
    """The place of each cell of a row: ``table Cost: row Price, column Rye``; of a header's cells only the table."""
    of = f"table {excerpt(table.caption.plain, _MOST)}" if table.caption else ""
    cells = table.all_rows[row]
    for column, _ in enumerate(cells):
        header = " / ".join(
            excerpt(each[column].plain, _MOST)
            for each in table.all_rows[: table.header_rows]
            if column < len(each) and each[column]
        )
        places = [f"row {excerpt(cells[0].plain, _MOST)}"] if column and cells[0] else []
        places += [f"column {header}"] if header else []
        if row < table.header_rows:
            places = []
        yield ": ".join(part for part in (of, ", ".join(places)) if part)
