"""A definition that wants more than to draw is refused or ended, and told with its line; no privileges are needed."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from textwrap import dedent

import pytest

from coursedeck.base.sandbox.confine import lacking
from coursedeck.figures.capture import Permission, capture, process, record
from coursedeck.model.problem import CourseError
from tests.patience import PATIENCE, until

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or bool(lacking()),
    reason="THIS KERNEL CANNOT CONFINE PROGRAMS (Landlock and seccomp): what definitions may is not tested here",
)

TRY = """
import os, socket, subprocess, urllib.request

def succeeds(call):
    try:
        eval(call)
    except (OSError, AttributeError, subprocess.CalledProcessError):
        return False
    return True

found = [call for call in calls if succeeds(call)] or "nothing"
"""
DRAW = "from diagrams import Diagram, Node\nwith Diagram('d', show=False):\n    Node(str(found))\n"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course beside which secrets lie."""
    (tmp_path / "secret.txt").write_text("nobody's business", "utf-8")
    (tmp_path / "secret.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    folder = tmp_path / "course"
    (folder / "diagrams").mkdir(parents=True)
    (folder / "notes.txt").write_text("of the course", "utf-8")
    return folder


def script_in(course: Path, text: str) -> Path:
    script = course / "diagrams" / "figure.py"
    script.write_text(dedent(text), "utf-8")
    return script


def refusal(course: Path, text: str, timeout: float = PATIENCE, *needs: str) -> str:
    with pytest.raises(CourseError) as caught:
        record(script_in(course, text), Permission(course, needs), timeout=timeout)
    return str(caught.value)


def drawn(course: Path, text: str, *needs: str) -> str:
    """The label of the one node."""
    captured = record(script_in(course, dedent(text) + DRAW), Permission(course, needs), timeout=PATIENCE)
    assert captured.problems == ()
    return captured.graphs[0].nodes[0].label.text


OUTSIDE = (
    "open('../../secret.txt')",
    "open('../beside', 'w')",
    "open({outside!r} + '/secret.txt')",
    "os.listdir({outside!r})",
    "os.listdir(os.path.expanduser('~root')) and os.listdir('/root')",
    "open('/etc/shadow')",
    "open('/proc/1/environ')",
    "os.listdir('/proc')",
    "(os.symlink({outside!r}, 'link'), open('link/secret.txt'))",
    "(os.mkdir('below'), os.chdir('below'), open('../../../' + {name!r} + '/secret.txt'))",
    "os.link({outside!r} + '/secret.txt', 'copy')",
    "open({course!r} + '/notes.txt', 'w')",
    "open({course!r} + '/diagrams/more.py', 'x')",
    "open({outside!r} + '/new', 'x')",
    "open('/dev/shm/coursedeck-test', 'x')",
    "os.mkdir({course!r} + '/folder')",
    "os.remove({course!r} + '/notes.txt')",
    "os.rename({course!r} + '/notes.txt', 'mine')",
    "os.truncate({course!r} + '/notes.txt', 0)",
    "os.symlink('x', {course!r} + '/link')",
    "socket.create_connection(('127.0.0.1', {port}))",
    "socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
    "socket.socket(socket.AF_UNIX).connect({outside!r} + '/socket')",
    "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
    "urllib.request.urlopen('http://127.0.0.1:{port}/')",
    "subprocess.run(['/bin/cat', {outside!r} + '/secret.txt'], check=True)",
    "os.kill({pid}, 0)",
    "os.kill(os.getppid(), 15)",
    "os.setpriority(os.PRIO_PROCESS, {pid}, 19)",
    "os.unshare(0x10000000)",
)


def test_what_is_outside_is_refused(course: Path) -> None:
    outside = course.parent
    places = {"outside": str(outside), "course": str(course), "name": outside.name, "pid": os.getpid()}
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        calls = [each.format(**places, port=server.getsockname()[1]) for each in OUTSIDE]
        tried = drawn(course, f"calls = {calls!r}\n{TRY}")
        with pytest.raises(BlockingIOError):
            server.accept()
    assert tried == "nothing"
    assert sorted(each.name for each in course.rglob("*")) == ["diagrams", "figure.py", "notes.txt"]
    assert sorted(each.name for each in outside.iterdir()) == ["course", "secret.svg", "secret.txt"]
    assert (course / "notes.txt").read_text("utf-8") == "of the course"


@pytest.mark.parametrize("call", ["open('/etc/shadow')", "urllib.request.urlopen('http://127.0.0.1:9/')"])
def test_a_refusal_names_its_line_and_says_what_is_free(course: Path, call: str) -> None:
    message = refusal(course, f"import urllib.request\n\n{call}\n")
    assert message.startswith("diagrams/figure.py:3: error: ")
    assert "no network, and no file but those of the course" in message


def test_permissions_and_dates_of_files_stay(course: Path) -> None:
    text = f"""
        import os, shutil
        for name in ("notes.txt", "../secret.txt"):
            os.chmod({str(course)!r} + "/" + name, 0)
            os.utime({str(course)!r} + "/" + name, (0, 0))
        found = os.path.basename(shutil.copy({str(course / "notes.txt")!r}, "own"))
    """
    before = [path.stat() for path in (course / "notes.txt", course.parent / "secret.txt")]
    assert drawn(course, text) == "own"
    after = [path.stat() for path in (course / "notes.txt", course.parent / "secret.txt")]
    assert [(one.st_mode, one.st_mtime) for one in after] == [(one.st_mode, one.st_mtime) for one in before]


def test_no_secret_of_the_environment_is_seen(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UPLOAD_TOKEN", "nobody's business")
    text = "import os\nfound = os.environ.get('UPLOAD_TOKEN', 'nothing'), os.environ['HOME'] == os.getcwd()\n"
    assert drawn(course, text) == "('nothing', True)"


def test_what_a_course_may_besides(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UPLOAD_TOKEN", "shared")
    assert drawn(course, "import os\nfound = os.environ['UPLOAD_TOKEN']\n", "environment") == "shared"
    read = f"found = open({str(course.parent / 'secret.txt')!r}).read()\n"
    assert drawn(course, read, "files") == "nobody's business"
    with socket.create_server(("127.0.0.1", 0)) as server:
        connect = f"import socket\nfound = socket.create_connection({server.getsockname()!r}).getpeername()[0]\n"
        assert drawn(course, connect, "network") == "127.0.0.1"
    # one need is not another
    assert "PermissionError" in refusal(course, read, PATIENCE, "network", "environment")
    assert "PermissionError" in refusal(course, connect, PATIENCE, "files", "environment")
    assert "PermissionError" in refusal(course, f"open({str(course / 'x')!r}, 'x')", PATIENCE, "files", "network")


def test_reading_the_course_and_writing_in_the_scratch_folder_are_free(course: Path) -> None:
    text = f"""
        import os, subprocess, tempfile, threading
        os.makedirs("a/b")
        open("a/b/c", "w").write(open({str(course / "notes.txt")!r}).read())
        os.rename("a/b/c", "d")
        tempfile.TemporaryFile().write(b"x")
        thread = threading.Thread(target=len, args=("",))
        thread.start(); thread.join()
        found = subprocess.run(["/bin/cat", "d"], capture_output=True, text=True, check=True).stdout
    """
    assert drawn(course, text) == "of the course"


def test_an_icon_that_a_link_leads_to_is_none_of_the_course(course: Path) -> None:
    text = f"""
        import os
        from diagrams import Diagram
        from diagrams.custom import Custom
        os.symlink({str(course.parent / "secret.svg")!r}, "icon.svg")
        with Diagram("d", show=False):
            Custom("a", "icon.svg")
    """
    _, (problem,) = capture(script_in(course, text), course)
    assert "outside the course" in problem.message


def test_too_much_memory(course: Path) -> None:
    assert "needs more than 4 GB of memory" in refusal(course, "found = bytearray(10 * 2**30)\n")


def test_too_much_memory_shared_out(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(process.LIMITS, "memory", 400 * 2**20)
    text = """
        import os, time
        for number in range(4):
            if os.fork() == 0:
                found = b"x" * (150 * 2**20)
                time.sleep(3600)
        time.sleep(3600)
    """
    assert "of memory with all that it starts" in refusal(course, text)


def test_too_much_output_is_kept_nowhere(course: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text = """
        import sys
        for _ in range(1024):
            print("x" * 2**20)
        found = "done"
    """
    assert drawn(course, text) == "done"
    assert capfd.readouterr() == ("", "")
    assert "File too large" in refusal(course, "open('big', 'w').truncate(10**9)\n")
    text = "import time\nfor n in range(4):\n    open(str(n), 'w').truncate(200 * 2**20)\ntime.sleep(3600)\n"
    assert "writes more than 512 MB" in refusal(course, text)


def test_too_many_processes(course: Path) -> None:
    text = "import os, time\nfor _ in range(90):\n    if os.fork() == 0:\n        break\ntime.sleep(3600)\n"
    assert "more than 64 processes" in refusal(course, text)


def test_who_ignores_every_signal_is_ended(course: Path) -> None:
    text = """
        import signal
        for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
            signal.signal(number, signal.SIG_IGN)
        while True:
            pass
    """
    assert "did not end within 1 s" in refusal(course, text, timeout=1)


def test_a_daemon_ends_with_its_script(course: Path) -> None:
    mark = str(course)
    text = f"""
        import os, subprocess, sys, time
        read, write = os.pipe()
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                os.setsid()
                subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)", {mark!r}])
                os.write(write, b"x")
                time.sleep(3600)
            os._exit(0)
        found = os.read(read, 1)
    """
    assert drawn(course, text) == "b'x'"
    listed = subprocess.run(["ps", "axww", "-o", "command="], capture_output=True, text=True, check=True).stdout
    assert f"sleep(3600) {mark}" not in listed


@pytest.mark.parametrize("result", ["[]", "{}", '{"diagrams": [3], "read": {}}', "[" * 100_000, '{"error": 1}', "\\0"])
def test_a_result_of_its_own_making_is_an_error(course: Path, result: str) -> None:
    text = f"""
        import os
        for number in range(3, 20):
            try:
                os.write(number, b'''{result}''')
            except OSError:
                pass
        os._exit(0)
    """
    assert refusal(course, text).startswith("diagrams/figure.py:1: error: ")


def test_folders_of_any_depth_are_removed(course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    text = """
        import os
        for _ in range(1100):
            os.mkdir("deeper")
            os.chdir("deeper")
        open("file", "x")
        os.mkdir("closed", 0)
        os.chdir(os.environ["HOME"])
        found = "done"
    """
    assert drawn(course, text) == "done"
    until(lambda: list(folder.iterdir()) == [])
