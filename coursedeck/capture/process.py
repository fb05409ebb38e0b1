"""A script's process: started in a group of its own, ended with all that it started.

Comes in: a script. Goes out: what it recorded, as plain values.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RUNNER = Path(__file__).with_name("runner.py")
MAX_NODES = 500
MAX_EDGES = 2000
MAX_RESULT = 32 * 2**20
LIMITS = {"nodes": MAX_NODES, "edges": MAX_EDGES, "memory": 4 * 2**30, "file_size": 256 * 2**20}


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is nothing to draw, at a line of the script."""

    line: int
    message: str


def run_script(script: Path, work: Path, *, timeout: float) -> list[dict[str, Any]] | Failure:
    """What the diagrams of `script` hold; `work` is an empty folder: the script's own goes below it."""
    scratch = work / "scratch"
    scratch.mkdir()
    result = work / "result.json"
    command = [sys.executable, "-B", str(RUNNER), str(script), str(result), json.dumps(LIMITS)]
    with (work / "stderr").open("wb") as stderr:
        process = subprocess.Popen(
            command, cwd=scratch, env={**os.environ, "PYTHONHASHSEED": "0"}, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=stderr, start_new_session=True,
        )  # fmt: skip
        try:
            process.wait(timeout)
        except subprocess.TimeoutExpired:
            return Failure(1, f"did not end within {timeout:g} s: look for an endless loop or a wait")
        finally:
            _end_group(process)
    return _answer(result, process.returncode)


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End the process and every child that it left behind."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(OSError):
        process.kill()
    process.wait()


def _answer(result: Path, code: int) -> list[dict[str, Any]] | Failure:
    if not result.is_file():
        how = f"was ended by signal {-code}" if code < 0 else f"ended with status {code}"
        return Failure(1, f"the script {how} before it had drawn anything")
    if result.stat().st_size > MAX_RESULT:
        return Failure(1, f"draws more than {MAX_RESULT // 2**20} MB of labels and attributes: split the figure")
    try:
        answer: dict[str, Any] = json.loads(result.read_text("utf-8"))
    except ValueError:
        return Failure(1, f"the script ended with status {code} in the middle of its figure")
    if "error" in answer:
        return _failure(answer["error"])
    diagrams: list[dict[str, Any]] = answer["diagrams"]
    return diagrams or Failure(1, "draws nothing: it needs a `with Diagram(…):` block that ends without an error")


def _failure(error: dict[str, Any]) -> Failure:
    kind, text, hint = error["type"], error["text"], error["hint"]
    if kind == "LimitReached":
        return Failure(error["line"], text)
    if kind == "SystemExit":
        return Failure(error["line"], f"the script ended itself with status {text or 0} before it was done")
    if kind == "MemoryError":
        return Failure(error["line"], f"needs more than {LIMITS['memory'] // 2**30} GB of memory")
    advice = f"; {hint}" if hint else ""
    return Failure(error["line"], f"{kind}: {text}{advice}" if text else kind)
