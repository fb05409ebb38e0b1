"""A run under way: jobs in, results out, whether they were known or had to be worked out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from coursedeck.app.pipeline.run.inputs import Inputs
from coursedeck.app.pipeline.run.jobs import (
    Bench,
    Done,
    DrawFigure,
    Job,
    MakeSession,
    PaintFigure,
    ReadTemplate,
    Result,
    RunDefinition,
)
from coursedeck.app.pipeline.run.memory import Task, recall, task_of
from coursedeck.app.pipeline.run.workers import Workers
from coursedeck.app.request import Count, Progress
from coursedeck.base.cache import LostEntryError, digest_of_file
from coursedeck.base.files import write_bytes
from coursedeck.model.problem import CourseError, Problem


@dataclass(frozen=True, slots=True)
class Telling:
    """Who hears how the work goes."""

    progress: Progress
    count: Count


class Run:
    """What has been done and written so far."""

    def __init__(self, bench: Bench, inputs: Inputs, workers: Workers, told: Telling) -> None:
        self.bench = bench
        self.inputs = inputs
        self.written = 0
        self.unchanged = 0
        self.made: list[str] = []
        """The pieces of work that were done, not recalled."""
        self.refused: dict[str, tuple[Problem, ...]] = {}
        """Why output files could not be written, by piece of work."""
        self._workers = workers
        self._told = told
        self._done = 0
        self._expected = 0

    def results(
        self,
        jobs: Sequence[Job],
        restored: Callable[[Any, Any], bool] | None = None,
        meanwhile: Callable[[], None] | None = None,
        later: int = 0,
    ) -> list[Any]:
        """The result of every job, in their order; a known one counts only if its files can be `restored`.

        `later` says how many pieces of work will follow if there is anything to do, for the display of progress.
        """
        tasks = [task_of(job, self.bench, self.inputs) for job in jobs]
        known: list[Result | None] = [recall(task, self.bench.store, self.inputs) for task in tasks]
        if restored is not None:
            for place, result in enumerate(known):
                if result is not None and not restored(jobs[place], result):
                    known[place] = None
        open_ = [place for place, result in enumerate(known) if result is None]
        todo = [tasks[place] for place in open_]
        self._expected = self._done + len(todo) + (later if todo else 0)
        if todo:
            self._workers.load_ahead(_needed(task.job for task in todo))
        for place, done in self._workers.each(self.bench, todo, meanwhile) if todo else ():
            known[open_[place]] = done.result
            self._note(todo[place], done)
        self.made += [task.job.what for task in todo]
        return known

    def _note(self, task: Task, done: Done) -> None:
        self._done += 1
        self._told.count(self._done, self._expected)
        self._told.progress(task.job.what)
        self.written += done.written
        self.unchanged += done.unchanged
        if done.refused:
            self.refused[task.job.what] = done.refused

    def begin(self) -> None:
        """Get ready for a whole course."""
        self._workers.load_ahead(DrawFigure)

    def restore(self, job: Job, files: Sequence[tuple[str, str]]) -> bool:
        """See to it that output files hold what they should; False where that is not in the store any more."""
        for path, wanted in files if self.bench.write else ():
            if digest_of_file(f"{self.bench.request.output}/{path}") == wanted:
                self.bench.store.has(wanted)
                self.unchanged += 1
                continue
            try:
                self.written += write_bytes(self.bench.request.output / path, self.bench.store.get(wanted))
            except LostEntryError:
                return False
            except CourseError as failure:
                self.refused[job.what] = failure.problems
                break
        return True


def _needed(jobs: Iterable[Job]) -> type[Job]:
    """The kind of job that these lead to, of those that take long to load for."""
    figures = any(isinstance(job, ReadTemplate | RunDefinition | DrawFigure | PaintFigure) for job in jobs)
    return DrawFigure if figures else MakeSession
