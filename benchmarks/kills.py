"""Kill commands at random moments, and look at what they leave.

    python benchmarks/kills.py [ROUNDS] [--small] [--seed N] [--command build|translate|accept|pull]…

In each round a command runs on a fresh copy of a small course and is ended by SIGKILL at a random moment. Then each
file of the course and of its output must be as it was or as the command leaves it, whole, nothing that it started may
be alive three seconds later, and the same command must end well, with what an undisturbed run leaves, and with no
temporary file. Exit code 1 where something else was found. `accept` needs LibreOffice. Linux alone.

With `--small` the course is one session without a figure, the decks to accept are rendered before, and everything that
commands load is loaded: a round takes about a second, and most kills hit the moments in which files are written.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pptx import Presentation  # noqa: E402 (the path above is needed first)

from coursedeck.app.cli import main as coursedeck  # noqa: E402

SETTINGS = 'title = "Kills"\nsource-locale = "en"\nlocales = ["en"]\n'
SESSION = "# Session {0}\n\n## First (3 min)\n\n- **one** of {0}\n- two\n\n![F](../diagrams/f.py)\n"
FIGURE = "from diagrams import Diagram, Node\nwith Diagram('f', show=False):\n    Node('a') >> Node('b')\n"
COMMANDS = {
    "build": ["build", "--jobs", "2"],
    "translate": ["translate", "de"],
    "accept": ["accept", "--all", "--locale", "en"],
    "pull": ["pull", "--write", "{course}/output/en/s1.pptx"],
}
PATIENCE = 3.0
"""Seconds after which nothing may be alive any more."""


@dataclass
class Tally:
    """What was found in all rounds of a command."""

    rounds: int = 0
    killed: int = 0
    half: int = 0
    wrong_next: int = 0
    left: int = 0
    alive: int = 0

    @property
    def faults(self) -> int:
        """How many rounds went wrong in any way."""
        return self.half + self.wrong_next + self.left + self.alive


def forked(words: list[str]) -> int:
    """Start a command in a fork of this process, which has everything loaded, as the leader of a group of its own."""
    child = os.fork()
    if child:
        return child
    os.setsid()
    silent = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(silent, number)
    code = 1
    try:
        code = coursedeck([*words, "--quiet"])
    finally:
        os._exit(code)


def ended(words: list[str]) -> int:
    """Run a command to its end; returns its exit code."""
    return os.waitstatus_to_exitcode(os.waitpid(forked(words), 0)[1])


def words_of(name: str, course: Path) -> list[str]:
    """The command line."""
    return [*(word.format(course=course) for word in COMMANDS[name]), "--course", str(course)]


def make_course(course: Path, name: str, small: bool) -> None:
    """The course before the command: for `accept` and `pull` built, for `pull` with an edited deck."""
    (course / "content").mkdir(parents=True)
    (course / "course.toml").write_text(SETTINGS, encoding="utf-8")
    if not small:
        (course / "diagrams").mkdir()
        (course / "diagrams" / "f.py").write_text(FIGURE, encoding="utf-8")
    for number in (1,) if small else (1, 2):
        session = SESSION.format(number)
        written = session.partition("\n![")[0] + "\n" if small else session
        (course / "content" / f"s{number}.md").write_text(written, encoding="utf-8")
    if name == "translate":
        ended(["translate", "de", "--course", str(course)])
        for file in (course / "content").glob("*.md"):
            file.write_text(file.read_text("utf-8").replace("two", "two and more"), encoding="utf-8")
    if name in {"accept", "pull"}:
        ended(["build", "--course", str(course), "--locale", "en"])
    if name == "accept" and small:
        ended(["review", "--course", str(course), "--locale", "en"])
    if name == "pull":
        edit(course / "output" / "en" / "s1.pptx")


def edit(deck: Path) -> None:
    """Change a word in a deck, as people do."""
    presentation = Presentation(str(deck))
    for slide in presentation.slides:
        for shape in slide.shapes:
            for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
                for run in paragraph.runs:
                    run.text = run.text.replace("two", "twelve")
    presentation.save(str(deck))


def files_of(course: Path) -> dict[str, bytes]:
    """Every file, but for what is kept for later builds."""
    found = {path.relative_to(course).as_posix(): path for path in course.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if "/.cache/" not in f"/{name}"}


def living(marks: tuple[str, ...]) -> bool:
    """Whether a process lives whose environment, or group, is that of a killed command (Linux)."""
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            state = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            if state[0] not in "ZX" and (state[2] in marks or marks[0] in str((entry / "cwd").readlink())):
                return True
        except OSError:
            continue
    return False


def one_round(name: str, folder: Path, random: Random, seconds: float, tally: Tally) -> None:
    """Kill once, look, and run again."""
    before, after, course = folder / "before", files_of(folder / "after"), folder / "course"
    shutil.rmtree(course, ignore_errors=True)
    shutil.copytree(before, course, symlinks=True)
    old = files_of(course)
    child = forked(words_of(name, course))
    time.sleep(random.uniform(0, seconds * 1.1))
    tally.rounds += 1
    try:
        os.killpg(child, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        os.kill(child, signal.SIGKILL)
    tally.killed += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    left = files_of(course)
    whole = {each: (old.get(each), after.get(each)) for each in left if not each.endswith(".tmp")}
    broken = [each for each, versions in whole.items() if left[each] not in versions]
    lost = [each for each in old if each not in left and each in after]
    tally.half += bool(broken or lost)
    end = time.monotonic() + PATIENCE
    while (alive := living((str(folder / "scratch"), str(child)))) and time.monotonic() < end:
        time.sleep(0.05)
    tally.alive += alive
    code, now = ended(words_of(name, course)), files_of(course)
    wrong = code != 0 or now != after
    tally.wrong_next += wrong
    stray = [each for each in now if each.endswith(".tmp")] + list((folder / "scratch").iterdir())
    tally.left += bool(stray)
    if broken or lost or alive or wrong or stray:
        odd = sorted(each for each in {*now, *after} if now.get(each) != after.get(each))
        print(f"{name}: half {broken}, lost {lost}, alive {alive}, next {code} {odd}, left {stray}", flush=True)


def load_everything(folder: Path, name: str) -> None:
    """Run a command in this process, so that each fork finds fonts, templates and modules loaded."""
    make_course(folder, name, small=True)
    with Path(os.devnull).open("w", encoding="utf-8") as silent, redirect_stdout(silent), redirect_stderr(silent):
        coursedeck([*words_of(name, folder), "--quiet"])
    shutil.rmtree(folder)


def series(name: str, rounds: int, seed: int, small: bool) -> Tally:
    """All rounds of a command."""
    tally, random = Tally(), Random(seed)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "scratch").mkdir()
        os.environ["TMPDIR"] = tempfile.tempdir = str(folder / "scratch")
        if small:
            load_everything(folder / "loaded", name)
        make_course(folder / "before", name, small)
        shutil.copytree(folder / "before", folder / "course")
        begun = time.monotonic()
        code = ended(words_of(name, folder / "course"))
        seconds = time.monotonic() - begun
        (folder / "course").rename(folder / "after")
        print(f"{name}: {code} after {seconds:.1f} s undisturbed", flush=True)
        for _ in range(rounds):
            one_round(name, folder, random, seconds, tally)
        tempfile.tempdir = None
        del os.environ["TMPDIR"]
    return tally


def main() -> int:
    """Run the series, and tell what was found."""
    grammar = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    grammar.add_argument("rounds", type=int, nargs="?", default=1000)
    grammar.add_argument("--small", action="store_true")
    grammar.add_argument("--seed", type=int, default=0)
    grammar.add_argument("--command", choices=COMMANDS, action="append", default=[])
    options = grammar.parse_args()
    faults = 0
    for name in options.command or COMMANDS:
        tally = series(name, options.rounds, options.seed, options.small)
        print(f"{name}: {tally}", flush=True)
        faults += tally.faults
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
