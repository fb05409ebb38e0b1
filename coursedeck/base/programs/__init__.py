"""Runs external programs with a time limit; each ends with all that it started, also where this process is killed."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

__all__ = ["ProgramError", "ProgramResult", "run"]


class ProgramError(Exception):
    """A program could not be started, or did not end in time; the message continues a sentence after its name."""


class ProgramResult(Struct, frozen=True):
    """Result of a program: exit code (negative: the signal that ended it), stdout and stderr."""

    code: int
    output: bytes
    errors: bytes


GUARD = Path(__file__).with_name("guard.py")
"""Ends a program with this process, on POSIX."""

_CLEANING = 3.0
"""Seconds that it has for that."""


def run(
    command: Sequence[str], *, limit: float, folder: Path | None = None, temporary: Path | None = None
) -> ProgramResult:
    """Run a program to its end in `folder`, without input; `temporary` is where its temporary files go.

    Raises ProgramError where it cannot be started, or takes longer than `limit` seconds.
    """
    if sys.platform == "win32":
        return _result(_started(command, folder, temporary, stdin=subprocess.DEVNULL), limit)
    reading, writing = os.pipe()
    try:
        # alone, so that neither the course nor the environment has a say in what it imports
        guarded = [sys.executable, "-I", "-S", "-B", str(GUARD), str(writing), *command]
        process = _started(guarded, folder, temporary, stdin=subprocess.PIPE, pass_fds=(writing,))
        os.close(writing)
        writing = -1
        result = _result(process, limit)
        reason = os.read(reading, 4096).decode(errors="replace")
    finally:
        for descriptor in (reading, writing):
            if descriptor >= 0:
                os.close(descriptor)
    if reason:
        raise ProgramError(f"cannot be started: {reason}")
    return result


def _started(
    command: Sequence[str], folder: Path | None, temporary: Path | None, **streams: Any
) -> subprocess.Popen[bytes]:
    own = dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(temporary)) if temporary is not None else {}
    try:
        # a session of its own, where the system knows such, so that no signal of the terminal reaches it
        return subprocess.Popen(
            command,
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            env={**os.environ, **own},
            **streams,
        )
    except OSError as problem:
        raise ProgramError(f"cannot be started: {problem.strerror}") from problem


def _result(process: subprocess.Popen[bytes], limit: float) -> ProgramResult:
    # communicate() would close it, and the guard takes that for the end of this process
    held, process.stdin = process.stdin, None
    try:
        output, errors = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired as problem:
        raise ProgramError(f"did not end within {limit:g} s") from problem
    finally:
        if held is not None:
            held.close()
        _end(process)
    return ProgramResult(process.returncode, output, errors)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Stop a program that still runs: its guard sees that it shall, and has a moment to do so."""
    if process.poll() is None:
        if sys.platform == "win32":
            process.kill()
        else:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_CLEANING)
            with contextlib.suppress(ProcessLookupError):  # it has ended this very moment
                os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    for stream in (process.stdout, process.stderr):
        if stream is not None:
            stream.close()
