"""The commands besides build, as a user types them."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from coursedeck.app.cli import main
from coursedeck.model.schedule import ACTUALS_COLUMNS
from tests.app.commands.conftest import ROOT, Run
from tests.app.commands.test_whole_road import SESSION, texts
from tests.patience import PATIENCE

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


def test_translate_makes_catalogs_and_a_second_run_changes_nothing(
    translated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["translate", "--course", str(translated)]) == 0
    made = {file: file.read_bytes() for file in (translated / "content/locale/en").rglob("*.po")}
    assert {file.name for file in made} == {"good.po", "course.po"}
    assert main(["translate", "--course", str(translated)]) == 0
    assert {file: file.read_bytes() for file in made} == made
    assert "nothing changed" in capsys.readouterr().out


def test_what_is_not_translated_falls_back_and_strict_makes_it_an_error(translated: Path, run: Run) -> None:
    main(["translate", "--course", str(translated), "--quiet"])
    catalog = translated / "content/locale/en/good.po"
    entry(catalog, "**하나**: 자세한 말", "**One**: in detail")
    outcome = run("--locale", "en")
    assert outcome.code == 0
    assert any("not translated" in line for line in outcome.lines("warning:"))
    words = [
        text for slide in Presentation(str(outcome.output / "en/good.pptx")).slides for text in texts(slide.shapes)
    ]
    assert any("One: in detail" in text and "둘" in text for text in words)
    strict = run("--locale", "en", "--strict")
    assert strict.code == 1
    assert all(re.match(r"content/locale/en/(good|course)\.po:\d+: error: ", line) for line in strict.lines("error:"))


def test_check_counts_coverage_and_fails_below_the_minimum(
    translated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["translate", "--course", str(translated), "--quiet"])
    entry(translated / "content/locale/en/good.po", "둘", "Two")
    capsys.readouterr()
    assert main(["check", "--course", str(translated), "--locale", "en", "--json", "--quiet"]) == 0
    counted = {each["session"]: each for each in json.loads(capsys.readouterr().out)}
    assert counted["good"]["translated"]["messages"] == 1
    assert main(["check", "--course", str(translated), "--locale", "en", "--min", "95", "--quiet"]) == 1


def test_a_lost_code_span_is_an_error_at_its_entry(translated: Path, run: Run) -> None:
    (translated / "content" / "good.md").write_text("# 말\n\n## 절\n\n- `ls` 명령\n", encoding="utf-8")
    main(["translate", "--course", str(translated), "--quiet"])
    catalog = translated / "content/locale/en/good.po"
    entry(catalog, "`ls` 명령", "the command")
    outcome = run("check", "--locale", "en")
    assert outcome.code == 1
    (line,) = outcome.lines("error:")
    place = re.match(r"content/locale/en/good\.po:(\d+): ", line)
    assert place is not None
    assert catalog.read_text(encoding="utf-8").splitlines()[int(place[1]) - 1] == 'msgstr "the command"'


def test_a_translation_that_overflows_is_built_and_is_an_error_of_the_check(translated: Path, run: Run) -> None:
    main(["translate", "--course", str(translated), "--quiet"])
    catalog = translated / "content/locale/en/good.po"
    entry(catalog, "첫째", "interdepartmental " * 20 + "end")
    assert run("--locale", "en").code == 0
    outcome = run("check", "--locale", "en")
    assert outcome.code == 1
    (line,) = outcome.lines("error:")
    place = re.match(r"content/locale/en/good\.po:(\d+): .* shorten it by \d+ characters", line)
    assert place is not None
    assert "interdepartmental" in catalog.read_text(encoding="utf-8").splitlines()[int(place[1]) - 1]


def test_a_broken_catalog_costs_that_language_its_deck_alone(translated: Path, run: Run) -> None:
    main(["translate", "--course", str(translated), "--quiet"])
    catalog = translated / "content/locale/en/good.po"
    broken = catalog.read_text(encoding="utf-8").replace('msgctxt "title"', "msgctxt title")
    catalog.write_text(broken, encoding="utf-8")
    outcome = run()
    assert outcome.code == 1
    assert outcome.lines("error:")[0].startswith("content/locale/en/good.po:")
    assert [file for file in outcome.files() if file.endswith(".pptx")] == ["ko/good.pptx"]
    main(["translate", "--course", str(translated), "--quiet"])
    assert catalog.read_text(encoding="utf-8") == broken


def test_a_shorter_slot_hides_what_is_optional(translated: Path, run: Run) -> None:
    outcome = run("--slot", "3", "--locale", "ko")
    assert outcome.code == 0
    slides = Presentation(str(outcome.output / "ko/good.pptx")).slides
    hidden = [slide.shapes.title.text_frame.text for slide in slides if slide._element.get("show") == "0"]
    assert len(hidden) == 1
    assert hidden[0].startswith("둘째")


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("english")
    assert main(["--course", str(ROOT), "--locale", "en", "--strict", "--output", str(folder), "--quiet"]) == 0
    return folder


def test_the_english_deck_has_the_same_slides_and_no_korean(bundled: Path, english: Path) -> None:
    source = Presentation(str(bundled / f"{SESSION}.pptx"))
    target = Presentation(str(english / f"{SESSION.replace('ko/', 'en/')}.pptx"))
    assert names(target) == names(source)
    shown = [text for slide in target.slides for text in texts(slide.shapes)]
    spoken = [slide.notes_slide.notes_text_frame.text for slide in target.slides]
    assert not [text for text in (*shown, *spoken) if re.search("[가-힣]", text)]
    assert "72 min" in spoken[0]


def names(deck: Any) -> list[str]:
    return [slide._element.cSld.get("name") for slide in deck.slides]


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


@pytest.mark.parametrize(("locale", "words"), [("KO", "written in"), ("qps", "made up"), ("qps-de", "made up")])
def test_nothing_is_translated_into_the_source_or_a_made_up_language(
    translated: Path, capsys: pytest.CaptureFixture[str], locale: str, words: str
) -> None:
    assert main(["translate", locale, "--course", str(translated), "--quiet"]) == 1
    assert words in capsys.readouterr().err
    assert not (translated / "content/locale").exists()


def test_a_language_has_one_folder_however_it_is_typed(translated: Path) -> None:
    for written in ("pt_br", "pt-BR", "PT-br"):
        assert main(["translate", written, "--course", str(translated), "--quiet"]) == 0
    assert [folder.name for folder in (translated / "content/locale").iterdir()] == ["pt-BR"]


@pytest.mark.parametrize(
    ("locale", "face"),
    [
        ("ja", "Yu Gothic|Meiryo|MS .*"),
        ("zh-CN", "Microsoft YaHei"),
        ("zh-TW", "Microsoft JhengHei"),
        ("ko", "Malgun Gothic"),
    ],
)
def test_theme_fonts_follow_the_language(translated: Path, run: Run, locale: str, face: str) -> None:
    outcome = run("--locale", locale)
    with zipfile.ZipFile(outcome.output / locale / "good.pptx") as package:
        theme = package.read("ppt/theme/theme1.xml").decode()
        slide = package.read("ppt/slides/slide1.xml").decode()
    assert all(re.fullmatch(face, name) for name in re.findall(r'<a:ea typeface="([^"]*)"', theme))
    assert f'lang="{locale}' in slide or f'altLang="{locale}' in slide
