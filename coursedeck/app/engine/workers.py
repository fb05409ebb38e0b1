"""Several pieces of work at once, behind `concurrent.futures.Executor`; one piece alone stays in this process."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct

from coursedeck.app.engine.inputs import Inputs
from coursedeck.app.engine.memo import Environment
from coursedeck.app.engine.perform import Done, perform, receive
from coursedeck.app.engine.work import Work, digests_needed
from coursedeck.app.loading import load
from coursedeck.model.problem import CourseError, Source, error
from coursedeck.model.values import replace

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Start: TypeAlias = "Callable[[int], Executor]"
"""Gives an executor that does so many pieces at once; whatever it runs them in must be able to import this package.

One with an attribute `places` says itself how many that is, which may change.
"""


MOST = 8
"""Worker processes unless told otherwise: each takes about a hundred megabytes."""

_HEAVY = 12
"""Weight from which on a piece of work is among the long ones, which are begun first."""

_SHORT, _LONG = 4, 2 * _HEAVY
"""Weight that a worker has at hand while this process is busy for a short or a long time."""

_LOOK = 0.1
"""Seconds after which a process that waits for workers looks whether it has been interrupted."""

_PATIENCE = 2.0
"""Seconds that workers have to clean up after an interrupt."""


ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Signals that end a program: from the keyboard, from others, and with its terminal."""

_ending: list[bool] = []
"""Whether this process has been told to end."""


def default_jobs() -> int:
    """One worker for each processor that this process may use."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(MOST, usable))


class KeyedWork(Struct, frozen=True):
    """A work with its key, and the digests of the files that are known to go into it."""

    work: Work[Any]
    key: str
    inputs: Mapping[str, str]


class Workers:
    """An executor that is started when there is more than one piece of work, and ended with the block."""

    def __init__(self, jobs: int | None = None, start: Start | None = None) -> None:
        """One worker for each processor where `jobs` says no number."""
        self.jobs = jobs or default_jobs()
        self._start = start or process_pool
        self._executor: Executor | None = None
        self._ahead: tuple[str, ...] = ()
        self._stopped = False
        self._asking = False

    def __enter__(self) -> Workers:
        in_charge = threading.current_thread() is threading.main_thread()
        for number in ENDING if in_charge else ():
            if signal.getsignal(number) is signal.default_int_handler:
                signal.signal(number, self._interrupt)
        return self

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        """Remember it too: what runs in a callback of a C library may swallow it."""
        self._stopped = True
        if not self._asking:
            raise KeyboardInterrupt

    @contextmanager
    def _undisturbed(self) -> Iterator[Executor]:
        """The executor, to be asked something: an interrupt waits until then, or it would leave locks of it held."""
        self._asking = True
        try:
            if self._executor is None:
                self._executor = self._start(self.jobs - 1)
            yield self._executor
        finally:
            self._asking = False
        self._check()

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number in ENDING:
            if signal.getsignal(number) == self._interrupt:
                signal.signal(number, signal.default_int_handler)
        if self._executor is None:
            return
        if kind is not None:
            _end_children()
        self._executor.shutdown(cancel_futures=True)

    @property
    def sharing(self) -> int:
        """How many processes there are on this machine that find one another's results where they are kept."""
        return self.jobs if self._start is process_pool else 1

    def each(
        self,
        environment: Environment,
        tasks: Sequence[KeyedWork],
        meanwhile: Callable[[], None],
        then: tuple[str, ...] = (),
        there: tuple[str, ...] = (),
    ) -> Iterator[tuple[int, Done]]:
        """Do every task; gives each one's place and outcome as soon as it is there, in no order.

        Once there is nothing left for this process to do while others work, it loads the modules `then` and does what
        is to be done `meanwhile`; the others load the modules `there`.
        """
        if self.jobs == 1 or (len(tasks) < 2 and all(self.belongs_here(task.work, 1) for task in tasks)):
            for place, task in enumerate(tasks):
                self._check()
                yield place, _perform(environment, task)
            return
        # loads multiprocessing, which runs with nothing to do are spared
        from concurrent.futures import BrokenExecutor  # noqa: PLC0415

        try:
            yield from self._spread(environment, tasks, meanwhile, then, there)
        except BrokenExecutor as failure:
            self._check()
            message = "a worker process was ended from outside (for want of memory?): build with `--jobs 1`"
            raise CourseError([error(Source("."), "worker", message)]) from failure

    def load_ahead(self, tools: tuple[str, ...]) -> None:
        """Start the workers, if any, and let them load these modules while this process goes on."""
        if self.jobs == 1 or self._executor is not None or not tools:
            return
        self._ahead = tools
        with self._undisturbed() as executor:
            for _ in range(self.jobs - 1):
                executor.submit(load, tools)

    def _places(self) -> int:
        """How many pieces others do at once."""
        places: int = getattr(self._executor, "places", self.jobs - 1)
        return places

    def _check(self) -> None:
        if self._stopped:
            raise KeyboardInterrupt

    def belongs_here(self, work: Work[Any], waiting: int) -> bool:
        """Whether this process should do one of so many: to load what workers have takes longer than a few would."""
        return not set(work.tools) <= set(self._ahead) or sys.modules.keys() >= set(work.tools) or waiting > work.few

    def _spread(
        self,
        environment: Environment,
        tasks: Sequence[KeyedWork],
        meanwhile: Callable[[], None],
        then: tuple[str, ...],
        there: tuple[str, ...],
    ) -> Iterator[tuple[int, Done]]:
        """This process takes tasks from the front; the others take long ones there too, and all else from the back."""
        waiting = deque(range(len(tasks)))
        given: dict[Future[Done], int] = {}
        room = _LONG
        while waiting or given:
            # with many others, this process has enough to do with what they hand back
            few = self._places() <= MOST
            here = bool(waiting) and few and self.belongs_here(tasks[waiting[0]].work, len(waiting))
            own = waiting.popleft() if here else None
            if own is not None and tasks[own].work.weight >= _HEAVY:
                room = _LONG
            with self._undisturbed() as executor:
                # with a short piece at hand, this process does the last one as soon as another would
                left = 1 if own is not None and tasks[own].work.weight < _HEAVY else 0
                while len(waiting) > left and _weight(tasks, given.values()) < room * self._places():
                    place = waiting.popleft() if tasks[waiting[0]].work.weight >= _HEAVY else waiting.pop()
                    given[executor.submit(_perform_there, _carried(environment, tasks[place]), tasks[place])] = place
                if not waiting and there:
                    for _ in range(self._places()):
                        executor.submit(load, there)
                    there = ()
            room = _SHORT
            if own is None:
                load(then)
                meanwhile()
            else:
                yield own, _perform(environment, tasks[own])
            for future in self._ready(given, None if own is None else 0.0):
                place = given.pop(future)
                yield place, receive(environment, tasks[place].work, future.result())

    def _ready(self, given: Iterable[Future[Done]], seconds: float | None) -> Iterable[Future[Done]]:
        """Those that are done, at the latest after so many seconds; without a number, as soon as there are any."""
        from concurrent.futures import FIRST_COMPLETED, wait  # noqa: PLC0415 - see each

        while True:
            with self._undisturbed():
                ready, _ = wait(given, timeout=_LOOK if seconds is None else seconds, return_when=FIRST_COMPLETED)
            if ready or seconds is not None:
                return ready


