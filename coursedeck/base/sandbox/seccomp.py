"""seccomp: system calls that a Linux process gives up, for itself and all that it starts (seccomp(2)).

Landlock says which files can be opened; this closes what it leaves open: sockets of every kind, owners, permissions
and dates of files, and what reaches other processes or the system itself. Imports the standard library alone.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from collections.abc import Iterator

_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
"""PR_SET_NO_NEW_PRIVS and PR_SET_SECCOMP of <linux/prctl.h>, SECCOMP_MODE_FILTER of <linux/seccomp.h>."""

# instructions of <linux/bpf_common.h>, and answers of <linux/seccomp.h>
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _IF_ANY_BIT, _ANSWER = 0x20, 0x15, 0x35, 0x45, 0x06
_KILL, _ERROR, _ALLOW = 0x80000000, 0x00050000, 0x7FFF0000

_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
"""Places in `struct seccomp_data`."""

_NEW_NAMESPACES = 0x7E020000
"""The flags CLONE_NEW… of clone(2)."""

_X32 = 0x40000000
"""Bit in the numbers of calls with 32-bit pointers on x86-64, which are calls of their own."""

_AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
"""AUDIT_ARCH_… of <linux/audit.h>, by `os.uname().machine`."""

# numbers on x86-64 and on 64-bit ARM; -1: there is none there
_SOCKETS = {"socket": (41, 198)}
_REFUSED = {
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272),
    "pidfd_getfd": (438, 438), "process_madvise": (440, 440), "move_pages": (279, 239), "migrate_pages": (256, 238),
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51), "unshare": (272, 97),
    "setns": (308, 268), "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430),
    "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433), "mount_setattr": (442, 442),
    "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265), "bpf": (321, 280), "perf_event_open": (298, 241),
    "userfaultfd": (323, 282), "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106), "kexec_load": (246, 104),
    "kexec_file_load": (320, 294), "reboot": (169, 142), "swapon": (167, 224), "swapoff": (168, 225),
    "acct": (163, 89), "quotactl": (179, 60), "quotactl_fd": (443, 443), "settimeofday": (164, 170),
    "clock_settime": (227, 112), "clock_adjtime": (305, 266), "adjtimex": (159, 171), "sethostname": (170, 161),
    "setdomainname": (171, 162), "iopl": (172, -1), "ioperm": (173, -1), "syslog": (103, 116), "shmget": (29, 194),
    "msgget": (68, 186), "semget": (64, 190), "mq_open": (240, 180), "fanotify_init": (300, 262),
}  # fmt: skip
_UNKNOWN = {"clone3": (435, 435), "io_uring_setup": (425, 425), "io_uring_enter": (426, 426),
            "io_uring_register": (427, 427), "memfd_create": (319, 279), "memfd_secret": (447, 447)}  # fmt: skip
"""Calls whose arguments cannot be looked at, and files in memory that no limit counts: programs that hear that the
kernel has none of them use older ones."""
_IGNORED = {
    "chmod": (90, -1), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452), "chown": (92, -1),
    "fchown": (93, 55), "lchown": (94, -1), "fchownat": (260, 54), "setxattr": (188, 5), "lsetxattr": (189, 6),
    "fsetxattr": (190, 7), "removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16),
    "utime": (132, -1), "utimes": (235, -1), "futimesat": (261, -1), "utimensat": (280, 88),
}  # fmt: skip
"""Calls that change what is told of a file, wherever it lies: they do nothing, and say that they have been done."""
_CLONE, _PRLIMIT, _KILLS = (56, 220), (302, 261), ((62, 129), (200, 130), (129, 138), (297, 240), (424, 424))
"""Calls that are looked at closer: the last ones, from kill(2) on, send signals."""


def is_known() -> bool:
    """Whether the numbers of this processor's system calls are known here, and the kernel has filters."""
    if os.uname().machine not in _AUDIT or ctypes.sizeof(ctypes.c_void_p) != 8:
        return False
    # a filter at the address 0 is refused with EFAULT where there are filters
    kernel = ctypes.CDLL(None, use_errno=True)
    return kernel.prctl(_SET_SECCOMP, _FILTER, None, 0, 0) < 0 and ctypes.get_errno() == errno.EFAULT


def give_up_privileges() -> None:
    """Never gain rights by starting a program (PR_SET_NO_NEW_PRIVS), which the rest needs. Raises OSError."""
    _prctl(_NO_NEW_PRIVILEGES, 1)


def restrict(network: bool, signals: bool) -> None:
    """Give up the calls above; sockets stay where `network`, signals to other processes where `signals` says so.

    Raises OSError where the kernel refuses.
    """
    program = b"".join(_program(network, signals))
    code = ctypes.create_string_buffer(program)
    # struct sock_fprog of <linux/filter.h>
    head = ctypes.create_string_buffer(struct.pack("@HP", len(program) // 8, ctypes.addressof(code)))
    _prctl(_SET_SECCOMP, _FILTER, ctypes.addressof(head))


def _program(network: bool, signals: bool) -> Iterator[bytes]:
    machine = os.uname().machine
    column = list(_AUDIT).index(machine)
    yield _step(_LOAD, _ARCHITECTURE)
    yield from _unless(_IF_EQUAL, _AUDIT[machine], _KILL)
    yield _step(_LOAD, _NUMBER)
    if machine == "x86_64":
        yield from _if(_IF_AT_LEAST, _X32, _ERROR | errno.ENOSYS)
    for calls, answer in (
        ({} if network else _SOCKETS, _ERROR | errno.EACCES),
        (_REFUSED, _ERROR | errno.EPERM),
        (_UNKNOWN, _ERROR | errno.ENOSYS),
        (_IGNORED, _ERROR),
    ):
        for numbers in calls.values():
            if numbers[column] >= 0:
                yield from _if(_IF_EQUAL, numbers[column], answer)
    yield from _looked_at(_CLONE[column], _if(_IF_ANY_BIT, _NEW_NAMESPACES, _ERROR | errno.EPERM))
    # limits of this process alone
    yield from _looked_at(_PRLIMIT[column], _unless(_IF_EQUAL, 0, _ERROR | errno.EPERM))
    for numbers in () if signals else _KILLS:
        yield from _looked_at(numbers[column], _unless(_IF_EQUAL, os.getpid(), _ERROR | errno.EPERM))
    yield _step(_ANSWER, _ALLOW)


def _looked_at(number: int, steps: Iterator[bytes]) -> Iterator[bytes]:
    """`steps` on the first argument of one call, and then the number again."""
    inner = [_step(_LOAD, _FIRST_ARGUMENT), *steps, _step(_LOAD, _NUMBER)]
    yield _step(_IF_EQUAL, number, 0, len(inner))
    yield from inner


def _if(test: int, value: int, answer: int) -> Iterator[bytes]:
    yield _step(test, value, 0, 1)
    yield _step(_ANSWER, answer)


def _unless(test: int, value: int, answer: int) -> Iterator[bytes]:
    yield _step(test, value, 1, 0)
    yield _step(_ANSWER, answer)


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """One instruction: `struct sock_filter`; the jumps say how many of the next are left out."""
    return struct.pack("=HBBI", code, if_true, if_false, value)


def _prctl(option: int, value: int, more: int = 0) -> None:
    kernel = ctypes.CDLL(None, use_errno=True)
    if kernel.prctl(option, ctypes.c_ulong(value), ctypes.c_ulong(more), ctypes.c_ulong(0), ctypes.c_ulong(0)) < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"seccomp: {os.strerror(number)}")
