"""Run a script in a process of its own and read its result.

Input: a script. Output: its recording as JSON values, or the reason for its failure.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

from coursedeck.figures.capture.server import ScriptJob, run_job
from coursedeck.model.graph import MAX_EDGES, MAX_NODES

MAX_RESULT = 32 * 2**20
_GRACE = 5
"""Seconds of processor time beyond the time limit, after which the system itself ends a script."""
LIMITS = {"nodes": MAX_NODES, "edges": MAX_EDGES, "memory": 4 * 2**30, "file_size": 256 * 2**20}


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a script gave no figure, and the line of the script."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Recording:
    """The diagrams of a script as JSON values, and the absolute paths that the script read or listed."""

    diagrams: list[dict[str, Any]]
    files: tuple[Path, ...] = ()
    folders: tuple[Path, ...] = ()
    failure: Failure | None = None
    """What ended the script after it had drawn these."""


def run_script(script: Path, work: Path, *, timeout: float) -> Recording | Failure:
    """Run `script` in a new folder below `work`, which is empty."""
    scratch, result = work / "scratch", work / "result.json"
    scratch.mkdir()
    limits = json.dumps({**LIMITS, "seconds": ceil(timeout) + _GRACE})
    code = run_job(ScriptJob(script, result, scratch, work / "stderr", limits), timeout)
    if code is None:
        return Failure(1, f"did not end within {timeout:g} s: look for an endless loop or a wait")
    return _answer(result, code)


def _answer(result: Path, code: int) -> Recording | Failure:
    if not result.is_file():
        how = f"was ended by signal {-code}" if code < 0 else f"ended with status {code}"
        return Failure(1, f"the script {how} before it had drawn anything: try it in plain Python")
    if result.stat().st_size > MAX_RESULT:
        return Failure(1, f"draws more than {MAX_RESULT // 2**20} MB of labels and attributes: split the figure")
    try:
        answer: dict[str, Any] = json.loads(result.read_text("utf-8"))
    except ValueError:
        return Failure(1, f"the script ended with status {code} in the middle of its figure")
    failure = _failure(answer["error"]) if "error" in answer else None
    if failure is not None and not answer["diagrams"]:
        return failure
    if not answer["diagrams"]:
        return Failure(1, "draws nothing: it needs a `with Diagram(…):` block that ends without an error")
    files, folders = (tuple(map(Path, answer["read"][kind])) for kind in ("files", "folders"))
    return Recording(answer["diagrams"], files, folders, failure)


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
