"""The engine's executor on a cluster: hands out pieces, sends what workers lack, and takes what they have made."""

from __future__ import annotations

import contextlib
import os
import pickle
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError, Executor, Future, InvalidStateError
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from coursedeck.app.cluster import worker
from coursedeck.app.cluster.course_files import ListedCourse, read_again
from coursedeck.app.cluster.piece import Differing, RemotePiece, Wanted
from coursedeck.app.engine import Environment, KeyedWork, digests_needed, stays_inside
from coursedeck.app.engine.installation import Installation, differences, installation, told_differences
from coursedeck.app.engine.perform import Done
from coursedeck.base.cache import LostEntryError, digest
from coursedeck.model.problem import CourseError, Source, error

_BATCH = 8 * 2**20
"""Bytes from which on files are sent, and others in a message of their own."""

_SENDINGS = 3
"""How often a worker may want the same files for one piece of work before it is given up."""

_PATIENCE = 30.0
"""Seconds for which there may be no worker at all."""

_LOOK = 2.0
"""Seconds between two looks at the cluster."""


class _Handed(Struct):
    """A piece of work that a worker has, or will have."""

    piece: RemotePiece
    task: KeyedWork
    answer: Future[Done]
    inner: Any = None
    """What Dask will answer."""
    wants: Counter[Wanted] = field(default_factory=Counter)
    """How often each worker wanted something for it."""


class ClusterExecutor(Executor):
    """Does pieces of work on the workers of a Dask client; where a worker dies, others do its piece again."""

    def __init__(self, client: Any, output: Path, most: int | None, close: Callable[[], None]) -> None:
        """At the most so many pieces at once; `output` stays out of what workers are sent, `close` ends the client."""
        self._client, self._output, self._most, self._close = client, output, most, close
        self._build = secrets.token_hex(8)
        self._here = installation()
        self._date = os.environ.get("SOURCE_DATE_EPOCH", "")
        self._sources: dict[str, Path] = {}
        self._list = b""
        self._sent: set[tuple[str, str, str]] = set()
        """Address and process of workers, and digests of what they have been sent."""
        self._open: dict[Future[Done], _Handed] = {}
        self._number = 0
        self._workers = len(client.nthreads())
        self._ended = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()

    @property
    def places(self) -> int:
        """One for each worker that is there now."""
        return max(1, self._workers if self._most is None else min(self._workers, self._most))

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do a piece of work of an environment; any other function is called as it is."""
        if not (args and isinstance(args[0], Environment)):
            future: Future[Any] = Future()
            inner = self._client.submit(fn, *args, pure=False, **kwargs)
            inner.add_done_callback(lambda done: _hand_over(done.result, future))
            return future
        environment, task = args
        answer: Future[Done] = Future()
        answer.set_running_or_notify_cancel()
        if all(stays_inside(path) for path in task.work.sources()):
            self._hand(_Handed(self._piece(environment, task), task, answer))
        else:  # a file outside of the course is on this machine alone
            _hand_over(lambda: fn(environment, task), answer)
        return answer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let go of the workers; they remove what they have been sent for this build."""
        self._ended.set()
        for handed in list(self._open.values()):
            with contextlib.suppress(Exception):
                handed.inner.cancel()
            self._finish(handed.answer, lambda: _raise(CancelledError()))
        with contextlib.suppress(Exception):  # whoever is gone has nothing left of it
            self._client.run(worker.forget, self._build, on_error="ignore")
        self._close()

    def _piece(self, environment: Environment, task: KeyedWork) -> RemotePiece:
        if not self._list:
            files = ListedCourse.of(environment.root, self._output)
            self._list, self._sources = files.list_bytes, files.sources()
        get = environment.store.get
        return RemotePiece(
            self._build, digest(self._list), worker.installation_digest(self._here), environment.fingerprint,
            self._date, pickle.dumps(task), tuple(get(name) for name in dict.fromkeys(digests_needed(task.work))),
        )  # fmt: skip

    def _hand(self, handed: _Handed) -> None:
        self._open[handed.answer] = handed
        self._number += 1
        work = handed.task.work
        name = f"coursedeck-{work.title or type(work).__name__}-{self._build}-{self._number}"
        handed.inner = self._client.submit(worker.do, handed.piece, key=name, pure=False)
        handed.inner.add_done_callback(lambda done: self._answered(handed, done))

    def _answered(self, handed: _Handed, done: Any) -> None:
        """In a thread of the client, which does this for one piece after the other."""
        if self._ended.is_set():
            return
        try:
            found = done.result()
            if isinstance(found, Wanted):
                self._supply(handed, found)
                self._hand(handed)
                return
        except BaseException as failure:
            reason = failure
            self._finish(handed.answer, lambda: _instead(handed.task, reason))
            return
        self._finish(handed.answer, lambda: self._checked(found))

    def _finish(self, answer: Future[Done], outcome: Callable[[], Done]) -> None:
        self._open.pop(answer, None)
        _hand_over(outcome, answer)

    def _checked(self, found: Done | Differing) -> Done:
        """What a worker has made, if it is what it says. Raises LostEntryError, CourseError."""
        if isinstance(found, Differing):
            raise CourseError([differing({found.address: found.installation}, self._here)])
        if any(digest(data) != name for name, data in found.blobs.items()):
            raise LostEntryError("bytes of a worker have another digest")
        return found

    def _supply(self, handed: _Handed, wanted: Wanted) -> None:
        """Send a worker the files that it wants. Raises LostEntryError where one has been changed, CourseError."""
        handed.wants[wanted] += 1
        if handed.wants[wanted] > _SENDINGS:
            raise CourseError([error(Source("."), "engine", f"{wanted.address} does not keep what it is sent")])
        # other pieces wait for the same: it is sent again only where one that knows that it was sent misses it
        again = handed.wants[wanted] > 1
        who = wanted.address, wanted.process
        names = [name for name in wanted.names if again or (*who, name) not in self._sent]
        for batch in self._batches(names):
            # a worker that has died meanwhile leaves its piece to others
            with contextlib.suppress(OSError, ValueError, KeyError):
                self._client.run(worker.keep, batch, workers=[wanted.address])
        self._sent.update((*who, name) for name in names)

    def _batches(self, names: Iterable[str]) -> Iterator[list[bytes]]:
        batch: list[bytes] = []
        for name in names:
            batch.append(self._list if name == digest(self._list) else read_again(self._sources[name], name))
            if sum(map(len, batch)) >= _BATCH:
                yield batch
                batch = []
        if batch:
            yield batch

    def _watch(self) -> None:
        """Count the workers; where there have been none for long, nothing is waited for any more."""
        seen = time.monotonic()
        while not self._ended.wait(_LOOK):
            try:
                self._workers = len(self._client.nthreads())
            except Exception:
                self._workers = 0
            if self._workers:
                seen = time.monotonic()
            elif time.monotonic() - seen > _PATIENCE:
                for answer in list(self._open):
                    self._finish(answer, _nobody)


