"""However a build ends, all that it has started ends with it: scripts, their children, and children that hide."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from tests.app.conftest import Run
from tests.patience import PATIENCE, until

ROOT = Path(__file__).parents[3]

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who is whose child, daemons too"),
]

ENDLESS = """
    import os, subprocess, sys
    from diagrams import Diagram
    from diagrams.generic.device import Mobile

    folder = {folder!r}

    def note(name):
        with open(f"{{folder}}/{{name}}-", "w") as file:
            file.write(str(os.getpid()))
        os.replace(f"{{folder}}/{{name}}-", f"{{folder}}/{{name}}")

    if os.fork() == 0:
        note("child.pid")
        while True:
            pass
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.setsid()
            import signal, time
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            note("daemon.pid")
            time.sleep(3600)
        os._exit(0)
    note("script.pid")
    {rest}
"""
NAMES = ("script.pid", "child.pid", "daemon.pid")


@pytest.fixture
def pids(course: Path) -> Iterator[Path]:
    """A folder in which an endless script and its children note who they are; all are gone after the test."""
    folder = course.parent / "pids"
    folder.mkdir()
    (course / "content" / "good.md").write_text("# A\n\n## B (3분)\n\n![f](../diagrams/f.py)\n", encoding="utf-8")
    yield folder
    for file in folder.glob("*.pid"):
        if is_alive(file):
            os.kill(int(file.read_text()), signal.SIGKILL)


def is_alive(file: Path) -> bool:
    try:
        state = Path(f"/proc/{file.read_text()}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def write_script(course: Path, pids: Path, rest: str) -> None:
    (course / "diagrams" / "f.py").write_text(dedent(ENDLESS.format(folder=str(pids), rest=rest)), encoding="utf-8")


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_nothing_is_left_after_a_build_that_was_ended(
    course: Path, pids: Path, tmp_path: Path, number: signal.Signals, jobs: str
) -> None:
    write_script(course, pids, "while True: pass")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    command = [sys.executable, str(ROOT / "build.py"), "--course", str(course), "--quiet", "--jobs", jobs]
    build = subprocess.Popen(command, env={**os.environ, "TMPDIR": str(scratch)}, start_new_session=True)
    until(lambda: all((pids / name).exists() for name in NAMES) or build.poll() is not None)
    os.killpg(build.pid, number)
    assert build.wait(PATIENCE) != 0
    until(lambda: not any(is_alive(pids / name) for name in NAMES))
    until(lambda: list(scratch.iterdir()) == [])


WAIT = """
    import time
    while not all(os.path.exists(f"{folder}/{name}") for name in ("child.pid", "daemon.pid")):
        time.sleep(0.01)
    with Diagram("x"):
        Mobile("y")
"""


def test_a_script_that_has_drawn_leaves_nothing_running(course: Path, pids: Path, run: Run) -> None:
    write_script(course, pids, WAIT.strip())
    outcome = run("--jobs", "1")
    assert outcome.code == 0, outcome.err
    assert not any(is_alive(pids / name) for name in NAMES)
