"""Where a kernel has no Landlock, a mount namespace keeps files from programs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from coursedeck.base.sandbox import mounts
from tests.patience import PATIENCE

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not mounts.is_known(),
    reason="THIS MACHINE LETS NOBODY MAKE MOUNT NAMESPACES: what stands in for Landlock is not tested here",
)

CONFINED = """
import os, sys
from coursedeck.base.sandbox import confine, landlock
landlock.version = lambda: 0
assert "files" not in confine.lacking()
course, scratch, needs, *calls = sys.argv[1:]
os.chdir(scratch)
confine.confine(course, scratch, needs.split())
for call in calls:
    try:
        print(call if eval(call) is not None else "")
    except OSError as refusal:
        print(type(refusal).__name__)
"""
ROOT = Path(__file__).parents[3]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    (tmp_path / "secret.txt").write_text("nobody's business")
    (tmp_path / "course").mkdir()
    (tmp_path / "course" / "notes.txt").write_text("of the course")
    (tmp_path / "work" / "scratch").mkdir(parents=True)
    return tmp_path / "course"


def tried(course: Path, *calls: str, needs: str = "") -> list[str]:
    """What came of each call: itself where it succeeded."""
    command = [sys.executable, "-c", CONFINED, str(course), str(course.parent / "work" / "scratch"), needs, *calls]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False, cwd=ROOT)
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_what_is_outside_is_not_there_and_nothing_else_can_be_changed(course: Path) -> None:
    outside = course.parent
    refused = (
        f"open({str(outside / 'secret.txt')!r})",
        "open('../../secret.txt')",
        f"open({str(course / 'notes.txt')!r}, 'w')",
        f"open({str(course / 'new.txt')!r}, 'x')",
        f"os.remove({str(course / 'notes.txt')!r})",
        f"os.rename({str(course)!r}, {str(outside / 'else')!r})",
        "open('/usr/coursedeck-test', 'x')",
        "open('/etc/shadow')",
        "os.listdir('/home')",
        "open('/proc/1/environ')",
        "os.chroot('/')",
    )
    assert set(tried(course, *refused)) <= {"FileNotFoundError", "OSError", "PermissionError"}
    left = sorted(path.name for path in outside.rglob("*"))
    assert left == ["course", "notes.txt", "root", "scratch", "secret.txt", "work"]


def test_the_course_the_libraries_and_the_scratch_folder_stay(course: Path) -> None:
    free = (
        f"open({str(course / 'notes.txt')!r}).read()",
        "open('mine.txt', 'w').write('x')",
        "os.makedirs('a/b') or 1",
        "open('/dev/null', 'w').write('x')",
        "__import__('xml.dom.minidom')",
        "__import__('graphviz')",
    )
    assert tried(course, *free) == list(free)
    assert (course.parent / "work" / "scratch" / "mine.txt").read_text() == "x"


def test_who_needs_files_reads_them_and_changes_none(course: Path) -> None:
    secret = str(course.parent / "secret.txt")
    calls = (f"open({secret!r}).read()", "open('mine.txt', 'w').write('x')", f"open({secret!r}, 'w')")
    assert tried(course, *calls, needs="files") == [*calls[:2], "OSError"]