def differing(there: Mapping[str, Installation], here: Installation) -> Any:
    """The problem that workers have other things installed than this machine."""
    told = [
        f"worker {address} differs from this machine: {told_differences(found)}"
        for address, other in sorted(there.items())
        if (found := differences(here, other))
    ]
    return error(Source("."), "engine", f"{'; '.join(told)}. Install the same there, or use the same image")


def _hand_over(outcome: Callable[[], Any], answer: Future[Any]) -> None:
    """Give a future its result, or what getting it raises."""
    with contextlib.suppress(InvalidStateError):  # nobody waits any more
        try:
            result = outcome()
        except BaseException as failure:
            answer.set_exception(failure)
        else:
            answer.set_result(result)


def _instead(task: KeyedWork, failure: BaseException) -> Done:
    """What others go on with where workers died of a piece again and again; other failures are raised."""
    if type(failure).__name__ == "KilledWorker":
        message = "every worker that tried this has died (for want of memory?): build it on this machine"
        problems = (error(Source(task.work.subject), "engine", message),)
        return Done(task.work.instead(problems), refused=problems)
    if isinstance(failure, CourseError | LostEntryError | KeyboardInterrupt):
        raise failure
    message = f"the cluster failed: {type(failure).__name__}: {failure}"
    raise CourseError([error(Source("."), "engine", message)]) from failure


def _nobody() -> Done:
    message = "the cluster has no worker left: start some, or build without it"
    raise CourseError([error(Source("."), "engine", message)])


def _raise(failure: BaseException) -> Done:
    raise failure
