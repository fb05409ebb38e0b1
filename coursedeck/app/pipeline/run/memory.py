"""What decides whether a piece of work must be done again: the digest of everything that goes into it.

Some of it is known beforehand (the job, its catalog, its source). The rest shows only in the work: which pictures a
session names, which files a script opens. The names are then kept too, and looked at before the result is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coursedeck.app.pipeline.run.inputs import FILE, Inputs, touched_since, unchanged
from coursedeck.app.pipeline.run.jobs import (
    Bench,
    CalendarWritten,
    DefinitionRun,
    DrawFigure,
    FigureDrawn,
    FigurePainted,
    Job,
    PaintFigure,
    ReadSession,
    ReadTemplate,
    Result,
    RunDefinition,
    SessionRead,
    TemplateRead,
    WriteCalendar,
    packed,
    unpacked,
)
from coursedeck.app.pipeline.run.settings import SETTINGS
from coursedeck.base.cache import Store, UnreadableError, decode, digest, encode
from coursedeck.model.course import catalog_file


@dataclass(frozen=True, slots=True)
class Task:
    """A job with all that is known beforehand of what goes into it."""

    job: Job
    inputs: tuple[tuple[str, str], ...]
    """Names and digests."""
    key: str


def task_of(job: Job, bench: Bench, inputs: Inputs) -> Task:
    """The job, ready to be done or recalled."""
    known = inputs.pairs(FILE + path for path in _files(job))
    return Task(job, known, digest(bench.outside, type(job).__name__, *_parts(job, bench), *_flat(known)))


def _files(job: Job) -> Iterable[str]:
    """Files of the course that go into a job for certain."""
    match job:
        case ReadTemplate():
            return () if job.path is None else (job.path,)
        case ReadSession():
            return SETTINGS, job.path
        case RunDefinition():
            return (job.path,)
        case DrawFigure():
            return (catalog_file(job.locale, "diagrams"),) if job.locale != job.source_locale else ()
        case PaintFigure():
            return ()
        case WriteCalendar():
            return SETTINGS, catalog_file(job.locale, "course")
    names = ("course",) if job.locale == job.source_locale else (job.path, "course")
    return SETTINGS, *job.pictures, *(catalog_file(job.locale, name) for name in names)


def _parts(job: Job, bench: Bench) -> tuple[str, ...]:
    """What else goes into it, as text."""
    match job:
        case ReadTemplate() | RunDefinition():
            return (repr(job.path),)
        case ReadSession():
            return job.path, repr(bench.request.slot)
        case DrawFigure():
            return job.locale, job.name, job.graph, job.template.template, repr(job.source_locale)
        case PaintFigure():
            return job.svg, str(job.width)
        case WriteCalendar():
            return job.locale, job.total, repr(job.held), repr(job.source_locale)
    request = bench.request
    figures = ((name, drawn.drawing, drawn.svg) for name, drawn in job.figures)
    broken = ((path, str(problems[0].source) if problems else "") for path, problems in job.broken)
    template = job.template
    facts = (job.locale, job.path, job.session, job.total, job.start, template.template, template.package)
    options = (job.source_locale, request.slot, request.start, request.rehearse, request.strict)
    return repr(facts), repr(options), repr(tuple(figures)), repr(tuple(broken))


def _flat(pairs: Iterable[tuple[str, str]]) -> Iterable[str]:
    return (part for pair in pairs for part in pair)


def recall(task: Task, store: Store, inputs: Inputs) -> Result | None:
    """The result of a task from an earlier run, if all that it names is still in the store."""
    try:
        names: Sequence[str] = ()
        if isinstance(task.job, ReadSession | RunDefinition):
            listed = store.recall(digest(task.key, "names"))
            if listed is None:
                return None
            names = decode(listed)
        data = store.recall(_full_key(task, inputs.pairs(names)))
        result: Result | None = None if data is None else unpacked(task.job, data)
    except (UnreadableError, TypeError):
        return None
    return result if result is not None and all(map(store.has, _entries(result))) else None


def _full_key(task: Task, found: Iterable[tuple[str, str]]) -> str:
    return digest(task.key, *_flat(found))


def _entries(result: Result) -> Iterable[str]:
    """What a result needs from the store; a session's files are looked for in the output first."""
    names: tuple[str, ...]
    match result:
        case TemplateRead():
            names = (result.template, result.package)
        case SessionRead():
            names = (result.session, result.total)
        case DefinitionRun():
            names = tuple(graph for _, graph in result.graphs)
        case FigureDrawn():
            names = (result.drawing, result.svg)
        case FigurePainted():
            names = (result.png,)
        case CalendarWritten():
            names = ()
        case _:
            names = (result.origins,)
    return (name for name in names if name)


def remember(task: Task, bench: Bench, result: Result, names: Sequence[str], started: int) -> None:
    """Keep a result, unless something that went into it has changed since; `started` is in nanoseconds."""
    root = bench.request.root
    if not unchanged(root, task.inputs) or touched_since(root, names, started):
        return
    if isinstance(task.job, ReadSession | RunDefinition):
        bench.store.remember(digest(task.key, "names"), encode(tuple(names)))
    bench.store.remember(_full_key(task, Inputs(root).pairs(names)), packed(result))
