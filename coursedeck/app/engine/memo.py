"""What is known of earlier runs: a result is recalled by its key, and kept under it.

What decides whether a result still holds is the key: the digest of all that goes into it. Some of it is known
beforehand (fields, files). The rest shows only in the work: which pictures a session names, which files a script
opens. Those names are kept under the key, and the result under the key together with what they stand for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath
from typing import Any, TypeVar

from msgspec import Struct

from coursedeck.app.engine.inputs import FILE, Inputs
from coursedeck.app.engine.work import Work
from coursedeck.base.cache import DecodingError, LostEntryError, Store, decode, digest, encode

Result = TypeVar("Result")
Value = TypeVar("Value")

_VALUES: dict[tuple[str, type], Any] = {}
"""Values that this process has met lately, by digest and type; what a digest stands for never changes."""
_MOST_VALUES = 32

_RESULT, _NAMES = b"=", b"?"
"""What a record begins with: a result, or the names of what else went into one."""


class Environment(Struct, frozen=True):
    """What all work of a run shares; it can be carried into another process."""

    root: Path
    """The course folder."""
    store: Store
    fingerprint: str
    """Digest of everything besides the course that decides about results."""
    output: Path | None
    """Where output files are written; None: none are."""


class Known(Struct, frozen=True):
    """A result, and the names of what went into it that only the work could tell."""

    result: Any
    names: tuple[str, ...] = ()


def key_of(work: Work[Any], environment: Environment, inputs: Inputs) -> str:
    """The digest of all that is known beforehand of what goes into a work."""
    values = [(name, getattr(work, name)) for name in work.__struct_fields__ if name not in work.aside]
    held = [(name, work) for name, value in values for work in _works_in(value)]
    works = [f"{name} {key_of(work, environment, inputs)}" for name, work in held]
    plain = tuple(value for _, value in values if not tuple(_works_in(value)))
    files = inputs.pairs(FILE + path for path in work.sources())
    return digest(environment.fingerprint, type(work).__name__, *works, encode(plain, work.origin), *_flat(files))


def _works_in(value: object) -> Iterator[Work[Any]]:
    """The work that a field is, or those of a tuple."""
    for one in value if isinstance(value, tuple) else (value,):
        if isinstance(one, Work):
            yield one


def recall(work: Work[Any], key: str, environment: Environment, inputs: Inputs) -> Known | None:
    """The result of an earlier run, if all that it names is still in the store; output files are not looked at."""
    names: tuple[str, ...] = ()
    record = environment.store.recall(key)
    try:
        if record is not None and record[:1] == _NAMES:
            names = decode(record[1:], tuple[str, ...])
            record = environment.store.recall(_full_key(key, names, inputs))
        if record is None or record[:1] != _RESULT:
            return None
        result = decode(record[1:], work.result, work.origin)
    except DecodingError:
        return None
    if not all(stays_inside(path) for path, _ in work.files(result)):
        return None
    return Known(result, names) if all(map(environment.store.has, work.needs(result))) else None


def stays_inside(path: str) -> bool:
    """Whether a path leads to a place below the folder that it starts from.

    >>> stays_inside("en/first.pptx"), stays_inside("../first.pptx"), stays_inside("/etc/passwd")
    (True, False, False)
    """
    parts = PurePath(path).parts
    return bool(parts) and ".." not in parts and not PurePath(path).anchor


def _full_key(key: str, names: Iterable[str], inputs: Inputs) -> str:
    return digest(key, *_flat(inputs.pairs(names)))


def _flat(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (part for pair in pairs for part in pair)


def value_of(name: str, kind: type[Value], get: Callable[[str], bytes]) -> Value:
    """The value with this digest, whose bytes `get` gives; the last ones that were asked for stay decoded.

    Raises LostEntryError where the bytes are no such value.
    """
    found = _VALUES.pop((name, kind), None)
    try:
        value: Value = decode(get(name), kind) if found is None else found
    except DecodingError as failure:
        raise LostEntryError(str(failure)) from failure
    _VALUES[name, kind] = value
    if len(_VALUES) > _MOST_VALUES:
        del _VALUES[next(iter(_VALUES))]
    return value


def remember(results: Iterable[tuple[str, Known, bytes]], environment: Environment) -> None:
    """Keep results, each with its key and its bytes."""
    store, now = environment.store, Inputs(environment.root)
    for key, known, data in results:
        if known.names:
            store.remember(key, _NAMES + encode(known.names))
        store.remember(_full_key(key, known.names, now) if known.names else key, _RESULT + data)
