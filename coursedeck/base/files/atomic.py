"""Files written whole or not at all: a temporary file in the same folder, then one rename.

What is generated goes through `write_bytes`, files that belong to people (catalogs, baselines, patches) through `save`.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import IO

from msgspec import Struct

from coursedeck.base.files.folders import OutsideError, held_folder, leaving_link
from coursedeck.base.files.reading import is_inside
from coursedeck.base.files.scratch import lock_file, remove_abandoned, temporary_name
from coursedeck.model.problem import CourseError, Problem, Source, error

_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""The system's numbers for no space left: on the disk, or for this user (Windows has no quota's own)."""


def write_text(path: Path, text: str, within: Path | None = None) -> bool:
    """Write `text` as UTF-8, line ends as they are; see `write_bytes`."""
    return write_bytes(path, text.encode(), within)


def write_bytes(path: Path, data: bytes, within: Path | None = None) -> bool:
    """Make `path` hold `data`, whole or not at all; True where that changed anything.

    Missing folders are made; a link that stands at `path` gives way. A file that holds `data` already is not touched.
    Raises CourseError where the system refuses, or a folder on the way leads out of `within`; then the old file stands
    as it was, and nothing is left beside it.
    """
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        _replace(path, data, within)
    except OSError as refusal:
        raise CourseError([_refused(path, refusal)]) from refusal
    return True


class FileContent(Struct, frozen=True):
    """What a file held when it was looked at; None where there was none."""

    data: bytes | None = None


def content_now(path: Path) -> FileContent:
    """What a file holds now, to be handed to `save` later."""
    try:
        return FileContent(path.read_bytes() if path.is_file() else None)
    except OSError:
        return FileContent()


def save_text(path: Path, text: str, within: Path | None = None, before: FileContent | None = None) -> bool:
    """Save `text` as UTF-8, line ends as they are; see `save`."""
    return save(path, text.encode(), within, before)


def save(path: Path, data: bytes, within: Path | None = None, before: FileContent | None = None) -> bool:
    """Write a file that belongs to people: as `write_bytes`, and it keeps its permissions, owner and attributes.

    A link is written through where it stays in `within`. The data is on the disk when this returns. What killed
    runs have left beside the file goes. Raises CourseError also where a link leaves `within`, and where the file holds
    anything else than `before`: somebody has changed it since.
    """
    if within is not None and not is_inside(path, within):
        raise CourseError([_refused(path, OutsideError(leaving_link(path, within)))])
    real = Path(os.path.realpath(path))
    remove_abandoned(real.parent)
    try:
        now = real.read_bytes() if real.is_file() else None
        if now == data:
            return False
        if before is not None and now != before.data:
            message = "has been changed by somebody else meanwhile, and is left as it is: run the command again"
            raise CourseError([error(Source(_shown(path)), "output", message)])
        _replace(real, data, within, _as_it_was(real))
    except OSError as refusal:
        raise CourseError([_refused(path, refusal, elsewhere=False)]) from refusal
    return True


def remove(path: Path, within: Path | None = None) -> bool:
    """Take a file away; True where it was there. Raises CourseError where the system refuses, or a link leads out."""
    if not os.path.lexists(path):
        return False
    try:
        with held_folder(path.parent, within) as folder:
            if folder is None:
                path.unlink()
            else:
                os.unlink(path.name, dir_fd=folder)
    except FileNotFoundError:
        return False
    except OutsideError as refusal:
        raise CourseError([_refused(path, refusal)]) from refusal
    except OSError as refusal:
        reason = refusal.strerror or str(refusal)
        raise CourseError([error(Source(_shown(path)), "output", f"cannot be removed ({reason})")]) from refusal
    return True


def _replace(path: Path, data: bytes, within: Path | None, finish: Callable[[IO[bytes]], None] | None = None) -> None:
    temporary = temporary_name()
    with held_folder(path.parent, within) as folder:
        # where no folder can be held open, names are paths
        new, old = (temporary, path.name) if folder is not None else (str(path.with_name(temporary)), str(path))
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        descriptor = os.open(new, flags, 0o666, dir_fd=folder)
        try:
            with os.fdopen(descriptor, "wb") as file:
                lock_file(file)
                file.write(data)
                file.flush()
                if finish is not None:
                    finish(file)
                # still locked, or a sweeper might take it for abandoned; Windows renames closed files alone
                if folder is not None:
                    os.rename(new, old, src_dir_fd=folder, dst_dir_fd=folder)
            if folder is None:
                os.replace(new, old)  # noqa: PTH105 - one form of both
            elif finish is not None:
                os.fsync(folder)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(new, dir_fd=folder)
            raise


def _as_it_was(path: Path) -> Callable[[IO[bytes]], None]:
    """Gives a new file the permissions, owner and attributes of the one at `path`, as far as the system lets it."""

    def finish(file: IO[bytes]) -> None:
        descriptor = file.fileno()
        with contextlib.suppress(OSError):
            facts = path.stat()
            if hasattr(os, "fchown"):
                own = os.fstat(descriptor)
                if (own.st_uid, own.st_gid) != (facts.st_uid, facts.st_gid):
                    with contextlib.suppress(OSError):
                        os.fchown(descriptor, facts.st_uid, facts.st_gid)
                os.fchmod(descriptor, facts.st_mode & 0o7777)
            if hasattr(os, "listxattr"):
                for name in os.listxattr(path):
                    with contextlib.suppress(OSError):
                        os.setxattr(descriptor, name, os.getxattr(path, name))
        os.fsync(descriptor)

    return finish


def _shown(path: Path) -> str:
    """`path` as people would type it here: relative where it lies below the current folder."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def _refused(path: Path, refusal: OSError, *, elsewhere: bool = True) -> Problem:
    """The problem that keeps `path` from being written, and how to solve it; `elsewhere` files may stand as well."""
    reason = refusal.strerror or str(refusal)
    if isinstance(refusal, OutsideError):
        message = "is a link that leads out of its folder, where nothing is written: remove it"
        return error(Source(_shown(refusal.link)), "link", message)
    if refusal.errno == errno.ENAMETOOLONG:
        return error(Source(_shown(path)), "output", f"cannot be written ({reason}): shorten the name of the session")
    obstacle = next((folder for folder in path.parents if os.path.lexists(folder)), path)
    if not obstacle.is_dir():
        return error(Source(_shown(obstacle)), "output", "a file stands where a folder is needed: move it away")
    if path.is_dir():
        return error(Source(_shown(path)), "output", "cannot be written: a folder stands in its place: move it away")
    remedy = "free some space" if refusal.errno in _FULL else f"make {_shown(obstacle)} writable"
    message = f"cannot be written ({reason}): {remedy}" + ", or name another folder with --output" * elsewhere
    return error(Source(_shown(path if obstacle == path.parent else obstacle)), "output", message)
