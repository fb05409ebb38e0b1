"""Files written whole or not at all: a temporary file in the same folder, then one rename."""

from __future__ import annotations

import errno
import os
import secrets
from pathlib import Path

from coursedeck.base.files.scratch import TEMPORARY_SUFFIX, lock_file
from coursedeck.model.problem import CourseError, Problem, Source, error

_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""The system's numbers for no space left: on the disk, or for this user (Windows has no quota's own)."""


def write_text(path: Path, text: str) -> bool:
    """Write `text` as UTF-8, line ends as they are; see `write_bytes`."""
    return write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> bool:
    """Make `path` hold `data`, whole or not at all; True where that changed anything.

    Missing folders are made. A file that holds `data` already is not touched. Raises CourseError where
    the system refuses; then the old file stands as it was, and nothing is left beside it.
    """
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    except OSError as refusal:
        raise CourseError([_refused(path, refusal)]) from refusal
    return True


def remove(path: Path) -> bool:
    """Take a file away; True where it was there. Raises CourseError where the system refuses."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as refusal:
        reason = refusal.strerror or str(refusal)
        raise CourseError([error(Source(_shown(path)), "output", f"cannot be removed ({reason})")]) from refusal
    return True


def _replace(path: Path, data: bytes) -> None:
    # a short name of its own: `path.name` may be as long as the file system allows already
    temporary = path.with_name(f".{secrets.token_hex(8)}{TEMPORARY_SUFFIX}")
    try:
        with temporary.open("xb") as file:
            lock_file(file)
            file.write(data)
            file.flush()
            # still locked, or a sweeper might take it for abandoned; Windows renames closed files alone
            if os.name != "nt":
                temporary.replace(path)
        if os.name == "nt":
            temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _shown(path: Path) -> str:
    """`path` as people would type it here: relative where it lies below the current folder."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def _refused(path: Path, refusal: OSError) -> Problem:
    """The problem that keeps `path` from being written, and how to solve it."""
    reason = refusal.strerror or str(refusal)
    if refusal.errno == errno.ENAMETOOLONG:
        return error(Source(_shown(path)), "output", f"cannot be written ({reason}): shorten the name of the session")
    obstacle = next((folder for folder in path.parents if os.path.lexists(folder)), path)
    if not obstacle.is_dir():
        return error(Source(_shown(obstacle)), "output", "a file stands where a folder is needed: move it away")
    if path.is_dir():
        return error(Source(_shown(path)), "output", "cannot be written: a folder stands in its place: move it away")
    remedy = "free some space" if refusal.errno in _FULL else f"make {_shown(obstacle)} writable"
    message = f"cannot be written ({reason}): {remedy}, or name another folder with --output"
    return error(Source(_shown(path if obstacle == path.parent else obstacle)), "output", message)
