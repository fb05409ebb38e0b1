"""Pipes, and files of gigabytes, where pictures, recorded times and verdicts are expected: told at once, never read."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from coursedeck.app.cli import main
from tests.app.conftest import Run


def sparse(path: Path) -> None:
    """A file that says it holds 3 GB."""
    with path.open("wb") as file:
        file.truncate(3 * 2**30)


def pipe(path: Path) -> None:
    os.mkfifo(path)


KINDS = [sparse, pytest.param(pipe, marks=pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="POSIX has pipes"))]


@pytest.mark.parametrize("make", KINDS)
def test_recorded_times_and_verdicts(
    course: Path, make: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    make(course / "given")
    for words in (["timing", "--actuals"], ["accept", "--from"]):
        assert main([*words, str(course / "given"), "--course", str(course), "--quiet"]) == 1
        said = capsys.readouterr().err
        assert "holds more than 16 MB" in said or "is no file" in said
        assert "coursedeck failed" not in said


def test_pictures(course: Path, run: Run) -> None:
    sparse(course / "content" / "large.png")
    (course / "content" / "good.md").write_text("# T\n\n## S (3 min)\n\n![x](large.png)\n", encoding="utf-8")
    outcome = run("check", "--jobs", "1")
    assert any(
        "large.png holds more than 200 MB" in line or "holds more than 200 MB" in line
        for line in outcome.lines("error")
    )
