"""What a build or check that had nothing to do has looked at and said, noted for `replay`."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from coursedeck.app.console import Console
from coursedeck.app.engine import NAMES, Looked
from coursedeck.app.engine.fingerprint import places
from coursedeck.app.request import Request
from coursedeck.app.stages.history import places_of_commit
from coursedeck.app.unchanged.replay import (
    ABSENT,
    ERR,
    FACTS,
    FORM,
    KIND,
    OUT,
    STATE,
    facts,
    folders,
    is_check,
    note_of,
    signature,
)
from coursedeck.base.files import write_bytes
from coursedeck.model.problem import CourseError

_FINE, _COARSE = 20_000_000, 2_000_000_000
"""Nanoseconds between two times that a file system tells apart, where it knows parts of a second and where not."""


class Answer(Struct, frozen=True):
    """What a command was asked, what it said, and its exit code."""

    words: Sequence[str]
    console: Console
    code: int


def record(request: Request, looked: Looked, answer: Answer, started: int) -> None:
    """Note the answer of a command that began at a moment (nanoseconds), unless something is not certain about it.

    A file that was written since then may be another one than was read, and what lies behind a link or at a place
    that is shared with others is not looked at here.
    """
    course, output = folders(answer.words)
    there = Path(os.path.realpath(output)) == Path(os.path.realpath(request.output))
    plain = request.cache is None and not (request.shared_cache or request.engine or request.pdf or request.force)
    if sys.platform == "win32" or not (there and plain):
        return
    known: dict[str, str] = {}
    for path in dict.fromkeys(_looked_at(request.root, looked)):
        if path.startswith(FACTS + str(request.root)) and os.path.islink(path[1:]):  # noqa: PTH114
            return
        known[path] = facts(path)
        if path[0] == FACTS and not _is_older(known[path], started):
            return
    said = [(ERR if stream is answer.console.err else OUT) + text for stream, text in answer.console.said if text]
    pairs = (part for pair in known.items() for part in pair)
    parts = [FORM, str(answer.code), str(len(said)), *signature(answer.words, course, output), *said, *pairs, FORM]
    if not any("\0" in part for part in parts):
        with contextlib.suppress(CourseError, ValueError):  # then the next one looks at everything again
            data = "\0".join(parts).encode("utf-8", "surrogateescape")
            note = Path(note_of(answer.words)) if is_check(answer.words) else request.output / ".cache" / STATE
            write_bytes(note, data, note.parent if is_check(answer.words) else request.output)


def _is_older(found: str, moment: int) -> bool:
    """Whether a file was last changed so long before a moment that no change after it can look the same."""
    if found == ABSENT:
        return True
    times = [int(part) for part in found.split()[-2:]]
    step = _COARSE if all(time % 1_000_000 == 0 for time in times) else _FINE
    return max(times) < moment - step


def _looked_at(root: Path, looked: Looked) -> Iterator[str]:
    """The paths, each behind what of it counts."""
    yield from (FACTS + path for path in looked.outputs)
    yield from (FACTS + path for path in _inputs(root, looked.inputs))
    for folder in ("content", "diagrams"):
        yield from (FACTS + path for path in _tree(f"{root}/{folder}"))
    yield from ((KIND if place.is_dir() else FACTS) + str(place) for place in places_of_commit(root))
    yield from (FACTS + path for path in places())


def _inputs(root: Path, names: Iterable[str]) -> Iterator[str]:
    for name in sorted(names):
        path = f"{root / name.partition(':')[2]}"
        yield path
        yield from _tree(path) if name.startswith(NAMES) else ()


def _tree(place: str) -> Iterator[str]:
    """A folder and all below it."""
    yield place
    for folder, folders_, names in os.walk(place):
        folders_[:] = [name for name in folders_ if name != "__pycache__"]
        yield from (f"{folder}/{name}" for name in (*folders_, *names))
