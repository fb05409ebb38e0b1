"""Names that other systems do not know, or take for another's, are errors; what they name is built all the same."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from coursedeck.app.course.naming import name_problems
from tests.app.conftest import Run


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("content/con.md", "the name of a device"),
        ("content/Com1.notes.md", "the name of a device"),
        ("content/nul/intro.md", "the name of a device"),
        ("content/week 1 /intro.md", "ends with a dot or a space"),
        ("content/intro..md", ""),
        ("content/week1./intro.md", "ends with a dot or a space"),
        ("content/what?.md", "no name with '?' in it"),
        ("content/1: intro.md", "no name with ':' in it"),
        ("content/a\\b.md", "no name with '\\\\' in it"),
        ("content/a\nb.md", "no name with '\\n' in it"),
        ("content/course.md", "where the course's own texts are translated"),
        ("content/Diagrams.md", "where the labels of figures are translated"),
        ("content/week_1/course.md", ""),
        ("content/intro.edited.md", "a build has found edited"),
        ("content/console.md", ""),
        ("content/가상화 1 (둘째).md", ""),
        ("diagrams/course.py", ""),
        ("diagrams/aux.py", "the name of a device"),
    ],
)
def test_a_name_by_itself(path: str, says: str) -> None:
    found = name_problems([path])
    assert len(found) == bool(says)
    assert says in "".join(problem.message for problem in found)
    assert all(problem.source.file == path for problem in found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("content/A.md", "content/a.md"),
        ("content/Week/a.md", "content/week/a.md"),
        (unicodedata.normalize("NFD", "content/é.md"), unicodedata.normalize("NFC", "content/é.md")),
        (unicodedata.normalize("NFD", "content/가.md"), unicodedata.normalize("NFC", "content/가.md")),
        ("content/STRASSE.md", "content/straße.md"),
        ("diagrams/Cloud.py", "diagrams/cloud.py"),
    ],
)
def test_two_names_that_are_one_elsewhere(one: str, other: str) -> None:
    (problem,) = name_problems([other, one, "content/else.md"])
    assert {problem.source.file, problem.message.split("take it for ")[1].removesuffix(": rename it")} == {one, other}


def test_they_are_told_and_built(course: Path, run: Run) -> None:
    (course / "content" / "course.md").write_text("# A\n\n## B (3 min)\n\n- x\n", encoding="utf-8")
    outcome = run()
    assert outcome.code == 1
    assert [line.split(": ")[0] for line in outcome.lines("error")] == ["content/course.md:1"]
    assert {Path(path).name for path in outcome.files()} >= {"course.pptx", "good.pptx"}
