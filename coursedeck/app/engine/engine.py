"""What commands ask: results of many pieces of work, whether they were known or had to be worked out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import Any, TypeVar

from msgspec import Struct

from coursedeck.app.engine.inputs import Inputs
from coursedeck.app.engine.memo import Environment, Known, bring_near, key_of, recall, share, value_of
from coursedeck.app.engine.perform import Done
from coursedeck.app.engine.placing import place_output
from coursedeck.app.engine.work import Work
from coursedeck.app.engine.workers import KeyedWork, Start, Workers
from coursedeck.base.cache import LostEntryError, SharedStore, digest_of_file
from coursedeck.model.problem import SHARED_CACHE, CourseError, Problem, Source, warning
from coursedeck.model.values import replace

Result = TypeVar("Result")
Value = TypeVar("Value")

ATTEMPTS = 4
"""How often a command is begun where the store is damaged, or emptied under it; the last ones recall nothing."""


class Listener(Struct, frozen=True):
    """Who hears how the work goes."""

    progress: Callable[[str], None]
    """Told of each piece of work."""
    count: Callable[[int, int], None] = lambda done, total: None
    """Told how many pieces of how many are done, before each piece is named."""


def run(
    environment: Environment,
    command: Callable[[Engine], Result],
    listener: Listener,
    jobs: int | None = None,
    start: Start | None = None,
) -> Result:
    """What a command makes of an engine; begun again where the store loses something under it.

    `jobs` is how many pieces of work are done at once, as many as there are processors where it is left out; `start`
    gives the executor that does them, without it worker processes do. Raises what the command raises.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with Workers(jobs, start) as workers:
                return command(Engine(environment, workers, listener))
        except LostEntryError:
            if attempt == ATTEMPTS:
                raise
            environment.store.verify()
            if attempt >= ATTEMPTS // 2:
                # results name what never was there: whoever wrote them, they are of no use
                environment = replace(environment, store=environment.store.forgetting())
    raise AssertionError("the last attempt returns or raises")


class Looked(Struct, frozen=True):
    """What a run looked at that had nothing to do."""

    inputs: frozenset[str]
    """Names, as `coursedeck.app.engine.inputs` has them."""
    outputs: tuple[str, ...]
    """Paths of output files."""


