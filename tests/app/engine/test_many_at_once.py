"""Several processes, several builds, killed and interrupted ones: always whole files and the same bytes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest

from coursedeck.app.commands.build import build
from coursedeck.app.request import Request
from tests.app.engine.conftest import ROOT, Build, command, files_of, finish
from tests.patience import PATIENCE

pytestmark = pytest.mark.long

KILLS = 4


@pytest.fixture
def clean(run: Build, tmp_path: Path) -> dict[str, bytes]:
    """What a build in one process gives."""
    run(output=tmp_path / "clean")
    return files_of(tmp_path / "clean")


def test_two_workers_give_the_same_bytes_as_one(course: Path, clean: dict[str, bytes], run: Build) -> None:
    one = run(output=course / "one")
    report = run(jobs=2)
    assert files_of(course / "output") == clean
    assert (report.built, report.problems, report.made) == (one.built, one.problems, one.made)


def test_another_executor_may_take_the_place_of_processes(course: Path, clean: dict[str, bytes]) -> None:
    asked: list[int] = []

    def start(count: int) -> Executor:
        asked.append(count)
        return ThreadPoolExecutor(1)

    build(Request(course, course / "output", jobs=3), lambda _: None, start=start)
    assert asked == [2]
    assert files_of(course / "output") == clean


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups")
def test_killed_at_any_moment_the_next_build_is_right(course: Path, clean: dict[str, bytes]) -> None:
    chance = random.Random(8)
    started = time.monotonic()
    assert finish(command(course, "--quiet", "--locale", "ko", "--jobs", "2"))[0] == 0
    whole = time.monotonic() - started
    for number in range(KILLS):
        if number % 4 == 0:
            assert finish(command(course, "clean"))[0] == 0
        process = command(course, "--quiet", "--locale", "ko", "--jobs", "2")
        time.sleep(chance.uniform(0.05, 0.9) * whole)
        # the first process alone, as a system short of memory does, or all of them, as a switched-off machine does
        (os.kill if number % 2 else os.killpg)(process.pid, signal.SIGKILL)
        process.communicate(timeout=PATIENCE)
        left = files_of(course / "output")
        assert {path: left[path] for path in left if not path.endswith(".tmp")}.items() <= clean.items()
    assert finish(command(course, "--quiet"))[0] == 0
    assert files_of(course / "output") == clean


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_ends_a_build_without_a_word_too_many(course: Path, clean: dict[str, bytes], jobs: str) -> None:
    for pause in (0.0, 0.2, 0.5):
        process = command(course, "--jobs", jobs)
        assert process.stderr is not None
        told = process.stderr.readline()  # the first piece of work is done
        time.sleep(pause)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
        code, _, err = finish(process)
        assert "Traceback" not in told + err
        assert code in {0, 130}
        assert files_of(course / "output").items() <= clean.items()


def test_an_interrupt_after_the_work_changes_nothing(course: Path) -> None:
    late = "import atexit, os, runpy, signal, sys; atexit.register(os.kill, os.getpid(), signal.SIGINT)"
    start = f"{late}; sys.argv = ['build.py', 'check', '--course', {str(course)!r}, '--quiet']"
    words = [sys.executable, "-c", f"{start}; runpy.run_path({str(ROOT / 'build.py')!r}, run_name='__main__')"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert (done.returncode, done.stdout, "KeyboardInterrupt" in done.stderr) == (0, "", False)


def test_two_builds_at_once_are_both_right(course: Path, clean: dict[str, bytes]) -> None:
    both = [command(course, "--quiet"), command(course, "--quiet", "--jobs", "1")]
    assert [finish(process)[0] for process in both] == [0, 0]
    assert files_of(course / "output") == clean


def test_a_build_beside_one_that_forgets_is_right(course: Path, clean: dict[str, bytes]) -> None:
    both = [command(course, "--quiet"), command(course, "clean", "--quiet")]
    assert finish(both[0])[0] == 0
    both[1].communicate(timeout=PATIENCE)
    assert finish(command(course, "--quiet"))[0] == 0
    assert files_of(course / "output") == clean
