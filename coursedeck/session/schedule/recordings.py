"""Reads the CSV files of recorded times that run sheets save."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from coursedeck.model.problem import Problem, Source, error, warning
from coursedeck.model.schedule import ACTUALS_COLUMNS
from coursedeck.model.visible import spreadsheet_text

_CHECK = "actuals"


class RecordedSlide(Struct, frozen=True):
    """A row of a file: one slide, what was planned for it and what it took, in seconds."""

    id: str
    section: str
    """Heading of its section."""
    title: str
    planned: int
    seconds: int
    line: int


class Delivery(Struct, frozen=True):
    """One delivery of a session: seconds by slide id."""

    file: str
    began: str
    locale: str
    """Empty where the file does not say it."""
    seconds: Mapping[str, int]
    rows: tuple[RecordedSlide, ...] = ()
    """As they stand in the file."""

    def __str__(self) -> str:
        total = sum(self.seconds.values())
        return f"{self.file}: {self.began}: {total // 60}:{total % 60:02d} in all"


def recorded_session(text: str) -> str | None:
    """The session that a file was recorded in: its path below ``content/``; None for what holds no times."""
    return next((row.get("session") for _, row in _rows(text)), None)


def recorded_locales(files: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The languages in which the deliveries of some files, pairs of name and content, were held."""
    return frozenset(row["locale"] for _, text in files for _, row in _rows(text) if row.get("locale"))


def read_deliveries(files: Iterable[tuple[str, str]], session: str) -> tuple[tuple[Delivery, ...], tuple[Problem, ...]]:
    """The deliveries of a session in `files`, each once, and the problems of the files."""
    deliveries: list[Delivery] = []
    problems: list[Problem] = []
    for name, text in files:
        read, found = _read(name, text, session)
        problems += found
        for one in read:
            if any((one.began, one.seconds) == (other.began, other.seconds) for other in deliveries):
                message = f"the delivery of {one.began} is in another file already: counted once"
                problems.append(warning(Source(name), _CHECK, message))
            else:
                deliveries.append(one)
    return tuple(deliveries), tuple(problems)


def _rows(text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows of a file that are not empty, with their lines; spreadsheets of some countries write semicolons or tabs.

    Nothing for what is no table.
    """
    header = text.removeprefix("\ufeff").partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=delimiter)
    try:
        yield from ((reader.line_num, _texts(row)) for row in reader if any(row.values()))
    except csv.Error:
        return


def _texts(row: Mapping[str | None, str | list[str]]) -> Mapping[str, str]:
    """A row without cells that have no column, as texts."""
    return {name: spreadsheet_text(cell) for name, cell in row.items() if name is not None and isinstance(cell, str)}


def _read(name: str, text: str, session: str) -> tuple[list[Delivery], list[Problem]]:
    deliveries: dict[tuple[str, str], list[RecordedSlide]] = {}
    rows = list(_rows(text))
    missing = [column for column in ACTUALS_COLUMNS if not rows or column not in rows[0][1]]
    if missing:
        return [], [error(Source(name), _CHECK, f"no recorded times: the column “{missing[0]}” is missing")]
    for line, row in rows:
        if any(column not in row for column in ACTUALS_COLUMNS):
            message = "the row ends too early: the file is not whole; save the times again, or take the row out"
            return [], [error(Source(name, line), _CHECK, message)]
        if row["session"] != session:
            message = f"recorded for “{row['session']}”, not for “{session}”: leave the file out"
            return [], [error(Source(name, line), _CHECK, message)]
        seconds = row["actual_seconds"] or "0"
        if not re.fullmatch(r"[0-9]{1,6}", seconds):
            message = f"“{seconds}” is no number of seconds: mend the row"
            return [], [error(Source(name, line), _CHECK, message)]
        planned = int(row["planned_seconds"]) if re.fullmatch(r"[0-9]{1,6}", row["planned_seconds"]) else 0
        slide = RecordedSlide(row["id"], row["section"], row["title"], planned, int(seconds), line)
        deliveries.setdefault((row["delivery"], row["locale"]), []).append(slide)
    return [_delivery(name, began, locale, slides) for (began, locale), slides in deliveries.items()], []


def _delivery(name: str, began: str, locale: str, rows: list[RecordedSlide]) -> Delivery:
    seconds: dict[str, int] = {}
    for row in rows:
        seconds[row.id] = seconds.get(row.id, 0) + row.seconds
    return Delivery(name, began, locale, seconds, tuple(rows))