class Engine:
    """Recalls results or does the work, and counts what was done and written; sees the course as it was at first."""

    def __init__(self, environment: Environment, workers: Workers, listener: Listener) -> None:
        self.environment = environment
        self.written = 0
        self.unchanged = 0
        self.done: list[str] = []
        """Titles of the pieces of work that were done, not recalled."""
        self.refused: dict[str, tuple[Problem, ...]] = {}
        """Why output files could not be made or written, by title."""
        self._inputs = Inputs(environment.root)
        self._workers = workers
        self._listener = listener
        self._expected = 0
        self._told = 0
        self._found: list[str] = []

    @property
    def looked(self) -> Looked | None:
        """What was looked at, where nothing had to be done or written."""
        idle = not (self._told or self.written or self.refused)
        return Looked(self._inputs.names, tuple(self._found)) if idle else None

    @property
    def writes(self) -> bool:
        """Whether there is an output folder."""
        return self.environment.output is not None

    def ask(self, work: Work[Result]) -> Result:
        """The result of one work; raises what doing it raises."""
        result: Result = self.ask_all([work])[0]
        return result

    def ask_all(self, works: Sequence[Work[Any]], then: type[Work[Any]] | None = None, later: int = 0) -> list[Any]:
        """The result of every work, in their order; output files are written, or seen to be there.

        `then` is the kind of work that will follow, whose tools are loaded while others work. `later` says how many
        pieces will follow if there is anything to do, for the display of progress.
        """
        tasks = [self._task(work) for work in works]
        found = self._recalled(tasks)
        open_ = [place for place, known in enumerate(found) if known is None]
        todo = [tasks[place] for place in open_]
        self._expected = self._told + len(todo) + (later if todo else 0)
        results = [None if known is None else known.result for known in found]
        if todo:
            self._workers.load_ahead(todo[0].work.leads_to)
        for place, done in self._outcomes(todo, then.tools if then else ()):
            results[open_[place]] = done.result
            self._note(todo[place].work, done)
        self._share(todo)
        self.done += [task.work.title for task in todo if task.work.title]
        return results

    def known(self, works: Sequence[Work[Any]]) -> list[Any]:
        """The results that earlier runs have left, in their order; None for what has to be done."""
        found = self._recalled([self._task(work) for work in works])
        return [None if known is None else known.result for known in found]

    def put(self, data: bytes) -> str:
        """Keep bytes for works that are made from them; returns their digest."""
        return self.environment.store.put(data)

    def get(self, name: str) -> bytes:
        """Bytes that a result names. Raises LostEntryError."""
        return self.environment.store.get(name)

    def value(self, name: str, kind: type[Value]) -> Value:
        """A value that a result names. Raises LostEntryError."""
        return value_of(name, kind, self.get)

    def _task(self, work: Work[Any]) -> KeyedWork:
        inputs = self._inputs.view()
        return KeyedWork(work, key_of(work, self.environment, inputs), inputs.asked)

    def _outcomes(self, tasks: Sequence[KeyedWork], then: tuple[str, ...]) -> Iterator[tuple[int, Done]]:
        """Do every task; gives each one's place and outcome. Large ones are done in steps where they are few."""
        places = list(range(len(tasks)))
        large = [place for place in places if next(iter(tasks[place].work.steps()), ())]
        if large and len(large) < self._workers.sharing and self.environment.store.finds_what_others_did():
            others = [place for place in places if place not in large]
            for steps in self._steps([tasks[place].work for place in large]):
                tools = steps[0].work.tools
                beside = [*steps, *(tasks[place] for place in others)]
                for place, done in self._workers.each(self.environment, beside, tools, tools):
                    if place >= len(steps):
                        yield others[place - len(steps)], done
                others = []
            places = large
        for place, done in self._workers.each(self.environment, [tasks[place] for place in places], then):
            yield places[place], done

    def _steps(self, works: Sequence[Work[Any]]) -> Iterator[list[KeyedWork]]:
        """The steps of large pieces of work, a group at a time; each goes where what it needs is at hand."""
        elsewhere: bool | None = None
        for groups in zip_longest(*(work.steps() for work in works), fillvalue=()):
            steps = [self._task(step) for group in groups for step in group]
            if elsewhere is None:
                elsewhere = not self._workers.belongs_here(steps[0].work, len(steps))
            # this process takes the first
            yield steps[::-1] if elsewhere else steps

    def _recalled(self, tasks: Sequence[KeyedWork]) -> list[Known | None]:
        """What is known of each, here or at the place that is shared with others."""
        found = [self._recall(task) for task in tasks]
        store = self.environment.store
        missing = [place for place, known in enumerate(found) if known is None]
        if missing and isinstance(store, SharedStore):
            bring_near([(tasks[place].work, tasks[place].key) for place in missing], self.environment, self._inputs)
            for place in missing:
                found[place] = self._recall(tasks[place])
        return found

    def _share(self, tasks: Sequence[KeyedWork]) -> None:
        """Let others have what was done; where that cannot be, one warning says so."""
        store = self.environment.store
        if not isinstance(store, SharedStore):
            return
        share([(task.work, task.key) for task in tasks], self.environment, self._inputs)
        if store.trouble:
            message = f"the shared cache is not used, and all is built here: {store.trouble}"
            self.refused[SHARED_CACHE] = (warning(Source("--cache"), SHARED_CACHE, message),)

    def _recall(self, task: KeyedWork) -> Known | None:
        known = recall(task.work, task.key, self.environment, self._inputs)
        return known if known is not None and self._restore(task.work, known.result) else None

    def _restore(self, work: Work[Any], result: object) -> bool:
        """See to it that output files hold what they should; False where that is not in the store any more."""
        output, store = self.environment.output, self.environment.store
        for path, wanted in work.files(result) if output is not None else ():
            if digest_of_file(f"{output}/{path}") == wanted:
                store.has(wanted)
                self.unchanged += 1
                self._found.append(f"{output}/{path}")
                continue
            try:
                changed, kept = place_output(output, path, store.get(wanted))  # type: ignore[arg-type]
                self.written += changed
                self.refused[work.title] = (*self.refused.get(work.title, ()), *kept)
            except LostEntryError:
                return False
            except CourseError as failure:
                self.refused[work.title] = failure.problems
                break
        return True

    def _note(self, work: Work[Any], done: Done) -> None:
        self.environment.store.take(done.blobs)
        self.written += done.written
        self.unchanged += done.unchanged
        if done.refused:
            self.refused[work.title] = (*self.refused.get(work.title, ()), *done.refused)
        self._told += 1
        if work.title:
            self._listener.count(self._told, self._expected)
            self._listener.progress(work.title)
