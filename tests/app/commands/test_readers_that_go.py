"""The exit code tells what was found, whoever reads the answer, and however standard output ends."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.patience import PATIENCE

ROOT = Path(__file__).parents[3]
BUILD = [sys.executable, str(ROOT / "build.py")]

pytestmark = [pytest.mark.long, pytest.mark.skipif(os.name == "nt", reason="pipes and devices are Unix's")]


@pytest.fixture
def broken(course: Path) -> Path:
    (course / "content" / "bad.md").write_bytes(b"\xff\xfe")
    return course


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize("gone", ["stdout", "stderr", "both"])
def test_errors_are_told_by_the_code_though_nobody_reads(broken: Path, command: str, gone: str) -> None:
    read, write = os.pipe()
    os.close(read)
    out, err = (write if gone in {name, "both"} else subprocess.PIPE for name in ("stdout", "stderr"))
    words = [*BUILD, command, "--course", str(broken), "--all"]
    done = subprocess.run(words, stdout=out, stderr=err, timeout=PATIENCE, check=False)
    os.close(write)
    assert done.returncode == 1
    assert b"Traceback" not in (done.stderr or b"")
    assert gone != "stdout" or b"content/bad.md:1: error: " in done.stderr


def test_nothing_wrong_is_0_though_nobody_reads(course: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([*BUILD, "check", "--course", str(course)], stdout=write, timeout=PATIENCE, check=False)
    os.close(write)
    assert done.returncode == 0


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_closed_streams_change_nothing(course: Path, closed: str) -> None:
    command = ["sh", "-c", f'"$@" {closed}', "sh", *BUILD, "--course", str(course), "--jobs", "2"]
    done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert (course / "output" / "ko" / "good.pptx").is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a device that is full")
def test_a_full_disk_behind_standard_output_is_said(course: Path) -> None:
    command = [*BUILD, "--course", str(course)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=PATIENCE, check=False)
    assert done.returncode == 1
    assert done.stderr.count(b"cannot be written to standard output (No space left on device)") == 1
    assert b"Traceback" not in done.stderr


def test_a_terminal_without_the_letters_gets_escapes(course: Path) -> None:
    (course / "content" / "good.md").write_text("# 제목\n\n## 가\n\n![없음](없음.png)\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [*BUILD, "check", "--course", str(course)]
    done = subprocess.run(command, capture_output=True, env=environment, timeout=PATIENCE, check=False)
    assert done.returncode == 0
    assert b"\\uc5c6\\uc74c.png" in done.stderr
