"""Whether a folder has sessions of another tool, which an import would turn into a course."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from coursedeck.base.foreign import DECKS, kind_of_text
from coursedeck.importers.courses import read_course
from coursedeck.importers.folder import SourceFolder
from coursedeck.importers.front import read_foreign_front

_MOST_READ = 50
"""Files that are looked into."""


def other_tool(root: Path, lessons: Sequence[Path]) -> tuple[Path, str, int] | None:
    """What to import of a folder: a path, what it looks like, and how many files are like it; None for nothing."""
    folder = SourceFolder(root)
    course = read_course(folder)
    if course.kind != "folder":
        return root, course.kind, len(course.pages)
    found: dict[str, list[Path]] = {}
    for lesson in lessons[:_MOST_READ]:
        front = read_foreign_front(folder.text(lesson.relative_to(root).as_posix()) or "")
        kind = kind_of_text(front.body, front.values)
        if kind is not None:
            found.setdefault(kind, []).append(lesson)
    if not found:
        return None
    usual = max(found, key=lambda kind: (kind in DECKS, len(found[kind])))
    return (found[usual][0] if len(found[usual]) == 1 else root), usual, len(found[usual])
