"""Folders reached name by name, so that no link leads out of where a file may be written or removed.

Where the system can (POSIX), a folder is held open while files in it are made, renamed and removed: a link that is put
in its place meanwhile changes nothing.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from coursedeck.base.files.reading import is_inside

HOLDS_FOLDERS = {os.open, os.mkdir, os.unlink, os.rename} <= os.supports_dir_fd
"""Whether names can be looked up from a folder that is held open; Windows cannot."""


class OutsideError(OSError):
    """A link leads out of the folder that a file must stay in; `link` is the link."""

    def __init__(self, link: Path) -> None:
        super().__init__(errno.ELOOP, "is a link that leads elsewhere", str(link))
        self.link = link


@contextlib.contextmanager
def held_folder(folder: Path, within: Path | None = None) -> Iterator[int | None]:
    """A descriptor of `folder`, which is made where it is missing; None where the system does not know such.

    Links that stay in `within` are followed. Raises OutsideError for one that leaves it, OSError as the system does.
    """
    if within is not None and not is_inside(folder, within):
        raise OutsideError(leaving_link(folder, within))
    if not HOLDS_FOLDERS or within is None:
        folder.mkdir(parents=True, exist_ok=True)
        yield from _opened(folder)
        return
    base = Path(os.path.realpath(within))
    base.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(base, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for name in Path(os.path.realpath(folder)).relative_to(base).parts:
            descriptor = _entered(descriptor, name)
        yield descriptor
    finally:
        os.close(descriptor)


def _opened(folder: Path) -> Iterator[int | None]:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY) if HOLDS_FOLDERS else None
    try:
        yield descriptor
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _entered(parent: int, name: str) -> int:
    """A folder in another one, no link, made where it is missing; the other one is closed, unless this fails."""
    with contextlib.suppress(FileExistsError):
        os.mkdir(name, dir_fd=parent)
    inner = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=parent)
    os.close(parent)
    return inner


def leaving_link(path: Path, within: Path) -> Path:
    """The first link on the way from `within` to `path` that leads out of `within`; else `path`."""
    way = [path, *path.parents]
    below = [place for place in reversed(way) if place != within and place.is_relative_to(within)]
    return next((place for place in below if place.is_symlink() and not is_inside(place, within)), path)
