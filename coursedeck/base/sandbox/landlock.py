"""Landlock: a Linux process gives up, for itself and all that it starts, every file but those of a list (landlock(7)).

Imports the standard library alone, so that a process that is about to be confined can load it by its path.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import stat
import struct
from collections.abc import Iterable

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
"""Numbers of the system calls, the same on every processor."""

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR, _REMOVE_DIR, _REMOVE_FILE = (1 << bit for bit in range(6))
_MAKE_DIR, _MAKE_REG, _MAKE_SOCK, _MAKE_FIFO, _MAKE_SYM = 1 << 7, 1 << 8, 1 << 9, 1 << 10, 1 << 12
_REFER, _TRUNCATE, _IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
_ON_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV
_READING = _EXECUTE | _READ_FILE | _READ_DIR
_WRITING = (
    _READING | _WRITE_FILE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REG | _MAKE_SOCK | _MAKE_FIFO | _MAKE_SYM
    | _REFER | _TRUNCATE
)  # fmt: skip

_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
"""How many rights concerning files a version of the interface knows; 16 from version 5 on."""
_WITH_NETWORK, _WITH_SCOPES = 4, 6
"""Versions from which on TCP, and signals and abstract sockets to processes outside, can be given up."""

_PATH_BENEATH = 1
_VERSION = 1


def version() -> int:
    """The version of the interface that the kernel has; 0 where it has none, or does not use it."""
    return max(0, int(_kernel().syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _VERSION)))


def restrict(readable: Iterable[str], writable: Iterable[str], network: bool) -> None:
    """Leave this thread, and all it starts from now on, the files below some places, and TCP where `network` says so.

    Places that are not there are left out. Needs PR_SET_NO_NEW_PRIVS. Raises OSError where the kernel refuses.
    """
    kernel, known = _kernel(), version()
    rights = (1 << _FILE_RIGHTS.get(known, 16)) - 1
    tcp = 0 if network or known < _WITH_NETWORK else 0b11
    fields = (rights, tcp, 0b11 if known >= _WITH_SCOPES else 0)
    size = 24 if known >= _WITH_SCOPES else 16 if known >= _WITH_NETWORK else 8
    attributes = struct.pack("=QQQ", *fields)[:size]
    rules = _checked(kernel.syscall(_CREATE_RULESET, attributes, ctypes.c_size_t(size), 0))
    try:
        for places, allowed in ((readable, _READING), (writable, _WRITING)):
            for place in places:
                _allow(kernel, rules, place, allowed & rights)
        _checked(kernel.syscall(_RESTRICT_SELF, rules, 0))
    finally:
        os.close(rules)


def _allow(kernel: ctypes.CDLL, rules: int, place: str, rights: int) -> None:
    with contextlib.suppress(FileNotFoundError, NotADirectoryError, PermissionError):
        descriptor = os.open(place, os.O_PATH | os.O_CLOEXEC)
        try:
            if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
                rights &= _ON_FILES
            rule = struct.pack("=Qi", rights, descriptor)
            _checked(kernel.syscall(_ADD_RULE, rules, _PATH_BENEATH, rule, 0))
        finally:
            os.close(descriptor)


def _kernel() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(answer: int) -> int:
    if answer < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"Landlock: {os.strerror(number)}")
    return answer
