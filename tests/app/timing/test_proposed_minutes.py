"""Minutes for sections that have none, as a user asks for them; and what a deck with estimated ones says."""

from __future__ import annotations

import csv
import io
import re
import subprocess
from pathlib import Path

import pytest
from pptx import Presentation

from coursedeck.app.cli import main
from tests.patience import PATIENCE

SETTINGS = 'title = "Boats"\nsource-locale = "en"\nlocales = ["en"]\nslot = 30\n'
BOATS = """\
# Boats

## Why they float {#float}

- Water pushes back

### A test in a bowl

- A coin sinks
- A lid with the coin on it does not

## Oars and sails

1. Pull the oar
2. Lift it
3. Begin again

## Exercise: a paper boat

- Fold one, and see what it carries
"""


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course without minutes, built."""
    root = tmp_path_factory.mktemp("harbour")
    (root / "content").mkdir()
    (root / "course.toml").write_text(SETTINGS, encoding="utf-8")
    (root / "content/boats.md").write_text(BOATS, encoding="utf-8")
    assert main(["build", "--course", str(root), "--quiet", "--jobs", "1"]) == 0
    return root


def page(root: Path, ending: str) -> str:
    return (root / "output/en" / f"boats{ending}").read_text(encoding="utf-8-sig")


def test_the_slides_of_a_session_without_minutes_fill_its_slot(harbour: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(page(harbour, ".timing.csv"))))
    assert sum(int(row["planned_seconds"]) for row in rows) == 1800
    assert {row["estimated"] for row in rows} == {"yes"}


def test_notes_have_a_clock_and_say_that_it_is_estimated(harbour: Path) -> None:
    slides = list(Presentation(str(harbour / "output/en/boats.pptx")).slides)
    first = [slide.notes_slide.notes_text_frame.text.split("\n")[0] for slide in slides]
    assert first[0] == "00:00–00:30 · ≈ 30 min in all"
    assert all(re.match(r"\d\d:\d\d–\d\d:\d\d · ≈ \d+ (?:min|s)\b", line) for line in first)


def test_no_minutes_of_a_slide_pass_for_a_plan(harbour: Path) -> None:
    deck = Presentation(str(harbour / "output/en/boats.pptx"))
    said = [
        paragraph.text
        for slide in deck.slides
        for shape in slide.shapes
        for frame in (
            [shape.text_frame]
            if shape.has_text_frame
            else [cell.text_frame for row in shape.table.rows for cell in row.cells]
            if shape.has_table
            else []
        )
        for paragraph in frame.paragraphs
    ]
    minutes = [text for text in said if re.search(r"\d+ min", text)]
    assert len(minutes) >= 4
    assert all(re.search(r"≈ \d+ min", text) for text in minutes)


@pytest.mark.parametrize("ending", [".run-sheet.html", ".handout.html"])
def test_pages_mark_every_estimate(harbour: Path, ending: str) -> None:
    seen = re.sub(r"<(script|style).*?</\1>", "", page(harbour, ending), flags=re.DOTALL)
    minutes = re.findall(r"(.{2})\b\d+ min\b", seen)
    assert len(minutes) >= 4
    assert set(minutes) == {"≈ "}
    assert "Planned" not in seen
    if ending == ".run-sheet.html":
        assert "≈ means estimated: nobody has planned these minutes." in seen


def test_one_note_says_what_to_do(harbour: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--course", str(harbour)]) == 0
    told = capsys.readouterr()
    assert re.findall(r"^.*(?:error|warning): .*$", told.err, re.MULTILINE) == []
    assert told.err.count("timing --propose --patch FILE") == 1
    assert "≈ 30 min" in told.out


def test_the_proposed_patch_applies_and_makes_a_plan_of_the_estimate(
    harbour: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "copy"
    (root / "content").mkdir(parents=True)
    for name in ("course.toml", "content/boats.md"):
        (root / name).write_bytes((harbour / name).read_bytes())
    patch = tmp_path / "minutes.patch"
    assert main(["timing", "--propose", "--course", str(root), "--patch", str(patch)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.rpartition(":")[0] for line in lines[:3]] == [
        "content/boats.md:3: Why they float",
        "content/boats.md:12: Oars and sails",
        "content/boats.md:18: Exercise: a paper boat",
    ]
    subprocess.run(["git", "apply", str(patch)], cwd=root, check=True, timeout=PATIENCE)
    written = (root / "content/boats.md").read_text(encoding="utf-8")
    minutes = [int(number) for number in re.findall(r"^## .*\((\d+) min\)", written, re.MULTILINE)]
    assert (len(minutes), sum(minutes)) == (3, 30)
    assert re.search(r"^## Why they float \(\d+ min\) \{#float\}$", written, re.MULTILINE)
    assert main(["timing", "--propose", "--course", str(root), "--patch", str(patch)]) == 0
    assert "there is nothing to change" in capsys.readouterr().out


def test_too_many_slides_for_the_slot_are_said_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "course.toml").write_text(SETTINGS.replace("30", "4"), encoding="utf-8")
    hulls = "".join(f"\n### Hull {number}\n\n> A hull of {number}. {'It floats. ' * 30}\n" for number in range(9))
    (tmp_path / "content/boats.md").write_text(f"# Boats\n\n## Hulls\n{hulls}\n## Sails\n{hulls}", encoding="utf-8")
    main(["check", "--course", str(tmp_path), "--all"])
    told = [line for line in capsys.readouterr().err.splitlines() if "a minute" in line]
    assert len(told) == 1
    assert "slides for a slot of 4 minutes" in told[0]


def test_what_was_recorded_and_what_is_proposed_are_asked_for_apart(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["timing", "--propose", "--actuals", "a.csv"])
    assert stopped.value.code == 2
    with pytest.raises(SystemExit) as stopped:
        main(["timing"])
    assert stopped.value.code == 2
    assert "--propose" in capsys.readouterr().err
