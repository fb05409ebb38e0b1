"""Exercises through a whole build: their minutes apart from teaching, their solutions where they were asked for."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from coursedeck.app.cli import main

SETTINGS = 'title = "Bread"\nsource-locale = "en"\nlocales = ["en", "de"]\nslot = 40\n'
BREAD = """\
# Bread

## Dough (25 min)

### What it needs

- Flour and water
- Time

::: exercise Knead it (10 min)
1. Push
2. Fold

::: solution
It springs back.
:::
:::

## Baking (15 min)

### Heat

- A hot stone

::: keypoints
- Time does the work
:::
"""


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A course with an exercise, built in two languages."""
    root = tmp_path_factory.mktemp("bakery")
    (root / "content").mkdir()
    (root / "course.toml").write_text(SETTINGS, encoding="utf-8")
    (root / "content/bread.md").write_text(BREAD, encoding="utf-8")
    assert main(["build", "--course", str(root), "--quiet", "--jobs", "1"]) == 0
    yield root


def deck(root: Path, locale: str) -> list[Any]:
    return list(Presentation(str(root / f"output/{locale}/bread.pptx")).slides)


def page(root: Path, ending: str, locale: str = "en") -> str:
    return (root / f"output/{locale}/bread{ending}").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("locale", "first", "second"),
    [("en", "25 min\nExercises: 10 min", "15 min"), ("de", "25 Min.\nÜbung: 10 Min.", "15 Min.")],
)
def test_the_agenda_tells_the_minutes_of_exercises(bakery: Path, locale: str, first: str, second: str) -> None:
    agenda = next(slide for slide in deck(bakery, locale) if any(shape.name == "agenda" for shape in slide.shapes))
    said = {shape.name: shape.text_frame.text for shape in agenda.shapes if shape.has_text_frame}
    assert [said["minutes"], said["minutes 2"]] == [first, second]


def test_the_table_of_times_marks_what_is_exercise(bakery: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(page(bakery, ".timing.csv"))))
    work = [row for row in rows if row["exercise"]]
    assert [row["title"] for row in work] == ["Exercise: Knead it", "Solution: Knead it"]
    assert sum(int(row["planned_seconds"]) for row in work) == 600
    assert sum(int(row["planned_seconds"]) for row in rows) == 2400
    assert {row["section"]: row["section_exercise_minutes"] for row in rows if row["section"]} == {
        "Dough": "10",
        "Baking": "",
    }


def test_the_run_sheet_tells_both(bakery: Path) -> None:
    sheet = page(bakery, ".run-sheet.html")
    assert "Teaching 30 min · Exercises 10 min" in sheet
    assert re.search(r'Dough <span class="mark">Exercises 10 min</span>', sheet)
    assert sheet.count('<span class="mark">Exercise</span>') == 2


def test_notes_say_what_of_the_section_is_exercise(bakery: Path) -> None:
    said = [slide.notes_slide.notes_text_frame.text for slide in deck(bakery, "en")]
    assert any("Section 25 min · Exercises 10 min · 00:00–00:25" in notes for notes in said)
    assert any("Section 15 min · 00:25–00:40" in notes for notes in said)


def test_solutions_are_on_slides_in_the_words_of_the_language(bakery: Path) -> None:
    titles = [slide.shapes.title.text for slide in deck(bakery, "de")]
    assert titles[-4:] == ["Übung: Knead it", "Lösung: Knead it", "Baking · Heat", "Das Wichtigste"]


def built_again(bakery: Path, root: Path, settings: str, *words: str) -> Path:
    (root / "content").mkdir(parents=True)
    (root / "course.toml").write_text(SETTINGS.replace(', "de"', "") + settings, encoding="utf-8")
    (root / "content/bread.md").write_bytes((bakery / "content/bread.md").read_bytes())
    assert main(["build", "--course", str(root), "--quiet", "--jobs", "1", *words]) == 0
    return root


def test_the_handout_has_no_solutions_unless_they_are_asked_for(bakery: Path, tmp_path: Path) -> None:
    plain = page(bakery, ".handout.html")
    assert "Knead it" in plain and "springs back" not in plain
    for name, settings, words in (("a", "", ("--solutions",)), ("b", "handout-solutions = true\n", ())):
        whole = page(built_again(bakery, tmp_path / name, settings, *words), ".handout.html")
        assert "Solution</p>" in whole and "springs back" in whole


def test_hidden_solutions_take_no_time(bakery: Path, tmp_path: Path) -> None:
    root = built_again(bakery, tmp_path / "c", 'solutions = "hidden"\n')
    rows = list(csv.DictReader(io.StringIO(page(root, ".timing.csv"))))
    (solution,) = [row for row in rows if row["title"].startswith("Solution")]
    assert (solution["hidden"], solution["planned_seconds"]) == ("yes", "0")
    assert sum(int(row["planned_seconds"]) for row in rows) == 2400


def test_a_setting_that_is_none_is_told(bakery: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "course.toml").write_text('solutions = "beside"\n', encoding="utf-8")
    (tmp_path / "content/a.md").write_text("---\nsolutions: beside\n---\n# A\n\ntext\n", encoding="utf-8")
    assert main(["check", "--course", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert 'course.toml:1: error: solutions: write "slide", "hidden"' in told
    assert 'a.md:2: error: solutions is "beside": write slide, hidden or notes' in told
