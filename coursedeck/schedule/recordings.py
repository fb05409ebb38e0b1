"""The times that run sheets recorded, read from the files that they saved."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coursedeck.model.problem import Problem, Source, error, warning
from coursedeck.model.schedule import ACTUALS_COLUMNS

_CHECK = "actuals"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One time that a session was held: seconds by slide id."""

    file: str
    began: str
    locale: str
    """Empty where the file does not say it."""
    seconds: Mapping[str, int]

    def __str__(self) -> str:
        total = sum(self.seconds.values())
        return f"{self.file}: {self.began}: {total // 60}:{total % 60:02d} in all"


def recorded_session(text: str) -> str | None:
    """The session that a file was recorded in: its path below ``content/``; None for what holds no times."""
    return next((row.get("session") for row in _rows(text)), None)


def recorded_locales(files: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The languages in which the deliveries of some files, pairs of name and content, were held."""
    return frozenset(row["locale"] for _, text in files for row in _rows(text) if row.get("locale"))


def read_deliveries(files: Iterable[tuple[str, str]], session: str) -> tuple[tuple[Delivery, ...], tuple[Problem, ...]]:
    """The deliveries of a session in `files`, each once, and what is wrong with the files."""
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


def _rows(text: str) -> csv.DictReader[str]:
    """The rows of a file; spreadsheets of some countries save it with semicolons or tabs."""
    text = text.removeprefix("\ufeff")
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    return csv.DictReader(io.StringIO(text), delimiter=delimiter)


def _read(name: str, text: str, session: str) -> tuple[list[Delivery], list[Problem]]:
    rows = _rows(text)
    missing = [column for column in ACTUALS_COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        return [], [error(Source(name), _CHECK, f"no recorded times: the column “{missing[0]}” is missing")]
    deliveries: dict[tuple[str, str], dict[str, int]] = {}
    for row in rows:
        if row["session"] != session:
            message = f"recorded for “{row['session']}”, not for “{session}”: leave the file out"
            return [], [error(Source(name, rows.line_num), _CHECK, message)]
        seconds = row["actual_seconds"] or "0"
        if not seconds.isdecimal():
            message = f"“{seconds}” is no number of seconds: mend the row"
            return [], [error(Source(name, rows.line_num), _CHECK, message)]
        slides = deliveries.setdefault((row["delivery"], row["locale"] or ""), {})
        slides[row["id"]] = slides.get(row["id"], 0) + int(seconds)
    return [Delivery(name, began, locale, slides) for (began, locale), slides in deliveries.items()], []
