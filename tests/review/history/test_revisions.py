"""Revisions of a course laid out aside: whole, alone, and gone afterwards."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from coursedeck.model.problem import CourseError, MissingProgramError
from coursedeck.review.history import open_revision

BUILD = """import pathlib, sys
output = pathlib.Path(sys.argv[sys.argv.index("--output") + 1])
if "broken" not in pathlib.Path("content/a.md").read_text():
    (output / "en").mkdir(parents=True)
    (output / "en" / "a.pptx").write_text(" ".join(sys.argv[1:]))
sys.exit({code})
"""


def git(root: Path, *words: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "-C", str(root), *who, *words], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    (root / "course" / "content").mkdir(parents=True)
    git(tmp_path, "init", "-q", str(root))
    (root / "course" / "content" / "a.md").write_text("# First\n")
    (root / "beside.txt").write_text("not of the course\n")
    commit(root, "first")
    (root / "course" / "content" / "a.md").write_text("# Second\n")
    (root / "course" / "content" / "b.md").write_text("# New\n")
    commit(root, "second")
    return root


def commit(root: Path, tag: str) -> None:
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", tag)
    git(root, "tag", tag)


def files(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text() for path in root.rglob("*") if path.is_file()}


def test_a_revision_is_the_course_as_it_was_and_nothing_beside_it(repository: Path) -> None:
    course = repository / "course"
    (course / "content" / "a.md").write_text("# Not committed\n")
    with open_revision(course, "first") as revision:
        assert files(revision.course) == {"content/a.md": "# First\n"}
        assert not revision.builds_itself
        place = revision.course
    with open_revision(course, "HEAD") as revision:
        assert set(files(revision.course)) == {"content/a.md", "content/b.md"}
    assert not place.exists()
    assert (course / "content" / "a.md").read_text() == "# Not committed\n"


def test_it_is_gone_after_a_failure_too(repository: Path) -> None:
    with pytest.raises(RuntimeError), open_revision(repository / "course", "first") as revision:
        place = revision.course
        raise RuntimeError
    assert not place.exists()


@pytest.mark.parametrize("name", ["nowhere", "--output=x", "-x", "", "first:course/content"])
def test_what_is_no_revision_is_told(repository: Path, name: str) -> None:
    before = files(repository / "course")
    with pytest.raises(CourseError) as failure, open_revision(repository / "course", name):
        pass
    (problem,) = failure.value.problems
    assert problem.source.file == "--base" and "revision" in problem.message
    assert files(repository / "course") == before


def test_a_folder_outside_of_git_has_no_revisions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(CourseError), open_revision(tmp_path, "main"):
        pass


def test_without_git_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingProgramError, match="git"), open_revision(tmp_path, "main"):
        pass


def with_program(repository: Path, code: int, content: str = "# Third\n") -> Path:
    course = repository / "course"
    (course / "coursedeck").mkdir()
    (course / "coursedeck" / "__init__.py").touch()
    (course / "build.py").write_text(BUILD.format(code=code))
    (course / "content" / "a.md").write_text(content)
    commit(repository, "third")
    return course


@pytest.mark.parametrize("code", [0, 1])
def test_a_revision_that_brings_its_program_is_built_with_that(repository: Path, code: int) -> None:
    with open_revision(with_program(repository, code), "third") as revision:
        assert revision.builds_itself
        assert revision.build(["en", "ko"], ["content/a.md"])
        said = (revision.output / "en" / "a.pptx").read_text()
        assert said == f"build content/a.md --output {revision.output} --locale en ko"


@pytest.mark.parametrize(("code", "content"), [(2, "# Third\n"), (3, "# Third\n"), (0, "broken\n")])
def test_a_program_that_gives_no_decks_has_not_built_it(repository: Path, code: int, content: str) -> None:
    with open_revision(with_program(repository, code, content), "third") as revision:
        assert not revision.build([], [])
