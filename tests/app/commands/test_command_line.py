"""What is typed wrong is told before anything is done."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from coursedeck.app.cli import COMMANDS, main, parser
from tests.app.conftest import ROOT, Run
from tests.patience import PATIENCE

WRONG = {
    "a command behind an option": (["--quiet", "check"], "the command comes first: coursedeck check"),
    "a path as language": (["--locale", "../en"], "'../en' is no code of a language"),
    "no language at all": (["--locale", ""], "'' is no code of a language"),
    "a kind of output that there is not": (["--only", "handout,dek"], "'dek' is no kind of output: did you mean deck?"),
    "no kind of output": (["--only", ""], "'' is no kind of output: use some of deck, figures, "),
    "a path to translate into": (["translate", "../../en"], "'../../en' is no code of a language"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_command_line_ends_with_2(course: Path, capsys: pytest.CaptureFixture[str], case: str) -> None:
    words, message = WRONG[case]
    with pytest.raises(SystemExit) as ended:
        main([*words, "--course", str(course)])
    assert ended.value.code == 2
    assert message in capsys.readouterr().err
    assert not (course / "output").exists() and not (course / "content" / "locale").exists()


def test_a_session_may_be_called_like_a_command(course: Path, run: Run) -> None:
    (course / "content" / "good.md").rename(course / "content" / "review.md")
    outcome = run("review.md")
    assert outcome.code == 0 and "ko/review.pptx" in outcome.files()


@pytest.mark.parametrize(
    ("typed", "advice"),
    [("godo", "did you mean content/good.md?"), ("zzz", "name a file below content/, for example content/good.md")],
)
def test_an_unknown_session_is_told_with_the_nearest(course: Path, run: Run, typed: str, advice: str) -> None:
    outcome = run(typed)
    assert outcome.code == 1
    assert outcome.lines("error:") == [
        f"{typed}:1: error: there is no such session in this course's content/: {advice}"
    ]


@pytest.mark.parametrize("program", ["coursedeck", "python build.py"])
@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_says_what_it_does_and_shows_what_to_type(
    command: str, program: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([command, "--help"], program)
    told = capsys.readouterr().out
    assert told.startswith(f"usage: {program} {command} ")
    grammar = parser(program)
    examples = re.findall(rf"^  {program} (.*)", told, re.MULTILINE)
    assert examples
    for example in examples:
        assert grammar.parse_args(example.split()).command == command
    undescribed = re.findall(r"^  (\S+)$", told, re.MULTILINE)
    assert undescribed == []


def test_a_python_without_the_packages_is_told_how_to_get_them() -> None:
    command = [sys.executable, "-S", "-E", str(ROOT / "build.py"), "text", "deck.pptx"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode == 3
    assert re.fullmatch(r"error: the Python package \w+ is not installed: run `make setup`, then .*\n", done.stderr)
