"""Dates, durations and intervals of Gantt charts.

Source of the tokens: https://day.js.org/docs/en/parse/string-format, which Mermaid refers to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from coursedeck.model.figure_kinds import Milliseconds

_EPOCH = datetime(1970, 1, 1)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_TOKENS: dict[str, str] = {
    "YYYY": r"(?P<year>\d{4})", "YY": r"(?P<short>\d\d)",
    "MMMM": r"(?P<named>[A-Za-z]+)", "MMM": r"(?P<named>[A-Za-z]+)",
    "MM": r"(?P<month>\d\d?)", "M": r"(?P<month>\d\d?)", "DD": r"(?P<day>\d\d?)", "Do": r"(?P<day>\d\d?)[a-z]{2}",
    "D": r"(?P<day>\d\d?)", "HH": r"(?P<hour>\d\d?)", "H": r"(?P<hour>\d\d?)", "hh": r"(?P<hour>\d\d?)",
    "h": r"(?P<hour>\d\d?)", "mm": r"(?P<minute>\d\d?)", "m": r"(?P<minute>\d\d?)", "ss": r"(?P<second>\d\d?)",
    "s": r"(?P<second>\d\d?)", "SSS": r"(?P<fraction>\d{3})", "SS": r"(?P<fraction>\d\d)", "S": r"(?P<fraction>\d)",
    "A": r"(?P<half>[AP]M)", "a": r"(?P<half>[ap]m)", "ZZ": r"[+-]\d{4}", "Z": r"[+-]\d\d:\d\d",
}  # fmt: skip
_TOKEN = re.compile(r"\[[^\]]*\]|" + "|".join(sorted(_TOKENS, key=len, reverse=True)))
_ISO = re.compile(
    r"(?P<year>\d{3,4})(?:[-/](?P<month>\d\d?)(?:[-/](?P<day>\d\d?))?)?"
    r"(?:[ T](?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.(?P<fraction>\d{1,3}))?)?)?Z?"
)
_DURATION = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)\s*(ms|[Mdhmswy])")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0, "w": 604800.0}
DAY: Milliseconds = 86_400_000


class DateReader:
    """Reads dates as ``dateFormat`` says, else as ISO 8601 has them."""

    def __init__(self, form: str) -> None:
        self.form = form.strip()
        self.dated = self.form == "X" or any(letter in self.form for letter in "YDd")
        self._pattern = _pattern(self.form)

    def read(self, text: str) -> Milliseconds | None:
        """A date; None for what is none."""
        if self.form in {"x", "X"} and re.fullmatch(r"\d{1,14}", text, re.ASCII):
            return int(text) * (1000 if self.form == "X" else 1)
        found = (self._pattern and self._pattern.fullmatch(text)) or _ISO.fullmatch(text)
        return _moment(found.groupdict()) if found else None


def add(start: Milliseconds, text: str) -> Milliseconds | None:
    """`start` and a duration such as ``3d`` or ``1.5h``; None for what is none, and beyond the year 9999."""
    found = _DURATION.fullmatch(text)
    if not found:
        return None
    count, unit = float(found[1]), found[2]
    if unit not in {"M", "y"}:
        end = start + round(count * _SECONDS[unit] * 1000)
        return end if end < milliseconds(datetime(9999, 12, 31)) else None
    try:
        return _months_later(start, round(count * (12 if unit == "y" else 1)))
    except (ValueError, OverflowError):
        return None


def moment(time: Milliseconds) -> datetime:
    """A date from the beginning of 1970 on."""
    return _EPOCH + timedelta(milliseconds=time)


def milliseconds(date: datetime) -> Milliseconds:
    """A date as milliseconds since the beginning of 1970."""
    return round((date - _EPOCH) / timedelta(milliseconds=1))


def _months_later(start: Milliseconds, months: int) -> Milliseconds:
    date = moment(start)
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    following = datetime(year + month // 11, (month + 1) % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    return milliseconds(date.replace(year=year, month=month + 1, day=min(date.day, last)))


def _pattern(form: str) -> re.Pattern[str] | None:
    parts: list[str] = []
    end = 0
    for token in _TOKEN.finditer(form):
        parts.append(re.escape(form[end : token.start()]))
        literal = token.group().startswith("[")
        parts.append(re.escape(token.group()[1:-1]) if literal else _TOKENS[token.group()])
        end = token.end()
    try:
        return re.compile("".join([*parts, re.escape(form[end:])]), re.ASCII) if form else None
    except re.error:  # a token twice
        return None


def _moment(found: Mapping[str, str | None]) -> Milliseconds | None:
    """The date of a match; what it does not say is the first."""
    year = int(found.get("year") or (2000 + int(found.get("short") or -30)))
    month = int(found.get("month") or 1)
    if named := found.get("named"):
        if named[:3].lower() not in _MONTHS:
            return None
        month = _MONTHS.index(named[:3].lower()) + 1
    hour = int(found.get("hour") or 0)
    if half := found.get("half"):
        hour = hour % 12 + (12 if half.lower() == "pm" else 0)
    clock = (hour, int(found.get("minute") or 0), int(found.get("second") or 0))
    fraction = int((found.get("fraction") or "0").ljust(3, "0")) * 1000
    try:
        return milliseconds(datetime(year, month, int(found.get("day") or 1), *clock, fraction))
    except ValueError:
        return None
