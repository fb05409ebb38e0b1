"""Run commands on courses of strangers: ``python -m tests.fuzz.commands 1000``. Exit code 1 where one breaks a promise.

Each runs in a fork of this process that has everything loaded, and is watched from within: what it opens, changes and
connects to. Linux alone.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from lxml import etree, html

from coursedeck.app.cli import main as coursedeck
from tests.fuzz.strangers import CANARY, stranger, write

SECONDS = 10
"""Of processor time; more is a hang."""
MEMORY = 3 * 2**30
PATIENCE = 300.0

_CHANGES = {
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
}
_ASKS = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}
_ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_FINDING = re.compile(r"^(\S.*?):\d+: (?:error|warning):")
_FORMULA = re.compile(r"[=+@\t\r]|-(?![\d.:]*$)")


def watched(allowed: tuple[str, ...], secret: str, told: int) -> None:
    """Tell of each file that is changed outside, or opened in the folder of secrets, and of each connection."""

    free = (*allowed, "/dev/null", "/proc/")

    def hook(event: str, given: tuple[object, ...]) -> None:
        if event in _ASKS:
            os.write(told, f"{event} {given[1:]}\n".encode())
        elif event == "open" and isinstance(given[0], str | bytes):
            real = os.path.realpath(os.fsdecode(given[0]))
            writes = isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC)
            # names without a folder stand in one that is held open
            if real.startswith(secret) or (writes and "/" in os.fsdecode(given[0]) and not real.startswith(free)):
                frames = (frame for frame in traceback.extract_stack()[:-1] if "coursedeck" in frame.filename)
                own = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]
                os.write(told, f"opens {real} in {own[-3:]}\n".encode())
        elif event in _CHANGES and isinstance(given[0], str) and given[0].startswith("/"):
            path = Path(given[0])
            if not f"{os.path.realpath(path.parent)}/{path.name}".startswith(free):
                os.write(told, f"{event} {path}\n".encode("utf-8", "surrogateescape"))

    sys.addaudithook(hook)


def run(words: list[str], folder: Path) -> tuple[int, str, str]:
    """Run a command in a fork; returns its code, what it says, and what it did that it may not."""
    said, told = folder / "said", folder / "told"
    child = os.fork()
    if child == 0:
        code = 99
        try:
            os.setsid()
            for number, path in ((1, said), (2, said)):
                os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND), number)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            heard = os.open(told, os.O_WRONLY | os.O_CREAT)
            os.environ["TMPDIR"] = tempfile.tempdir = str(folder / "scratch")
            os.environ["HOME"] = str(folder / "home")
            os.environ["XDG_STATE_HOME"] = os.environ["XDG_CACHE_HOME"] = str(folder / "home")
            os.chdir(folder / "course")
            sys.stdout, sys.stderr = os.fdopen(1, "w", encoding="utf-8"), os.fdopen(2, "w", encoding="utf-8")
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            watched(tuple(str(folder / name) for name in ("course", "scratch", "home")), str(folder / "outside"), heard)
            code = coursedeck(words)
            sys.stdout.flush()
        finally:
            os._exit(code)
    end = time.monotonic() + PATIENCE
    while not (ended := os.waitpid(child, os.WNOHANG))[0]:
        if time.monotonic() > end:
            os.killpg(child, signal.SIGKILL)
        time.sleep(0.01)
    text = said.read_bytes().decode("utf-8", "surrogateescape") if said.exists() else ""
    return os.waitstatus_to_exitcode(ended[1]), text, told.read_text("utf-8", "replace") if told.exists() else ""


def faults(words: list[str], folder: Path) -> list[str]:
    """Which promises a command breaks in a folder of `stranger`."""
    for name in ("scratch", "home"):
        (folder / name).mkdir(exist_ok=True)
    before = snapshot(folder / "outside")
    code, said, told = run(words, folder)
    found = [f"code {code}"] if code not in {0, 1, 2, 3} else []
    found += [f"traceback: {said[-600:]}"] if "Traceback" in said else []
    found += [f"unforeseen: {line}" for line in said.splitlines() if "--debug" in line][:1]
    acting = {hex(ord(each)) for each in _ACTS.findall(said)}
    found += [f"shows {sorted(acting)}"] if acting else []
    found += [f"does {told[:400]}"] if told else []
    found += ["outside changed"] if snapshot(folder / "outside") != before else []
    found += [f"forged finding {line!r}" for line in said.splitlines() if line.startswith("fake.md")]
    found += [f"left: {path.name}" for path in (folder / "scratch").iterdir()]
    found += ["the secret is told"] if CANARY in said else []
    for path in sorted((folder / "course").rglob("*")):
        if path.is_file() and not path.is_symlink() and path.stat().st_size < 2**26:
            found += in_output(path, folder)
    return found


def in_output(path: Path, folder: Path) -> list[str]:
    """What is wrong with a file that was built."""
    name = path.relative_to(folder).as_posix()
    if "/output/" not in name and "/imported/" not in name and not name.endswith(".po"):
        return []
    data = path.read_bytes()
    if path.suffix == ".pptx" and zipfile.is_zipfile(path):
        try:
            with zipfile.ZipFile(path) as archive:
                data = b"".join(archive.read(each) for each in archive.namelist())
        except (zipfile.BadZipFile, OSError, NotImplementedError):
            data = b""  # one of the stranger's
    found = [f"the secret is in {name}"] if CANARY.encode() in data else []
    text = data.decode("utf-8", "replace")
    if path.suffix == ".html" and text.strip():
        nodes = html.fromstring(data).iter(etree.Element)
        given = [(str(key), str(value)) for node in nodes for key, value in node.attrib.items()]
        acts = [pair for pair in given if pair[0].startswith("on") or pair[1].strip().lower().startswith("javascript:")]
        found += [f"acts: {name} {acts[:2]}"] if acts else []
    if path.suffix == ".csv" and "/output/" in name:
        cells = (
            cell
            for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
            for cell in row
            if cell != "--course"
        )
        found += [f"formula in {name}: {cell!r}" for cell in cells if _FORMULA.match(cell)]
    return found + (
        [f"half file {name}"] if path.name.endswith(".tmp") and re.fullmatch(r"\.[0-9a-f]{16}\.tmp", path.name) else []
    )


def snapshot(folder: Path) -> dict[str, bytes]:
    """All files of a folder."""
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def tried(number: int) -> tuple[str, list[str], list[str], float]:
    """Make the input of a number and run its command: its kind, the command, what is wrong, and seconds."""
    folder = Path(tempfile.mkdtemp(prefix="coursedeck-strangers-"))
    try:
        kind, words = stranger(number, folder)
        begun = time.monotonic()
        return kind, words, faults(words, folder), time.monotonic() - begun
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def load_everything() -> None:
    """Run a build in this process, so that each fork finds fonts, templates and modules loaded."""
    with tempfile.TemporaryDirectory() as folder, Path(os.devnull).open("w", encoding="utf-8") as silent:
        course = Path(folder) / "course"
        write(
            course / "content" / "a.md",
            "# T\n\n## S (5 min)\n\n```mermaid\ngraph LR\nA-->B\n```\n\n| a |\n|---|\n| $x$ |\n",
        )
        with redirect_stdout(silent), redirect_stderr(silent):
            for words in (["build", "--jobs", "1"], ["check", "--jobs", "1"], ["translate", "de"]):
                coursedeck([*words, "--quiet", "--course", str(course)])


def main(words: list[str]) -> int:
    """Try, and tell."""
    grammar = argparse.ArgumentParser(prog="python -m tests.fuzz.commands", description=__doc__)
    grammar.add_argument("inputs", type=int, nargs="?", default=1000)
    grammar.add_argument("--seed", type=int, default=0)
    grammar.add_argument("--kind", type=int, default=None)
    options = grammar.parse_args(words)
    bad, slowest = 0, 0.0
    load_everything()
    for number in range(options.seed, options.seed + options.inputs):
        kind, line, found, seconds = tried(number)
        slowest = max(slowest, seconds)
        if number % 20 == 0:
            print(f"at {number}", flush=True)
        bad += bool(found)
        if found:
            print(f"{number} {kind}: {' '.join(line)[:150]}", *found, sep="\n    ", flush=True)
    print(f"{options.inputs} inputs, {bad} that break a promise; slowest {slowest:.1f} s")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
