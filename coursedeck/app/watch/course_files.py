"""The files that a course is read from, told apart by what is in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from coursedeck.base.cache import digest

_TEXTS = frozenset({".md", ".po", ".py", ".toml", ".csv", ".yaml", ".yml"})
"""Small files, whose content is looked at every time."""


class EditedLine(Struct, frozen=True):
    """Where somebody has just changed a session: its path, the line from 1, and which edit of this run it is."""

    path: str
    line: int
    nth: int


class CourseFiles:
    """Digests of a course's files; pictures are read again only where their time or size has changed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.edited: EditedLine | None = None
        """Where a session was changed last; not told of files that change together, as in another branch."""
        self._known: dict[Path, tuple[tuple[int, int], str]] = {}
        self._sessions: dict[str, bytes] = {}
        """Texts of the sessions as they were read last."""
        self._changed: dict[str, int] = {}
        """First lines that differ in the sessions that have changed since the last look."""

    def digests(self, others: Iterable[Path] = ()) -> dict[str, str]:
        """Digest of every file of ``content/`` and ``diagrams/``, ``course.toml`` and `others`, by path in the course.

        Files that vanish while they are read are left out.
        """
        found: dict[str, str] = {}
        self._changed = {}
        for path in sorted({*self._files(), *others}):
            content = self._digest(path)
            if content is not None:
                found[self._name(path)] = content
        if len(self._changed) == 1:
            ((session, line),) = self._changed.items()
            self.edited = EditedLine(session, line, self.edited.nth + 1 if self.edited else 1)
        return found

    def _files(self) -> Iterator[Path]:
        yield self.root / "course.toml"
        for folder in ("content", "diagrams"):
            for path in (self.root / folder).rglob("*"):
                if not any(part.startswith(".") or part == "__pycache__" for part in path.relative_to(self.root).parts):
                    yield path

    def _digest(self, path: Path) -> str | None:
        try:
            status = path.stat()
            if not path.is_file():
                return None
            mark = status.st_mtime_ns, status.st_size
            known = self._known.get(path)
            if known is not None and known[0] == mark and path.suffix not in _TEXTS:
                return known[1]
            data = path.read_bytes()
        except OSError:
            return None
        content = digest(data)
        if path.suffix == ".md" and (known is None or known[1] != content):
            self._note(path, data)
        self._known[path] = mark, content
        return content

    def _note(self, path: Path, data: bytes) -> None:
        """Keep a session's text, and where it is another than before."""
        session = self._name(path).removeprefix("content/").removesuffix(".md")
        before = self._sessions.get(session)
        if before is not None and before != data:
            self._changed[session] = _first_difference(before, data)
        self._sessions[session] = data

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()


def _first_difference(before: bytes, after: bytes) -> int:
    r"""The first line, from 1, that differs in the second of two texts; its last where only the end is gone.

    >>> _first_difference(b"a\nb\nc\n", b"a\nB\nc\n"), _first_difference(b"a\nb\n", b"a\n")
    (2, 1)
    """
    old, new = before.splitlines(), after.splitlines()
    same = next((place for place, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), None)
    return min(len(old) if same is None else same, max(len(new) - 1, 0)) + 1
