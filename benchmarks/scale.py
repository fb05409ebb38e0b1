"""How a build grows with its course: seconds, processor seconds, memory and bytes by sessions and languages.

    python benchmarks/scale.py [--courses 10x1 80x1 80x4 800x1] [--jobs 2] [--json FILE] [--into docs/scale.md]

A course is named by its sessions and its languages; the largest that `docs/scale.md` tells of is 800x4.

Courses are those of `benchmarks/build.py`: every session has texts and seven definitions of its own, one language is
translated, the others show the source's words. Processor seconds are those of all processes of a build together, in
the program and in the system (`getrusage`), which other programs that run meanwhile hardly change; seconds by the
clock are right on an idle machine only. Each line is printed as soon as it is known.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from build import ROOT, SETTINGS, edit, process_tree_memory, put_table, session_path, write_course

LOCALES = ("ko", "en", "de", "ja", "fr", "es", "vi", "id", "pt", "it", "nl", "pl")


@dataclass(frozen=True)
class Run:
    """One build: by the clock and by the processors, in seconds; memory of all processes together, in MB."""

    clock: float
    processor: float
    memory: float


@dataclass(frozen=True)
class Row:
    """A course from nothing, unchanged once and once more, and with one session edited."""

    sessions: int
    languages: int
    cold: Run
    unchanged: Run
    """The first time, when all is held against its digests."""
    again: Run
    """The next time, when the system is asked whether any file is another."""
    edited: Run
    output: float
    """MB that people open."""
    cache: float
    """MB that the next build needs."""


def run_build(course: Path, *words: str) -> Run:
    """Build a course; exits if that fails."""
    command = [sys.executable, str(ROOT / "build.py"), "--course", str(course), "--quiet", *words]
    started = time.perf_counter()
    process = os.posix_spawn(command[0], command, os.environ)
    most, ended = [0], threading.Event()

    def watch() -> None:
        while not ended.wait(0.25):
            most[0] = max(most[0], process_tree_memory(process))

    watcher = threading.Thread(target=watch)
    watcher.start()
    _, status, used = os.wait4(process, 0)
    ended.set()
    watcher.join()
    if status:
        raise SystemExit(f"{' '.join(command)}: status {os.waitstatus_to_exitcode(status)}")
    return Run(time.perf_counter() - started, used.ru_utime + used.ru_stime, most[0] / 1024)


def megabytes(folder: Path, *, hidden: bool) -> float:
    """The files below a folder: those in hidden folders, or all others."""
    files = (file for file in folder.rglob("*") if file.is_file())
    sizes = (file.stat().st_size for file in files if (".cache" in file.parts) == hidden)
    return sum(sizes) / 2**20


def measure(scratch: Path, sessions: int, languages: int, jobs: int) -> Row:
    """One course of that size."""
    course = write_course(scratch / f"{sessions}x{languages}", sessions, translated=languages > 1)
    locales = ", ".join(f'"{locale}"' for locale in LOCALES[:languages])
    (course / "course.toml").write_text(SETTINGS.format(locales=locales), "utf-8")
    words = ("--jobs", str(jobs))
    cold, unchanged, again = (run_build(course, *words) for _ in range(3))
    edit(session_path(course, sessions // 2 + 1), "오늘은", "오늘은 새로")
    edited = run_build(course, *words)
    output = course / "output"
    row = Row(
        sessions, languages, cold, unchanged, again, edited,
        megabytes(output, hidden=False), megabytes(output, hidden=True),
    )  # fmt: skip
    shutil.rmtree(course)
    return row


def line(row: Row) -> str:
    """A row of the table in docs/scale.md."""
    numbers = f"{row.cold.processor:.0f} s | {row.cold.clock:.0f} s | {row.cold.memory:.0f} MB"
    later = f"{row.unchanged.processor:.2f} s | {row.again.processor:.2f} s | {row.edited.processor:.1f} s"
    return f"| {row.sessions} | {row.languages} | {numbers} | {later} | {row.output:.0f} MB | {row.cache:.0f} MB |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How builds grow with their courses.")
    parser.add_argument("--courses", nargs="+", default=["10x1", "80x1", "80x4", "800x1"], metavar="SESSIONSxLANGUAGES")
    parser.add_argument("--jobs", type=int, default=2, help="processes of each build")
    parser.add_argument("--json", type=Path, help="where the numbers go, a line for each course")
    parser.add_argument("--into", type=Path, help="page whose table is replaced")
    given = parser.parse_args(arguments)
    columns = (
        "sessions", "languages", "processors", "clock", "memory", "nothing changed", "once more", "one edited",
        "output", "cache",
    )  # fmt: skip
    lines = [f"| {' | '.join(columns)} |", f"|{' ---: |' * len(columns)}"]
    print(*lines, sep="\n", flush=True)
    with tempfile.TemporaryDirectory(prefix="courses-") as scratch:
        for course in given.courses:
            sessions, _, languages = course.partition("x")
            row = measure(Path(scratch), int(sessions), int(languages), given.jobs)
            lines.append(line(row))
            print(lines[-1], flush=True)
            if given.json:
                with given.json.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(asdict(row)) + "\n")
    if given.into:
        put_table(given.into, "\n".join(lines))


if __name__ == "__main__":
    main()
