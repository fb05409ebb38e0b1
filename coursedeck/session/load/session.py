"""A content file → `Session`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from markdown_it.tree import SyntaxTreeNode

from coursedeck.base.markdown import Document, parse_document, spans
from coursedeck.base.markdown.anchors import slug
from coursedeck.model.course import Course
from coursedeck.model.footnotes import marks_in
from coursedeck.model.problem import CourseError, Problem, Source, error, faults_reported
from coursedeck.model.session import Block, Footnote, FrontMatter, Notes, Paragraph, Session
from coursedeck.model.text import Text
from coursedeck.model.values import replace
from coursedeck.model.walk import all_blocks
from coursedeck.session.load.comments import without_comments
from coursedeck.session.load.containers import first_line
from coursedeck.session.load.context import LoadContext
from coursedeck.session.load.exercises import with_whole_exercises
from coursedeck.session.load.fences import fence_language
from coursedeck.session.load.findings import Findings
from coursedeck.session.load.foreign import SourceText, read_source
from coursedeck.session.load.language_guess import guess_locale
from coursedeck.session.load.leftovers import report_leftovers
from coursedeck.session.load.links import file_links
from coursedeck.session.load.optional import EVERY_SECTION, with_priorities
from coursedeck.session.load.parts import HeadingTree, read_heading_tree
from coursedeck.session.load.source_file import read_text


def load_session(course: Course, path: Path) -> tuple[Session, tuple[Problem, ...]]:
    """The session in a file of ``content/``, and what is wrong with it.

    Raises `CourseError` where nothing of the file can be shown: no text, not UTF-8, outside of the course.
    """
    name = _course_path(course, path)
    with faults_reported(Source(name)):
        return _read_session(course, path, name)


def _read_session(course: Course, path: Path, name: str) -> tuple[Session, tuple[Problem, ...]]:
    findings = Findings(name)
    _check_name(name, findings)
    _check_link(course, path, findings)
    text = read_text(path, findings)
    if not text.strip():
        findings.error(1, "file", "the file is empty: start with a line `# Title`")
        findings.stop_on_errors()
    source = read_source(text, findings)
    inside = Findings(name)
    session = _read_body(course, name, source, inside)
    findings.take(source.relocated(inside.sorted()))
    return source.relocated(session), findings.sorted()


def _read_body(course: Course, name: str, source: SourceText, findings: Findings) -> Session:
    """The session that a body is; its lines are those of the body."""
    document = parse_document(source.body)
    context = _context(course, name, source.body, document, findings)
    for line in document.too_deep:
        context.too_deep(line + 1)
    tree = read_heading_tree(document.nodes, context, source.front.title)
    session = with_whole_exercises(_session(course, source.front, tree, context, document))
    _report_unused_footnotes(session, findings)
    session = replace(session, links=file_links(session, course, findings))
    report_leftovers(session, findings)
    return session


def _report_unused_footnotes(session: Session, findings: Findings) -> None:
    notes = [block for block in all_blocks(session) if isinstance(block, Footnote)]
    asked = marks_in(session) if notes else ()
    for note in notes:
        if note.label not in asked:
            message = f"nothing refers to the footnote [^{note.label}], which is shown where it stands: add the mark"
            findings.warn(note.text.source.line, "footnote", message)


def session_body(path: Path) -> str:
    """The text that a content file is read as, the lines of its front matter blanked.

    Raises `CourseError` as `load_session`.
    """
    findings = Findings(path.as_posix())
    return read_source(read_text(path, findings), findings).body


def carried_text(path: Path) -> str:
    """The text of a content file as its decks carry it: comments for people are blanked, lines keep their numbers.

    Empty for a deck of another tool, whose text is none of a session, and for a file that is not there any more.
    """
    findings = Findings(path.as_posix())
    try:
        text = read_text(path, findings)
    except CourseError:
        return ""
    return "" if read_source(text, findings).lines is not None else without_comments(text)


def check_ids(sessions: Iterable[Session]) -> tuple[Problem, ...]:
    """An error for every session whose ``id`` another one has already."""
    first: dict[str, Source] = {}
    problems = []
    for session in sessions:
        if session.front.id is None:
            continue
        source = Source(session.source.file, session.front.lines.get("id", 1))
        other = first.setdefault(session.front.id, source)
        if other is not source:
            message = f'the id "{session.front.id}" is already that of {other}: choose another'
            problems.append(error(source, "session-id", message))
    return tuple(problems)


def _course_path(course: Course, path: Path) -> str:
    """Path from the course folder, POSIX."""
    absolute, content = _absolute(path), _absolute(course.content)
    if not absolute.is_relative_to(content) or absolute.suffix != ".md":
        message = "no session of this course: sessions are files that end with .md in its folder content/"
        raise CourseError([error(Source(path.as_posix()), "file", message)])
    return absolute.relative_to(content.parent).as_posix()


def _absolute(path: Path) -> Path:
    """Without ``..``, links left as they are."""
    return Path(os.path.normpath(path.absolute()))


def _check_name(name: str, findings: Findings) -> None:
    """Stop at a name in another encoding, as old archives leave it: no deck, page or catalog could bear it."""
    try:
        name.encode()
    except UnicodeEncodeError:
        findings.error(1, "file", "the name of the file is not UTF-8: rename it")
        findings.stop_on_errors()


def _check_link(course: Course, path: Path, findings: Findings) -> None:
    try:
        inside = path.resolve().is_relative_to(course.root.resolve())
    except (OSError, RuntimeError):  # a link that leads to itself
        inside = True
    if not inside:
        findings.error(1, "file", "a link that leads out of the course folder: copy the file into the course")
        findings.stop_on_errors()


def _context(course: Course, name: str, body: str, document: Document, findings: Findings) -> LoadContext:
    session = name.removeprefix("content/").removesuffix(".md")
    fences = {line: number for number, line in enumerate(_mermaid_lines(document.nodes), start=1)}
    return LoadContext(
        course.root, name, session, tuple(body.split("\n")), document.definitions, fences, findings, course.details
    )


def _mermaid_lines(nodes: Sequence[SyntaxTreeNode]) -> Iterator[int]:
    for node in nodes:
        if node.type == "fence" and fence_language(node.info) == "mermaid":
            yield first_line(node)
        yield from _mermaid_lines(node.children)


def _session(
    course: Course, front: FrontMatter, tree: HeadingTree, context: LoadContext, document: Document
) -> Session:
    title = tree.title
    front = replace(
        front,
        slot=front.slot or title.heading.minutes or None,
        optional=front.optional or ({} if title.heading.optional is None else {EVERY_SECTION: title.heading.optional}),
    )
    line = front.lines.get("optional", title.line)
    source = context.at(title.line)
    text = Text(title.heading.title, spans(title.heading.title), source)
    return Session(
        context.session,
        course.source_locale or front.lang or guess_locale(" ".join(_prose(document.nodes))),
        text,
        source,
        front=front,
        blocks=(*_about(front), *tree.blocks),
        parts=with_priorities(tree.parts, front.optional, line, context.findings),
        number=title.heading.number,
        anchors=(title.heading.id or slug(text.plain), slug(f"{title.heading.number} {text.plain}")),
        remarks=tuple(sorted(context.remarks, key=lambda remark: remark.source.line)),
    )


def _about(front: FrontMatter) -> tuple[Block, ...]:
    """What the front matter says of the session, for the notes of the title slide."""
    about = front.description
    return (Notes((Paragraph(about),), about.source),) if about else ()


def _prose(nodes: Sequence[SyntaxTreeNode]) -> Iterator[str]:
    """Everything written outside code."""
    for node in nodes:
        if node.type == "inline":
            yield node.content
        else:
            yield from _prose(node.children)
