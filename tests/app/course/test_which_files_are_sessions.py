"""Which files of ``content/`` are sessions: all but READMEs, what ``course.toml`` lists, what is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import Run

LESSON = "# {}\n\n## Names\n\n- A name stands for a value\n\n## Values\n\n- A value has a kind\n"


@pytest.fixture
def lessons(course: Path) -> Path:
    """A course with sessions and a folder whose lesson is its README."""
    for name in ("intro/a", "intro/b", "2-loops/README", "intro/README"):
        file = course / "content" / f"{name}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(LESSON.format(name), encoding="utf-8")
    return course


def decks(files: list[str]) -> list[str]:
    return [file.partition("/")[2].removesuffix(".pptx") for file in files if file.endswith(".pptx")]


def test_a_readme_that_may_be_a_lesson_is_told(lessons: Path, run: Run) -> None:
    outcome = run()
    assert decks(outcome.files()) == ["intro/a", "intro/b", "good"]
    (line,) = outcome.lines("warning:")
    assert line.startswith("content/2-loops/README.md:1: warning: a README is no session by itself: list it in course")


def test_a_readme_that_is_named_is_a_session(lessons: Path, run: Run) -> None:
    first = run("build", str(lessons / "content/2-loops/README.md"))
    assert (first.code, first.lines("warning:"), decks(first.files())) == (0, [], ["2-loops/README"])
    second = run("build", "2-loops/README.md", "content/intro/README.md")
    assert (second.code, second.lines("warning:")) == (0, [])
    assert decks(second.files()) == ["2-loops/README", "intro/README"]


def test_readmes_are_the_sessions_where_there_are_no_others(lessons: Path, run: Run) -> None:
    for name in ("good.md", "intro/a.md", "intro/b.md"):
        (lessons / "content" / name).unlink()
    outcome = run()
    assert outcome.code == 0 and outcome.lines("warning:") == []
    assert decks(outcome.files()) == ["2-loops/README", "intro/README"]


LISTS = {
    '["2-loops/README.md", "intro"]': ["2-loops/README", "intro/a", "intro/b"],
    '["content/intro/b.md"]': ["intro/b"],
    '["intro/b", "2-loops"]': ["2-loops/README", "intro/b"],
    '["*/README.md"]': ["2-loops/README", "intro/README"],
    '["**/a.md", "good.md"]': ["intro/a", "good"],
}


@pytest.mark.long
@pytest.mark.parametrize("listed", LISTS)
def test_sessions_that_course_toml_lists(lessons: Path, run: Run, listed: str) -> None:
    (lessons / "course.toml").write_text(f"sessions = {listed}\n")
    outcome = run()
    assert outcome.code == 0 and outcome.lines("warning:") == []
    assert decks(outcome.files()) == LISTS[listed]


def test_what_is_listed_and_not_there_is_an_error_and_the_rest_is_built(lessons: Path, run: Run) -> None:
    (lessons / "course.toml").write_text('sessions = ["intro", "outro.md"]\n')
    outcome = run()
    assert outcome.code == 1
    assert outcome.lines("error:") == [
        'course.toml:1: error: sessions: there is no "outro.md" below content/: mend its path, or take it out'
    ]
    assert decks(outcome.files()) == ["intro/a", "intro/b"]
