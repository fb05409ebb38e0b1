"""Keeps a program of somebody else's, and ends it and all that it started with whoever asked for it.

Started as ``python guard.py STATUS COMMAND…``: its input is a pipe that the asking process holds open, so that it ends
when that process does, in whatever way; STATUS is the number of a pipe that hears why a program cannot be started. It
ends as the program has. POSIX alone; it imports the standard library alone.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

_ADOPTS_ORPHANS = 36
"""PR_SET_CHILD_SUBREAPER of <linux/prctl.h>."""

_LOOK = 0.1
"""Seconds after which it looks whether the program has ended, at the latest."""


def keep(status: int, command: list[str]) -> int:
    """Run a program to its end, or to that of the asking process; returns its code, below 0: minus a signal."""
    adopt_orphans()
    program = os.fork()  # subprocess, pathlib and typing take longer to load than most programs take
    if program == 0:
        start(status, command)
    os.close(status)
    pause = 0.001
    while True:
        done, ended = os.waitpid(program, os.WNOHANG)
        # nothing is ever written: what can be read is the end of the pipe
        if done or select.select([0], [], [], pause)[0]:
            break
        pause = min(pause * 1.5, _LOOK)
    end(program)
    return os.waitstatus_to_exitcode(ended) if done else -signal.SIGKILL


def start(status: int, command: list[str]) -> NoReturn:
    """Become the program, in a session of its own and without input."""
    os.setsid()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.set_inheritable(status, False)
    try:
        os.execvp(command[0], command)
    except OSError as problem:
        os.write(status, (problem.strerror or "unknown reason").encode())
    finally:
        os._exit(127)


def adopt_orphans() -> None:
    """Become the parent of what the program leaves behind, so that it can be found; Linux alone."""
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - other systems do without

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_ADOPTS_ORPHANS, 1, 0, 0, 0)


def end(program: int) -> None:
    """Kill what is left of the program, its session and, where they can be found, daemons."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(program, signal.SIGKILL)
    pause = 0.0005
    with contextlib.suppress(ChildProcessError):  # none is left
        while pause < 1:
            for process in below("self"):
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(process, signal.SIGKILL)
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
            time.sleep(pause)
            pause *= 1.5


def below(parent: int | str) -> list[int]:
    """The processes that descend from one, where the system lists them in /proc."""
    found: list[int] = []
    threads = f"/proc/{parent}/task"
    with contextlib.suppress(OSError):
        for thread in os.listdir(threads):  # noqa: PTH208 - see keep
            with open(f"{threads}/{thread}/children", encoding="ascii") as listed:  # noqa: PTH123 - see keep
                for child in map(int, listed.read().split()):
                    found += [child, *below(child)]
    return found


if __name__ == "__main__":
    code = keep(int(sys.argv[1]), sys.argv[2:])
    if code < 0:
        with contextlib.suppress(OSError, ValueError):
            signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    sys.exit(code)
