"""Temporary files, locked while they are written, so that those of killed processes can be found and removed."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

try:
    from fcntl import LOCK_EX, LOCK_NB, flock
except ImportError:  # Windows, where nobody can remove a file that is open
    LOCK_EX = LOCK_NB = 0  # type: ignore[misc]

    def flock(_file: IO[bytes], _operation: int, /) -> None:  # type: ignore[misc]
        """Nothing to do."""


TEMPORARY_SUFFIX = ".tmp"


def lock_file(file: IO[bytes]) -> None:
    """Lock a temporary file for as long as it is open; the system lets go when its writer ends, however it ends."""
    with contextlib.suppress(OSError):  # file systems without locks
        flock(file, LOCK_EX)


def remove_abandoned(folder: Path) -> None:
    """Remove the temporary files of a folder whose writers are gone."""
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(folder)):
            if entry.name.startswith(".") and entry.name.endswith(TEMPORARY_SUFFIX):
                _remove_if_abandoned(Path(entry.path))


def remove_abandoned_tree(root: Path) -> None:
    """`remove_abandoned` a folder and all below it, hidden ones left out."""
    for place, folders, _ in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        remove_abandoned(Path(place))


def _remove_if_abandoned(path: Path) -> None:
    with contextlib.suppress(OSError):
        with path.open("rb") as file:
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
