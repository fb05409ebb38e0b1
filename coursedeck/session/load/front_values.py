"""What the values of front matter may be: each reader gives a value of the model, or says what to write."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from coursedeck.base.markdown import inline_markdown, spans
from coursedeck.model.course import locale_code
from coursedeck.model.schedule import Clock
from coursedeck.model.text import Text
from coursedeck.model.units import Minutes
from coursedeck.session.load.duration import DurationError, read_duration
from coursedeck.session.load.findings import Findings
from coursedeck.session.load.optional import named_parts, read_priorities
from coursedeck.session.load.yaml_tree import MapEntry, Scalar, Value, ValueList, ValueMap

_DAY = re.compile(r"(\d{4})[-/.](\d\d?)[-/.](\d\d?)(?:[T ].*)?")


SOLUTIONS = ("slide", "hidden", "notes")
"""Where solutions stand."""

PROSE = ("auto", "slide", "notes")
"""Where paragraphs stand."""


class WrongValueError(Exception):
    """A value of the wrong kind; the message says what to write."""


def read_words(entry: MapEntry, findings: Findings) -> str:
    """One line of text."""
    if isinstance(entry.value, Scalar):
        return " ".join(entry.value.text.split())
    raise WrongValueError("one line of text")


def read_text_value(entry: MapEntry, findings: Findings) -> Text:
    """Inline Markdown."""
    return markdown_text(read_words(entry, findings), entry.value.line, findings)


def read_count(entry: MapEntry, findings: Findings) -> int:
    """A whole number."""
    if isinstance(entry.value, Scalar) and re.fullmatch(r"[0-9]{1,4}", entry.value.text):
        return int(entry.value.text)
    raise WrongValueError("a whole number, for example 2")


def read_date(entry: MapEntry, findings: Findings) -> str:
    """A day in ISO 8601; a time of day behind it is left out."""
    match = _DAY.fullmatch(entry.value.text.strip()) if isinstance(entry.value, Scalar) else None
    if match is not None:
        try:
            return date(*(int(number) for number in match.groups())).isoformat()
        except ValueError:
            pass
    raise WrongValueError("a day of the calendar, for example 2026-03-02")


def read_start(entry: MapEntry, findings: Findings) -> str:
    """A time of day."""
    start = read_clock(entry.value.text) if isinstance(entry.value, Scalar) else None
    if start is None:
        raise WrongValueError("a time of day, for example 09:30")
    return start


def read_length(entry: MapEntry, findings: Findings) -> Minutes:
    """Minutes above zero."""
    minutes = read_minutes(entry.value.text) if isinstance(entry.value, Scalar) else None
    if minutes is None:
        raise WrongValueError("minutes above zero and within a day, for example 50")
    return minutes


def read_length_or_nothing(entry: MapEntry, findings: Findings) -> Minutes:
    """Minutes, or 0."""
    written = entry.value.text if isinstance(entry.value, Scalar) else ""
    minutes = Minutes(0) if written == "0" else read_minutes(written)
    if minutes is None:
        raise WrongValueError("minutes within a day, for example 15, or 0")
    return minutes


def read_optional(entry: MapEntry, findings: Findings) -> Mapping[str, int]:
    """Priorities by the names of parts."""
    named = named_parts(entry.value)
    if named is None:
        raise WrongValueError("true, a whole number from 1 up, or titles of sections and slides")
    return read_priorities(named, findings)


def read_goals(entry: MapEntry, findings: Findings) -> tuple[Text, ...]:
    """A list of sentences."""
    values = entry.value.values if isinstance(entry.value, ValueList) else (entry.value,)
    goals = tuple(value for value in values if isinstance(value, Scalar))
    if len(goals) < len(values):
        raise WrongValueError("a list of sentences")
    return tuple(markdown_text(goal.text, goal.line, findings) for goal in goals if goal.text.strip())


def read_people(entry: MapEntry, findings: Findings) -> str:
    """Names: one, a list, or a list of people whose `name` counts."""
    names = [" ".join(name.split()) for name in _names(entry.value)]
    if not any(names):
        raise WrongValueError("a name, or a list of names")
    return ", ".join(name for name in names if name)


def _names(value: Value) -> Iterator[str]:
    match value:
        case Scalar(text):
            yield text
        case ValueList(values):
            for one in values:
                yield from _names(one)
        case ValueMap(entries):
            named = next((entry.value for entry in entries if entry.key == "name"), None)
            if isinstance(named, Scalar):
                yield named.text
            elif isinstance(named, ValueMap):  # Quarto: name: {given: …, family: …}
                yield " ".join(one.value.text for one in named.entries if isinstance(one.value, Scalar))


def read_solutions(entry: MapEntry, findings: Findings) -> str:
    """Where solutions stand."""
    if isinstance(entry.value, Scalar) and entry.value.text in SOLUTIONS:
        return entry.value.text
    raise WrongValueError("slide, hidden or notes")


def read_prose(entry: MapEntry, findings: Findings) -> str:
    """Where paragraphs stand."""
    if isinstance(entry.value, Scalar) and entry.value.text in PROSE:
        return entry.value.text
    raise WrongValueError("auto, slide or notes")


def read_language(entry: MapEntry, findings: Findings) -> str:
    """A language code."""
    code = locale_code(entry.value.text) if isinstance(entry.value, Scalar) else None
    if code is None:
        raise WrongValueError("a language code, for example en")
    return code


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
