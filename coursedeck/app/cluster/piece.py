"""What goes to a worker, and what comes back: plain values, whatever version of the package is there."""

from __future__ import annotations

import pickle

from msgspec import Struct

from coursedeck.app.engine import KeyedWork
from coursedeck.app.engine.installation import Installation


class RemotePiece(Struct, frozen=True):
    """One piece of work for a worker."""

    build: str
    """Which build it belongs to."""
    files: str
    """Digest of the list of the course's files."""
    installation: str
    """Digest of what has to be installed."""
    fingerprint: str
    date: str
    """What ``SOURCE_DATE_EPOCH`` says here."""
    work: bytes
    """The work, its key and its inputs, which only the same version of this package reads."""
    blobs: tuple[bytes, ...]
    """What its fields name by digest."""

    @property
    def task(self) -> KeyedWork:
        """The work, read."""
        task: KeyedWork = pickle.loads(self.work)
        return task


class Wanted(Struct, frozen=True):
    """A worker has to be sent bytes before it can do a piece of work."""

    address: str
    process: str
    """Which process it is: another may come to have the same address."""
    names: tuple[str, ...]
    """Digests."""


class Differing(Struct, frozen=True):
    """A worker has other things installed."""

    address: str
    installation: Installation
