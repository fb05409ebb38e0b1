"""Frozen values as bytes and back.

The first line lists the types, the second holds the value as JSON. Reading is told which type to expect, and holds
every field against its annotation, so that damaged or hostile bytes become no value; only types of the model and those
that the expected type names come back, so that reading a cache runs no code from it.
"""

from __future__ import annotations

import base64
import binascii
import importlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar, get_type_hints

from msgspec import Struct
from msgspec.structs import astuple

from coursedeck.base.cache.annotations import accepts, named_types
from coursedeck.model.problem import Source

Value = TypeVar("Value")

_PACKAGE, _MODEL = "coursedeck.", "coursedeck.model."
_MAPPING, _SET, _BYTES, _FRACTION, _LINE, _PATH, _AGAIN = "m", "s", "b", "f", "p", "d", "a"

_SHARED_FROM = 5
"""Fields from which on a struct of plain values, such as a text style, is written once and then named by its number."""


class DecodingError(Exception):
    """Bytes are no encoded value of the type that was asked for."""


def encode(value: object, origin: Source | None = None) -> bytes:
    """`value` as bytes, the same for equal values; lines of `origin`'s file are counted from `origin`.

    Raises TypeError for what is neither plain nor a frozen value of this package.
    """
    encoder = _Encoder(origin)
    tree = encoder.tree(value)
    head, body = (json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in (list(encoder.types), tree))
    return f"{head}\n{body}".encode("utf-8", "surrogatepass")


class _Encoder:
    """Turns values into what JSON has; `types` are those met, numbered in that order."""

    def __init__(self, origin: Source | None) -> None:
        self.types: dict[str, int] = {}
        self.origin = origin
        self._numbers: dict[type, str] = {}
        self._shared: dict[tuple[type, tuple[Any, ...]], int] = {}

    def tree(self, value: object) -> object:
        kind = type(value)
        if kind in _AS_THEY_ARE:
            return value
        if kind is tuple or kind is list:
            return self._trees(value)  # type: ignore[arg-type]
        if kind is Source and self.origin is not None and value.file == self.origin.file:  # type: ignore[attr-defined]
            return {_LINE: value.line - self.origin.line}  # type: ignore[attr-defined]
        if isinstance(value, Struct):
            return self._struct(value)
        return self.other(value)

    def _struct(self, value: Struct) -> dict[str, object]:
        kind, fields = type(value), astuple(value)
        if not _is_shared(fields):
            return {self.number(kind): self._trees(fields)}
        place = self._shared.get((kind, fields))
        if place is not None:
            return {_AGAIN: place}
        self._shared[kind, fields] = len(self._shared)
        return {self.number(kind): self._trees(fields)}

    def _trees(self, values: Iterable[object]) -> list[object]:
        # most of what is kept is plain: looked at here, it costs no call
        return [value if type(value) in _AS_THEY_ARE else self.tree(value) for value in values]

    def other(self, value: object) -> object:
        if isinstance(value, Enum):
            return {self.number(type(value)): value.value}
        if isinstance(value, bytes):
            return {_BYTES: base64.b64encode(value).decode()}
        if isinstance(value, Fraction):
            return {_FRACTION: str(value)}
        if isinstance(value, Mapping):
            return {_MAPPING: [[self.tree(key), self.tree(item)] for key, item in value.items()]}
        if isinstance(value, frozenset):
            return {_SET: [self.tree(item) for item in sorted(value)]}
        if isinstance(value, Path | PurePosixPath):
            return {_PATH: value.as_posix()}
        raise TypeError(f"{type(value).__name__} is no value that can be kept")

    def number(self, kind: type) -> str:
        found = self._numbers.get(kind)
        if found is None:
            if not kind.__module__.startswith(_PACKAGE):
                raise TypeError(f"{kind.__qualname__} is no value of this package")
            name = f"{kind.__module__.removeprefix(_PACKAGE)}:{kind.__qualname__}"
            found = self._numbers[kind] = str(self.types.setdefault(name, len(self.types)))
        return found


_AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})


def _is_shared(fields: Sequence[object]) -> bool:
    if len(fields) < _SHARED_FROM:
        return False
    # the first field of most is neither
    return all(type(one) in _AS_THEY_ARE or isinstance(one, Enum) for one in fields)


def decode(data: bytes, kind: type[Value], origin: Source | None = None) -> Value:
    """The value of type `kind` that was encoded; sequences come back as tuples. Raises DecodingError."""
    wanted: Any = kind
    try:
        head, _, body = data.decode("utf-8", "surrogatepass").partition("\n")
        types = [_type(name, wanted) for name in json.loads(head)]
        shared: list[Any] = []
        value = _frozen(json.loads(body, object_hook=lambda found: _value(found, types, origin, shared)))
        if not accepts(wanted)(value):
            raise TypeError(f"no {kind!r}")
    except (ValueError, TypeError, LookupError, AttributeError, ImportError, binascii.Error, RecursionError) as failure:
        raise DecodingError(str(failure)) from failure
    found: Value = value
    return found


@lru_cache(maxsize=512)
def _type(name: str, wanted: object) -> type:
    """A type of the model, or one that the `wanted` one names in its annotations."""
    module, _, kind = name.partition(":")
    if f"{_PACKAGE}{module}".startswith(_MODEL):
        found = getattr(importlib.import_module(_PACKAGE + module), kind)
        if isinstance(found, type) and found.__module__ == _PACKAGE + module:
            return found
        raise TypeError(f"{name} is no type of the model")
    known = {f"{one.__module__}:{one.__qualname__}": one for one in named_types(wanted)}
    return known[_PACKAGE + name]


def _value(found: dict[str, Any], types: list[type], origin: Source | None, shared: list[Any]) -> Any:
    ((tag, content),) = found.items()
    if tag.isdecimal():
        kind = types[int(tag)]
        if issubclass(kind, Enum):
            return kind(content)
        made = _made(kind, content)
        if _is_shared(content):
            shared.append(made)
        return made
    if tag == _AGAIN:
        if type(content) is not int or content < 0:
            raise TypeError("a value that was not written before")
        return shared[content]
    if tag == _LINE:
        if origin is None or type(content) is not int:
            raise TypeError("a line without the place that it is counted from")
        return Source(origin.file, origin.line + content)
    return _READERS[tag](content)


def _made(kind: type, content: list[Any]) -> Any:
    checks = _field_checks(kind)
    values = [_frozen(item) if type(item) is list else item for item in content]
    if len(values) != len(checks):
        raise TypeError(f"{kind.__qualname__} has {len(checks)} fields, not {len(values)}")
    for check, value in zip(checks, values, strict=True):
        if not check(value):
            raise TypeError(f"a field of {kind.__qualname__} cannot be {type(value).__qualname__}")
    return kind(*values)


@lru_cache(maxsize=256)
def _field_checks(kind: type) -> tuple[Callable[[object], bool], ...]:
    """What tells for each field of a struct whether a value may stand in it."""
    if not issubclass(kind, Struct):
        raise TypeError(f"{kind.__qualname__} has no fields")
    hints = get_type_hints(kind)
    return tuple(accepts(hints[name]) for name in kind.__struct_fields__)


def _frozen(value: Any) -> Any:
    if type(value) is not list:
        return value
    return tuple([_frozen(item) if type(item) is list else item for item in value])


def _text(content: Any) -> str:
    if not isinstance(content, str):
        raise TypeError("text is wanted")
    return content


_READERS: dict[str, Callable[[Any], object]] = {
    _BYTES: lambda content: base64.b64decode(_text(content), validate=True),
    _FRACTION: lambda content: Fraction(_text(content)),
    _PATH: lambda content: Path(_text(content)),
    _MAPPING: lambda content: {key: _frozen(item) for key, item in content},
    _SET: lambda content: frozenset(map(_frozen, content)),
}
