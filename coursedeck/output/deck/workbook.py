"""The embedded workbook of a chart, by which its data can be edited; equal data gives equal bytes."""

from __future__ import annotations

import io

from coursedeck.base.files import build_time, repack
from coursedeck.model.session import Chart
from coursedeck.output.deck.shapes import one_line

SHEET = "Sheet1"
"""The sheet name that PowerPoint uses in charts."""


def workbook(chart: Chart) -> bytes:
    """An .xlsx with the categories in column A and a series in each column after it."""
    # slow to import, and needed for decks with charts alone
    from xlsxwriter import Workbook  # noqa: PLC0415

    written = io.BytesIO()
    with Workbook(written, {"in_memory": True}) as book:
        book.set_properties({"created": build_time()})
        sheet = book.add_worksheet(SHEET)
        for row, category in enumerate(chart.categories, 1):
            sheet.write_string(row, 0, one_line(category.plain))
        for column, series in enumerate(chart.series, 1):
            sheet.write_string(0, column, one_line(series.name.plain))
            for row, value in enumerate(series.values, 1):
                if value is not None:
                    sheet.write_number(row, column, value)
    return repack(written.getvalue())


def cell_name(row: int, column: int) -> str:
    """A cell by its row and column, counted from 0.

    >>> cell_name(1, 0)
    'Sheet1!$A$2'
    """
    from xlsxwriter.utility import xl_rowcol_to_cell  # noqa: PLC0415 - see workbook

    return f"{SHEET}!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"
