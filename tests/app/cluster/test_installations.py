"""What differs between two machines is named, and what decides about nothing is no difference."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from coursedeck.app.cli import main
from coursedeck.app.cluster import engine_address
from coursedeck.app.cluster.course_files import ListedCourse, lay_out, listed_in, read_again
from coursedeck.app.cluster.executor import differing
from coursedeck.app.engine.installation import (
    LIBRARIES,
    differences,
    installation,
    portable_fingerprint,
    told_differences,
)
from coursedeck.base.cache import LostEntryError
from coursedeck.model.problem import CourseError

ROOT = Path(__file__).parents[3]


def test_every_library_that_makes_output_counts() -> None:
    wanted = re.findall(r"^[A-Za-z][\w.-]*", (ROOT / "requirements" / "base.in").read_text(), re.MULTILINE)
    # they print progress, judge what has been made, and read what is imported
    assert set(wanted) - set(LIBRARIES) == {"rich", "openxml-audit", "docutils"}
    assert {"coursedeck", "Python", "lxml", "pillow", "cffi"} <= installation().keys()
    assert any(name.startswith("font ") for name in installation())


@pytest.mark.parametrize(
    ("there", "told"),
    [
        ({}, ()),
        ({"lxml": "5.0"}, ("lxml 5.0 there, 6.1 here",)),
        ({"lxml": ""}, ("lxml is missing there",)),
        ({"font B.otf": "0badcafe"}, ("font B.otf is missing here",)),
        ({"font A.ttf": "0badcafe"}, ("font A.ttf is another one there",)),
        ({"Python": "3.12.1", "lxml": "5.0"}, ("Python 3.12.1 there, 3.11.7 here", "lxml 5.0 there, 6.1 here")),
    ],
)
def test_each_difference_is_told_once(there: dict[str, str], told: tuple[str, ...]) -> None:
    here = {"Python": "3.11.7", "lxml": "6.1", "font A.ttf": "12345678"}
    assert differences(here, {name: value for name, value in {**here, **there}.items() if value}) == told


def test_of_many_differences_the_first_are_told() -> None:
    here = {f"font {number}.ttf": "12345678" for number in range(40)}
    assert told_differences(differences(here, {})).endswith("font 13.ttf is missing there and 34 more")
    assert "worker tcp://a:1 differs" in differing({"tcp://a:1": {}, "tcp://b:1": here}, here).message


def test_fonts_count_wherever_they_lie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for folder in (tmp_path / "one" / "fonts", tmp_path / "two" / "fonts"):
        folder.mkdir(parents=True)
        (folder / "Corporate.ttf").write_bytes(b"in place of a font")
        (folder / ".uuid").write_text(str(folder))
        monkeypatch.setenv("XDG_DATA_HOME", str(folder.parent))
        found.append(portable_fingerprint())
    (tmp_path / "two" / "fonts" / "Corporate.ttf").write_bytes(b"in place of another")
    found.append(portable_fingerprint())
    assert found[0] == found[1] != found[2]


@pytest.mark.parametrize("text", ["dask:", "dask://", "dask://host", "tcp://host:1", "dask://host:1/path", "spark", ""])
def test_what_is_no_engine_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no engine: use dask"):
        engine_address(text)


@pytest.mark.parametrize(
    ("module", "words", "told"),
    [
        ("distributed", ["--engine", "dask"], "pip install 'coursedeck[dask]'"),
        ("s3fs", ["--cache", "s3://builds/x"], "pip install 'coursedeck[cache]'"),
    ],
)
def test_what_is_not_installed_is_named_with_what_installs_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    module: str,
    words: list[str],
    told: str,
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("# A\n\n## B (2 min)\n\n- c\n")
    monkeypatch.setitem(sys.modules, module, None)
    assert main(["--course", str(tmp_path), "--quiet", *words]) == 3
    assert told in capsys.readouterr().err


@pytest.fixture
def course(tmp_path: Path) -> Path:
    root = tmp_path / "course"
    for name in ("content/a.md", "content/.hidden", "output/en/a.pptx", ".git/config", "venv/pyvenv.cfg", "venv/lib.py",
                 "diagrams/__pycache__/x.pyc", "diagrams/x.py"):  # fmt: skip
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    (tmp_path / "secret").write_text("not of the course")
    (root / "content" / "link.txt").symlink_to(tmp_path / "secret")
    (root / "content" / "inside.txt").symlink_to(root / "content" / "a.md")
    return root


def test_a_copy_holds_the_course_and_nothing_else(course: Path, tmp_path: Path) -> None:
    files = ListedCourse.of(course, course / "output")
    sources = files.sources()
    copy = tmp_path / "copy"
    lay_out(copy, listed_in(files.list_bytes), lambda name: read_again(sources[name], name))
    there = {file.relative_to(copy).as_posix(): file.read_text() for file in copy.rglob("*") if file.is_file()}
    assert there == {
        "content/.hidden": "content/.hidden",
        "content/a.md": "content/a.md",
        "content/inside.txt": "content/a.md",
        "diagrams/x.py": "diagrams/x.py",
    }
    assert (copy / "content/a.md").stat().st_mtime_ns == (course / "content/a.md").stat().st_mtime_ns


def test_a_file_that_changes_meanwhile_is_not_sent(course: Path) -> None:
    files = ListedCourse.of(course, course / "output")
    ((path, name, _), *_) = files.listed
    (course / path).write_text("something else")
    with pytest.raises(LostEntryError):
        read_again(course / path, name)


def test_a_list_that_leads_out_of_the_copy_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(CourseError):
        lay_out(tmp_path / "copy", (("../outside.txt", "0" * 64, 0),), lambda _: b"hostile")
    assert not (tmp_path / "outside.txt").exists()
