"""Files of strangers read without harm: ordinary ones alone, up to a size."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from stat import S_ISREG

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
"""A pipe that nobody writes into is opened without waiting for a writer."""


NO_FILE = "is no file: move it away, and put a file in its place"
_NO_FILE = frozenset({errno.EISDIR, errno.ENXIO, errno.ENODEV})
"""Numbers of the system for folders on some systems, sockets, and devices that are not there."""


class FileRefusedError(Exception):
    """A file is there and is not read; the message continues a sentence after its name."""


class FileTooLargeError(FileRefusedError):
    """A file holds more than it may."""


def read_file(path: Path, most: int, within: Path | None = None) -> bytes:
    """The content of a file of `most` bytes at the most, which lies in the folder `within` where one is named.

    Raises FileNotFoundError where there is none, FileRefusedError where it is too large, no ordinary file (a folder,
    pipe, socket or device), cannot be opened, or a link on the way leads out of `within`.
    """
    if within is not None and not is_inside(path, within):
        raise FileRefusedError("is a link that leads out of the course folder: copy the file into the course")
    try:
        descriptor = os.open(path, _FLAGS)
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as failure:
        if isinstance(failure, OSError) and failure.errno in _NO_FILE:
            raise FileRefusedError(NO_FILE) from failure
        reason = failure.strerror if isinstance(failure, OSError) else str(failure)
        raise FileRefusedError(f"cannot be read: {reason}") from failure
    try:
        return _content(descriptor, most)
    finally:
        os.close(descriptor)


def _content(descriptor: int, most: int) -> bytes:
    facts = os.fstat(descriptor)
    if not S_ISREG(facts.st_mode):
        raise FileRefusedError(NO_FILE)
    if facts.st_size > most:
        raise FileTooLargeError(f"holds more than {_size(most)}: make it smaller")
    pieces, left = [], most + 1
    while left and (piece := os.read(descriptor, min(left, 2**20))):
        pieces.append(piece)
        left -= len(piece)
    if not left:  # it grew while it was read, or says nothing of its size, as files of /proc do
        raise FileTooLargeError(f"holds more than {_size(most)}: make it smaller")
    return b"".join(pieces)


def is_inside(path: Path, folder: Path) -> bool:
    """Whether `path`, all links followed, lies in `folder`; a link that leads to itself leads nowhere else."""
    try:
        return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
    except (OSError, ValueError):
        return True


def _size(bytes_: int) -> str:
    return f"{bytes_ // 2**20} MB" if bytes_ >= 2**20 else f"{bytes_ // 2**10} kB"
