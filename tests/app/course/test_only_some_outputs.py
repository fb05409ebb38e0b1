"""``--only`` builds the kinds of files that are wanted, and works out nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coursedeck.app.commands.build import build
from coursedeck.app.report import Report
from coursedeck.app.request import OUTPUTS, Request
from coursedeck.app.works.kinds import kinds
from coursedeck.app.works.language_output import LanguageOutput
from coursedeck.app.works.output import SessionOutput

DRAWS = """from diagrams import Diagram, Node

with Diagram("{}", show=False):
    Node("위") >> Node("아래")
"""
FILES = {
    "course.toml": 'title = "K"\nsource-locale = "ko"\n',
    "content/one.md": "---\ndate: 2030-01-07\n---\n# 하나\n\n## 그림 (3분)\n\n![층](../diagrams/layers.py)\n\n"
    "[자료](../data/a.csv)\n",
    "content/two.md": "# 둘\n\n## 흐름 (2분)\n\n```mermaid\nflowchart LR\n  A[하나] --> B[둘]\n```\n",
    "content/three.md": "# 셋\n\n## 글 (2분)\n\n- 하나\n",
    "data/a.csv": "a,b\n1,2\n",
    "diagrams/layers.py": DRAWS.format("층"),
    "diagrams/alone.py": DRAWS.format("홀로"),
}
SESSIONS = ("one", "two", "three")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("only")
    for path, text in FILES.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def whole(course: Path) -> dict[str, bytes]:
    """What a build of everything writes."""
    assert made(course, course / "output").errors == 0
    return files(course / "output")


def made(course: Path, output: Path, *only: str, cache: Path | None = None) -> Report:
    return build(Request(course, output, jobs=1, only=only, cache=cache), lambda _: None)


def files(output: Path) -> dict[str, bytes]:
    found = {path.relative_to(output).as_posix(): path for path in output.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(".cache/")}


FIGURES = {f"ko/figures/{name}.{ending}" for name in ("layers", "alone", "two-1") for ending in ("svg", "png")}
WANTED = {
    ("deck",): {f"ko/{name}.pptx" for name in SESSIONS},
    ("figures",): FIGURES,
    ("run-sheet",): {f"ko/{name}.run-sheet.html" for name in SESSIONS},
    ("handout",): {f"ko/{name}.handout.html" for name in SESSIONS},
    ("script",): {f"ko/{name}.script.html" for name in SESSIONS},
    ("timing",): {f"ko/{name}.timing.csv" for name in SESSIONS},
    ("calendar",): {"ko/course.ics"},
    ("index",): {"ko/index.html", "index.html"},
    ("deck", "figures"): FIGURES | {f"ko/{name}.pptx" for name in SESSIONS},
}


@pytest.mark.parametrize("only", WANTED)
def test_what_is_wanted_is_built_and_nothing_else(
    course: Path, whole: dict[str, bytes], tmp_path: Path, only: tuple[str, ...]
) -> None:
    report = made(course, tmp_path / "output", *only, cache=course / "output" / ".cache")
    assert report.errors == 0
    built = files(tmp_path / "output")
    assert set(built) == WANTED[only]
    assert built == {path: whole[path] for path in built}


def test_together_the_kinds_are_everything(whole: dict[str, bytes]) -> None:
    named = {path for (first, *more), paths in WANTED.items() if not more for path in paths}
    assert {path for path in whole if path not in named} == {"ko/data/a.csv"}
    assert {kind.kind for kind in (*kinds(SessionOutput), *kinds(LanguageOutput))} - {""} <= set(OUTPUTS)


def test_nothing_is_worked_out_for_what_nobody_wants(course: Path, tmp_path: Path) -> None:
    of_figures = made(course, tmp_path / "figures", "figures")
    assert {title for title in of_figures.made if title.startswith("ko/")} == {
        "ko/figures/layers", "ko/figures/alone", "ko/figures/layers.png", "ko/figures/alone.png", "ko/two",
    }  # fmt: skip
    of_decks = made(course, tmp_path / "decks", "deck")
    assert {title for title in of_decks.made if title.startswith("ko/")} == {
        "ko/figures/layers", "ko/one", "ko/two", "ko/three",
    }  # fmt: skip


def test_what_is_there_of_other_kinds_stays(course: Path, whole: dict[str, bytes]) -> None:
    sheet = course / "output" / "ko" / "one.run-sheet.html"
    sheet.write_bytes(b"mine")
    os.utime(sheet, ns=(0, 0))
    report = made(course, course / "output", "deck")
    assert (report.errors, sheet.read_bytes()) == (0, b"mine")
    assert made(course, course / "output").written == 1
    assert files(course / "output") == whole
