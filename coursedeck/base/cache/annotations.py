"""Annotations as checks: whether a value may stand where a type is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import Struct

Check = Callable[[object], bool]


@lru_cache(maxsize=1024)
def accepts(annotation: Any) -> Check:
    """What tells whether a value is of the annotated type; a float may be a whole number, an int no boolean.

    >>> accepts(tuple[int, ...])((1, 2)), accepts(tuple[int, ...])((1, "2")), accepts(int)(True)
    (True, False, False)

    Raises TypeError for annotations that no value of this package has.
    """
    origin = get_origin(annotation)
    if origin is not None:
        return _generic(origin, get_args(annotation))
    if annotation is Any or annotation is object:
        return lambda value: True
    if annotation is None:
        return lambda value: value is None
    if annotation is float:
        return lambda value: type(value) is float or type(value) is int
    if isinstance(annotation, type):
        if annotation in (int, str, bool, bytes, NoneType):
            return lambda value: type(value) is annotation
        return lambda value: isinstance(value, annotation)
    raise TypeError(f"no value can be held against {annotation!r}")


def _generic(origin: Any, arguments: tuple[Any, ...]) -> Check:
    if origin in (Union, UnionType):
        return _union(arguments)
    if origin is Literal:
        return lambda value: any(type(value) is type(one) and value == one for one in arguments)
    if origin is tuple and not (len(arguments) == 2 and arguments[1] is Ellipsis):
        return _fixed(tuple(accepts(one) for one in arguments))
    if origin in (tuple, frozenset, Sequence):
        each = accepts(arguments[0])
        kind = frozenset if origin is frozenset else tuple
        return lambda value: type(value) is kind and all(map(each, value))
    if origin in (Mapping, dict):
        key, item = map(accepts, arguments)
        return lambda value: isinstance(value, dict) and all(map(key, value)) and all(map(item, value.values()))
    raise TypeError(f"no value can be held against {origin!r}")


def _union(arguments: tuple[Any, ...]) -> Check:
    plain = tuple(one for one in arguments if isinstance(one, type) and one not in (int, float, bool, str))
    others = tuple(accepts(one) for one in arguments if one not in plain)
    return lambda value: isinstance(value, plain) or any(check(value) for check in others)


def _fixed(checks: tuple[Check, ...]) -> Check:
    def check(value: object) -> bool:
        if type(value) is not tuple or len(value) != len(checks):
            return False
        return all(one(item) for one, item in zip(checks, value, strict=True))

    return check


@lru_cache(maxsize=64)
def named_types(annotation: Any) -> frozenset[type]:
    """The structs and enumerations outside the model that an annotation names, directly or in their fields."""
    return frozenset(_named(annotation, set()))


def _named(annotation: Any, met: set[Any]) -> Iterator[type]:
    if isinstance(annotation, type) and get_origin(annotation) is None:
        if annotation in met or not _is_outside_the_model(annotation):
            return
        met.add(annotation)
        yield annotation
        if issubclass(annotation, Struct):
            hints = get_type_hints(annotation)
            for name in annotation.__struct_fields__:
                yield from _named(hints[name], met)
    for argument in get_args(annotation):
        yield from _named(argument, met)


def _is_outside_the_model(kind: type) -> bool:
    return kind.__module__.startswith("coursedeck.") and not kind.__module__.startswith("coursedeck.model.")
