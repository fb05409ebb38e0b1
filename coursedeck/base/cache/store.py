"""What every store can do: bytes by their digest, and results by the digest of all that went into them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol


class LostEntryError(Exception):
    """An entry that a moment ago was there is gone or damaged; doing the work again brings it back."""


class Store(Protocol):
    """Where results are kept; another process has its own, or the same folder."""

    def put(self, data: bytes) -> str:
        """Keep bytes; returns their digest. Raises CourseError where the system refuses."""
        ...

    def get(self, name: str) -> bytes:
        """The bytes of a digest. Raises LostEntryError."""
        ...

    def has(self, name: str) -> bool:
        """Whether there is such an entry, unchecked; counts as a use."""
        ...

    def remember(self, key: str, data: bytes) -> None:
        """Keep a result under the digest of what went into it. Raises CourseError where the system refuses."""
        ...

    def recall(self, key: str) -> bytes | None:
        """The result of a key, or None."""
        ...

    def finds_what_others_did(self) -> bool:
        """Whether a result that another process of this command remembers is recalled here."""
        ...

    def verify(self) -> None:
        """Remove every damaged entry."""
        ...

    def forgetting(self) -> Store:
        """The same store, which recalls no result any more."""
        ...

    def carrying(self, names: Iterable[str]) -> Store:
        """A store for another process, in which the bytes of these digests are found."""
        ...

    def entries(self, names: Iterable[str]) -> Mapping[str, bytes]:
        """Those of these digests that the process which asked for them would not find by itself."""
        ...

    def take(self, blobs: Mapping[str, bytes]) -> None:
        """Keep what another process has made."""
        ...
