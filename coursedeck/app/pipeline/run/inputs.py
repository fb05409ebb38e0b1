"""What a build depends on, by name, as digests; the world as it was when it was first looked at.

A name is ``file:<path>`` (a file's content) or ``names:<folder>`` (which files stand in it), from the course folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from coursedeck.base.cache import ABSENT, digest, digest_of_file

FILE, NAMES = "file:", "names:"


class Inputs:
    """The digests of a course's files, each worked out once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._known: dict[str, str] = {}

    def digest(self, name: str) -> str:
        """The digest that stands for a name."""
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = _look(self.root, name)
        return found

    def file(self, path: str) -> str:
        """The digest of a file's content, or `ABSENT`."""
        return self.digest(FILE + path)

    def pairs(self, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Names with their digests."""
        return tuple((name, self.digest(name)) for name in names)


def unchanged(root: Path, pairs: Iterable[tuple[str, str]]) -> bool:
    """Whether everything is now as it was when the digests were made."""
    return all(_look(root, name) == known for name, known in pairs)


def _look(root: Path, name: str) -> str:
    if name.startswith(NAMES):
        return _names(root / name.removeprefix(NAMES))
    return digest_of_file(root / name.removeprefix(FILE))


def _names(folder: Path) -> str:
    """Digest of the paths below a folder."""
    if not folder.is_dir():
        return ABSENT
    found = [
        os.path.relpath(f"{place}/{name}", folder)
        for place, folders, files in os.walk(folder)
        if not place.endswith("__pycache__")
        for name in (*folders, *files)
    ]
    return digest(*sorted(found))


def touched_since(root: Path, names: Iterable[str], moment: int) -> bool:
    """Whether a file may have been written after `moment` (nanoseconds): then nobody knows what was read from it."""
    margin = 20_000_000  # clocks of file systems go in steps
    for name in names:
        try:
            facts = (root / name.partition(":")[2]).stat()
        except (OSError, ValueError):
            continue
        if max(facts.st_ctime_ns, facts.st_mtime_ns) > moment - margin:
            return True
    return False
