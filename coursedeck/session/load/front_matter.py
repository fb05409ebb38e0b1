"""The YAML between the ``---`` lines at the top of a session."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from coursedeck.base.markdown import inline_markdown, spans
from coursedeck.model.schedule import Clock
from coursedeck.model.session import FrontMatter
from coursedeck.model.text import Text
from coursedeck.model.units import Minutes
from coursedeck.session.load.duration import DurationError, read_duration
from coursedeck.session.load.findings import Findings, suggestion
from coursedeck.session.load.optional import named_parts, read_priorities
from coursedeck.session.load.pace import read_pace
from coursedeck.session.load.yaml_tree import MapEntry, Scalar, ValueList, ValueMap, YamlError, read_yaml

CHECK = "front-matter"

_OPENING = re.compile(r"---[ \t]*")
_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*")
_KEY = re.compile(r"[\w-]+[ \t]*:(?:[ \t]|$)")


def read_front_matter(text: str, findings: Findings) -> tuple[FrontMatter, str]:
    """The front matter, and the text with its lines blanked so that every other line keeps its number."""
    lines = text.split("\n")
    end = _end(lines, findings)
    if end is None:
        return FrontMatter(), text
    body = "\n".join([""] * (end + 1) + lines[end + 1 :])
    try:
        tree = read_yaml("\n".join(lines[1:end]), first_line=2)
    except YamlError as problem:
        findings.error(problem.line, CHECK, f"broken YAML: {problem}")
        return FrontMatter(), body
    if not isinstance(tree, ValueMap):
        findings.error(2, CHECK, "front matter is not made of lines like `key: value`: write it so, or delete it")
        return FrontMatter(), body
    return _front_matter(tree, findings), body


def _end(lines: list[str], findings: Findings) -> int | None:
    """Index of the closing line, or None without front matter."""
    if not _OPENING.fullmatch(lines[0]):
        return None
    for index, line in enumerate(lines[1:], start=1):
        if _CLOSING.fullmatch(line):
            return index
    if len(lines) > 1 and _KEY.match(lines[1]):
        findings.error(1, CHECK, "front matter is not closed: put a line `---` after its last key")
        findings.stop_on_errors()
    return None


class WrongValueError(Exception):
    """A value of the wrong kind; the message says what to write."""


def _front_matter(tree: ValueMap, findings: Findings) -> FrontMatter:
    values: dict[str, Any] = {}
    extra: dict[str, str] = {}
    for entry in tree.entries:
        if entry.key.startswith("x-"):
            extra[entry.key] = str(_read(entry, _read_text, findings) or "")
        elif entry.key not in _READERS:
            findings.error(entry.line, CHECK, _unknown(entry.key))
        elif (value := _read(entry, _READERS[entry.key], findings)) is not None:
            values[_FIELDS.get(entry.key, entry.key)] = value
    return FrontMatter(**values, extra=extra, lines={entry.key: entry.line for entry in tree.entries})


def _read(entry: MapEntry, reader: Callable[[MapEntry, Findings], object], findings: Findings) -> object:
    value = entry.value
    if isinstance(value, Scalar) and value.null:
        return None
    try:
        return reader(entry, findings)
    except WrongValueError as wanted:
        written = f'"{value.text}"' if isinstance(value, Scalar) else "more than one value"
        findings.error(value.line, CHECK, f"{entry.key} is {written}: write {wanted}")
        return None


def _unknown(key: str) -> str:
    if key.lower() == "title":
        return 'unknown key "title": the title is the line that starts with #'
    return f'unknown key "{key}": {suggestion(key, _READERS)} (keys of your own start with x-)'


def _read_text(entry: MapEntry, findings: Findings) -> str:
    if isinstance(entry.value, Scalar):
        return " ".join(entry.value.text.split())
    raise WrongValueError("one line of text")


def _read_count(entry: MapEntry, findings: Findings) -> int:
    if isinstance(entry.value, Scalar) and re.fullmatch(r"[0-9]{1,4}", entry.value.text):
        return int(entry.value.text)
    raise WrongValueError("a whole number, for example 2")


def _read_date(entry: MapEntry, findings: Findings) -> str:
    if isinstance(entry.value, Scalar) and re.fullmatch(r"\d{4}-\d\d-\d\d", entry.value.text):
        try:
            return date.fromisoformat(entry.value.text).isoformat()
        except ValueError:
            pass
    raise WrongValueError("a day of the calendar, for example 2026-03-02")


def _read_start(entry: MapEntry, findings: Findings) -> str:
    start = read_clock(entry.value.text) if isinstance(entry.value, Scalar) else None
    if start is None:
        raise WrongValueError("a time of day, for example 09:30")
    return start


def _read_slot(entry: MapEntry, findings: Findings) -> Minutes:
    slot = read_minutes(entry.value.text) if isinstance(entry.value, Scalar) else None
    if slot is None:
        raise WrongValueError("minutes above zero and within a day, for example 50")
    return slot


def _read_break(entry: MapEntry, findings: Findings) -> Minutes:
    written = entry.value.text if isinstance(entry.value, Scalar) else ""
    minutes = Minutes(0) if written == "0" else read_minutes(written)
    if minutes is None:
        raise WrongValueError("minutes within a day, for example 15, or 0")
    return minutes


def _read_optional(entry: MapEntry, findings: Findings) -> Mapping[str, int]:
    named = named_parts(entry.value)
    if named is None:
        raise WrongValueError("true, a whole number from 1 up, or titles of sections and slides")
    return read_priorities(named, findings)


def _read_goals(entry: MapEntry, findings: Findings) -> tuple[Text, ...]:
    values = entry.value.values if isinstance(entry.value, ValueList) else (entry.value,)
    goals = tuple(value for value in values if isinstance(value, Scalar))
    if len(goals) < len(values):
        raise WrongValueError("a list of sentences")
    return tuple(markdown_text(goal.text, goal.line, findings) for goal in goals if goal.text.strip())


def read_clock(written: str) -> str | None:
    """A time of day as ``HH:MM``, or None."""
    try:
        return Clock.parse(written).at(0)
    except ValueError:
        return None


def read_minutes(written: str) -> Minutes | None:
    """Minutes above zero, with or without a unit, or None."""
    for text in (written, f"{written} min"):
        try:
            duration = read_duration(text)
        except DurationError:
            continue
        if duration:
            return duration.minutes or None
    return None


def markdown_text(source: str, line: int, findings: Findings) -> Text:
    """Inline Markdown that stands outside the document's blocks."""
    markdown = inline_markdown(source.strip())
    return Text(markdown, spans(markdown), findings.at(line))


_FIELDS = {"break": "break_minutes"}
"""Field names of keys that are reserved words in Python."""

_READERS: Mapping[str, Callable[[MapEntry, Findings], object]] = {
    "id": _read_text,
    "week": _read_count,
    "day": _read_count,
    "session": _read_count,
    "date": _read_date,
    "start": _read_start,
    "slot": _read_slot,
    "break": _read_break,
    "author": _read_text,
    "layout": _read_text,
    "optional": _read_optional,
    "goals": _read_goals,
    "pace": read_pace,
}
