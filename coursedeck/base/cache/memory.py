"""A store in memory, for runs that write nothing; what builds have left on the disk is read from there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from coursedeck.base.cache.digests import digest
from coursedeck.base.cache.disk import DiskStore
from coursedeck.base.cache.store import LostEntryError


class MemoryStore:
    """Entries that end with the process; `older` is looked into for what is not among them, and never written."""

    def __init__(self, older: DiskStore | None = None) -> None:
        self._older = older
        self._blobs: dict[str, bytes] = {}
        self._records: dict[str, bytes] = {}
        self._used: set[str] = set()

    @property
    def blobs(self) -> Mapping[str, bytes]:
        """All bytes in memory, by digest."""
        return self._blobs

    @property
    def records(self) -> Mapping[str, bytes]:
        """All results in memory, by the digest of what went into them."""
        return self._records

    def put(self, data: bytes) -> str:
        """Keep bytes; returns their digest."""
        name = digest(data)
        self._blobs[name] = data
        self._used.add(name)
        return name

    def get(self, name: str) -> bytes:
        """The bytes of a digest. Raises LostEntryError."""
        self._used.add(name)
        data = self._blobs.get(name)
        if data is not None:
            return data
        if self._older is None:
            raise LostEntryError(name)
        return self._older.get(name)

    def has(self, name: str) -> bool:
        """Whether there is such an entry; counts as a use."""
        self._used.add(name)
        return name in self._blobs or (self._older is not None and self._older.has(name))

    def remember(self, key: str, data: bytes) -> None:
        """Keep a result under the digest of what went into it."""
        self._records[key] = data
        self._used.add(key)

    def recall(self, key: str) -> bytes | None:
        """The result of a key, or None."""
        self._used.add(key)
        data = self._records.get(key)
        return self._older.recall(key) if data is None and self._older is not None else data

    def finds_what_others_did(self) -> bool:
        """Never: each process has memory of its own."""
        return False

    def verify(self) -> None:
        """Look no more into the older store, where an entry was damaged."""
        self._older = None

    def forgetting(self) -> MemoryStore:
        """An empty store."""
        return MemoryStore()

    def carrying(self, names: Iterable[str]) -> MemoryStore:
        """A store for another process with the bytes of these digests, which reads the same older one."""
        carried = MemoryStore(self._older)
        carried._blobs = {name: self._blobs[name] for name in names if name in self._blobs}
        return carried

    def entries(self, names: Iterable[str]) -> Mapping[str, bytes]:
        """Those of these digests that are in memory."""
        return {name: self._blobs[name] for name in names if name in self._blobs}

    def take(self, blobs: Mapping[str, bytes]) -> None:
        """Keep what another process has made."""
        self._blobs |= blobs

    @contextmanager
    def without_traces(self) -> Iterator[None]:
        """What is kept meanwhile is let go of afterwards: for what is asked once, and never again."""
        blobs, records = set(self._blobs), set(self._records)
        try:
            yield
        finally:
            self._blobs = {name: data for name, data in self._blobs.items() if name in blobs}
            self._records = {key: data for key, data in self._records.items() if key in records}

    def forget_unused(self) -> None:
        """Let go of what was not used since the last time."""
        self._blobs = {name: data for name, data in self._blobs.items() if name in self._used}
        self._records = {key: data for key, data in self._records.items() if key in self._used}
        self._used = set()
