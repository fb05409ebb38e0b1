"""Programs of others end: by themselves, or with all that they have started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from coursedeck.base.programs import ProgramError, run
from tests.patience import PATIENCE, until

PYTHON = sys.executable


def test_both_streams_and_the_code_come_back(tmp_path: Path) -> None:
    script = "import os, sys; print(os.getcwd()); print('why', file=sys.stderr); sys.exit(3)"
    done = run([PYTHON, "-c", script], limit=PATIENCE, folder=tmp_path)
    assert (done.code, done.output.decode().strip(), done.errors) == (3, str(tmp_path.resolve()), b"why\n")


def test_there_is_no_input_to_wait_for() -> None:
    assert run([PYTHON, "-c", "import sys; print(repr(sys.stdin.read()))"], limit=PATIENCE).output == b"''\n"


def test_temporary_files_go_where_they_shall(tmp_path: Path) -> None:
    script = "import tempfile; print(tempfile.gettempdir())"
    done = run([PYTHON, "-c", script], limit=PATIENCE, temporary=tmp_path)
    assert done.output.decode().strip() == str(tmp_path)


def test_what_cannot_be_started_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProgramError, match=r"^cannot be started: No such file"):
        run([str(tmp_path / "nothing")], limit=PATIENCE)


@pytest.mark.skipif(sys.platform == "win32", reason="process groups are POSIX")
def test_what_takes_too_long_is_ended_with_its_children(tmp_path: Path) -> None:
    note = tmp_path / "child"
    script = (
        "import os, pathlib, subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(3600)'])\n"
        f"pathlib.Path({str(note)!r} + '-').write_text(str(child.pid))\n"
        f"os.replace({str(note)!r} + '-', {str(note)!r})\n"
        "time.sleep(3600)\n"
    )
    limit = 1
    while not note.exists():  # a busy machine may need longer to get as far as that
        limit *= 2
        with pytest.raises(ProgramError, match=rf"^did not end within {limit} s$"):
            run([PYTHON, "-c", script], limit=limit)
    until(lambda: not _is_alive(int(note.read_text())))


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


ASKING = "import sys; from coursedeck.base.programs import run; run(sys.argv[1:], limit=3600)"
STUBBORN = """
import os, pathlib, signal, time

signal.signal(signal.SIGTERM, signal.SIG_IGN)
if os.fork() == 0:
    time.sleep(3600)
elif os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.setsid()
        pathlib.Path(__file__).with_name("all").touch()
        time.sleep(3600)
    os._exit(0)
time.sleep(3600)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who is whose child, daemons too")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_what_it_has_started_ends_with_the_process_that_asked(tmp_path: Path, number: signal.Signals) -> None:
    program = tmp_path / "stubborn.py"
    program.write_text(STUBBORN, encoding="utf-8")
    asking = subprocess.Popen([PYTHON, "-c", ASKING, PYTHON, str(program)], stderr=subprocess.DEVNULL)
    until(lambda: (tmp_path / "all").exists() or asking.poll() is not None)
    assert asking.poll() is None
    asking.send_signal(number)
    asking.wait(PATIENCE)
    until(lambda: not _marked(str(program)))


def test_what_ends_leaves_no_child_behind(tmp_path: Path) -> None:
    mark = f"mark-of-{tmp_path.name}"
    script = f"setsid {PYTHON} -c 'import time; time.sleep(3600)' {mark} >/dev/null 2>&1 & exit 4"
    assert run(["sh", "-c", script], limit=PATIENCE).code == 4
    until(lambda: not _marked(mark))


def test_a_signal_that_ends_a_program_is_its_code() -> None:
    assert run(["sh", "-c", "kill -TERM $$"], limit=PATIENCE).code == -signal.SIGTERM


def _marked(mark: str) -> bool:
    listed = subprocess.run(["ps", "axww", "-o", "command="], capture_output=True, text=True, check=True).stdout
    return mark in listed
