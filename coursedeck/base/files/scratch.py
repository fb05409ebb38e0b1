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
from functools import lru_cache
from pathlib import Path
from typing import IO

from coursedeck.base.files.reading import is_inside
from coursedeck.model.problem import CourseError, Source, error

try:
    from fcntl import LOCK_EX, LOCK_NB, flock
except ImportError:  # Windows, where nobody can remove a file that is open
    LOCK_EX = LOCK_NB = 0  # type: ignore[misc]

    def flock(_file: IO[bytes] | int, _operation: int, /) -> None:  # type: ignore[misc]
        """Nothing to do."""


_TEMPORARY = re.compile(r"\.[0-9a-f]{16}\.tmp")
"""Names of our own temporary files; others that end so belong to somebody else."""


def temporary_name() -> str:
    """A name for a temporary file, short, since the name of the file itself may be as long as is allowed."""
    return f".{secrets.token_hex(8)}.tmp"


SCRATCH_PREFIX = "coursedeck-scratch-"
"""How the names of scratch folders begin."""


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
        remove_tree(folder)


def remove_tree(folder: Path) -> None:
    """Remove a folder however deep it is, also where nobody may list it: programs make such."""
    if os.unlink not in os.supports_dir_fd:  # Windows
        shutil.rmtree(folder, ignore_errors=True)
        return
    with contextlib.suppress(OSError):
        top = os.open(folder, _FOLDER)
        try:
            while _moved_up_from(top, top, _DEPTH):
                pass
        finally:
            os.close(top)
        folder.rmdir()


def _moved_up_from(place: int, top: int, left: int) -> bool:
    """Empty a folder; what lies `left` folders below it is moved to the top instead. Whether anything was."""
    moved = False
    for name in os.listdir(place):
        with contextlib.suppress(OSError):
            if not stat.S_ISDIR(os.stat(name, dir_fd=place, follow_symlinks=False).st_mode):
                os.unlink(name, dir_fd=place)
            elif not left:
                os.rename(name, secrets.token_hex(8), src_dir_fd=place, dst_dir_fd=top)
                moved = True
            else:
                os.chmod(name, stat.S_IRWXU, dir_fd=place)
                inner = os.open(name, _FOLDER, dir_fd=place)
                try:
                    moved |= _moved_up_from(inner, top, left - 1)
                finally:
                    os.close(inner)
                os.rmdir(name, dir_fd=place)
    return moved


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path]:
    """An empty folder that is gone afterwards; where this process is killed before, the next one takes it away.

    Raises CourseError where none can be made.
    """
    _remove_abandoned_folders()
    folder, descriptor = _locked_folder()
    try:
        yield folder
    finally:
        remove_tree(folder)
        if descriptor is not None:
            os.close(descriptor)


def _locked_folder() -> tuple[Path, int | None]:
    """A new folder, and what holds it open and locked, where the system can lock folders."""
    while True:
        try:
            folder = Path(tempfile.mkdtemp(prefix=SCRATCH_PREFIX))
        except OSError as refusal:
            reason = refusal.strerror or str(refusal)
            message = f"no temporary folder can be made ({reason}): free some space, or set TMPDIR to another folder"
            raise CourseError([error(Source("TMPDIR"), "environment", message)]) from refusal
        descriptor = _lock_folder(folder)
        if descriptor is None or folder.is_dir():
            return folder, descriptor
        os.close(descriptor)  # another process has swept it, before it was locked


_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)
_DEPTH = 50
"""Folders in folders that are open at once."""


def _lock_folder(folder: Path | str, operation: int = LOCK_EX) -> int | None:
    if os.name == "nt":
        return None
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            flock(descriptor, operation)
        except OSError:
            os.close(descriptor)
        else:
            return descriptor
    return None


@lru_cache(maxsize=1)
def _remove_abandoned_folders() -> None:
    """Remove the scratch folders of processes that were killed; once in a process."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(tempfile.gettempdir())):
            if not entry.name.startswith(SCRATCH_PREFIX) or entry.stat(follow_symlinks=False).st_uid != os.getuid():
                continue
            descriptor = _lock_folder(entry.path, LOCK_EX | LOCK_NB)
            if descriptor is not None:
                remove_tree(Path(entry.path))
                os.close(descriptor)
