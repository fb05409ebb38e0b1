"""The YAML between the ``---`` lines at the top of a session."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from msgspec import Struct

from coursedeck.base.foreign import kind_of_file
from coursedeck.model.session import FrontMatter
from coursedeck.model.units import Minutes
from coursedeck.session.load.findings import Findings
from coursedeck.session.load.front_values import (
    WrongValueError,
    read_count,
    read_date,
    read_goals,
    read_language,
    read_length,
    read_length_or_nothing,
    read_optional,
    read_people,
    read_prose,
    read_solutions,
    read_start,
    read_text_value,
    read_words,
)
from coursedeck.session.load.pace import read_pace
from coursedeck.session.load.yaml_tree import MapEntry, Scalar, ValueMap, YamlError, read_yaml

CHECK = "front-matter"

_OPENING = re.compile(r"---[ \t]*")
_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*")
_KEY = re.compile(r"(?P<key>[\w.-]+)[ \t]*:(?:[ \t]+(?P<value>.*))?")
_STRUCTURE = ("[", "{", "&", "*", "!", "|", ">", "-", "'", '"', "#")
"""What no unquoted text begins with in YAML."""


class _FrontMatterLines(Struct, frozen=True):
    """Where the front matter stands, as indexes of lines: its keys, and what follows it."""

    keys: range
    body: int


def read_front_matter(text: str, findings: Findings) -> tuple[FrontMatter, str]:
    """The front matter, and the text with its lines blanked so that every other line keeps its number."""
    lines = text.split("\n")
    place = _place(lines, findings)
    if place is None:
        return FrontMatter(), text
    entries = _entries(lines[place.keys.start : place.keys.stop], findings)
    if entries is None:
        message = "what stands between the --- lines is no front matter (lines like `key: value`), and is shown as text"
        findings.warn(2, CHECK, message)
        return FrontMatter(), text
    body = "\n".join([""] * place.body + lines[place.body :])
    return _front_matter(entries, findings), body


def _place(lines: Sequence[str], findings: Findings) -> _FrontMatterLines | None:
    """Where front matter stands, or None where there is none."""
    if not _OPENING.fullmatch(lines[0]):
        return None
    for index, line in enumerate(lines[1:], start=1):
        if _CLOSING.fullmatch(line):
            return _FrontMatterLines(range(1, index), index + 1)
    if len(lines) < 2 or not _KEY.fullmatch(lines[1]):
        return None
    findings.error(1, CHECK, "front matter is not closed: put a line `---` after its last key")
    end = next((index for index, line in enumerate(lines[1:], start=1) if not _belongs(line)), len(lines))
    return _FrontMatterLines(range(1, end), end)


def _belongs(line: str) -> bool:
    """Whether a line may be one of front matter that nobody has closed."""
    return bool(line.strip()) and (line[0] in " \t-" or _KEY.fullmatch(line) is not None)


def _entries(lines: Sequence[str], findings: Findings) -> tuple[MapEntry, ...] | None:
    """The keys with their values; None for text that is no front matter at all."""
    try:
        tree = read_yaml("\n".join(lines), first_line=2)
    except YamlError as fault:
        starts = [index for index, line in enumerate(lines) if _KEY.fullmatch(line)]
        if starts:
            return tuple(_one_by_one(lines, starts, findings))
        findings.error(fault.line, CHECK, f"broken YAML: {fault}")
        return ()
    return tree.entries if isinstance(tree, ValueMap) else None


def _one_by_one(lines: Sequence[str], starts: Sequence[int], findings: Findings) -> Iterator[MapEntry]:
    """The keys of YAML that is broken as a whole: each is read on its own, so that one fault costs one key."""
    seen: set[str] = set()
    for start, end in zip(starts, (*starts[1:], len(lines)), strict=True):
        entry = _entry(lines[start:end], start + 2, findings)
        if entry is not None and entry.key in seen:
            findings.error(entry.line, CHECK, f'broken YAML: the key "{entry.key}" stands twice: delete one')
        elif entry is not None:
            seen.add(entry.key)
            yield entry


def _entry(lines: Sequence[str], first_line: int, findings: Findings) -> MapEntry | None:
    try:
        tree = read_yaml("\n".join(lines), first_line)
        return tree.entries[0] if isinstance(tree, ValueMap) else None
    except YamlError as fault:
        match = _KEY.fullmatch(lines[0])
        written = (match["value"] or "").strip() if match else ""
        if match is None or not written or written.startswith(_STRUCTURE) or any(line.strip() for line in lines[1:]):
            findings.error(fault.line, CHECK, f"broken YAML: {fault}")
            return None
        quoted = written.replace("'", "''")
        findings.warn(first_line, CHECK, f"{match['key']}: put the value in quotes: {match['key']}: '{quoted}'")
        return MapEntry(match["key"], Scalar(written, first_line, quoted=True), first_line)


def _front_matter(entries: Sequence[MapEntry], findings: Findings) -> FrontMatter:
    kind = kind_of_file(entry.key for entry in entries if not entry.key.startswith("x-"))
    values: dict[str, Any] = {}
    extra: dict[str, str] = {}
    unknown: list[MapEntry] = []
    for entry in entries:
        if entry.key.startswith("x-"):
            extra[entry.key] = str(_read(entry, read_words, findings) or "")
        elif entry.key not in _READERS or (entry.key == "subtitle" and "description" in {e.key for e in entries}):
            unknown.append(entry)
        elif (value := _read(entry, _READERS[entry.key], findings, foreign=kind)) is not None:
            values[_FIELDS.get(entry.key, entry.key)] = value
    _tell_unknown(unknown, kind, findings)
    lines = {entry.key: entry.line for entry in entries}
    return FrontMatter(**_with_slot(values, lines), extra=extra, lines=lines)


def _with_slot(values: dict[str, Any], lines: dict[str, int]) -> dict[str, Any]:
    """`values`, what other tools call a session's length taken as its slot, which is then where that stands."""
    given = {key: values.pop(key, None) for key in _LENGTHS}
    lengths = (
        ("minutes", given["minutes"]),
        ("duration", given["duration"]),
        ("teaching", (given["teaching"] or Minutes(0)) + (given["exercises"] or Minutes(0))),
    )
    if given["exercises"]:
        values["exercises"] = given["exercises"]
    for key, minutes in lengths:
        if minutes and "slot" not in values:
            values["slot"] = minutes
            lines["slot"] = lines.get(key, lines.get("exercises", 1))
    return values


