"""Digests: SHA-256, which processors compute in hardware."""

from __future__ import annotations

import hashlib
from pathlib import Path

ABSENT = "absent"
"""Stands for the digest of a file that is not there."""


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


def digest_of_file(path: Path) -> str:
    """The digest of a file's content; `ABSENT` where there is no file that can be read."""
    try:
        # a pipe would be waited for without end
        return digest(path.read_bytes()) if path.is_file() else ABSENT
    except (OSError, ValueError):
        return ABSENT
