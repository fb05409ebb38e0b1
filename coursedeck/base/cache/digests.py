"""Digests: SHA-256, which processors compute in hardware."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from stat import S_ISREG

ABSENT = "absent"
"""Stands for the digest of a file that is not there."""


_LARGE = 2**28
"""Bytes from which on a file is told by its size and date: nothing of ours is as large, and few films are."""


def digest(*parts: str | bytes) -> str:
    """One digest of several parts, as 64 hexadecimal digits; where a part ends and the next begins counts.

    >>> digest("ab", "c") == digest("a", "bc")
    False
    """
    state = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        state.update(b"%d:" % len(data))
        state.update(data)
    return state.hexdigest()


def checksum(data: str | bytes, digits: int) -> str:
    """The first hexadecimal digits of the SHA-256 of `data` alone: short names, which stand in pages and baselines.

    >>> checksum("coursedeck", 12) == checksum(b"coursedeck", 64)[:12]
    True
    """
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()[:digits]


def digest_of_file(path: Path | str) -> str:
    """The digest of a file's content; `ABSENT` where there is no file that can be read."""
    try:
        # a pipe would be waited for without end
        if not S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 - thousands of files are looked at in every build
            return ABSENT
        with open(path, "rb") as file:  # noqa: PTH123
            facts = os.fstat(file.fileno())
            if facts.st_size > _LARGE:
                return digest("large", str(facts.st_size), str(facts.st_mtime_ns))
            return digest(file.read())
    except (OSError, ValueError):
        return ABSENT
