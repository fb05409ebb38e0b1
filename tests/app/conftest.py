from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from coursedeck.app.cli import main

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str
    output: Path

    def lines(self, word: str) -> list[str]:
        """The problem lines of one severity, or all that hold `word`."""
        return [line for line in self.err.splitlines() if word in line]

    def files(self) -> list[str]:
        """What lies in the output folder, by path; what is kept for later runs is no output."""
        found = self.output.rglob("*") if self.output.is_dir() else []
        paths = (file.relative_to(self.output).as_posix() for file in found if file.is_file())
        return sorted(path for path in paths if not path.startswith(".cache/"))


Run = Callable[..., Outcome]

GOOD = "# 좋은 세션\n\n## 첫째 (3분)\n\n- 하나\n- 둘\n"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A scratch course with one session that builds."""
    root = tmp_path / "course"
    (root / "content").mkdir(parents=True)
    (root / "diagrams").mkdir()
    (root / "content" / "good.md").write_text(GOOD, encoding="utf-8")
    return root


@pytest.fixture
def run(course: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command on the scratch course, quietly."""

    def call(*words: str, output: Path | None = None) -> Outcome:
        where = output or course / "output"
        given = [*words, "--course", str(course), "--quiet"]
        if words[:1] != ("check",):
            given += ["--output", str(where)]
        code = main(given)
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err, where)

    return call


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The bundled course, built in its source language; the output folder."""
    folder = tmp_path_factory.mktemp("bundled")
    assert main(["--course", str(ROOT), "--locale", "ko", "--output", str(folder), "--quiet"]) == 0
    yield folder
    shutil.rmtree(folder)


COURSE = 'title = "시험"\nsource-locale = "ko"\nlocales = ["ko", "en"]\n'
TALK = "# 말하기\n\n## 첫째 (3분)\n\n- **하나**: 자세한 말\n- 둘\n\n## 둘째 (2분) {optional}\n\n- 셋\n"


@pytest.fixture
def translated(course: Path) -> Path:
    """A course with a session and a catalog that is half done."""
    (course / "course.toml").write_text(COURSE, encoding="utf-8")
    (course / "content" / "good.md").write_text(TALK, encoding="utf-8")
    return course


def entry(file: Path, source: str, translation: str) -> None:
    text = file.read_text(encoding="utf-8")
    old = f'msgid "{source}"\nmsgstr ""'
    assert old in text
    file.write_text(text.replace(old, f'msgid "{source}"\nmsgstr "{translation}"'), encoding="utf-8")
