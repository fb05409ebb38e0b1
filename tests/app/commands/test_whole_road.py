"""From the bundled course to its files, as a user gets them."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Emu

from tests.app.conftest import ROOT, Run
from tests.patience import PATIENCE

SESSION = "ko/week_01/day_02/session_2"
MINUTES = {
    "학습 목표": 3,
    "1. 가상화 기술의 역사적 진화와 기술적 배경": 20,
    "2. 컨테이너 기반 가상화의 혁신적 접근법": 22,
    "3. 상세 비교 분석": 10,
    "4. 사용 사례별 선택 기준": 8,
    "실습: 비교 분석": 9,
}
FIGURES = {
    "hybrid", "hypervisor", "hypervisor_type1", "hypervisor_type2", "isolation_levels", "physical_servers",
    "vm_vs_container",
}  # fmt: skip


@pytest.fixture(scope="module")
def deck(bundled: Path) -> Any:
    return Presentation(str(bundled / f"{SESSION}.pptx"))


def texts(container: Any) -> list[str]:
    found: list[str] = []
    for shape in container:
        if shape.shape_type == 6:
            found += texts(shape.shapes)
        elif shape.has_text_frame:
            found.append(shape.text_frame.text)
        elif shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return found


def test_every_output_is_there(bundled: Path) -> None:
    for suffix in (".pptx", ".run-sheet.html", ".handout.html", ".timing.csv"):
        assert (bundled / f"{SESSION}{suffix}").stat().st_size > 1000
    for kind in ("svg", "png"):
        assert {file.stem for file in (bundled / "ko/figures").glob(f"*.{kind}")} == FIGURES


def test_the_agenda_says_every_section_s_minutes(deck: Any) -> None:
    said = {shape.name: shape.text_frame.text for shape in deck.slides[1].shapes if shape.has_text_frame}
    rows = [name.removeprefix("agenda") for name in said if name.startswith("agenda")]
    assert {said[f"agenda{row}"]: said[f"minutes{row}"] for row in rows} == {n: f"{m}분" for n, m in MINUTES.items()}
    starts = [said[f"clock{row}"] for row in rows]
    assert starts[0] == "00:00"
    assert starts == sorted(starts)
    assert starts[-1] == "01:03"


def test_every_slide_s_notes_open_with_its_section_minutes_and_clock(deck: Any) -> None:
    opened = Counter[str]()
    for slide in deck.slides:
        notes = slide.notes_slide.notes_text_frame.text.split("\n")
        for name, minutes in MINUTES.items():
            if f" {name} " in f" {notes[0]} ":
                assert notes[1].startswith(f"섹션 {minutes}분 · 00:") or notes[1].startswith(f"섹션 {minutes}분 · 01:")
                opened[name] += 1
    assert set(opened) == set(MINUTES)
    assert "전체 72분" in deck.slides[0].notes_slide.notes_text_frame.text


def test_timing_csv_adds_up_to_72_minutes(bundled: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((bundled / f"{SESSION}.timing.csv").read_text("utf-8-sig"))))
    assert sum(int(row["planned_seconds"]) for row in rows) == 72 * 60
    seconds = Counter[str]()
    for row in rows:
        seconds[row["section"]] += int(row["planned_seconds"])
    assert {name: seconds[name] for name in MINUTES} == {name: 60 * n for name, n in MINUTES.items()}


def test_text_tables_charts_and_figures_are_native(deck: Any) -> None:
    kinds = Counter(shape.shape_type for slide in deck.slides for shape in slide.shapes)
    charts = [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    assert [list(charts[0].chart.plots[0].series[0].values)] == [[15, 20, 25, 10]]
    assert kinds[6] >= len(FIGURES)
    words = "\n".join(text for slide in deck.slides for text in texts(slide.shapes))
    for term in ("VMware vSphere", "Oracle VirtualBox", "PostgreSQL", "Redis", "$10,000-50,000", "70-80%", "UTS"):
        assert term in words


def test_labels_in_figures_are_12_points_or_more(deck: Any) -> None:
    sizes = [
        run.font.size.pt
        for slide in deck.slides
        for shape in slide.shapes
        if shape.shape_type == 6
        for text in shape.shapes
        if text.has_text_frame
        for paragraph in text.text_frame.paragraphs
        for run in paragraph.runs
        if run.font.size
    ]
    assert len(sizes) > 50
    assert min(sizes) >= 12


def test_every_slide_has_one_title_of_its_own_and_something_on_it(deck: Any) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    assert all(len(slide.shapes) > 1 for slide in deck.slides)


def test_every_picture_and_figure_has_alt_text_without_file_names(deck: Any) -> None:
    described = [
        shape._element.xpath(".//p:cNvPr/@descr")
        for slide in deck.slides
        for shape in slide.shapes
        if shape.shape_type in {3, 6, 13} and shape.name != "bar"
    ]
    assert all(found and found[0].strip() for found in described)
    assert not [found for found in described if any(mark in found[0] for mark in (".png", ".svg", ".py", "/"))]


def test_references_are_links(deck: Any) -> None:
    shapes = [shape for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
    addresses = [shape.click_action.hyperlink.address for shape in shapes]
    assert len({address for address in addresses if address and address.startswith("https://")}) == 4


def test_shapes_stay_on_the_slide(deck: Any) -> None:
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.is_placeholder and not shape._element.xpath("./p:spPr/a:xfrm"):
                continue
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width + Emu(12700)
            assert shape.top + shape.height <= deck.slide_height + Emu(12700)


def test_two_builds_are_the_same_bytes_in_any_folder_and_time_zone(bundled: Path, tmp_path: Path) -> None:
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        "--course",
        str(ROOT),
        "--locale",
        "ko",
        "--output",
        str(tmp_path),
    ]
    environment = {
        "PATH": "/usr/bin:/bin",
        "TZ": "Asia/Seoul",
        "PYTHONHASHSEED": "7",
        "HOME": str(tmp_path),
        "LANG": "C.UTF-8",
    }
    subprocess.run([*command, "--quiet"], check=True, cwd=tmp_path, env=environment, timeout=PATIENCE)
    for file in sorted(bundled.rglob("*")):
        if file.is_file():
            assert (tmp_path / file.relative_to(bundled)).read_bytes() == file.read_bytes(), file.name


def test_a_folder_with_nothing_but_content_is_a_course(course: Path, run: Run) -> None:
    (course / "diagrams").rmdir()
    (course / "content" / "README.md").write_text("no session")
    (course / "content" / "_draft.md").write_text("no session")
    outcome = run()
    assert outcome.code == 0
    assert [file for file in outcome.files() if file.endswith(".pptx")] == ["ko/good.pptx"]


def test_one_session_may_be_named_in_several_ways(course: Path, run: Run) -> None:
    (course / "content" / "other.md").write_text("# Other\n\n## S\n\n- a\n")
    for spelling in ("content/good.md", "good", str(course / "content" / "good.md")):
        outcome = run(spelling)
        assert outcome.code == 0
        assert [file for file in outcome.files() if file.endswith(".pptx")] == ["ko/good.pptx"]
