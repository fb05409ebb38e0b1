"""Run a script in a process of its own and read its result.

Input: a script. Output: its recording as JSON values, or the reason for its failure.
"""

from __future__ import annotations

import json
from math import ceil
from pathlib import Path
from typing import Any

from msgspec import Struct

from coursedeck.base.files import FileRefusedError, FileTooLargeError, read_file
from coursedeck.figures.capture.server import LATE, UNCONFINED, ScriptJob, run_job
from coursedeck.model.graph import MAX_EDGES, MAX_NODES
from coursedeck.model.values import replace

MAX_RESULT = 32 * 2**20
_GRACE = 5
"""Seconds of processor time beyond the time limit, after which the system itself ends a script."""
LIMITS = {"nodes": MAX_NODES, "edges": MAX_EDGES, "memory": 4 * 2**30, "file_size": 256 * 2**20, "output": 512 * 2**20,
          "processes": 64}  # fmt: skip
"""Nodes and edges of its figures, bytes of memory, of a file and of all it writes, and processes at once."""

_REASONS = {
    LATE: "did not end within {seconds:g} s: look for an endless loop or a wait",
    "processes": f"starts more than {LIMITS['processes']} processes at once: start fewer",
    "memory": f"needs more than {LIMITS['memory'] // 2**30} GB of memory with all that it starts: make less of it",
    "output": f"writes more than {LIMITS['output'] // 2**20} MB: write less",
    UNCONFINED: "is not run: this machine cannot confine it, and --sandbox=require asks for that",
}


class Failure(Struct, frozen=True):
    """Why a script gave no figure, and the line of the script."""

    line: int
    message: str
    lacking: tuple[str, ...] = ()
    """What this machine could not keep the script from."""


class Recording(Struct, frozen=True):
    """The diagrams of a script as JSON values, and the absolute paths that the script read or listed."""

    diagrams: list[dict[str, Any]]
    files: tuple[Path, ...] = ()
    folders: tuple[Path, ...] = ()
    failure: Failure | None = None
    """What ended the script after it had drawn these."""
    lacking: tuple[str, ...] = ()
    """What this machine could not keep the script from."""


class Permission(Struct, frozen=True):
    """What a script may: reading a course, and what it `needs` besides (see `coursedeck.base.sandbox`)."""

    course: Path
    needs: tuple[str, ...] = ()
    required: bool = False
    """Whether it is not run at all where the machine cannot keep it from the rest."""


def run_script(script: Path, work: Path, may: Permission, *, timeout: float) -> Recording | Failure:
    """Run `script` in a new folder below `work`, which is empty."""
    scratch, result = work / "scratch", work / "result.json"
    scratch.mkdir()
    limits = {**LIMITS, "seconds": ceil(timeout) + _GRACE}
    job = ScriptJob(script, result, scratch, work / "stderr", limits, may.course, may.needs, may.required)
    ended = run_job(job, timeout)
    if ended.code in _REASONS:
        return Failure(1, _REASONS[str(ended.code)].format(seconds=timeout), ended.lacking)
    answer = _answer(result, ended.code)
    return replace(answer, lacking=ended.lacking)


def _answer(result: Path, code: int | str) -> Recording | Failure:
    """What a script has told; it may have written that itself, in any form."""
    try:
        written = read_file(result, MAX_RESULT)
    except FileTooLargeError:
        return Failure(1, f"draws more than {MAX_RESULT // 2**20} MB of labels and attributes: split the figure")
    except (FileNotFoundError, FileRefusedError):
        written = b""
    if not written:
        how = f"was ended by signal {-code}" if isinstance(code, int) and code < 0 else f"ended with status {code}"
        return Failure(1, f"the script {how} before it had drawn anything: try it in plain Python")
    try:
        return _recording(json.loads(written))
    except (ValueError, RecursionError):
        return Failure(1, f"the script ended with status {code} in the middle of its figure")
    except (KeyError, TypeError, AttributeError, IndexError):
        return Failure(1, "the script's result has been tampered with: let `diagrams` draw the figure")


def _recording(answer: dict[str, Any]) -> Recording | Failure:
    failure = _failure(answer["error"]) if "error" in answer else None
    if failure is not None and not answer["diagrams"]:
        return failure
    if not answer["diagrams"]:
        return Failure(1, "draws nothing: it needs a `with Diagram(…):` block that ends without an error")
    files, folders = (tuple(map(Path, answer["read"][kind])) for kind in ("files", "folders"))
    return Recording(list(map(dict, answer["diagrams"])), files, folders, failure)


def _failure(error: dict[str, Any]) -> Failure:
    kind, text, hint = error["type"], error["text"], error["hint"]
    if kind == "LimitReached":
        return Failure(error["line"], text)
    if kind == "SystemExit":
        return Failure(error["line"], f"the script ended itself with status {text or 0}: let it run to its end")
    if kind == "MemoryError":
        return Failure(error["line"], f"needs more than {LIMITS['memory'] // 2**30} GB of memory: make less of it")
    said = f"{kind}: {text}" if text else kind
    return Failure(error["line"], f"{said}; {hint or 'mend the script, and try it in plain Python'}")
