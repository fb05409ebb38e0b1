"""A source folder to fill, and what an import makes of it."""

from __future__ import annotations

from pathlib import Path

from coursedeck.importers import ImportedCourse, ImportedSession, import_source

Sources = dict[str, str | bytes]


def imported(root: Path, sources: Sources, start: str = "", kind: str = "") -> ImportedCourse:
    """The files of `sources`, imported from the folder, or from the file `start` in it."""
    for name, content in sources.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return import_source(root / start if start else root, None, kind, lambda _: None)


def one(course: ImportedCourse, path: str) -> ImportedSession:
    """The session at a path from ``content/``."""
    return next(session for session in course.sessions if session.path == path)


def said(session: ImportedSession) -> list[str]:
    """The lines of a session that say something."""
    return [line for line in session.text.split("\n") if line.strip()]
