"""TOML as a tree whose every value knows its line, like that of YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from coursedeck.session.load.yaml_tree import MapEntry, Scalar, Value, ValueList, ValueMap

_Path = tuple[str, ...]
_NAME = r"(?:[\w-]+|\"[^\"]*\"|'[^']*')"
_DOTTED = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_LINE = re.compile(rf"[ \t]*(?:\[+\s*(?P<table>{_DOTTED})\s*\]|(?P<key>{_DOTTED})\s*=)")


def toml_tree(settings: Mapping[str, object], text: str) -> ValueMap:
    """The `settings` that were read from `text`; what stands in an inline table has that table's line."""
    return ValueMap(tuple(_entries(settings, (), dict(_lines(text)))), 1)


def is_setting(line: str) -> bool:
    """Whether a key or a table begins in the line."""
    return _LINE.match(line) is not None


def _lines(text: str) -> Iterator[tuple[_Path, int]]:
    """Every key and table, and each table that a dotted one names on the way, with its line; later ones first."""
    found: list[tuple[_Path, int]] = []
    table: _Path = ()
    for number, line in enumerate(text.split("\n"), 1):
        match = _LINE.match(line)
        if match is None:
            continue
        if match["table"]:
            table = path = _names(match["table"])
        else:
            path = (*table, *_names(match["key"]))
        found += [(path[:length], number) for length in range(1, len(path) + 1)]
    return reversed(found)


def _names(dotted: str) -> _Path:
    return tuple(name.strip("\"'") for name in re.findall(_NAME, dotted))


def _entries(settings: Mapping[str, object], above: _Path, lines: Mapping[_Path, int]) -> Iterator[MapEntry]:
    for key, value in settings.items():
        path = (*above, key)
        line = next((lines[path[:length]] for length in range(len(path), 0, -1) if path[:length] in lines), 1)
        yield MapEntry(key, _value(value, path, line, lines), line)


def _value(value: object, path: _Path, line: int, lines: Mapping[_Path, int]) -> Value:
    if isinstance(value, Mapping):
        return ValueMap(tuple(_entries(value, path, lines)), line)
    if isinstance(value, list):
        return ValueList(tuple(_value(item, path, line, lines) for item in value), line)
    return Scalar(str(value), line, quoted=isinstance(value, str))
