"""What is known of earlier runs: a result is recalled by its key, and kept under it.

What decides whether a result still holds is the key: the digest of all that goes into it. Some of it is known
beforehand (fields, files). The rest shows only in the work: which pictures a session names, which files a script
opens. Those names are kept under the key, and the result under the key together with what they stand for.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import Any, TypeVar

from msgspec import Struct

from coursedeck.app.engine.inputs import FILE, Inputs
from coursedeck.app.engine.work import Work
from coursedeck.base.cache import DecodingError, LostEntryError, SharedStore, Store, decode, digest, encode
from coursedeck.model.problem import Source

Result = TypeVar("Result")
Value = TypeVar("Value")

_VALUES: dict[tuple[str, type], Any] = {}
"""Values that this process has met lately, by digest and type; what a digest stands for never changes."""
_MOST_VALUES = 32

_RESULTS: dict[tuple[bytes, type, Source | None], Any] = {}
"""The last results that this process has met, by their bytes: large ones take long to read."""
_MOST_RESULTS = 2
_LARGE = 2**14
"""Bytes from which on a result is large."""

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
    still: bool = False
    """Whether nobody changes files of the course while work is done: it is a copy that is made for it."""


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
    known = _remembered(work, key, environment, inputs)
    if known is None or not all(stays_inside(path) for path, _ in work.files(known.result)):
        return None
    return known if all(map(environment.store.has, work.needs(known.result))) else None


def bring_near(tasks: Sequence[tuple[Work[Any], str]], environment: Environment, inputs: Inputs) -> None:
    """Fetch from the place that the store shares with others what is there of works with these keys."""
    store = environment.store
    if not isinstance(store, SharedStore):
        return
    store.bring((key for _, key in tasks), ())
    store.bring(_full_keys((key for _, key in tasks), environment, inputs), ())
    found = [(work, _remembered(work, key, environment, inputs)) for work, key in tasks]
    store.bring((), (name for work, known in found if known is not None for name in _named(work, known.result)))


def share(tasks: Sequence[tuple[Work[Any], str]], environment: Environment, inputs: Inputs) -> None:
    """Keep results of works with these keys, and all that they name, at the place that the store shares with others."""
    store = environment.store
    if not isinstance(store, SharedStore):
        return
    found = [(work, key, _remembered(work, key, environment, inputs)) for work, key in tasks]
    names = [name for work, _, known in found if known is not None for name in _named(work, known.result)]
    keys = [key for _, key, known in found if known is not None]
    store.share((*keys, *_full_keys(keys, environment, inputs)), names)


def _named(work: Work[Any], result: Any) -> Iterator[str]:
    """The digests of all that a result names, output files too."""
    yield from work.needs(result)
    yield from (name for _, name in work.files(result))


def _full_keys(keys: Iterable[str], environment: Environment, inputs: Inputs) -> list[str]:
    """The keys under which results stand, for those keys under which names are kept."""
    records = ((key, environment.store.recall(key)) for key in keys)
    named = [(key, record) for key, record in records if record is not None and record[:1] == _NAMES]
    found = []
    for key, record in named:
        with contextlib.suppress(DecodingError):
            found.append(_full_key(key, decode(record[1:], tuple[str, ...]), inputs))
    return found


def _remembered(work: Work[Any], key: str, environment: Environment, inputs: Inputs) -> Known | None:
    """The result that is kept under a key, whatever has become of what it names."""
    names: tuple[str, ...] = ()
    record = environment.store.recall(key)
    try:
        if record is not None and record[:1] == _NAMES:
            names = decode(record[1:], tuple[str, ...])
            record = environment.store.recall(_full_key(key, names, inputs))
        if record is None or record[:1] != _RESULT:
            return None
        return Known(_result_of(record[1:], work), names)
    except DecodingError:
        return None


def as_record(result: Any, work: Work[Any]) -> bytes:
    """The bytes of a result, which this process need not read again soon."""
    data = encode(result, work.origin)
    _keep_result(data, work, result)
    return data


def _result_of(data: bytes, work: Work[Any]) -> Any:
    """The result whose bytes these are. Raises DecodingError."""
    found = _RESULTS.pop((data, work.result, work.origin), None) if len(data) >= _LARGE else None
    result = decode(data, work.result, work.origin) if found is None else found
    _keep_result(data, work, result)
    return result


def _keep_result(data: bytes, work: Work[Any], result: Any) -> None:
    if len(data) < _LARGE:
        return
    _RESULTS[data, work.result, work.origin] = result
    if len(_RESULTS) > _MOST_RESULTS:
        del _RESULTS[next(iter(_RESULTS))]


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
    keep_at_hand(name, kind, value)
    return value


def keep_at_hand(name: str, kind: type[Value], value: Value) -> None:
    """Let this process find the value with this digest without reading its bytes again."""
    _VALUES[name, kind] = value
    if len(_VALUES) > _MOST_VALUES:
        del _VALUES[next(iter(_VALUES))]


def remember(results: Iterable[tuple[str, Known, bytes]], environment: Environment) -> None:
    """Keep results, each with its key and its bytes."""
    store, now = environment.store, Inputs(environment.root)
    for key, known, data in results:
        if known.names:
            store.remember(key, _NAMES + encode(known.names))
        store.remember(_full_key(key, known.names, now) if known.names else key, _RESULT + data)
