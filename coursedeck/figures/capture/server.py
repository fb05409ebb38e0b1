"""Start and end the processes that scripts run in, each in a session of its own so that its children end with it.

On POSIX, one server process loads the library once and forks for every script; elsewhere each script starts a new
interpreter.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import select
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

LATE = "late"
"""What the server answers where a script did not end in time."""

_PATIENCE = 30.0
"""Seconds that the server may take beyond those of the script."""

_CLEANING = 3.0
"""Seconds that it has to end a script with all that belongs to it."""

RUNNER = Path(__file__).with_name("runner.py")
_CAN_FORK = hasattr(os, "fork") and hasattr(os, "killpg")


@dataclass(frozen=True, slots=True)
class ScriptJob:
    """One script to run: its limits as JSON, the path of its result, and an empty working folder."""

    script: Path
    result: Path
    folder: Path
    stderr: Path
    limits: str


def run_job(job: ScriptJob, timeout: float) -> int | None:
    """The exit code of the script's process (below 0: minus a signal); None where it did not end within `timeout` s."""
    if not _CAN_FORK:
        return _run_alone(job, timeout)
    server = _take()
    try:
        code = server.run(job, timeout)
    except (OSError, ValueError):
        server.close()
        return _run_alone(job, timeout)
    except BaseException:
        server.close()
        raise
    if code is None:
        server.close()
        return None
    _give_back(server)
    return None if code == LATE else int(code)


class _ForkServer:
    """A server process that forks for every job."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self._process = subprocess.Popen(
            [sys.executable, "-B", str(RUNNER), "serve"], env=_environment(), stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        self._buffer = b""

    def run(self, job: ScriptJob, timeout: float) -> str | None:
        """Exit code of the script, or `LATE`; None where the server itself says nothing any more."""
        request = {"script": str(job.script), "result": str(job.result), "folder": str(job.folder),
                   "stderr": str(job.stderr), "limits": job.limits, "seconds": str(timeout)}  # fmt: skip
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(request).encode() + b"\n")
        self._process.stdin.flush()
        if self._answer(_PATIENCE) is None:
            raise OSError("the server does not answer")
        # the server itself ends the script in time, and all that belongs to it
        return self._answer(timeout + _PATIENCE)

    def _answer(self, timeout: float) -> str | None:
        """The next line; None where none comes in time."""
        assert self._process.stdout is not None
        while b"\n" not in self._buffer:
            ready, _, _ = select.select([self._process.stdout], [], [], timeout)
            if not ready:
                return None
            read = os.read(self._process.stdout.fileno(), 4096)
            if not read:
                raise OSError("the server has ended")
            self._buffer += read
        line, _, self._buffer = self._buffer.partition(b"\n")
        return line.decode("ascii")

    def close(self, *, idle: bool = False) -> None:
        """End the server, unless this process only inherited it through a fork; unless idle, its script before."""
        if self.owner == os.getpid():
            if not idle:
                self._process.terminate()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._process.wait(_CLEANING)
            _end_group(self._process.pid)
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()
            self._process.wait()


_idle: list[_ForkServer] = []
_lock = Lock()


def _take() -> _ForkServer:
    """An idle server of this process, or a new one."""
    with _lock:
        own = [server for server in _idle if server.owner == os.getpid()]
        if own:
            _idle.remove(own[0])
            return own[0]
    return _ForkServer()


def _give_back(server: _ForkServer) -> None:
    with _lock:
        if not _idle:
            atexit.register(_close_all)
        _idle.append(server)


def _close_all() -> None:
    with _lock:
        while _idle:
            _idle.pop().close(idle=True)


def _run_alone(job: ScriptJob, timeout: float) -> int | None:
    command = [sys.executable, "-B", str(RUNNER), str(job.script), str(job.result), job.limits]
    with job.stderr.open("wb") as stderr:
        process = subprocess.Popen(
            command, cwd=job.folder, env=_environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=stderr, start_new_session=True,
        )  # fmt: skip
        try:
            return process.wait(timeout)
        except subprocess.TimeoutExpired:
            return None
        finally:
            _end_group(process.pid)
            with contextlib.suppress(OSError):
                process.kill()
            process.wait()


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONHASHSEED": "0"}


def _end_group(leader: int) -> None:
    """Kill a process and all children that it left behind."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(leader, signal.SIGKILL)
