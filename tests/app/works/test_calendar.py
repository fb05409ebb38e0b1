"""A course with dates comes with a calendar in every language."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from coursedeck.app.cli import main
from tests.app.conftest import Run

pytestmark = pytest.mark.long

DATED = "---\ndate: 2026-03-02\nstart: '09:30'\n---\n# 첫 세션\n\n## 하나 (45분)\n\n- 가\n"
BROKEN = "---\ndate: 2026-03-03\n---\n# 깨진 세션\n\n## 하나 (5분)\n\n```mermaid\ngraph LR\n  A[가 --> B\n```\n"


def test_dated_sessions_become_events_with_their_times(course: Path, run: Run) -> None:
    (course / "content" / "dated.md").write_text(DATED, encoding="utf-8")
    outcome = run()
    assert outcome.code == 0
    text = (outcome.output / "ko" / "course.ics").read_bytes().decode()
    assert text.count("BEGIN:VEVENT") == 1
    assert "DTSTART:20260302T093000\r\nDTEND:20260302T101500\r\nSUMMARY:첫 세션\r\n" in text


def test_each_language_has_the_titles_of_its_own(course: Path, run: Run) -> None:
    (course / "content" / "dated.md").write_text(DATED, encoding="utf-8")
    (course / "course.toml").write_text('locales = ["ko", "en"]\n', encoding="utf-8")
    assert main(["translate", "en", "--course", str(course)]) == 0
    catalog = course / "content" / "locale" / "en" / "dated.po"
    said = catalog.read_text(encoding="utf-8")
    catalog.write_text(said.replace('msgid "첫 세션"\nmsgstr ""', 'msgid "첫 세션"\nmsgstr "First session"'), "utf-8")
    outcome = run()
    assert "SUMMARY:첫 세션" in (outcome.output / "ko" / "course.ics").read_text(encoding="utf-8")
    assert "SUMMARY:First session" in (outcome.output / "en" / "course.ics").read_text(encoding="utf-8")


def test_an_event_lasts_as_long_as_the_deck_of_its_language(course: Path, run: Run) -> None:
    talk = "## 하나 (10분)\n\n- 나\n\n### 다 {optional}\n\n- 라 마 바 사 아 자 차 카 타 파\n\n## 둘 (30분)\n\n- 가\n"
    (course / "content" / "dated.md").write_text(DATED.partition("##")[0] + talk, encoding="utf-8")
    outcome = run("--slot", "38", "--start", "13:00")
    text = (outcome.output / "ko" / "course.ics").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO((outcome.output / "ko/dated.timing.csv").read_text("utf-8-sig"))))
    minutes = sum(int(row["planned_seconds"]) for row in rows) // 60
    assert 30 < minutes <= 38
    assert "DTSTART:20260302T130000" in text
    assert f"DTEND:20260302T13{minutes}00" in text


def test_without_dates_there_is_no_calendar(run: Run) -> None:
    assert "ko/course.ics" not in run().files()


def test_a_broken_session_keeps_its_day(course: Path, run: Run) -> None:
    (course / "content" / "broken.md").write_text(BROKEN, encoding="utf-8")
    outcome = run()
    assert outcome.code == 1
    text = (outcome.output / "ko" / "course.ics").read_text(encoding="utf-8")
    assert "SUMMARY:깨진 세션" in text
    assert "DTSTART;VALUE=DATE:20260303" in text or "DTSTART:20260303T" in text


def test_building_one_session_leaves_the_calendar_alone(course: Path, run: Run) -> None:
    for name in ("first", "second"):
        (course / "content" / f"{name}.md").write_text(DATED.replace("첫", name), encoding="utf-8")
    before = (run().output / "ko" / "course.ics").read_bytes()
    outcome = run("build", str(course / "content" / "first.md"))
    assert outcome.code == 0
    assert (outcome.output / "ko" / "course.ics").read_bytes() == before


def test_checking_writes_no_calendar(course: Path, run: Run) -> None:
    (course / "content" / "dated.md").write_text(DATED, encoding="utf-8")
    assert run("check").files() == []
