"""The files that a course is read from, told apart by what is in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from coursedeck.base.cache import digest

_TEXTS = frozenset({".md", ".po", ".py", ".toml", ".csv", ".yaml", ".yml"})
"""Small files, whose content is looked at every time."""


class CourseFiles:
    """Digests of a course's files; pictures are read again only where their time or size has changed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._known: dict[Path, tuple[tuple[int, int], str]] = {}

    def digests(self, others: Iterable[Path] = ()) -> dict[str, str]:
        """Digest of every file of ``content/`` and ``diagrams/``, ``course.toml`` and `others`, by path in the course.

        Files that vanish while they are read are left out.
        """
        found: dict[str, str] = {}
        for path in sorted({*self._files(), *others}):
            content = self._digest(path)
            if content is not None:
                found[self._name(path)] = content
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
            content = digest(path.read_bytes())
        except OSError:
            return None
        self._known[path] = mark, content
        return content

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()
