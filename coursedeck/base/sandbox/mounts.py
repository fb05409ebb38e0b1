"""Mount namespaces: a Linux process has a root folder of its own, with some places in it (mount_namespaces(7)).

For kernels that have no Landlock, or do not use it. Imports the standard library alone, as `landlock`.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

from . import namespaces

_NEW_MOUNTS = 0x00020000
_MOUNT_SETATTR = 442
"""Number of the system call on every processor; kernel 5.12 and later."""
_NO_SET_USER, _NO_DEVICES, _BIND, _RECURSIVE, _PRIVATE = 2, 4, 4096, 16384, 1 << 18
"""MS_… of mount(2)."""
_MOST_LINKS = 40
"""Links that lead to one another; the kernel follows no more."""
_HERE, _ALL_BELOW, _ATTRIBUTE_READ_ONLY = -100, 0x8000, 1


def is_known() -> bool:
    """Whether this machine lets such a process be made; tried in a child."""
    child = os.fork()
    if child == 0:
        code = 1
        with contextlib.suppress(OSError, AttributeError):
            _enter()
            _mount("/usr", "/usr", None, _BIND | _RECURSIVE)
            _read_only("/usr")
            code = 0
        os._exit(code)
    return os.waitpid(child, 0)[1] == 0


def restrict(readable: Iterable[str], writable: Iterable[str], root: str) -> None:
    """Leave this process, and all it starts from now on, some places, of which it can change the `writable`.

    `root` is an empty folder that becomes its root. Places that are not there are left out. The current folder has to
    be among those that stay. Raises OSError where the kernel refuses.
    """
    here = str(Path.cwd())
    _enter()
    _mount("tmpfs", root, "tmpfs", _NO_SET_USER | _NO_DEVICES, "size=1m,mode=755")
    changed = {os.path.realpath(place) for place in writable}
    for place in (*readable, *writable, *sys.path, sys.prefix):
        with contextlib.suppress(PermissionError):  # a place that this user cannot look at
            _lead(os.path.abspath(place), root, _MOST_LINKS)  # noqa: PTH100 - links on the way count
    shown: list[str] = []
    for place in sorted({*map(os.path.realpath, readable), *changed}):
        is_there = any(Path(place).is_relative_to(whole) for whole in shown)
        if place in changed or not is_there:
            _show(place, root, place in changed)
            shown += [] if place in changed else [place]
    os.chroot(root)
    os.chdir(here)


def _lead(place: str, root: str, most: int) -> None:
    """Let the links on the way to a place lead below `root` where they lead in the real one."""
    way = Path("/")
    parts = Path(place).parts[1:]
    for number, part in enumerate(parts, start=1):
        way /= part
        if not way.is_symlink() or not most:
            continue
        link = Path(root + str(way))
        written = os.readlink(way)  # noqa: PTH115 - as it is written
        if not os.path.lexists(link):
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(written)
        _lead(os.path.normpath(way.parent.joinpath(written, *parts[number:])), root, most - 1)
        return


def _enter() -> None:
    """A namespace whose mounts nobody else sees; people who are not root need a user namespace for that."""
    kernel = ctypes.CDLL(None, use_errno=True)
    if kernel.unshare(_NEW_MOUNTS) != 0:
        namespaces.enter_user(_NEW_MOUNTS)
    _mount(None, "/", None, _RECURSIVE | _PRIVATE)


def _show(place: str, root: str, is_writable: bool) -> None:
    """Let a place stand below `root` where it stands below the real one."""
    target = Path(root + place)
    # the numbers of processes mean others there
    if not os.access(place, os.R_OK) or (place.startswith("/proc/") and Path(place).is_dir()):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    if Path(place).is_dir():
        target.mkdir(exist_ok=True)
    elif not target.exists():
        target.touch()
    _mount(place, str(target), None, _BIND | _RECURSIVE)
    if not is_writable and not place.startswith("/dev/"):
        _read_only(str(target))


def _mount(source: str | None, target: str, kind: str | None, flags: int, options: str | None = None) -> None:
    kernel = ctypes.CDLL(None, use_errno=True)
    given = [None if each is None else each.encode() for each in (source, target, kind, options)]
    if kernel.mount(given[0], given[1], given[2], ctypes.c_ulong(flags), given[3]) != 0:
        raise _failed(target)


def _read_only(target: str) -> None:
    """Make a mount and all below it read-only: `struct mount_attr` of mount_setattr(2)."""
    kernel = ctypes.CDLL(None, use_errno=True)
    attributes = struct.pack("=QQQQ", _ATTRIBUTE_READ_ONLY, 0, 0, 0)
    given = (_HERE, target.encode(), ctypes.c_uint(_ALL_BELOW), attributes, ctypes.c_size_t(len(attributes)))
    if kernel.syscall(_MOUNT_SETATTR, *given) != 0:
        raise _failed(target)


def _failed(target: str) -> OSError:
    number = ctypes.get_errno()
    return OSError(number, f"mount: {os.strerror(number)}", target)
