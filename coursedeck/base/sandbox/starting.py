"""How a confined program is started on systems that confine it from outside."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext

from coursedeck.base.sandbox.needs import Job


def prefix(job: Job) -> list[str]:
    """What stands before the command; empty where nothing does."""
    if sys.platform == "darwin":
        from coursedeck.base.sandbox.macos import command  # noqa: PLC0415 - one system alone

        return command(job)
    else:  # the type checker knows one system at a time
        return []


def bound_to_this(handle: int, limits: Mapping[str, int]) -> AbstractContextManager[object]:
    """Bound a process that has just been started, and end it and all that it starts with this one; on Windows alone.

    `handle` is Windows' own of the process; `limits` are ``memory`` in bytes, ``processes``, and ``seconds`` of
    processor time.
    """
    if sys.platform == "win32":
        from coursedeck.base.sandbox.windows import job_object  # noqa: PLC0415 - one system alone

        return job_object(handle, limits)
    else:  # the type checker knows one system at a time
        return nullcontext()
