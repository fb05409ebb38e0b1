"""The engine for a request: where its results are kept, and whether output is written."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from coursedeck.app.engine import Engine, Environment, Listener, Start, default_jobs, fingerprint, run
from coursedeck.app.request import Request
from coursedeck.base.cache import DiskStore, MemoryStore, SharedStore, Store
from coursedeck.base.files import is_inside
from coursedeck.model.problem import CourseError, Source, error

Result = TypeVar("Result")

_STEP = 2 * 10**9
"""Nanoseconds between two times that every file system tells apart."""


def run_building(
    request: Request, listener: Listener, command: Callable[[Engine], Result], start: Start | None = None
) -> Result:
    """A command that writes into the output folder, where its results are kept too."""
    refuse_leaving(request)
    kept = cache_folder(request)
    if _can_be_written(request.output) and not _can_be_written(kept):
        listener.progress(f"{kept} cannot be written to: nothing is kept for later builds")
        return _run(request, listener, command, reading_store(request), request.output, start)[0]
    store = DiskStore(kept, forgetful=request.force)
    # clocks of file systems go in steps
    started = time.time_ns() - _STEP
    result, done = _run(request, listener, command, _shared(request, store, writes=True), request.output, start)
    if done:
        store.trim(started)
    return result


def _can_be_written(folder: Path) -> bool:
    """Whether files can be made in a folder, or it can be made where it is missing."""
    nearest = next((each for each in (folder, *folder.parents) if os.path.lexists(each)), folder)
    return os.access(nearest, os.W_OK)


def run_reading(
    request: Request, listener: Listener, command: Callable[[Engine], Result], start: Start | None = None
) -> Result:
    """A command that writes nothing into the output folder: it takes what builds have kept there."""
    refuse_leaving(request)
    store = _shared(request, reading_store(request), writes=False)
    return _run(request, listener, command, store, None, start)[0]


def reading_store(request: Request) -> MemoryStore:
    """What builds have kept, and in memory what is worked out besides."""
    return MemoryStore(DiskStore(cache_folder(request), forgetful=request.force, read_only=True))


def _shared(request: Request, store: DiskStore | MemoryStore, *, writes: bool) -> Store:
    """The store, and behind it the place that is shared with others, if there is one to be asked."""
    if not request.shared_cache or request.force:
        return store
    return SharedStore(store, request.shared_cache, writes=writes)


def _run(
    request: Request,
    listener: Listener,
    command: Callable[[Engine], Result],
    store: Store,
    output: Path | None,
    start: Start | None,
) -> tuple[Result, bool]:
    """What the command gives, and whether any work was done for it."""
    if request.shared_cache:
        from coursedeck.app.engine.installation import portable_fingerprint  # noqa: PLC0415 - most runs share nothing

        builder = portable_fingerprint()
    else:
        builder = fingerprint()
    environment = Environment(request.root, store, builder, output)

    def counted(engine: Engine) -> tuple[Result, bool]:
        return command(engine), bool(engine.done)

    return run(environment, counted, listener, *_workers(request, start))


def _workers(request: Request, start: Start | None) -> tuple[int | None, Start | None]:
    """How many pieces are done at once, and what gives the executor that does them."""
    if start is not None or not request.engine:
        return request.jobs, start
    from coursedeck.app.cluster import start_on  # noqa: PLC0415 - most runs stay on this machine

    # this process besides, which hands the work out
    return (request.jobs or default_jobs()) + 1, start_on(request.engine, request.output, request.jobs)


def refuse_leaving(request: Request) -> None:
    """Raise CourseError where a link leads the output out of the course, or the kept results out of the output."""
    places = [(request.output, request.root)] if request.output.is_relative_to(request.root) else []
    places += [(cache_folder(request), request.output)] if request.cache is None else []
    for place, folder in places:
        if not is_inside(place, folder):
            name = place.relative_to(request.root) if place.is_relative_to(request.root) else place
            message = "is a link that leads elsewhere, where nothing is written or removed: remove the link"
            also = ", or name the folder itself with --output" if place == request.output else ""
            raise CourseError([error(Source(name.as_posix()), "link", message + also)])


def cache_folder(request: Request) -> Path:
    """Where results are kept."""
    return request.cache or request.output / ".cache"
