"""A job object of Windows bounds a process and all that it starts, and ends them with the program that made it.

It bounds memory, processor time and processes; files and network stay open, which is said where it matters. Nobody has
tried this yet.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

_EXTENDED_LIMITS = 9
"""JobObjectExtendedLimitInformation."""
_JOB_TIME, _ACTIVE_PROCESSES, _JOB_MEMORY, _KILL_ON_CLOSE = 0x4, 0x8, 0x200, 0x2000
"""JOB_OBJECT_LIMIT_… of winnt.h."""
_TICKS = 10_000_000
"""Units of 100 ns in a second."""


@contextmanager
def job_object(handle: int, limits: Mapping[str, int]) -> Iterator[None]:
    """Hold a process in a job object; with the block, all that is in it ends. Raises OSError."""
    kernel: Any = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined, unused-ignore]
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    try:
        packed = packed_limits(limits)
        if not (
            kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, packed, len(packed))
            and kernel.AssignProcessToJobObject(job, ctypes.c_void_p(handle))
        ):
            raise OSError("the limits of the process could not be set")
        yield
    finally:
        kernel.CloseHandle(job)


def packed_limits(limits: Mapping[str, int]) -> bytes:
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION of 64-bit Windows: basic limits, counters, and limits of memory."""
    flags = _JOB_TIME | _ACTIVE_PROCESSES | _JOB_MEMORY | _KILL_ON_CLOSE
    basic = struct.pack("=qqI4xQQI4xQII", 0, limits["seconds"] * _TICKS, flags, 0, 0, limits["processes"], 0, 0, 0)
    return basic + bytes(48) + struct.pack("=QQQQ", 0, limits["memory"], 0, 0)
