"""However a build ends, all that it has started ends with it: scripts, their children, and children that hide."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from tests.patience import PATIENCE, until

ROOT = Path(__file__).parents[3]

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who is whose child, daemons too"),
]

ENDLESS = """
    import os, sys, time
    from diagrams import Diagram
    from diagrams.generic.device import Mobile

    def note(name):
        open(name, "w").close()

    if os.fork() == 0:
        note("child")
        while True:
            pass
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.setsid()
            import signal
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            note("daemon")
            time.sleep(3600)
        os._exit(0)
    while not (os.path.exists("child") and os.path.exists("daemon")):
        time.sleep(0.01)
    note("all")
    {rest}
"""


@pytest.fixture
def scratch(course: Path) -> Path:
    """Where temporary files go: what the build has started is known by it."""
    folder = course.parent / "scratch"
    folder.mkdir()
    (course / "content" / "good.md").write_text("# A\n\n## B (3분)\n\n![f](../diagrams/f.py)\n", encoding="utf-8")
    return folder


def living(scratch: Path) -> set[int]:
    """The processes whose environment names the folder."""
    found = set()
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            ended = (entry / "stat").read_text().rsplit(")", 1)[1].split()[0] in "ZX"
            if not ended and f"TMPDIR={scratch}".encode() in (entry / "environ").read_bytes().split(b"\0"):
                found.add(int(entry.name))
        except OSError:
            continue
    return found


def write_script(course: Path, rest: str) -> None:
    (course / "diagrams" / "f.py").write_text(dedent(ENDLESS.format(rest=rest)), encoding="utf-8")


def started(course: Path, scratch: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(ROOT / "build.py"), "--course", str(course), "--quiet", *options]
    return subprocess.Popen(command, env={**os.environ, "TMPDIR": str(scratch)}, start_new_session=True)


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_nothing_is_left_after_a_build_that_was_ended(
    course: Path, scratch: Path, number: signal.Signals, jobs: str
) -> None:
    write_script(course, "while True: pass")
    build = started(course, scratch, "--jobs", jobs)
    until(lambda: any(scratch.glob("*/scratch/all")) or build.poll() is not None)
    assert len(living(scratch)) >= 5  # build, server, script, its child and its daemon
    os.killpg(build.pid, number)
    assert build.wait(PATIENCE) != 0
    until(lambda: not living(scratch))
    until(lambda: list(scratch.iterdir()) == [])


def test_nothing_is_left_where_what_keeps_scripts_is_killed_with_its_build(course: Path, scratch: Path) -> None:
    write_script(course, "while True: pass")
    build = started(course, scratch, "--jobs", "1")
    until(lambda: any(scratch.glob("*/scratch/all")) or build.poll() is not None)
    servers = [int(each) for each in Path(f"/proc/{build.pid}/task/{build.pid}/children").read_text().split()]
    for process in (build.pid, *servers):
        os.kill(process, signal.SIGKILL)
    build.wait(PATIENCE)
    until(lambda: not living(scratch))
    # nobody was left to tidy up: the next build does
    (course / "diagrams" / "f.py").write_text("from diagrams import Diagram, Node\nwith Diagram(''):\n    Node('a')\n")
    assert started(course, scratch, "--jobs", "1").wait(PATIENCE) == 0
    assert list(scratch.iterdir()) == []


def test_a_script_that_has_drawn_leaves_nothing_running(course: Path, scratch: Path) -> None:
    write_script(course, 'with Diagram("x"): Mobile("y")')
    build = started(course, scratch, "--jobs", "1")
    assert build.wait(PATIENCE) == 0
    assert living(scratch) == set()