def _tell_unknown(unknown: Sequence[MapEntry], kind: str | None, findings: Findings) -> None:
    """One warning for each key that may be a slip, one for all others, which are another tool's."""
    others = []
    for entry in unknown:
        near = get_close_matches(entry.key.lower(), _OWN, n=1, cutoff=_SLIP)
        if near:
            message = f'unknown key "{entry.key}" is left out: did you mean "{near[0]}"?'
            findings.warn(entry.line, CHECK, f"{message} (keys of your own start with x-)")
        else:
            others.append(entry)
    if others and kind:
        findings.warn(
            others[0].line,
            CHECK,
            f"this looks like a {kind}: keys that only its own tool reads are left out; "
            "`coursedeck import` turns it into a session",
        )
    elif others:
        names = ", ".join(entry.key for entry in others)
        message = f"unknown keys are left out: {names}" if len(others) > 1 else f'unknown key "{names}" is left out'
        findings.warn(others[0].line, CHECK, f"{message} (known are {', '.join(_OWN)}; keys of your own start with x-)")


def _read(
    entry: MapEntry, reader: Callable[[MapEntry, Findings], object], findings: Findings, *, foreign: str | None = None
) -> object:
    """The value; None, and a finding, for one of the wrong kind, which in another tool's file may be right there."""
    value = entry.value
    if isinstance(value, Scalar) and value.null:
        return None
    try:
        return reader(entry, findings)
    except WrongValueError as wanted:
        written = f'"{value.text}"' if isinstance(value, Scalar) else "more than one value"
        report = findings.warn if foreign or entry.key in _OTHERS_TOO else findings.error
        report(value.line, CHECK, f"{entry.key} is {written}: write {wanted}")
        return None


_SLIP = 0.75
"""Least likeness of a key to a known one, of 1, at which it counts as a slip of the pen."""

_FIELDS = {"break": "break_minutes", "authors": "author", "subtitle": "description"}
"""Field names of keys that are reserved words in Python, or that say the same as others."""

_LENGTHS = ("minutes", "duration", "teaching", "exercises")

_READERS: Mapping[str, Callable[[MapEntry, Findings], object]] = {
    "title": read_text_value,
    "description": read_text_value,
    "subtitle": read_text_value,
    "id": read_words,
    "week": read_count,
    "day": read_count,
    "session": read_count,
    "date": read_date,
    "start": read_start,
    "slot": read_length,
    "minutes": read_length,
    "duration": read_length,
    "teaching": read_length_or_nothing,
    "exercises": read_length_or_nothing,
    "break": read_length_or_nothing,
    "author": read_people,
    "authors": read_people,
    "lang": read_language,
    "prose": read_prose,
    "solutions": read_solutions,
    "layout": read_words,
    "optional": read_optional,
    "goals": read_goals,
    "pace": read_pace,
}
_OWN = sorted(key for key in _READERS if key not in {*_LENGTHS[1:], "authors", "description", "lang", "subtitle"})
_OTHERS_TOO = frozenset(
    {*_LENGTHS, "title", "subtitle", "description", "date", "author", "authors", "lang", "layout", "id"}
)
"""Keys that other tools know too, and may give other values."""
