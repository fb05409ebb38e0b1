"""Runs external programs with a time limit, and ends each with all the processes that it started."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["ProgramError", "ProgramResult", "run"]


class ProgramError(Exception):
    """A program could not be started, or did not end in time; the message continues a sentence after its name."""


@dataclass(frozen=True, slots=True)
class ProgramResult:
    """Result of a program: exit code (negative: the signal that ended it), stdout and stderr."""

    code: int
    output: bytes
    errors: bytes


def run(command: Sequence[str], *, limit: float, folder: Path | None = None) -> ProgramResult:
    """Run a program to its end in `folder`, without input.

    Raises ProgramError where it cannot be started, or takes longer than `limit` seconds.
    """
    try:
        # a session of its own, where the system knows such, so that all of it can be ended together
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            start_new_session=True,
        )  # fmt: skip
    except OSError as problem:
        raise ProgramError(f"cannot be started: {problem.strerror}") from problem
    try:
        output, errors = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired as problem:
        raise ProgramError(f"did not end within {limit:g} s") from problem
    finally:
        _end(process)
    return ProgramResult(process.returncode, output, errors)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Stop a program that still runs; it may be a script that has started the real one."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError):  # it has ended this very moment
            os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
