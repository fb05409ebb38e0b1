"""What a piece of work is: its inputs, how it is done, and what the engine has to know to share it out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from msgspec import Struct

from coursedeck.model.problem import CourseError, Problem, Source

Result = TypeVar("Result")
Value = TypeVar("Value")


_DIGEST = 64
"""Length of a digest, which no other text in a result has."""


class StoreReader(Protocol):
    """Gives what stands in the store."""

    def get(self, name: str) -> bytes:
        """The bytes of a digest. Raises LostEntryError."""
        ...

    def value(self, name: str, kind: type[Value]) -> Value:
        """A value that was kept. Raises LostEntryError."""
        ...


class Context(StoreReader, Protocol):
    """What a work is done with: the course folder, the store, and other works."""

    @property
    def root(self) -> Path:
        """The course folder."""
        ...

    def ask(self, work: Work[Result]) -> Result:
        """The result of another work: recalled, or done now. Raises what doing it raises."""
        ...

    def depends_on(self, names: Iterable[str]) -> None:
        """Name what else goes into the result: a sort of `inputs`, and a path from the course folder."""
        ...

    def put(self, data: bytes) -> str:
        """Keep bytes; returns their digest."""
        ...

    def keep(self, value: object) -> str:
        """Keep a frozen value; returns the digest of its bytes."""
        ...


class Work(Struct, Generic[Result], frozen=True):
    """A piece of work; each kind is a frozen struct whose fields are all that goes into it, besides files.

    Fields are small: what is large goes through the store, and a field names it by its digest. A field may be another
    work, whose inputs then count too. Fields named in `aside` decide about nothing in the result.
    """

    aside: ClassVar[tuple[str, ...]] = ()

    weight: ClassVar[int] = 1
    """How long it takes, in small pieces of work."""
    tools: ClassVar[tuple[str, ...]] = ()
    """Modules that it is done with and that take long to load."""
    few: ClassVar[int] = 0
    """So many of them are left to workers that have loaded the tools: loading them here as well takes longer."""
    leads_to: ClassVar[tuple[str, ...]] = ()
    """Modules that workers load when this has to be done: its own tools, or those of what follows from it."""

    @property
    def result(self) -> Any:
        """Type of the result: a frozen value that can be kept. Most kinds say it as ``result = …``."""
        raise NotImplementedError

    @property
    def title(self) -> str:
        """What people are told of it; empty where it is too small to be told."""
        return ""

    @property
    def origin(self) -> Source | None:
        """Lines of this file are counted from here, in the fields and in the result; None: all are as they stand."""
        return None

    def sources(self) -> Iterable[str]:
        """Files that go into it for certain, from the course folder; others are named as it is done."""
        return ()

    @property
    def subject(self) -> str:
        """The file, from the course folder, of which a failure is told."""
        return self.title or "course.toml"

    def do(self, context: Context) -> Result:
        """The result. Raises CourseError where there is none, which is not kept."""
        raise NotImplementedError

    def instead(self, problems: tuple[Problem, ...]) -> Result:
        """What others go on with where doing it met an exception that nobody foresaw; it is not kept.

        The engine tells the `problems`. Raises CourseError where there is nothing to go on with.
        """
        raise CourseError(problems)

    def steps(self) -> Iterable[Sequence[Work[Any]]]:
        """What may be done before it, where there are processes with nothing else to do.

        Each group needs the one before, and its works can be done at the same time. Their results are of no interest,
        since doing this work recalls what they leave in the store, or does it where they failed.
        """
        return ()

    def lasts(self, result: Result) -> bool:
        """Whether the result holds for as long as the inputs stand; else the work is done again every time."""
        return True

    def files(self, result: Result) -> Iterable[tuple[str, str]]:
        """Paths from the output folder and digests of the files that it puts there."""
        return ()

    def needs(self, result: Result) -> Iterable[str]:
        """Digests of what a result that is recalled must find in the store; files are looked for in the output."""
        files = {name for _, name in self.files(result)}
        return (name for name in digests_in(result) if name not in files)


def digests_in(value: object) -> Iterator[str]:
    """The digests that stand in the fields of a result, and in tuples there."""
    return _digests(value, Work)


def digests_needed(work: Work[Any]) -> Iterator[str]:
    """The digests that stand in the fields of a work, in the values there, and in works that it is made from."""
    return _digests(work, object)


def _digests(value: object, into: type) -> Iterator[str]:
    """Those in the fields of a value; fields of theirs are looked into where they are an `into`."""
    for name in value.__struct_fields__ if isinstance(value, Struct) else ():
        yield from _digests_of_field(getattr(value, name), into)


def _digests_of_field(value: object, into: type) -> Iterator[str]:
    if isinstance(value, str):
        if len(value) == _DIGEST and set(value) <= set("0123456789abcdef"):
            yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _digests_of_field(item, into)
    elif isinstance(value, into):
        yield from _digests(value, into)
