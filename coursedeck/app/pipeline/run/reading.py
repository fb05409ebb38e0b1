"""Templates, sessions and definitions read, and put into the store."""

from __future__ import annotations

from coursedeck.app.pipeline.run.inputs import FILE, NAMES
from coursedeck.app.pipeline.run.jobs import (
    Bench,
    DefinitionRun,
    ReadSession,
    ReadTemplate,
    RunDefinition,
    SessionRead,
    TemplateRead,
)
from coursedeck.app.pipeline.run.settings import course_of
from coursedeck.base.cache import encode
from coursedeck.model.problem import CourseError
from coursedeck.model.session import FigureRef, Picture, Session
from coursedeck.model.walk import all_blocks
from coursedeck.session.load import load_session
from coursedeck.session.schedule import session_total


def read_template_file(job: ReadTemplate, bench: Bench) -> TemplateRead:
    """The template that decks are written into."""
    # its parts are lxml's, which sessions are read without
    from coursedeck.app.stages.templates import open_template_file  # noqa: PLC0415

    try:
        opened = open_template_file(bench.request.root, job.path)
    except CourseError as failure:
        return TemplateRead(failure.problems)
    return TemplateRead(opened.problems, bench.store.put(encode(opened.template)), bench.store.put(opened.package))


def read_session_file(job: ReadSession, bench: Bench) -> tuple[SessionRead, tuple[str, ...]]:
    """A session, and the names of what its reading depends on besides its text."""
    root = bench.request.root
    course = course_of(bench)
    try:
        session, problems = load_session(course, root / job.path)
    except CourseError as failure:
        # nothing tells which pictures and scripts it would name: it is read again next time
        return SessionRead(failure.problems), ()
    figures, pictures = _named(session)
    scripts = [path for _, path in figures]
    names = [FILE + path for path in dict.fromkeys((*scripts, *pictures))]
    total = session_total(session, course, bench.request.slot)
    read = SessionRead(
        problems,
        bench.store.put(encode(session)),
        bench.store.put(encode(total)),
        session.locale,
        session.front.id,
        figures,
        pictures,
    )
    return read, tuple(names)


def _named(session: Session) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """The figures from definitions with their scripts, and the pictures, each once."""
    blocks = tuple(all_blocks(session))
    figures = {block.name: block.path for block in blocks if isinstance(block, FigureRef) and block.path is not None}
    pictures = dict.fromkeys(block.path for block in blocks if isinstance(block, Picture))
    return tuple(figures.items()), tuple(pictures)


def run_definition(job: RunDefinition, bench: Bench) -> tuple[DefinitionRun, tuple[str, ...]]:
    """A script's graphs, and the names of what it has read."""
    # sessions without figures do without
    from coursedeck.figures.capture import record  # noqa: PLC0415

    try:
        captured = record(bench.request.root / job.path, bench.request.root)
    except CourseError as failure:
        return DefinitionRun(failure.problems), ()
    graphs = tuple((graph.name, bench.store.put(encode(graph))) for graph in captured.graphs)
    names = (*(FILE + path for path in captured.files), *(NAMES + path for path in captured.folders))
    return DefinitionRun(captured.problems, graphs), names
