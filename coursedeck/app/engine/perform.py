"""One piece of work and all that it asks for on the way: recalled, or done here and kept when all is done."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct, field

from coursedeck.app.engine.inputs import Inputs, touched_since
from coursedeck.app.engine.memo import Environment, Known, as_record, keep_at_hand, key_of, recall, remember, value_of
from coursedeck.app.engine.placing import place_output
from coursedeck.app.engine.work import Work
from coursedeck.base.cache import LostEntryError, encode
from coursedeck.model.problem import CourseError, Problem, Source, faults_reported
from coursedeck.model.values import replace

Result = TypeVar("Result")
Value = TypeVar("Value")


class Done(Struct, frozen=True):
    """A piece of work, done just now."""

    result: Any
    written: int = 0
    """Output files that changed."""
    unchanged: int = 0
    refused: tuple[Problem, ...] = ()
    """Output files that could not be written, and exceptions that nobody foresaw."""
    blobs: dict[str, bytes] = field(default_factory=dict)
    """What the result names, where the store is not shared; all that was made, where nothing is."""
    records: Mapping[str, bytes] | None = None
    """Results to be remembered, by key, where another machine has done it, and output files are still to be written."""


class LocalContext:
    """The context of a work that is done in this process."""

    def __init__(self, shared: _Shared) -> None:
        self._shared = shared
        self._names: dict[str, None] = {}

    @property
    def root(self) -> Path:
        """The course folder."""
        return self._shared.environment.root

    def ask(self, work: Work[Result]) -> Result:
        """The result of another work: recalled, or done now. Raises what doing it raises."""
        key = key_of(work, self._shared.environment, self._shared.inputs)
        known = self._shared.met.get(key) or recall(work, key, self._shared.environment, self._shared.inputs)
        if known is None:
            known = self._shared.do(work, key, self._names)
        self._shared.met[key] = known
        self._names |= dict.fromkeys(known.names)
        result: Result = known.result
        return result

    def depends_on(self, names: Iterable[str]) -> None:
        """Name files or folders that go into the result, as `FILE` or `NAMES` and a path from the course folder."""
        self._names |= dict.fromkeys(names)

    @property
    def names(self) -> tuple[str, ...]:
        """All that was named."""
        return tuple(self._names)

    def put(self, data: bytes) -> str:
        """Keep bytes; returns their digest."""
        name = self._shared.environment.store.put(data)
        self._shared.blobs[name] = data
        return name

    def keep(self, value: object) -> str:
        """Keep a frozen value; returns the digest of its bytes."""
        name = self.put(encode(value))
        keep_at_hand(name, type(value), value)
        return name

    def get(self, name: str) -> bytes:
        """The bytes of a digest. Raises LostEntryError."""
        data = self._shared.blobs.get(name)
        return self._shared.environment.store.get(name) if data is None else data

    def value(self, name: str, kind: type[Value]) -> Value:
        """A value that was kept. Raises LostEntryError."""
        return value_of(name, kind, self.get)


class _Shared(Struct):
    """What a piece of work and all that it asks for have in common."""

    environment: Environment
    inputs: Inputs
    met: dict[str, Known] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)
    records: list[tuple[str, Known, bytes]] = field(default_factory=list)
    """Key, result and result as bytes of all that was done and lasts."""
    faults: list[Problem] = field(default_factory=list)
    """Exceptions that nobody foresaw."""

    def do(self, work: Work[Any], key: str, names: dict[str, None]) -> Known:
        """Do a work; what it names is added to `names` also where it fails."""
        context = LocalContext(self)
        try:
            with faults_reported(Source(work.subject), LostEntryError):
                result = work.do(context)
        except CourseError as failure:
            if not failure.is_fault:
                raise
            self.faults += failure.problems
            result = work.instead(failure.problems)
        finally:
            names |= dict.fromkeys(context.names)
        known = Known(result, context.names)
        if work.lasts(result):
            self.records.append((key, known, as_record(result, work)))
        return known

    def remember(self, started: int) -> None:
        """Keep what was done, unless something failed, or what went into it has changed since.

        `started` is in nanoseconds.
        """
        if self.faults:
            return
        names = {name for _, known, _ in self.records for name in known.names}
        certain = self.inputs.asked.keys() - names
        touched = not self.environment.still and touched_since(self.environment.root, names, started)
        if touched or not self.inputs.are_unchanged(certain):
            return
        remember(self.records, self.environment)


def perform(environment: Environment, work: Work[Any], inputs: Inputs) -> Done:
    """Do a piece of work, write its output files, and keep all that was worked out for later runs.

    Raises LostEntryError where another program has emptied the store meanwhile.
    """
    started = time.time_ns()
    shared = _Shared(environment, inputs)
    result = shared.do(work, key_of(work, environment, inputs), {}).result
    done = _placed(environment, work, Done(result, refused=tuple(shared.faults)), LocalContext(shared).get)
    shared.remember(started)
    return replace(done, blobs=dict(environment.store.entries(work.needs(result))))


def receive(environment: Environment, work: Work[Any], done: Done) -> Done:
    """Keep what another machine has made, and write its output files; nothing where this one has done the work."""
    if done.records is None:
        return done
    store = environment.store
    store.take(done.blobs)
    for key, data in done.records.items():
        store.remember(key, data)
    return _placed(environment, work, replace(done, blobs={}, records=None), store.get)


def _placed(environment: Environment, work: Work[Any], done: Done, get: Callable[[str], bytes]) -> Done:
    """What is done, with its output files in their place."""
    output = environment.output
    written = unchanged = 0
    refused = done.refused
    for path, name in work.files(done.result) if output is not None else ():
        try:
            changed, kept = place_output(output, path, get(name))  # type: ignore[arg-type]
            refused = (*refused, *kept)
        except CourseError as failure:
            # the rest is left, and why is told with the result
            refused = (*refused, *failure.problems)
            break
        written, unchanged = written + changed, unchanged + (not changed)
    return replace(done, written=written, unchanged=unchanged, refused=refused)
