"""``embed-fonts``: decks whose lines are the same everywhere, or a word on why not."""

from __future__ import annotations

import zipfile
from pathlib import Path

import coursedeck

SESSION = "# Session 1: 컨테이너\n\n## 1. 이미지 (5분)\n\n### 계층\n\n- **재사용**: 한 번만 받는다\n- 빌드 캐시\n"


def build(folder: Path, settings: str) -> coursedeck.Report:
    (folder / "content").mkdir()
    (folder / "content" / "images.md").write_text(SESSION, encoding="utf-8")
    (folder / "course.toml").write_text('source-locale = "ko"\nlocales = ["ko"]\n' + settings, encoding="utf-8")
    return coursedeck.build(folder)


def parts(folder: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(folder / "output" / "ko" / "images.pptx") as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_free_font_is_named_by_the_theme_and_travels_with_the_deck(tmp_path: Path) -> None:
    report = build(tmp_path, "embed-fonts = true\n")
    assert not [problem for problem in report.problems if problem.check == "theme"]
    found = parts(tmp_path)
    assert {name for name in found if name.startswith("ppt/fonts/")} == {
        "ppt/fonts/font1.fntdata",
        "ppt/fonts/font2.fntdata",
    }
    named = found["ppt/presentation.xml"].decode().partition('<p:font typeface="')[2].partition('"')[0]
    assert f'<a:latin typeface="{named}"' in found["ppt/theme/theme1.xml"].decode()
    assert f'<a:ea typeface="{named}"' in found["ppt/theme/theme1.xml"].decode()


def test_fonts_stay_outside_unless_the_course_asks_for_them(tmp_path: Path) -> None:
    build(tmp_path, "")
    assert not [name for name in parts(tmp_path) if name.startswith("ppt/fonts/")]


def test_a_font_that_cannot_travel_is_told_and_the_deck_built(tmp_path: Path) -> None:
    report = build(tmp_path, 'embed-fonts = true\n[theme]\nfont = "House Grotesk"\n')
    (problem,) = [problem for problem in report.problems if problem.check == "theme"]
    assert "House Grotesk" in problem.message
    found = parts(tmp_path)
    assert not [name for name in found if name.startswith("ppt/fonts/")]
    assert '<a:latin typeface="House Grotesk"' in found["ppt/theme/theme1.xml"].decode()
