"""The engine for a request: where its results are kept, and whether output is written."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from coursedeck.app.engine import Engine, Environment, Listener, Start, fingerprint, run
from coursedeck.app.request import Request
from coursedeck.base.cache import DiskStore, MemoryStore, Store
from coursedeck.base.files import is_inside
from coursedeck.model.problem import CourseError, Source, error

Result = TypeVar("Result")


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
    result, done = _run(request, listener, command, store, request.output, start)
    if done:
        store.trim()
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
    return _run(request, listener, command, reading_store(request), None, start)[0]


def reading_store(request: Request) -> MemoryStore:
    """What builds have kept, and in memory what is worked out besides."""
    return MemoryStore(DiskStore(cache_folder(request), forgetful=request.force, read_only=True))


def _run(
    request: Request,
    listener: Listener,
    command: Callable[[Engine], Result],
    store: Store,
    output: Path | None,
    start: Start | None,
) -> tuple[Result, bool]:
    """What the command gives, and whether any work was done for it."""
    environment = Environment(request.root, store, fingerprint(), output)

    def counted(engine: Engine) -> tuple[Result, bool]:
        return command(engine), bool(engine.done)

    return run(environment, counted, listener, request.jobs, start)


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
