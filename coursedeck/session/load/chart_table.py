"""The numbers of a chart, as written: columns with a name, from the fence or from a CSV file."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from msgspec import Struct

from coursedeck.model.problem import CourseError, Source
from coursedeck.session.load.findings import Findings
from coursedeck.session.load.source_file import read_text
from coursedeck.session.load.yaml_tree import Scalar


class ChartError(Exception):
    """Why a chart cannot be drawn, and where."""

    def __init__(self, source: Source, message: str) -> None:
        self.source = source
        super().__init__(message)


class Column(Struct, frozen=True):
    """A series before its values are numbers."""

    name: str
    line: int
    values: tuple[Scalar, ...]
    file: str

    def at(self, line: int) -> Source:
        """A place in the column's file."""
        return Source(self.file, line)


def read_csv(path: Path, name: str) -> tuple[tuple[Scalar, ...], tuple[Column, ...]]:
    """Categories from the first column, series from the others, their names from the first row.

    `name` is the path from the course folder. Raises `ChartError`.
    """
    rows = _rows(path, name)
    if len(rows) < 2 or len(rows[0][1]) < 2:
        message = "a chart needs a row of series names, then rows of a category and its numbers"
        raise ChartError(Source(name, rows[0][0] if rows else 1), message)
    line, header = rows[0]
    for number, row in rows[1:]:
        if len(row) != len(header):
            message = f"{len(row)} values in a row, {len(header)} in the first: write one for each"
            raise ChartError(Source(name, number), message)
    categories = tuple(Scalar(row[0], number) for number, row in rows[1:])
    columns = (
        Column(title, line, tuple(Scalar(row[index], number) for number, row in rows[1:]), name)
        for index, title in enumerate(header[1:], start=1)
    )
    return categories, tuple(columns)


def _rows(path: Path, name: str) -> list[tuple[int, list[str]]]:
    """Rows that hold something, each with its line, its cells without spaces around them."""
    try:
        findings = Findings(name)
        text = read_text(path, findings)
        findings.stop_on_errors()
    except CourseError as problem:
        first = problem.problems[0]
        raise ChartError(first.source, first.message) from None
    reader = csv.reader(io.StringIO(text.rstrip("\n")), strict=True)
    try:
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except csv.Error as problem:
        raise ChartError(Source(name, reader.line_num), f"broken CSV: {problem}") from None
    return [(line, row) for line, row in rows if any(row)]
