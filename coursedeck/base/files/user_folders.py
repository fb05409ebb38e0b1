"""Where programs keep what is the user's and no course's (XDG Base Directory Specification 0.8; Apple; Windows)."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

_OURS = "coursedeck"


def state_folder() -> Path:
    """What has to last, and belongs to this machine. Raises RuntimeError where the user has no home folder."""
    return _local() / _OURS if sys.platform == "win32" else _named("XDG_STATE_HOME", ".local/state") / _OURS


def cache_folder() -> Path:
    """What can be made again. Raises RuntimeError where the user has no home folder."""
    if sys.platform == "win32":
        return _local() / _OURS / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / _OURS
    return _named("XDG_CACHE_HOME", ".cache") / _OURS


def is_users_own(file: Path) -> bool:
    """Whether nobody but the user can have written a file of such a folder, which is run."""
    try:
        found = [file.lstat(), file.parent.lstat()]
    except OSError:
        return False
    if sys.platform == "win32":
        return stat.S_ISREG(found[0].st_mode)
    whole = stat.S_ISREG(found[0].st_mode) and stat.S_ISDIR(found[1].st_mode)
    return whole and all(one.st_uid == os.geteuid() and not one.st_mode & stat.S_IWOTH for one in found)


def _named(variable: str, usual: str) -> Path:
    """The folder that a variable names; what is no absolute path is not heeded, as the specification says."""
    named = Path(os.environ.get(variable, ""))
    return named if named.is_absolute() else Path.home() / usual


def _local() -> Path:
    return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
