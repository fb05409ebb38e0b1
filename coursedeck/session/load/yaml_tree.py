"""YAML as a tree whose every value knows its line; all scalars stay the text that was written."""

from __future__ import annotations

from typing import TypeAlias

import yaml
from msgspec import Struct


class YamlError(Exception):
    """YAML that cannot be read; `line` counts from 1 within the file."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        super().__init__(message)


class Scalar(Struct, frozen=True):
    """A single value, as written."""

    text: str
    line: int
    quoted: bool = False

    @property
    def null(self) -> bool:
        """Whether nothing was written."""
        return not self.quoted and self.text in ("", "~", "null", "-")


class ValueList(Struct, frozen=True):
    """A list."""

    values: tuple[Value, ...]
    line: int


class MapEntry(Struct, frozen=True):
    """A key with its value."""

    key: str
    value: Value
    line: int


class ValueMap(Struct, frozen=True):
    """Keys and values, each key once."""

    entries: tuple[MapEntry, ...]
    line: int


_DEEPEST = 50
"""Levels of lists and maps; no setting has more than three."""

Value: TypeAlias = Scalar | ValueList | ValueMap


def read_yaml(text: str, first_line: int) -> Value:
    """The one document in `text`, whose first line is `first_line` of its file; raises `YamlError`."""
    try:
        _check_events(text, first_line)
        node = yaml.compose(text, Loader=yaml.BaseLoader)
        return _value(node, first_line) if node is not None else ValueMap((), first_line)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        line = mark.line if mark else 0
        last = max(len(text.rstrip("\n").split("\n")) - 1, 0)
        raise YamlError(
            first_line + min(line, last), f"{problem.problem or problem.context or 'broken'}: mend this line"
        ) from None
    except yaml.reader.ReaderError as problem:
        raise YamlError(
            first_line + text.count("\n", 0, problem.position), "a character that YAML forbids: delete it"
        ) from None
    except RecursionError:
        raise YamlError(first_line, "nested too deeply: take some levels out") from None


def _check_events(text: str, first_line: int) -> None:
    """Stop at what is not read here, before all of it has been looked at: PyYAML takes time by the square of depth."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            line = event.start_mark.line if event.start_mark else 0
            raise YamlError(first_line + line, "nested too deeply: take some levels out")
        if isinstance(event, yaml.AliasEvent):
            raise YamlError(first_line, "aliases (*name) are not understood: write the value out")


def _value(node: yaml.Node, first_line: int) -> Value:
    line = first_line + node.start_mark.line
    if isinstance(node, yaml.MappingNode):
        return ValueMap(tuple(_entries(node, first_line)), line)
    if isinstance(node, yaml.SequenceNode):
        return ValueList(tuple(_value(item, first_line) for item in node.value), line)
    assert isinstance(node, yaml.ScalarNode), "YAML has no fourth kind"
    return Scalar(str(node.value), line, quoted=node.style is not None)


def _entries(node: yaml.MappingNode, first_line: int) -> list[MapEntry]:
    entries: list[MapEntry] = []
    for key, value in node.value:
        line = first_line + key.start_mark.line
        if not isinstance(key, yaml.ScalarNode):
            raise YamlError(line, "a key must be a word")
        name = str(key.value)
        if any(entry.key == name for entry in entries):
            raise YamlError(line, f'the key "{name}" stands twice: delete one')
        entries.append(MapEntry(name, _value(value, first_line), line))
    return entries
