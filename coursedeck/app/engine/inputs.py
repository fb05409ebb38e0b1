"""What results depend on, by name, as digests; the course as it was when it was first looked at.

A name is ``file:<path>`` (a file's content), ``exists:<path>`` (whether there is one) or ``names:<folder>`` (which
files stand in it), from the course folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from coursedeck.base.cache import ABSENT, digest, digest_of_file
from coursedeck.base.files import is_inside

FILE, EXISTS, NAMES = "file:", "exists:", "names:"
PRESENT = "present"
"""Stands for the digest of a file that is there."""
_OUTSIDE = "outside"
"""Stands for the digest of what a link or ``..`` leads out of the course to: nothing is read there."""


class Inputs:
    """The digests of a course's files, each worked out once; `known` are those that another process has looked at."""

    def __init__(self, root: Path, known: Mapping[str, str] | None = None) -> None:
        self.root = root
        self._known = dict(known or {})
        self._asked: set[str] = set()

    def pairs(self, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Names with the digests that stand for them."""
        return tuple((name, self._digest(name)) for name in names)

    def view(self) -> Inputs:
        """The same digests, with a list of their own of what is asked for."""
        other = Inputs(self.root)
        other._known = self._known
        return other

    @property
    def asked(self) -> Mapping[str, str]:
        """All that was asked for, with digests."""
        return {name: self._known[name] for name in self._asked}

    @property
    def names(self) -> frozenset[str]:
        """All names that this or another process has looked at."""
        return frozenset(self._known)

    def are_unchanged(self, names: Iterable[str]) -> bool:
        """Whether all of these, which were asked for, are now as they were then."""
        return all(_look(self.root, name) == self._known[name] for name in names)

    def _digest(self, name: str) -> str:
        self._asked.add(name)
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = _look(self.root, name)
        return found


def _look(root: Path, name: str) -> str:
    path = name.partition(":")[2]
    if not os.path.isabs(path) and _leaves(str(root), path):  # noqa: PTH117 - thousands are looked at in every build
        return _OUTSIDE
    if name.startswith(NAMES):
        return _names(root / name.removeprefix(NAMES))
    if name.startswith(EXISTS):
        return PRESENT if (root / name.removeprefix(EXISTS)).is_file() else ABSENT
    return digest_of_file(root / name.removeprefix(FILE))


def _leaves(root: str, path: str) -> bool:
    """Whether a path from the course folder leads out of it, by ``..`` or by a link."""
    folder, name = os.path.split(os.path.normpath(path))
    if name == ".." or folder.startswith("..") or _is_folder_outside(root, folder):
        return True
    whole = f"{root}/{path}"
    return os.path.islink(whole) and not is_inside(Path(whole), Path(root))  # noqa: PTH114 - as above


@lru_cache(maxsize=1024)
def _is_folder_outside(root: str, folder: str) -> bool:
    return not is_inside(Path(root, folder), Path(root))


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
        if name.startswith(EXISTS):
            continue
        try:
            facts = (root / name.partition(":")[2]).stat()
        except (OSError, ValueError):
            continue
        if max(facts.st_ctime_ns, facts.st_mtime_ns) > moment - margin:
            return True
    return False
