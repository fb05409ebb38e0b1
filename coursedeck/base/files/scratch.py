"""Temporary files, locked while they are written, so that those of killed processes can be found and removed."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from coursedeck.base.files.reading import is_inside

try:
    from fcntl import LOCK_EX, LOCK_NB, flock
except ImportError:  # Windows, where nobody can remove a file that is open
    LOCK_EX = LOCK_NB = 0  # type: ignore[misc]

    def flock(_file: IO[bytes], _operation: int, /) -> None:  # type: ignore[misc]
        """Nothing to do."""


_TEMPORARY = re.compile(r"\.[0-9a-f]{16}\.tmp")
"""Names of our own temporary files; others that end so belong to somebody else."""


def temporary_name() -> str:
    """A name for a temporary file, short, since the name of the file itself may be as long as is allowed."""
    return f".{secrets.token_hex(8)}.tmp"


def lock_file(file: IO[bytes]) -> None:
    """Lock a temporary file for as long as it is open; the system lets go when its writer ends, however it ends."""
    with contextlib.suppress(OSError):  # file systems without locks
        flock(file, LOCK_EX)


def remove_abandoned(folder: Path) -> None:
    """Remove our own temporary files of a folder whose writers are gone."""
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(folder)):
            if _TEMPORARY.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                _remove_if_abandoned(Path(entry.path))


def remove_abandoned_tree(root: Path, within: Path) -> None:
    """`remove_abandoned` a folder and all below it, but not hidden ones; nothing where a link leads out of `within`."""
    if not is_inside(root, within):
        return
    for place, folders, _ in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        remove_abandoned(Path(place))


_OPENING = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def _remove_if_abandoned(path: Path) -> None:
    with contextlib.suppress(OSError):
        # neither a link nor a pipe that has taken its place meanwhile
        with os.fdopen(os.open(path, _OPENING), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return
            flock(file, LOCK_EX | LOCK_NB)
            if os.name != "nt":
                path.unlink()
        path.unlink(missing_ok=True)


def discard(path: Path) -> None:
    """Remove a file or an empty folder where that can be done."""
    with contextlib.suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink()


def discard_tree(folder: Path) -> None:
    """Remove a folder with all that is in it where that can be done; links are removed, not followed."""
    if folder.is_symlink():
        discard(folder)
    else:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path]:
    """An empty folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="course-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)
