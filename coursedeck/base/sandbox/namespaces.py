"""Process namespaces: when the first process of one ends, Linux ends all others in it (pid_namespaces(7)).

Also capabilities(7), of which a confined process needs none. Imports the standard library alone, as `landlock`.
"""

from __future__ import annotations

import ctypes
import os
import struct
from pathlib import Path

_NEW_USER, _NEW_PID = 0x10000000, 0x20000000
_CAPABILITIES_3 = 0x20080522
_DAC_OVERRIDE, _DAC_READ_SEARCH = 1 << 1, 1 << 2
"""What lets root read files of others, which a course may consist of."""


def enter() -> bool:
    """Let the next child of this process be the first of a new process namespace; False where the system does not.

    People who are not root need a user namespace for that, in which they stay who they are. Raises OSError where that
    does not succeed; this process can then read nobody's files.
    """
    kernel = ctypes.CDLL(None, use_errno=True)
    if not hasattr(kernel, "unshare"):
        return False
    if os.geteuid() == 0:
        return bool(kernel.unshare(_NEW_PID) == 0)
    try:
        enter_user(_NEW_PID)
    except PermissionError:
        return False
    return True


def enter_user(more: int) -> None:
    """Enter a user namespace, in which this process is who it was, and others with it. Raises OSError.

    PermissionError says that the system does not let anybody, and that nothing has changed.
    """
    kernel = ctypes.CDLL(None, use_errno=True)
    user, group = os.geteuid(), os.getegid()
    if kernel.unshare(_NEW_USER | more) != 0:
        raise PermissionError(ctypes.get_errno(), "user namespaces")
    for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        descriptor = os.open(Path("/proc/self", name), os.O_WRONLY)
        try:
            os.write(descriptor, text.encode("ascii"))
        finally:
            os.close(descriptor)


def drop_capabilities() -> None:
    """Keep none, but root the ones to read what belongs to others."""
    kept = _DAC_OVERRIDE | _DAC_READ_SEARCH if os.geteuid() == 0 else 0
    head = struct.pack("=Ii", _CAPABILITIES_3, 0)
    kernel = ctypes.CDLL(None, use_errno=True)
    old = ctypes.create_string_buffer(24)
    if kernel.capget(head, old) != 0:
        return
    effective, permitted, *_ = struct.unpack("=6I", old.raw[:24])
    kernel.capset(head, struct.pack("=6I", effective & kept, permitted & kept, 0, 0, 0, 0))
