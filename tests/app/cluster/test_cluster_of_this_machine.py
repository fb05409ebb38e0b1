"""``--engine dask`` starts a cluster of this machine's own, which builds the same bytes and ends with the command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coursedeck.app.commands.build import build
from coursedeck.app.request import Request
from tests.app.conftest import ROOT
from tests.patience import PATIENCE, until

pytestmark = pytest.mark.long

SESSION = "# Ship {}\n\n## Unloading (3 min)\n\n```mermaid\nflowchart LR\n  A[Ship] --> B[Store]\n```\n\n- Ropes\n"


def files_of(output: Path) -> dict[str, bytes]:
    found = (file for file in sorted(output.rglob("*")) if file.is_file() and ".cache" not in file.parts)
    return {file.relative_to(output).as_posix(): file.read_bytes() for file in found}


@pytest.mark.skipif(sys.platform == "win32", reason="process groups")
def test_it_builds_the_same_and_leaves_no_process(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    for number in range(3):
        (tmp_path / "content" / f"ship_{number}.md").write_text(SESSION.format(number), encoding="utf-8")
    command = [
        sys.executable, str(ROOT / "build.py"), "--course", str(tmp_path), "--output", str(tmp_path / "cluster"),
        "--engine", "dask", "--jobs", "2",
    ]  # fmt: skip
    started = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    out, err = started.communicate(timeout=PATIENCE)
    assert (started.returncode, "0 errors" in out) == (0, True), err
    assert "Traceback" not in err and "distributed" not in err
    assert build(Request(tmp_path, tmp_path / "alone", jobs=1), lambda _: None).errors == 0
    assert files_of(tmp_path / "cluster") == files_of(tmp_path / "alone") != {}
    until(lambda: not _is_there(started.pid))


def _is_there(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
