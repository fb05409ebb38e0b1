"""Imported sessions held against their sources: whose words are nowhere, and what there is in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from coursedeck.importers import ImportedSession
from coursedeck.model.course import Course
from coursedeck.model.problem import CourseError, Problem, Source, warning
from coursedeck.model.session import Chart, Code, FigureRef, List, Notes, Picture, PictureRow, Session, Table
from coursedeck.model.walk import all_blocks
from coursedeck.session.ledger.markdown_words import words_by_line
from coursedeck.session.ledger.words import Words
from coursedeck.session.load import load_session

CHECK = "import"
_MOST_WORDS = 8
"""Words of one session that a finding names."""

_COUNTED = {
    "notes": Notes,
    "lists": List,
    "tables": Table,
    "code": Code,
    "pictures": Picture | PictureRow,
    "figures": FigureRef,
    "charts": Chart,
}


class CheckedSession(Struct, frozen=True):
    """A session as it stands in the course now."""

    imported: ImportedSession
    counts: tuple[tuple[str, int], ...]
    """How many there are of what is in it."""
    lost: tuple[Problem, ...]
    """A warning where words of the source are neither in it nor in a remark."""
    problems: tuple[Problem, ...]
    """What a build will say."""


def checked(imported: ImportedSession, course: Course, folder: str = "") -> CheckedSession:
    """Read the session that was written into a folder of ``content/``, and count what is in it."""
    try:
        session, problems = load_session(course, course.content / folder / imported.path)
    except CourseError as failure:
        return CheckedSession(imported, (), tuple(lost_words(imported)), failure.problems)
    return CheckedSession(imported, tuple(_counts(session)), tuple(lost_words(imported)), problems)


def _counts(session: Session) -> Iterator[tuple[str, int]]:
    yield "headings", 1 + sum(1 for _ in session.walk())
    blocks = list(all_blocks(session))
    for name, kind in _COUNTED.items():
        if count := sum(isinstance(block, kind) for block in blocks):
            yield name, count


def lost_words(imported: ImportedSession) -> Iterator[Problem]:
    """One warning where words of a source are neither in its session nor in what is reported as left out."""
    numbers = [number for number, _ in imported.words]
    text = "\n".join(line for _, line in imported.words)
    wanted = [(numbers[line - 1], word) for line, word in words_by_line(text) if line <= len(numbers)]
    reported = [piece for remark in imported.remarks for piece in (remark.what, remark.words)]
    said = Words((imported.text, *reported))
    missing = said.missing(word for _, word in wanted)
    if not missing:
        return
    left = Counter(missing)
    first, named = 0, []
    for number, word in wanted:
        if left[word] > 0:
            left[word] -= 1
            first = first or number
            named.append(word)
    shown = " ".join(named[:_MOST_WORDS]) + (" …" if len(named) > _MOST_WORDS else "")
    message = f"{len(named)} words are neither in the session nor reported as left out: “{shown}”"
    yield warning(Source(imported.source, first or 1), CHECK, message)


def content_folder(target: Path) -> tuple[Path, Path]:
    """The course folder and its folder of sessions that ``--to`` means: a course, or a folder in its ``content/``."""
    for folder in (target, *target.parents):
        if folder.name == "content":
            return folder.parent, target
    return target, target / "content"
