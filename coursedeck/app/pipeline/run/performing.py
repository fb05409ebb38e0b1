"""One piece of work, done in whichever process it lands."""

from __future__ import annotations

import time
from importlib import import_module

from coursedeck.app.pipeline.run.jobs import (
    Bench,
    DefinitionRun,
    Done,
    DrawFigure,
    Job,
    MakeSession,
    PaintFigure,
    ReadSession,
    ReadTemplate,
    RunDefinition,
    SessionRead,
    WriteCalendar,
)
from coursedeck.app.pipeline.run.memory import Task, remember


def perform(bench: Bench, task: Task) -> Done:
    """Do a piece of work and keep its result for later runs.

    Raises LostEntryError where another program has emptied the store meanwhile.
    """
    started = time.time_ns()
    done, names = _work(bench, task)
    failed = (isinstance(done.result, SessionRead) and not done.result.session) or (
        isinstance(done.result, DefinitionRun) and not done.result.graphs
    )
    # what stood in the way of a failure may be anywhere: it is tried again every time
    if not failed:
        remember(task, bench, done.result, names, started)
    return done


def _work(bench: Bench, task: Task) -> tuple[Done, tuple[str, ...]]:
    """What is done, and the names of what else went into it. Each kind of work loads the stages that it needs."""
    match task.job:
        case MakeSession():
            from coursedeck.app.pipeline.run.writing import make_session  # noqa: PLC0415

            return make_session(task.job, bench), ()
        case WriteCalendar():
            from coursedeck.app.pipeline.run.writing import write_calendar  # noqa: PLC0415

            return write_calendar(task.job, bench), ()
        case DrawFigure():
            from coursedeck.app.pipeline.run.drawing import draw_figure  # noqa: PLC0415

            return Done(draw_figure(task.job, bench)), ()
        case PaintFigure():
            from coursedeck.app.pipeline.run.drawing import paint_figure  # noqa: PLC0415

            return Done(paint_figure(task.job, bench)), ()
    from coursedeck.app.pipeline.run import reading  # noqa: PLC0415

    match task.job:
        case ReadTemplate():
            return Done(reading.read_template_file(task.job, bench)), ()
        case ReadSession():
            read, names = reading.read_session_file(task.job, bench)
            return Done(read), names
        case RunDefinition():
            run, names = reading.run_definition(task.job, bench)
            return Done(run), names
    raise TypeError(f"no such work: {task.job!r}")


_TOOLS: dict[type[Job], tuple[str, ...]] = {
    DrawFigure: ("coursedeck.app.pipeline.run.drawing", "coursedeck.figures.layout", "coursedeck.figures.draw.surface"),
    MakeSession: ("coursedeck.app.pipeline.run.writing",),
}
"""The modules that take longest to load, by who needs them."""


def load(kind: type[Job]) -> None:
    """Load what jobs of a kind are done with, at a moment when nothing better is to be done."""
    for name in _TOOLS[kind]:
        import_module(name)