def _weight(tasks: Sequence[KeyedWork], places: Iterable[int]) -> int:
    return sum(tasks[place].work.weight for place in places)


def _carried(environment: Environment, task: KeyedWork) -> Environment:
    """The environment as another process needs it."""
    return replace(environment, store=environment.store.carrying(digests_needed(task.work)))


def _perform(environment: Environment, task: KeyedWork) -> Done:
    load(task.work.tools)
    return perform(environment, task.work, Inputs(environment.root, task.inputs))


def _perform_there(environment: Environment, task: KeyedWork) -> Done:
    """`_perform` in a worker; an interrupt ends the worker and not just the piece of work."""
    try:
        return _perform(environment, task)
    except SystemExit:
        os._exit(130)


def process_pool(jobs: int) -> Executor:
    """Worker processes: forked where that is safe, since it is twenty times as fast as starting afresh."""
    import multiprocessing  # noqa: PLC0415 - see each
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    forks = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if forks else "spawn")
    return ProcessPoolExecutor(jobs, context, _begin)


def _begin() -> None:
    """A worker's own manners: it ends without a word on an interrupt, and with the process that started it."""
    for number in ENDING:
        signal.signal(number, _interrupted)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _interrupted(_number: int, _frame: FrameType | None) -> None:
    """End after what stands in `finally` has been done; a second signal changes nothing."""
    if not _ending:
        _ending.append(True)
        threading.Timer(_PATIENCE / 2, os._exit, (130,)).start()
        raise SystemExit(130)


def _follow_parent() -> None:
    from multiprocessing import parent_process  # noqa: PLC0415 - see each
    from multiprocessing.connection import wait  # noqa: PLC0415

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)


def _end_children() -> None:
    """End the workers promptly; files that they were writing stay as they were."""
    import multiprocessing  # noqa: PLC0415 - see each

    children = multiprocessing.active_children()
    for child in children:
        child.terminate()
    for child in children:
        child.join(_PATIENCE)
        if child.is_alive():
            child.kill()
