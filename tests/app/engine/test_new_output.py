"""A new output is one new file, and nothing else knows of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.engine.conftest import ROOT, write

pytestmark = pytest.mark.long

OUTLINE = '''"""``.outline.txt``: the titles of the slides."""

from coursedeck.app.works.output import SessionOutput


class WriteOutline(SessionOutput):
    """Write the outline."""

    ending = ".outline.txt"

    def data(self, placed, context):
        """A title a line."""
        return "\\n".join(slide.title.paragraphs[0].plain for slide in placed.deck.slides).encode()
'''
INDEX = '''"""``index.txt``: the sessions of a language."""

from coursedeck.app.works.language_output import LanguageOutput
from coursedeck.app.works.output import OutputFiles


class WriteIndex(LanguageOutput):
    """Write the index."""

    @property
    def title(self):
        """Its path."""
        return f"{self.locale}/index.txt"

    def do(self, context):
        """A session a line."""
        lines = "\\n".join(f"{one.path}: {one.title}" for one in self.sessions)
        return OutputFiles(((self.title, context.put(lines.encode())),))
'''
BUILD = """
import json, sys
from pathlib import Path
from coursedeck.app.commands.build import build
from coursedeck.app.request import Request
root = Path(sys.argv[1])
report = build(Request(root, root / "output", jobs=int(sys.argv[2])), lambda _: None)
print(json.dumps({"made": report.made, "errors": report.errors}))
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The program as somebody has it who adds something to it."""
    for folder in ("coursedeck", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / "program" / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "program"


def build(program: Path, course: Path, jobs: int = 1) -> tuple[str, ...]:
    """What was made."""
    environment = {**os.environ, "PYTHONPATH": str(program), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", BUILD, str(course), str(jobs)]
    done = subprocess.run(command, cwd=program, env=environment, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    assert told["errors"] == 0
    return tuple(told["made"])


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_output_for_each_session_is_one_file(program: Path, course: Path, jobs: int) -> None:
    write(program / "coursedeck/app/works/outline.py", OUTLINE)
    build(program, course, jobs)
    outlines = {file.parent.name: file.read_text("utf-8").splitlines() for file in course.rglob("first.outline.txt")}
    assert set(outlines) == {"ko", "en"}
    assert outlines["ko"][0] == "첫째" and outlines["en"][0] == "First"
    assert (course / "output/ko/second.outline.txt").is_file()
    assert build(program, course, jobs) == ()
    (course / "output/ko/first.outline.txt").unlink()
    assert build(program, course, jobs) == ()
    assert (course / "output/ko/first.outline.txt").is_file()


def test_an_output_for_each_language_is_one_file(program: Path, course: Path) -> None:
    write(program / "coursedeck/app/works/index.py", INDEX)
    assert "en/index.txt" in build(program, course)
    assert (course / "output/en/index.txt").read_text("utf-8") == "first: First\nsecond: 둘째"
    catalog = course / "content/locale/en/first.po"
    catalog.write_text(catalog.read_text("utf-8").replace("First", "The first"), encoding="utf-8")
    assert set(build(program, course)) == {"en/first", "en/index.txt"}
    assert (course / "output/en/index.txt").read_text("utf-8") == "first: The first\nsecond: 둘째"


def test_without_its_file_there_is_no_such_output(program: Path, course: Path) -> None:
    build(program, course)
    assert list(course.rglob("*.txt")) == []
