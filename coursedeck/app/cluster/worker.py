"""What runs in a worker of the cluster, one piece of work at a time.

A worker keeps bytes by their digests and a copy of the course for each build in its own folder, which Dask gives it
and removes when it ends.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from coursedeck.app.cluster.course_files import lay_out, listed_in
from coursedeck.app.cluster.piece import Differing, RemotePiece, Wanted
from coursedeck.app.engine import Environment, Inputs
from coursedeck.app.engine.installation import Installation, installation
from coursedeck.app.engine.perform import Done, perform
from coursedeck.base.cache import DiskStore, LostEntryError, MemoryStore, digest, encode
from coursedeck.base.files import discard_tree

_PROCESS = secrets.token_hex(8)

_MOST_COPIES = 3
"""Builds whose copies of a course are kept."""

_PATIENCE = 5.0
"""Seconds that tidying waits for a piece of work of another build."""

_one_at_a_time = Lock()
"""Graphviz, cairo and the environment belong to the whole process."""

_copies: list[tuple[str, str]] = []
"""Build and list of files of the copies that are complete, the last used one last."""


def describe() -> Installation:
    """What is installed where this worker runs."""
    return installation()


def installation_digest(found: Installation) -> str:
    """One digest of what is installed."""
    return digest(encode(tuple(sorted(found.items()))))


def do(piece: RemotePiece) -> Done | Wanted | Differing:
    """Do a piece of work, or say what stands in the way. Raises what the work raises."""
    from distributed import get_worker  # noqa: PLC0415 - an extra

    this = get_worker()
    with _one_at_a_time:
        found = _installed(piece.build)
        if installation_digest(found) != piece.installation:
            return Differing(this.address, found)
        own = _own_folder(this)
        wanted = _wanted(piece, _store(own))
        return Wanted(this.address, _PROCESS, wanted) if wanted else _done(piece, own)


def keep(every: Iterable[bytes], dask_worker: Any = None) -> None:
    """Keep bytes that were asked for; Dask says in which worker. Raises CourseError where the system refuses."""
    store = _store(_own_folder(dask_worker))
    for data in every:
        store.put(data)


def forget(build: str, dask_worker: Any = None) -> None:
    """Remove the copy of the course that a build has worked with; one that others are busy beside goes later."""
    from coursedeck.figures.capture import end_idle_servers  # noqa: PLC0415 - the client does without

    if not _one_at_a_time.acquire(timeout=_PATIENCE):
        return
    try:
        _copies[:] = [one for one in _copies if one[0] != build]
        # each serves the scripts of one copy
        end_idle_servers()
        discard_tree(_folder(_own_folder(dask_worker), build))
        _store(_own_folder(dask_worker)).trim()
    finally:
        _one_at_a_time.release()


@lru_cache(maxsize=2)
def _installed(_build: str) -> Installation:
    """Looked at once in every build: fonts may come while a worker runs."""
    return installation()


def _done(piece: RemotePiece, own: Path) -> Done:
    os.environ["SOURCE_DATE_EPOCH"] = piece.date
    task, given = piece.task, MemoryStore()
    names = {given.put(data) for data in piece.blobs}
    root = _copy(piece, own)
    environment = Environment(root, given, piece.fingerprint, None, still=True)
    done = perform(environment, task.work, Inputs(root, task.inputs))
    made = {name: data for name, data in given.blobs.items() if name not in names}
    return Done(done.result, refused=done.refused, blobs=made, records=dict(given.records))


def _wanted(piece: RemotePiece, store: DiskStore) -> tuple[str, ...]:
    """What is missing for a copy of the course; first of all the list of its files."""
    if (piece.build, piece.files) in _copies:
        return ()
    try:
        listed = listed_in(store.get(piece.files))
    except LostEntryError:
        return (piece.files,)
    return tuple(dict.fromkeys(name for _, name, _ in listed if not store.has(name)))


def _copy(piece: RemotePiece, own: Path) -> Path:
    """The copy of the course, made where there is none; the oldest gives way."""
    mark, folder, store = (piece.build, piece.files), _folder(own, piece.build), _store(own)
    if mark in _copies:
        _copies.remove(mark)
    else:
        discard_tree(folder)
        lay_out(folder, listed_in(store.get(piece.files)), store.get)
    _copies.append(mark)
    while len(_copies) > _MOST_COPIES:
        build, _ = _copies.pop(0)
        discard_tree(_folder(own, build))
    return folder


def _own_folder(this: Any) -> Path:
    """What a worker of Dask may write into."""
    return Path(this.local_directory) / "coursedeck"


def _store(own: Path) -> DiskStore:
    return DiskStore(own / "store")


def _folder(own: Path, build: str) -> Path:
    return own / "courses" / build
