"""Scratch folders are gone when their process is done with them, or when the next one comes."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="folders are locked on POSIX alone")

HOLD = """
import sys
from coursedeck.base.files import scratch_folder
with scratch_folder() as folder:
    (folder / "half").write_text("half a deck")
    print(folder, flush=True)
    sys.stdin.readline()
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "TMPDIR": str(folder)}
    return subprocess.Popen(
        [sys.executable, "-c", HOLD], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def first_line(process: subprocess.Popen[str]) -> Path:
    assert process.stdout is not None
    return Path(process.stdout.readline().strip())


def test_a_killed_process_leaves_its_folder_to_the_next_one(tmp_path: Path) -> None:
    killed = holder(tmp_path)
    old = first_line(killed)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert (old / "half").is_file()
    living = holder(tmp_path)
    new = first_line(living)
    assert list(tmp_path.iterdir()) == [new]
    living.communicate("\n")
    assert list(tmp_path.iterdir()) == []


def test_a_living_process_keeps_its_folder_and_others_keep_theirs(tmp_path: Path) -> None:
    (tmp_path / "coursedeck-notes").mkdir()
    (tmp_path / "coursedeck-scratch-link").symlink_to("coursedeck-notes")
    first = holder(tmp_path)
    folder = first_line(first)
    second = holder(tmp_path)
    first_line(second)
    second.communicate("\n")
    assert (folder / "half").is_file()
    first.communicate("\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["coursedeck-notes", "coursedeck-scratch-link"]
