"""Where nothing can be written, a command says so and leaves nothing half; what can be done is done."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from coursedeck.app.cli import main
from tests.app.conftest import ROOT, Run
from tests.patience import PATIENCE

FULL = """
import ctypes, os, sys
kernel = ctypes.CDLL(None, use_errno=True)
if kernel.unshare(0x00020000) != 0:
    user, group = os.geteuid(), os.getegid()
    if kernel.unshare(0x10020000) != 0:
        sys.exit(77)
    open("/proc/self/setgroups", "w").write("deny")
    open("/proc/self/uid_map", "w").write(f"0 {user} 1")
    open("/proc/self/gid_map", "w").write(f"0 {group} 1")
if kernel.mount(None, b"/", None, ctypes.c_ulong(1 << 18 | 16384), None) != 0:
    sys.exit(77)
place, size, *words = sys.argv[1:]
if kernel.mount(b"tmpfs", place.encode(), b"tmpfs", ctypes.c_ulong(0), f"size={size}".encode()) != 0:
    sys.exit(77)
sys.path.insert(0, os.getcwd())
from coursedeck.app.cli import main
code = main(words)
for folder, _, files in os.walk(place):
    for name in files:
        print("left", name, os.path.getsize(os.path.join(folder, name)))
sys.exit(code)
"""


def on_a_full_disk(place: Path, size: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command with a small file system at a folder; skips where nobody may mount one."""
    place.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-c", FULL, str(place), size, *words]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=PATIENCE, check=False)
    if done.returncode == 77:
        pytest.skip("THIS MACHINE LETS NOBODY MOUNT A FILE SYSTEM: full disks are not tested here")
    return done


def left(done: subprocess.CompletedProcess[str]) -> dict[str, int]:
    lines = [line.split() for line in done.stdout.splitlines() if line.startswith("left ")]
    return {name: int(size) for _, name, size in lines}


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a small file system as Linux does")
def test_a_full_disk_is_told_and_leaves_nothing_half(course: Path) -> None:
    words = ("build", "--jobs", "1", "--quiet", "--course", str(course))
    done = on_a_full_disk(course / "output", "60k", *words)
    assert done.returncode == 1
    assert "No space left on device" in done.stderr and "free some space" in done.stderr
    assert "Traceback" not in done.stderr and "--debug" not in done.stderr
    assert not any(name.endswith((".tmp", ".pptx")) or size == 0 for name, size in left(done).items())


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a small file system as Linux does")
def test_a_full_disk_leaves_no_half_catalog(course: Path) -> None:
    points = "".join(f"- point number {number} of many\n" for number in range(200))
    (course / "content" / "good.md").write_text(f"# T\n\n## S (3 min)\n\n{points}", encoding="utf-8")
    done = on_a_full_disk(course / "content" / "locale", "4k", "translate", "de", "--quiet", "--course", str(course))
    assert done.returncode == 1
    assert "free some space" in done.stderr and "--output" not in done.stderr and "Traceback" not in done.stderr
    assert not any(name.endswith(".tmp") or size == 0 for name, size in left(done).items())


def test_a_store_that_cannot_be_written_is_done_without(
    course: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("build", "--jobs", "1").code == 0
    (course / "content" / "good.md").write_text("# Other\n\n## First (3 min)\n\n- one\n- two\n", encoding="utf-8")
    kept = course / "output" / ".cache"
    before = sorted(path.relative_to(kept) for path in kept.rglob("*"))
    monkeypatch.setattr(os, "access", lambda path, mode: kept not in (Path(path), *Path(path).parents))
    assert run("build", "--jobs", "1").code == 0
    assert sorted(path.relative_to(kept) for path in kept.rglob("*")) == before
    assert any(path.endswith("good.pptx") for path in run("build", "--jobs", "1").files())


def test_without_a_temporary_folder_the_figure_alone_is_missing(
    course: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (course / "diagrams" / "f.py").write_text("from diagrams import Diagram, Node\nwith Diagram('f'):\n    Node('a')\n")
    (course / "content" / "good.md").write_text("# T\n\n## S (3 min)\n\n- a\n\n![f](../diagrams/f.py)\n")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    outcome = run("build", "--jobs", "1")
    assert outcome.code == 1
    assert "TMPDIR" in outcome.err and "set TMPDIR to another folder" in outcome.err
    assert "coursedeck failed here" not in outcome.err
    assert any(path.endswith("good.pptx") for path in outcome.files())


def test_a_course_that_cannot_be_written_is_checked_and_built_elsewhere(course: Path, tmp_path: Path, run: Run) -> None:
    shutil.rmtree(course / "diagrams")
    modes = {path: path.stat().st_mode for path in (course, course / "content")}
    for path in modes:
        path.chmod(0o500)
    try:
        assert run("check").code == 0
        assert run("build", "--jobs", "1", output=tmp_path / "elsewhere").code == 0
        if os.geteuid() != 0:  # whom permissions do not bind
            assert main(["translate", "de", "--course", str(course), "--quiet"]) == 1
    finally:
        for path, mode in modes.items():
            path.chmod(mode)
