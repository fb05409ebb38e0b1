"""What commands ask: results of many pieces of work, whether they were known or had to be worked out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import Any, TypeVar

from msgspec import Struct

from coursedeck.app.engine.inputs import Inputs
from coursedeck.app.engine.memo import Environment, bring_near, key_of, recall, share, value_of
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
        results = self._recalled(tasks, self._workers.load_ahead)
        missing = [place for place, result in enumerate(results) if result is None]
        known = [place for place, result in enumerate(results) if result is not None]
        lost: list[int] = []

        def look_at_files() -> None:
            while known:
                place = known.pop()
                if not self._restore(tasks[place].work, results[place]):
                    lost.append(place)

        if not missing:
            look_at_files()
        for places in (missing, lost):
            todo = [tasks[place] for place in places]
            self._expected = self._told + len(todo) + (later if todo else 0)
            for place, done in self._outcomes(todo, then.tools if then else (), look_at_files):
                results[places[place]] = done.result
                self._note(todo[place].work, done)
            self._share(todo)
            look_at_files()  # where there was no time for it yet
        self.done += [title for place in sorted((*missing, *lost)) if (title := tasks[place].work.title)]
        return results

    def known(self, works: Sequence[Work[Any]]) -> list[Any]:
        """The results that earlier runs have left, in their order; None for what has to be done."""
        results = self._recalled([self._task(work) for work in works])
        pairs = zip(works, results, strict=True)
        return [result if result is not None and self._restore(work, result) else None for work, result in pairs]

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

    def _outcomes(
        self, tasks: Sequence[KeyedWork], then: tuple[str, ...], meanwhile: Callable[[], None]
    ) -> Iterator[tuple[int, Done]]:
        """Do every task; gives each one's place and outcome. Large ones are done in steps where they are few."""
        places = list(range(len(tasks)))
        large = [place for place in places if next(iter(tasks[place].work.steps()), ())]
        if large and len(large) < self._workers.sharing and self.environment.store.finds_what_others_did():
            others = [place for place in places if place not in large]
            for steps in self._steps([tasks[place].work for place in large]):
                tools = steps[0].work.tools
                beside = [*steps, *(tasks[place] for place in others)]
                for place, done in self._workers.each(self.environment, beside, meanwhile, tools, tools):
                    if place >= len(steps):
                        yield others[place - len(steps)], done
                others = []
            places = large
        rest = [tasks[place] for place in places]
        for place, done in self._workers.each(self.environment, rest, meanwhile, then) if rest else ():
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

    def _recalled(
        self, tasks: Sequence[KeyedWork], prepare: Callable[[tuple[str, ...]], None] = lambda _: None
    ) -> list[Any]:
        """The results that are known, here or at the place that is shared with others, and None for the others.

        `prepare` is told what the first of them leads to, as soon as it is met.
        """
        found: list[Any] = []
        store = self.environment.store
        shares = isinstance(store, SharedStore)
        for task in tasks:
            found.append(self._recall(task))
            if found[-1] is None and not shares:
                prepare(task.work.leads_to)
        missing = [place for place, result in enumerate(found) if result is None]
        if missing and shares:
            bring_near([(tasks[place].work, tasks[place].key) for place in missing], self.environment, self._inputs)
            for place in missing:
                found[place] = self._recall(tasks[place])
            for place in missing:
                if found[place] is None:
                    prepare(tasks[place].work.leads_to)
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

    def _recall(self, task: KeyedWork) -> Any:
        known = recall(task.work, task.key, self.environment, self._inputs)
        return None if known is None else known.result

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
