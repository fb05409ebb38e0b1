"""Frozen values of the model as bytes and back.

The first line lists the types, the second holds the value as JSON; only types of `coursedeck.model` come back, so
that reading a cache runs no code from it.
"""

from __future__ import annotations

import base64
import binascii
import importlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import Any

from coursedeck.model.problem import Source

_ROOM = "coursedeck.model."
_MAPPING, _SET, _BYTES, _FRACTION, _PLACE = "m", "s", "b", "f", "p"
_PLAIN = (str, int, float, type(None))


class UnreadableError(Exception):
    """Bytes are no encoded value of the model."""


def encode(value: object, origin: Source | None = None) -> bytes:
    """`value` as bytes, the same for equal values; lines of `origin`'s file are counted from `origin`.

    Raises TypeError for what is no value of the model.
    """
    encoder = _Encoder(origin)
    tree = encoder.tree(value)
    head, body = (json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in (list(encoder.types), tree))
    return f"{head}\n{body}".encode("utf-8", "surrogatepass")


class _Encoder:
    def __init__(self, origin: Source | None) -> None:
        self.types: dict[str, int] = {}
        self.origin = origin

    def tree(self, value: object) -> object:
        if isinstance(value, Enum):
            return {self.number(type(value)): value.value}
        if isinstance(value, _PLAIN):
            return value
        if isinstance(value, tuple | list):
            return [self.tree(item) for item in value]
        if isinstance(value, Source) and self.origin is not None and value.file == self.origin.file:
            return {_PLACE: value.line - self.origin.line}
        if is_dataclass(value) and not isinstance(value, type):
            return {self.number(type(value)): [self.tree(getattr(value, name)) for name in _names(type(value))]}
        return self.other(value)

    def other(self, value: object) -> object:
        if isinstance(value, bytes):
            return {_BYTES: base64.b64encode(value).decode()}
        if isinstance(value, Fraction):
            return {_FRACTION: str(value)}
        if isinstance(value, Mapping):
            return {_MAPPING: [[self.tree(key), self.tree(item)] for key, item in value.items()]}
        if isinstance(value, frozenset):
            return {_SET: [self.tree(item) for item in sorted(value)]}
        raise TypeError(f"{type(value).__name__} is no value of the model")

    def number(self, kind: type) -> str:
        if not kind.__module__.startswith(_ROOM):
            raise TypeError(f"{kind.__qualname__} is no value of the model")
        name = f"{kind.__module__.removeprefix(_ROOM)}:{kind.__qualname__}"
        return str(self.types.setdefault(name, len(self.types)))


@lru_cache(maxsize=256)
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def decode(data: bytes, origin: Source | None = None) -> Any:
    """What was encoded; sequences come back as tuples. Raises UnreadableError."""
    try:
        head, _, body = data.decode("utf-8", "surrogatepass").partition("\n")
        types = [_type(name) for name in json.loads(head)]
        return _frozen(json.loads(body, object_hook=lambda found: _value(found, types, origin)))
    except (ValueError, TypeError, LookupError, AttributeError, ImportError, binascii.Error, RecursionError) as failure:
        raise UnreadableError(str(failure)) from failure


@lru_cache(maxsize=256)
def _type(name: str) -> type:
    module, _, kind = name.partition(":")
    found = getattr(importlib.import_module(_ROOM + module), kind)
    if not (isinstance(found, type) and found.__module__ == _ROOM + module):
        raise TypeError(f"{name} is no type of the model")
    return found


def _value(found: dict[str, Any], types: list[type], origin: Source | None) -> Any:
    ((tag, content),) = found.items()
    if tag.isdecimal():
        kind = types[int(tag)]
        return kind(content) if issubclass(kind, Enum) else kind(*map(_frozen, content))
    if tag == _PLACE:
        if origin is None:
            raise TypeError("a line without the place that it is counted from")
        return Source(origin.file, origin.line + content)
    if tag == _BYTES:
        return base64.b64decode(content, validate=True)
    if tag == _FRACTION:
        return Fraction(content)
    return {key: _frozen(item) for key, item in content} if tag == _MAPPING else frozenset(map(_frozen, content))


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if type(value) is list else value
