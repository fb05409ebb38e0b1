"""The store on the disk: one file an entry, whole or not there, checked whenever it is read.

    <folder>/ab/cdef….blob     bytes, named by their own digest
    <folder>/ab/cdef….record   a result, named by the digest of what went into it; the digest of both stands before it

Any number of builds may use one store at once, and any of them may be killed: an entry appears by a rename, and a
reader trusts nothing that it has not checked. An entry's modification time says when it was last used, nothing else.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from coursedeck.base.cache.digests import digest
from coursedeck.base.cache.store import LostEntryError
from coursedeck.base.files import discard, remove_abandoned, write_bytes
from coursedeck.model.values import replace

LIMIT = 2 * 2**30
"""Bytes that a store may hold after a build."""

_BLOB, _RECORD = ".blob", ".record"
_HEAD = 64
"""Length of a digest."""
_NAME = re.compile(r"[0-9a-f]{64}")


class DiskStore(Struct, frozen=True):
    """A store in a folder, which need not be there yet; cheap to copy into another process."""

    folder: Path
    limit: int = LIMIT
    forgetful: bool = False
    """Results are written, but none is recalled."""
    read_only: bool = False
    """Nothing in the folder changes, not even the time of last use."""

    def put(self, data: bytes) -> str:
        """Keep bytes; returns their digest. Raises CourseError where the system refuses."""
        name = digest(data)
        path = self._path(name, _BLOB)
        if not write_bytes(Path(path), data, self.folder):
            self._is_there(path)
        return name

    def get(self, name: str) -> bytes:
        """The bytes of a digest. Raises LostEntryError; a damaged entry is removed."""
        if not _NAME.fullmatch(name):
            raise LostEntryError(name)
        path = self._path(name, _BLOB)
        data = _read(path)
        if data is None or digest(data) != name:
            self._drop(path)
            raise LostEntryError(name)
        self._is_there(path)
        return data

    def has(self, name: str) -> bool:
        """Whether there is such an entry, unchecked; counts as a use."""
        return self._is_there(self._path(name, _BLOB))

    def remember(self, key: str, data: bytes) -> None:
        """Keep a result under the digest of what went into it. Raises CourseError where the system refuses."""
        write_bytes(Path(self._path(key, _RECORD)), digest(key, data).encode() + data, self.folder)

    def recall(self, key: str) -> bytes | None:
        """The result of a key, or None; one that is damaged or belongs to another key is removed."""
        if self.forgetful:
            return None
        path = self._path(key, _RECORD)
        data = _read(path)
        if data is None or digest(key, data[_HEAD:]).encode() != data[:_HEAD]:
            self._drop(path)
            return None
        self._is_there(path)
        return data[_HEAD:]

    def finds_what_others_did(self) -> bool:
        """Whether it recalls anything: all processes read and write the same folder."""
        return not self.forgetful and not self.read_only

    def forgetting(self) -> DiskStore:
        """The same store, which recalls no result any more."""
        return replace(self, forgetful=True)

    def carrying(self, _names: Iterable[str]) -> DiskStore:
        """This store for another process, which finds all entries where they are."""
        return self

    def entries(self, _names: Iterable[str]) -> Mapping[str, bytes]:
        """What has to be carried back from another process: nothing, since it writes into the same folder."""
        return {}

    def take(self, blobs: Mapping[str, bytes]) -> None:
        """Keep what was carried back."""
        for data in blobs.values():
            self.put(data)

    def verify(self) -> None:
        """Remove every damaged entry."""
        for folder in self._folders():
            for path in sorted(folder.iterdir()):
                if path.suffix == _BLOB and digest(_read(str(path)) or b"") != folder.name + path.stem:
                    self._drop(str(path))

    def trim(self, since: int | None = None) -> int:
        """Remove what was used least recently until `limit` is kept, and what killed builds left; counts entries.

        What was used `since` a moment (nanoseconds) stays, however much that is: a course larger than the limit would
        else be built from nothing every time.
        """
        entries = []
        for folder in self._folders():
            remove_abandoned(folder)
            with contextlib.suppress(OSError):
                entries += [_Stored.of(entry) for entry in os.scandir(folder) if entry.name.endswith((_BLOB, _RECORD))]
        total = sum(entry.size for entry in entries)
        removed = 0
        for entry in sorted(entries):
            if total <= self.limit or (since is not None and entry.used >= since):
                break
            discard(Path(entry.path))
            total -= entry.size
            removed += 1
        return removed

    def clear(self) -> None:
        """Remove every entry, and the folder where nothing else is in it."""
        for folder in self._folders():
            remove_abandoned(folder)
            for entry in folder.iterdir():
                if entry.name.endswith((_BLOB, _RECORD)):
                    discard(entry)
            discard(folder)
        discard(self.folder)

    def _folders(self) -> Iterator[Path]:
        if self.folder.is_dir():
            found = (folder for folder in sorted(self.folder.iterdir()) if len(folder.name) == 2 and folder.is_dir())
            yield from (folder for folder in found if not folder.is_symlink())

    def _path(self, name: str, kind: str) -> str:
        """As text: thousands of them are looked at in every build."""
        return f"{self.folder}/{name[:2]}/{name[2:]}{kind}"

    def _is_there(self, path: str) -> bool:
        """Whether there is such a file, which is of use now."""
        try:
            if self.read_only:
                return Path(path).is_file()
            os.utime(path)
        except OSError:
            return Path(path).is_file()
        return True

    def _drop(self, path: str) -> None:
        if not self.read_only:
            discard(Path(path))


def _read(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - see DiskStore._path
            return file.read()
    except OSError:
        return None


class _Stored(Struct, frozen=True, order=True):
    """A file of the store, the longest unused first."""

    used: int
    path: str
    size: int

    @staticmethod
    def of(entry: os.DirEntry[str]) -> _Stored:
        facts = entry.stat()
        return _Stored(facts.st_mtime_ns, entry.path, facts.st_size)
