"""Recorded times of lessons held against the plan, as a user types it."""

from __future__ import annotations

import csv
import subprocess
from pathlib import Path

import pytest

from coursedeck.app.cli import main
from coursedeck.model.schedule import ACTUALS_COLUMNS
from tests.app.conftest import TALK
from tests.patience import PATIENCE


def test_times_of_a_delivery_propose_minutes_as_a_patch(translated: Path, tmp_path: Path) -> None:
    row = {"session": "good", "delivery": "2026-01-05T10:00", "id": "첫째", "planned_seconds": "180"}
    recorded = tmp_path / "times.csv"
    with recorded.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, ACTUALS_COLUMNS, restval="")
        table.writeheader()
        table.writerow({**row, "actual_seconds": "300"})
    patch = tmp_path / "minutes.patch"
    words = [
        "timing",
        "content/good.md",
        "--course",
        str(translated),
        "--actuals",
        str(recorded),
        "--patch",
        str(patch),
    ]
    assert main([*words, "--quiet"]) == 0
    subprocess.run(["git", "apply", str(patch)], cwd=translated, check=True, timeout=PATIENCE)
    assert "## 첫째 (5분)" in (translated / "content/good.md").read_text(encoding="utf-8")


def saved(file: Path, session: str, seconds: int) -> str:
    """A file as a run sheet saves it, of one slide."""
    row = {"session": session, "delivery": "2026-01-05T10:00", "id": "첫째", "actual_seconds": seconds}
    with file.open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, ACTUALS_COLUMNS, restval="")
        table.writeheader()
        table.writerow(row)
    return str(file)


def test_recorded_times_find_their_sessions(
    translated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (translated / "content/other.md").write_text(TALK, encoding="utf-8")
    files = [saved(tmp_path / f"{name}.csv", name, minutes * 60) for name, minutes in (("good", 5), ("other", 7))]
    patch = tmp_path / "minutes.patch"
    words = ["timing", "--course", str(translated), "--patch", str(patch), "--actuals"]
    assert main([*words, *files]) == 0
    said = capsys.readouterr().out
    assert "content/good.md:3: 첫째: 3 min → 5 (took 5:00)" in said
    assert f"git -C {translated} apply {patch}" in said
    subprocess.run(["git", "-C", str(translated), "apply", str(patch)], check=True, timeout=PATIENCE)
    for name, minutes in (("good", 5), ("other", 7)):
        assert f"## 첫째 ({minutes}분)" in (translated / f"content/{name}.md").read_text(encoding="utf-8")


def test_no_patch_where_nothing_changes_and_none_for_foreign_times(
    translated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    patch = tmp_path / "minutes.patch"
    words = ["timing", "--course", str(translated), "--patch", str(patch), "--actuals"]
    assert main([*words, saved(tmp_path / "a.csv", "good", 180)]) == 0
    assert "there is nothing to change" in capsys.readouterr().out
    assert not patch.exists()
    (translated / "content/other.md").write_text(TALK, encoding="utf-8")
    assert main([*words, saved(tmp_path / "b.csv", "gone", 180), "--quiet"]) == 1
    assert "b.csv:1: error: was recorded for “gone”, which is not here: leave it out" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["good.md", "zwei Wörter.md", 'a "quoted" one.md'])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("last", ["the end", "the end\n", "a\u2028b\x85c\x0cd\n"])
def test_a_patch_applies_to_the_file_as_it_stands(
    translated: Path, tmp_path: Path, name: str, end: str, last: str
) -> None:
    text = f"\ufeff{TALK}\n- x\x85y\u2028z\n\n## 셋째 (4분)\n\n- {last}".replace("\n", end)
    (translated / "content/good.md").unlink()
    file = translated / "content" / name
    file.write_bytes(text.encode())
    patch = tmp_path / "minutes.patch"
    recorded = saved(tmp_path / "a.csv", name.removesuffix(".md"), 300)
    assert main(["timing", "--course", str(translated), "--actuals", recorded, "--patch", str(patch), "-q"]) == 0
    subprocess.run(["git", "apply", str(patch)], cwd=translated, check=True, timeout=PATIENCE)
    assert file.read_bytes().decode() == text.replace("## 첫째 (3분)", "## 첫째 (5분)")
