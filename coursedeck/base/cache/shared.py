"""A store that looks into a place of many machines for what is not here, and keeps there what was made here.

    <place>/ab/cdef….blob, .record     as in `coursedeck.base.cache.disk`

Bytes are held against their digests, results against the key that they stand for; what they say is read as values of
the type that is asked for, and nothing else. Entries are written once and never changed, so any number of machines may
write: whoever writes the same entry writes the same bytes. A place that does not answer is left alone after one try.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from coursedeck.base.cache.digests import digest
from coursedeck.base.cache.disk import DiskStore
from coursedeck.base.cache.memory import MemoryStore
from coursedeck.base.cache.places import PlaceError, SharedPlace, open_place
from coursedeck.base.cache.store import LostEntryError, Store
from coursedeck.model.problem import CourseError

Item = TypeVar("Item")

_BLOB, _RECORD = ".blob", ".record"
_HEAD = 64
"""Length of a digest."""

_AT_ONCE = 128
"""Entries that are asked for in one go."""


class SharedStore:
    """A store here, and a place that `bring` takes from and `share` gives to; in between, this is the store here."""

    def __init__(self, here: DiskStore | MemoryStore, address: str, *, writes: bool) -> None:
        """Opens nothing yet. `writes`: whether anything is kept at the place."""
        self._here, self._address, self._writes = here, address, writes
        self._place: SharedPlace | None = None
        self._known: set[str] = set()
        """Entries that stand at the place as they should."""
        self.trouble = ""
        """Why the place is not used any more; empty where it is."""

    def bring(self, keys: Iterable[str], names: Iterable[str]) -> None:
        """Fetch results by their keys, and bytes by their digests, where they are not here and can be had."""
        missing = [_path(key, _RECORD) for key in dict.fromkeys(keys) if self._here.recall(key) is None]
        missing += [_path(name, _BLOB) for name in dict.fromkeys(names) if not self._here.has(name)]
        for some in _in_groups(missing, _AT_ONCE):
            for path, data in self._read(some).items():
                if self._kept(path, data):
                    self._known.add(path)

    def share(self, keys: Iterable[str], names: Iterable[str]) -> None:
        """Keep at the place what is here of these results and bytes; the bytes first, which the results name."""
        if not self._writes:
            return
        blobs = [path for name in dict.fromkeys(names) if (path := _path(name, _BLOB)) not in self._known]
        records = [_path(key, _RECORD) for key in dict.fromkeys(keys)]
        for some in (*_in_groups(blobs, _AT_ONCE), *_in_groups(records, _AT_ONCE)):
            found = {path: data for path in some if (data := self._entry(path)) is not None}
            self._write(found)

    def _read(self, paths: Sequence[str]) -> Mapping[str, bytes]:
        place = self._reached()
        try:
            return place.read(paths) if place is not None else {}
        except PermissionError as refusal:
            self._given_up(f"nothing may be read there: {refusal}")
        except PlaceError as failure:
            self._given_up(str(failure))
        return {}

    def _write(self, entries: Mapping[str, bytes]) -> None:
        place = self._reached()
        try:
            if place is not None and entries:
                place.write(entries)
                self._known.update(entries)
        except PermissionError:  # who may only read profits all the same
            self._writes = False
        except (PlaceError, CourseError) as failure:
            self._given_up(str(failure))

    def _reached(self) -> SharedPlace | None:
        if self._place is None and not self.trouble:
            try:
                self._place = open_place(self._address)
            except PlaceError as failure:
                self._given_up(str(failure))
        return None if self.trouble else self._place

    def _given_up(self, reason: str) -> None:
        self.trouble = self.trouble or reason

    def _kept(self, path: str, data: bytes) -> bool:
        """Keep an entry here if it is what its name says."""
        name, ending = _name(path)
        if ending == _BLOB:
            return digest(data) == name and self._here.put(data) == name
        if digest(name, data[_HEAD:]).encode() != data[:_HEAD]:
            return False
        self._here.remember(name, data[_HEAD:])
        return True

    def _entry(self, path: str) -> bytes | None:
        """The bytes of an entry as they stand at a place."""
        name, ending = _name(path)
        if ending == _RECORD:
            data = self._here.recall(name)
            return None if data is None else digest(name, data).encode() + data
        try:
            return self._here.get(name)
        except LostEntryError:
            return None

    def put(self, data: bytes) -> str:
        """Keep bytes here; returns their digest. Raises CourseError where the system refuses."""
        return self._here.put(data)

    def get(self, name: str) -> bytes:
        """The bytes of a digest, which are here. Raises LostEntryError."""
        return self._here.get(name)

    def has(self, name: str) -> bool:
        """Whether there is such an entry here, unchecked; counts as a use."""
        return self._here.has(name)

    def remember(self, key: str, data: bytes) -> None:
        """Keep a result here."""
        self._here.remember(key, data)

    def recall(self, key: str) -> bytes | None:
        """The result of a key, if it is here."""
        return self._here.recall(key)

    def finds_what_others_did(self) -> bool:
        """Whether the store here does."""
        return self._here.finds_what_others_did()

    def verify(self) -> None:
        """Remove every damaged entry that is here."""
        self._here.verify()

    def forgetting(self) -> Store:
        """The store here, which recalls no result any more: the place is not asked either."""
        return self._here.forgetting()

    def carrying(self, names: Iterable[str]) -> Store:
        """The store here for another process, which never asks the place."""
        return self._here.carrying(names)

    def entries(self, names: Iterable[str]) -> Mapping[str, bytes]:
        """Those of these digests that the process which asked for them would not find by itself."""
        return self._here.entries(names)

    def take(self, blobs: Mapping[str, bytes]) -> None:
        """Keep what another process has made."""
        self._here.take(blobs)


def _path(name: str, ending: str) -> str:
    return f"{name[:2]}/{name[2:]}{ending}"


def _name(path: str) -> tuple[str, str]:
    """The digest or key of an entry, and its ending."""
    stem, full_stop, ending = path.partition(".")
    return stem.replace("/", ""), full_stop + ending


def _in_groups(items: Iterable[Item], most: int) -> Iterator[list[Item]]:
    left = iter(items)
    while some := list(islice(left, most)):
        yield some
