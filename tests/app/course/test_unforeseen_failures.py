"""An exception that nobody foresaw costs the piece of work that met it: all else is built, and the code says it."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coursedeck.app.cli import main
from coursedeck.app.works import built_session, calendar, drawing, figure, handout, placement, png, session
from coursedeck.app.works.deck import WriteDeck
from coursedeck.app.works.definition import RunDefinition
from coursedeck.model.problem import Source, fault
from tests.app.conftest import Run

FIGURE = (
    'from diagrams import Diagram\nfrom diagrams.generic.device import Mobile\nwith Diagram("x"):\n    Mobile("y")\n'
)

Failing = Callable[[type, str, Exception], None]


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Failing:
    """Let a kind of work fail wherever its title or subject holds some words."""

    def put(kind: type, words: str, failure: Exception, method: str = "do") -> None:
        sound = getattr(kind, method)

        def broken(self: Any, *given: Any) -> Any:
            if words in self.subject:
                raise failure
            return sound(self, *given)

        monkeypatch.setattr(kind, method, broken)

    return put


@pytest.fixture
def two(course: Path) -> Path:
    """A course with two sessions, one of which shows a figure, and a calendar."""
    text = "---\ndate: 2026-03-02\n---\n# 나쁜 세션\n\n## 하나 (3분)\n\n![f](../diagrams/f.py)\n"
    (course / "content" / "bad.md").write_text(text, encoding="utf-8")
    (course / "diagrams" / "f.py").write_text(FIGURE, encoding="utf-8")
    return course


FAILURES = [RuntimeError("boom"), RecursionError("deep"), MemoryError(), KeyError("x\x1b"), OSError(5, "I/O error")]


@pytest.mark.parametrize("failure", FAILURES, ids=lambda one: type(one).__name__)
@pytest.mark.parametrize("kind", [session.ReadSession, built_session.BuildSession, placement.PlaceSession])
def test_a_session_that_fails_costs_no_other(
    two: Path, run: Run, failing: Failing, kind: type, failure: Exception
) -> None:
    failing(kind, "bad", failure)
    outcome = run("--jobs", "1")
    assert outcome.code == 1
    assert "Traceback" not in outcome.err
    (line,) = outcome.lines("coursedeck failed here")
    assert line.startswith("content/bad.md:1: error: ")
    assert "ko/good.pptx" in outcome.files()
    assert "ko/bad.pptx" not in outcome.files()


@pytest.mark.parametrize(
    ("kind", "lost", "subject"),
    [
        (handout.WriteHandout, "ko/bad.handout.html", "content/bad.md"),
        (calendar.WriteCalendar, "ko/course.ics", "ko/course.ics"),
        (png.PaintFigure, "ko/figures/f.png", "ko/figures/f.png"),
        (figure.DrawFigure, "ko/figures/f.svg", "ko/figures/f"),
        (drawing.DrawGraph, "ko/figures/f.svg", "diagrams/f.py"),
        (RunDefinition, "ko/figures/f.svg", "diagrams/f.py"),
    ],
)
def test_an_output_that_fails_costs_no_deck(
    two: Path, run: Run, failing: Failing, kind: type, lost: str, subject: str
) -> None:
    assert lost in run("--jobs", "1").files()
    failing(kind, subject, ValueError("boom"))
    outcome = run("--jobs", "1", "--force", output=two / "again")
    assert outcome.code == 1
    assert any(line.startswith(f"{subject}:") for line in outcome.lines("coursedeck failed here"))
    assert lost not in outcome.files()
    assert {"ko/good.pptx", "ko/bad.pptx"} <= set(outcome.files())


def test_a_deck_that_fails_is_not_said_to_be_built(
    two: Path, failing: Failing, capsys: pytest.CaptureFixture[str]
) -> None:
    failing(WriteDeck, "bad", ValueError("boom"))
    assert main(["--course", str(two), "--jobs", "1"]) == 1
    said = capsys.readouterr().out
    assert "FAIL ko  bad: not built" in said
    assert "ok   ko  good" in said


def test_what_failed_is_tried_again(two: Path, run: Run, failing: Failing, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        sound = handout.WriteHandout.data
        patched.setattr(handout.WriteHandout, "data", lambda *_: 1 / 0)
        assert run("--jobs", "1").code == 1
        patched.setattr(handout.WriteHandout, "data", sound)
        outcome = run("--jobs", "1")
    assert outcome.code == 0, outcome.err
    assert "ko/bad.handout.html" in outcome.files()


# in a process of its own: workers that are forked from it share what fails there
FAILING_HANDOUTS = """
import sys
from coursedeck.app.cli import main
from coursedeck.app.works.handout import WriteHandout
WriteHandout.data = lambda *_: 1 / 0
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="workers are started afresh there, without the failure")
def test_workers_tell_their_failures_too(two: Path) -> None:
    for number in range(6):
        (two / "content" / f"more_{number}.md").write_text("# 더\n\n## 하나 (3분)\n\n- 말\n", encoding="utf-8")
    command = [sys.executable, "-c", FAILING_HANDOUTS, "build", "--course", str(two), "--jobs", "2", "--all"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert len({line.split(":")[0] for line in done.stderr.splitlines() if "ZeroDivisionError" in line}) == 8
    assert len(list((two / "output").rglob("*.pptx"))) == 8


def test_a_failure_outside_of_all_work_is_one_line(
    course: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("coursedeck.app.course.building.days_of", lambda *_: 1 / 0)
    assert main(["build", "--course", str(course), "--quiet", "--jobs", "1"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("build:1: error: coursedeck failed here (ZeroDivisionError: division by zero, ")


def test_debug_shows_where_a_failure_comes_from(
    two: Path, failing: Failing, capsys: pytest.CaptureFixture[str]
) -> None:
    failing(session.ReadSession, "bad", RuntimeError("boom \x1b[31m"))
    assert main(["build", "--debug", "--course", str(two), "--quiet", "--jobs", "1"]) == 1
    said = capsys.readouterr().err
    assert "Traceback (most recent call last):\n" in said
    assert "\x1b" not in said


def test_a_reference_is_that_of_the_place_and_not_of_the_words() -> None:
    def failed(words: str) -> str:
        try:
            raise ValueError(words)
        except ValueError as failure:
            return fault(Source("a.md"), failure).message.rpartition("as ")[2]

    first, second = (failed(words) for words in ("one", "two"))
    assert first == second
    try:
        raise ValueError("one")
    except ValueError as failure:
        assert fault(Source("a.md"), failure).message.rpartition("as ")[2] != first
