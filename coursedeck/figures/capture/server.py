"""Start and end the processes that scripts run in, each in a session of its own so that its children end with it.

On POSIX, one server process loads the library once and forks for every script; elsewhere each script starts a new
interpreter. What confines them is in `coursedeck.base.sandbox`.
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
from pathlib import Path
from threading import Lock
from typing import Any

from msgspec import Struct

from coursedeck.base.sandbox import FILES, NETWORK, Job, bound_to_this, environment, prefix

LATE = "late"
"""What the server answers where a script did not end in time."""

UNCONFINED = "unconfined"
"""What is answered where the machine cannot confine a script that must be."""

_PATIENCE = 30.0
"""Seconds that the server may take beyond those of the script."""

_CLEANING = 3.0
"""Seconds that it has to end a script with all that belongs to it."""

RUNNER = Path(__file__).with_name("runner.py")
_CAN_FORK = hasattr(os, "fork") and hasattr(os, "killpg")


class ScriptJob(Struct, frozen=True):
    """One script to run: its limits, the path of its result, and an empty working folder."""

    script: Path
    result: Path
    folder: Path
    stderr: Path
    limits: dict[str, int]
    course: Path
    """The folder that it may read."""
    needs: tuple[str, ...] = ()
    """What it may besides (see `coursedeck.base.sandbox`)."""
    required: bool = False
    """Whether it is not run where the machine cannot confine it."""

    def request(self, timeout: float) -> str:
        """The job as the runner reads it."""
        values: dict[str, Any] = {
            "script": str(self.script), "result": str(self.result), "folder": str(self.folder),
            "stderr": str(self.stderr), "course": str(self.course), "needs": self.needs, "limits": self.limits,
            "seconds": timeout,
        }  # fmt: skip
        return json.dumps(values)


class Ended(Struct, frozen=True):
    """How a script's process has ended."""

    code: int | str
    """The exit code (below 0: minus a signal), or why it was ended: `LATE`, or a limit of `ScriptJob.limits`."""
    lacking: tuple[str, ...] = ()
    """What this machine could not keep it from."""


def run_job(job: ScriptJob, timeout: float) -> Ended:
    """Run a script, for at most `timeout` seconds."""
    if not _CAN_FORK:
        return _run_alone(job, timeout)
    server = _take(job)
    try:
        if server.lacking and job.required:
            _give_back(server)
            return Ended(UNCONFINED, server.lacking)
        code = server.run(job, timeout)
    except (OSError, ValueError):
        server.close()
        return _run_alone(job, timeout)
    except BaseException:
        server.close()
        raise
    if code is None:
        server.close()
        return Ended(LATE, server.lacking)
    _give_back(server)
    return Ended(int(code) if code.removeprefix("-").isdigit() else code, server.lacking)


class _ForkServer:
    """A server process that forks for every job of a course."""

    def __init__(self, job: ScriptJob) -> None:
        self.owner = os.getpid()
        self.serves = _confinement(job)
        command = [*prefix(self.serves), sys.executable, "-B", str(RUNNER), "serve"]
        self._process = subprocess.Popen(
            command, env=environment(job.needs), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        self._buffer = b""
        self._lacking: tuple[str, ...] | None = None

    @property
    def lacking(self) -> tuple[str, ...]:
        """What this machine cannot keep scripts from, but what they may. Raises OSError."""
        if self._lacking is None:
            told = self._answer(_PATIENCE)
            if told is None:
                raise OSError("the server does not answer")
            self._lacking = tuple(one for one in json.loads(told) if one not in self.serves.needs)
        return self._lacking

    def run(self, job: ScriptJob, timeout: float) -> str | None:
        """Exit code of the script, or why it was ended; None where the server itself says nothing any more."""
        assert self._process.stdin is not None
        self._process.stdin.write(job.request(timeout).encode() + b"\n")
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


def _take(job: ScriptJob) -> _ForkServer:
    """An idle server of this process, or a new one."""
    with _lock:
        own = [one for one in _idle if one.owner == os.getpid() and one.serves == _confinement(job)]
        if own:
            _idle.remove(own[0])
            return own[0]
    return _ForkServer(job)


def _confinement(job: ScriptJob) -> Job:
    """What a server's scripts have in common."""
    return Job(job.course, job.needs)


def _give_back(server: _ForkServer) -> None:
    with _lock:
        if not _idle:
            atexit.register(end_idle_servers)
        _idle.append(server)


def end_idle_servers() -> None:
    """End the servers of this process that have nothing to do, as its own end does."""
    with _lock:
        while _idle:
            _idle.pop().close(idle=True)


def _run_alone(job: ScriptJob, timeout: float) -> Ended:
    lacking = tuple(one for one in (FILES, NETWORK) if one not in job.needs)
    if job.required and lacking:
        return Ended(UNCONFINED, lacking)
    command = [*prefix(_confinement(job)), sys.executable, "-B", str(RUNNER), job.request(timeout)]
    with job.stderr.open("wb") as stderr:
        process = subprocess.Popen(
            command, cwd=job.folder, env=environment(job.needs), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=stderr, start_new_session=True,
        )  # fmt: skip
        try:
            with bound_to_this(int(getattr(process, "_handle", 0)), job.limits):
                return Ended(process.wait(timeout), lacking)
        except subprocess.TimeoutExpired:
            return Ended(LATE, lacking)
        finally:
            _end_group(process.pid)
            with contextlib.suppress(OSError):
                process.kill()
            process.wait()


def _end_group(leader: int) -> None:
    """Kill a process and all children that it left behind."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(leader, signal.SIGKILL)
