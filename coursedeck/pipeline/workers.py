"""Several pieces of work at once, behind `concurrent.futures.Executor`; one piece alone stays in this process."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, TypeAlias

from coursedeck.pipeline.jobs import Bench, Done
from coursedeck.pipeline.memory import Task
from coursedeck.pipeline.performing import perform

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Start: TypeAlias = "Callable[[int], Executor]"
"""Gives an executor that does so many pieces at once; whatever it runs them in must be able to import this package."""

MOST = 8
"""Worker processes unless told otherwise: each takes about a hundred megabytes."""

_PATIENCE = 2.0
"""Seconds that workers have to clean up after an interrupt."""


def default_jobs() -> int:
    """One worker for each processor that this process may use."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(MOST, usable))


class Workers:
    """An executor that is started when there is more than one piece of work, and ended with the block."""

    def __init__(self, jobs: int, start: Start | None = None) -> None:
        self.jobs = jobs
        self._start = start or process_pool
        self._executor: Executor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._executor is None:
            return
        self._executor.shutdown(wait=kind is None, cancel_futures=True)
        if kind is not None:
            _end_children()

    def each(
        self, bench: Bench, tasks: Sequence[Task], meanwhile: Callable[[], None] | None = None
    ) -> Iterator[tuple[int, Done]]:
        """Do every task; gives each one's place and outcome as soon as it is there, in no order.

        `meanwhile` is called in this process while workers are busy.
        """
        if self.jobs == 1 or len(tasks) < 2:
            yield from ((place, perform(bench, task)) for place, task in enumerate(tasks))
            return
        yield from self._spread(bench, tasks, meanwhile)

    def _spread(
        self, bench: Bench, tasks: Sequence[Task], meanwhile: Callable[[], None] | None
    ) -> Iterator[tuple[int, Done]]:
        # loads multiprocessing, which runs with nothing to do are spared
        from concurrent.futures import as_completed  # noqa: PLC0415

        if self._executor is None:
            self._executor = self._start(self.jobs)
        places: dict[Future[Done], int] = {
            self._executor.submit(_perform, bench, task): place for place, task in enumerate(tasks)
        }
        if meanwhile is not None:
            meanwhile()
        for future in as_completed(places):
            yield places[future], future.result()


def _perform(bench: Bench, task: Task) -> Done:
    """`perform` in a worker; an interrupt ends the worker and not just the piece of work."""
    try:
        return perform(bench, task)
    except SystemExit:
        os._exit(130)


def process_pool(jobs: int) -> Executor:
    """Worker processes: forked where that is safe, since it is twenty times as fast as starting afresh."""
    import multiprocessing  # noqa: PLC0415 - see _spread
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    forks = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if forks else "spawn")
    return ProcessPoolExecutor(jobs, context, _begin)


def _begin() -> None:
    """A worker's own manners: it ends without a word on an interrupt, and with the process that started it."""
    signal.signal(signal.SIGINT, _interrupted)
    signal.signal(signal.SIGTERM, _interrupted)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _interrupted(_number: int, _frame: FrameType | None) -> None:
    """End after what stands in `finally` has been done."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Timer(_PATIENCE / 2, os._exit, (130,)).start()
    raise SystemExit(130)


def _follow_parent() -> None:
    from multiprocessing import parent_process  # noqa: PLC0415 - see _spread
    from multiprocessing.connection import wait  # noqa: PLC0415

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)


def _end_children() -> None:
    """End the workers promptly; files that they were writing stay as they were."""
    import multiprocessing  # noqa: PLC0415 - see _spread

    children = multiprocessing.active_children()
    for child in children:
        child.terminate()
    for child in children:
        child.join(_PATIENCE)
        if child.is_alive():
            child.kill()
