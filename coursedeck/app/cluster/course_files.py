"""The files of a course as a list of digests, from which a worker lays out its own copy."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct

from coursedeck.base.cache import LostEntryError, decode, digest, encode
from coursedeck.base.files import is_inside, write_bytes

ListedFile: TypeAlias = tuple[str, str, int]
"""A path from the course folder, the digest of its bytes, and when it was last changed, in nanoseconds."""

_LEFT_BEHIND = frozenset({"__pycache__", "node_modules"})
"""Folders, wherever they are, that hold nothing of the course."""


class ListedCourse(Struct, frozen=True):
    """Every file of a course folder, and the list of them as bytes."""

    root: Path
    listed: tuple[ListedFile, ...]

    @staticmethod
    def of(root: Path, output: Path) -> ListedCourse:
        """The files as they are now; `output` and what version control and tools keep for themselves stay here."""
        return ListedCourse(root, tuple(_listed(root, output)))

    @property
    def list_bytes(self) -> bytes:
        """The list, as `lay_out` reads it."""
        return encode(self.listed)

    def sources(self) -> dict[str, Path]:
        """Where the bytes of each digest are read."""
        return {name: self.root / path for path, name, _ in self.listed}


def read_again(path: Path, name: str) -> bytes:
    """The bytes of a listed file. Raises LostEntryError where it has been changed since."""
    try:
        data = path.read_bytes()
    except OSError as failure:
        raise LostEntryError(name) from failure
    if digest(data) != name:
        raise LostEntryError(name)
    return data


def listed_in(data: bytes) -> tuple[ListedFile, ...]:
    """The list that `ListedCourse.list_bytes` has made. Raises DecodingError."""
    return decode(data, tuple[ListedFile, ...])


def lay_out(folder: Path, listed: Sequence[ListedFile], get: Callable[[str], bytes]) -> None:
    """Write the files of a list into an empty folder. Raises CourseError where the system refuses, LostEntryError."""
    for path, name, moment in listed:
        write_bytes(folder / path, get(name), folder)
        # large files are told by their size and date
        os.utime(folder / path, ns=(moment, moment))


def _listed(root: Path, output: Path) -> Iterator[ListedFile]:
    for place, folders, files in os.walk(root, followlinks=False):
        here = Path(place)
        folders[:] = sorted(name for name in folders if _goes_along(here / name, root, output))
        for name in sorted(files):
            path = here / name
            try:
                if path.is_file() and is_inside(path, root):
                    yield path.relative_to(root).as_posix(), digest(path.read_bytes()), path.stat().st_mtime_ns
            except OSError:  # it has gone, or nobody may read it: works find it missing there as well
                continue


def _goes_along(folder: Path, root: Path, output: Path) -> bool:
    hidden = folder.parent == root and folder.name.startswith(".")
    environment = (folder / "pyvenv.cfg").exists()
    return not (hidden or environment or folder == output or folder.name in _LEFT_BEHIND)
