"""The C library cairo, found without programs: cairocffi would run ldconfig, gcc and objdump to look for it.

That takes a tenth of a second in each process, and a process that is killed meanwhile leaves gcc's files behind.
"""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def found_by_name() -> Iterator[None]:
    """While cairocffi is imported first: Linux knows the library by its name, so nothing has to look for it."""
    look = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = look
