"""Definitions that need more than the course are run once somebody has looked at them, and not before."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from coursedeck.app.cli import main, parser
from coursedeck.app.commands.options import request_of
from coursedeck.app.course.opening import open_course
from coursedeck.app.course.running import run_building
from coursedeck.app.engine import Listener
from coursedeck.app.request import Request
from coursedeck.app.review.bases import open_base
from coursedeck.base.sandbox.confine import lacking
from tests.app.conftest import Run

confined = pytest.mark.skipif(
    sys.platform != "linux" or bool(lacking()), reason="THIS KERNEL CANNOT CONFINE PROGRAMS (Landlock and seccomp)"
)
SESSION = "# A\n\n## B (3 min)\n\n![One](../diagrams/one.py)\n\n![Two](../diagrams/two.py)\n"
DRAWS = "from diagrams import Diagram, Node\nwith Diagram('{0}', show=False):\n    Node('{0}')\n"
NEEDY = "import os\nassert os.environ.get('COLOUR') == 'red'\n" + DRAWS


@pytest.fixture
def figures(course: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The course, with two figures, of which one needs the environment."""
    monkeypatch.setenv("XDG_STATE_HOME", str(course.parent / "state"))
    monkeypatch.setenv("COLOUR", "red")
    (course / "content" / "good.md").write_text(SESSION, encoding="utf-8")
    (course / "diagrams" / "one.py").write_text(DRAWS.format("one"), encoding="utf-8")
    (course / "diagrams" / "two.py").write_text(NEEDY.format("two"), encoding="utf-8")
    time.sleep(0.03)  # of what is read in the same step of a file system's clock, nothing is kept
    return course


def opened(
    course: Path, *, definitions: bool = True, trusted: bool = False, force: bool = False
) -> tuple[set[str], str]:
    """The course as commands open it: names of its figures, and what is wrong with their definitions."""
    request = Request(
        course, course / "output", jobs=1, force=force, definitions=definitions, trusted=trusted
    )  # fmt: skip
    listener = Listener(lambda _: None)
    found = run_building(request, listener, lambda engine: open_course(engine, request))
    problems = (*found.settings.problems, *found.definition_problems)
    return set(found.graphs), "\n".join(map(str, problems))


def test_what_needs_more_runs_once_it_is_trusted(figures: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names, problems = opened(figures)
    assert names == {"one"}
    assert problems.startswith("diagrams/two.py:2: error: AssertionError")

    (figures / "course.toml").write_text('definitions-need = ["environment"]\n', encoding="utf-8")
    names, problems = opened(figures)
    assert names == set()
    assert "diagrams/one.py:1: error: is not run: by definitions-need in course.toml, it sees the var" in problems
    assert "run the command trust once, or build with --trust" in problems
    assert opened(figures, trusted=True) == ({"one", "two"}, "")

    assert main(["trust", "--course", str(figures)]) == 0
    assert "diagrams/two.py" in capsys.readouterr().out
    assert opened(figures, force=True) == ({"one", "two"}, "")
    # a helper that changes is as good as a script
    (figures / "diagrams" / "_colours.py").write_text("RED = 1\n", encoding="utf-8")
    assert opened(figures, force=True)[0] == set()
    assert main(["trust", "--course", str(figures)]) == main(["trust", "--course", str(figures), "--withdraw"]) == 0
    assert opened(figures, force=True)[0] == set()
    assert not list(figures.rglob("trusted"))


def test_a_need_that_nobody_knows_is_an_error(figures: Path) -> None:
    (figures / "course.toml").write_text('definitions-need = ["network", "root"]\n', encoding="utf-8")
    assert opened(figures)[1].startswith("course.toml:1: error: definitions-need: write a list")


def test_without_definitions_what_is_known_is_used(figures: Path) -> None:
    (figures / "diagrams" / "two.py").write_text(DRAWS.format("two"), encoding="utf-8")
    assert opened(figures) == ({"one", "two"}, "")
    (figures / "diagrams" / "two.py").write_text(DRAWS.format("three"), encoding="utf-8")
    names, problems = opened(figures, definitions=False)
    assert names == {"one"}
    assert problems.startswith("diagrams/two.py:1: error: is not run, and no earlier run has left its figures")
    assert "diagrams/one.py" not in problems


def test_the_command_line_asks_for_it() -> None:
    grammar = parser()
    for command in ("build", "check", "review", "watch"):
        plain = request_of(grammar.parse_args([command]))
        assert (plain.definitions, plain.trusted, plain.confined, plain.base_program) == (True, False, False, False)
        asked = request_of(grammar.parse_args([command, "--no-definitions", "--trust", "--sandbox", "require"]))
        assert (asked.definitions, asked.trusted, asked.confined) == (False, True, True)
    assert request_of(grammar.parse_args(["review", "--base", "main", "--base-program"])).base_program


@confined
def test_hostile_definitions_cost_themselves_alone(figures: Path, run: Run) -> None:
    hostile = {
        "a_network": "import socket\nsocket.create_connection(('127.0.0.1', 9))\n",
        "b_files": f"open({str(figures.parent / 'course' / 'content' / 'more.md')!r}, 'x')\n",
        "c_memory": "x = bytearray(10 * 2**30)\nDiagram = None\n",
        "d_output": "import time\nfor n in range(4):\n    open(str(n), 'w').truncate(200 * 2**20)\ntime.sleep(9999)\n",
    }
    for name, text in hostile.items():
        (figures / "diagrams" / f"{name}.py").write_text(f"from diagrams import Diagram  # Diagram\n{text}")
    (figures / "diagrams" / "two.py").write_text(DRAWS.format("two"), encoding="utf-8")
    outcome = run("--jobs", "1", "--sandbox", "require")
    assert outcome.code == 1
    errors = outcome.lines("error")
    assert [line.split(":")[0] for line in errors] == [f"diagrams/{name}.py" for name in hostile]
    assert "Traceback" not in outcome.err
    assert {path.stem for path in (figures / "output").rglob("figures/*.svg")} == {"one", "two"}
    assert not (figures / "content" / "more.md").exists()


def git(folder: Path, *words: str) -> None:
    settings = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *settings, *words], cwd=folder, check=True, capture_output=True)


def test_a_revision_is_built_by_this_program_unless_its_own_is_asked_for(figures: Path) -> None:
    mark = figures.parent / "its-own-program-ran"
    (figures / "coursedeck").mkdir()
    (figures / "coursedeck" / "__init__.py").touch()
    (figures / "build.py").write_text(f"open({str(mark)!r}, 'w').close()\n", encoding="utf-8")
    git(figures, "init", "--initial-branch=main")
    git(figures, "add", ".")
    git(figures, "commit", "-m", "first")
    request = Request(figures, figures / "output", jobs=1)
    base = open_base(request, "main", lambda _: None)
    assert base.rebuilt
    assert [deck.path.name for deck in base.decks] == ["good.pptx"]
    assert not mark.exists()
    open_base(Request(figures, figures / "output", jobs=1, base_program=True), "main", lambda _: None)
    assert mark.exists()
