"""Catalogs made, followed and checked, as a translator meets them."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from pptx import Presentation

from coursedeck.app.cli import main
from tests.app.commands.test_whole_road import texts
from tests.app.conftest import Run, entry

FIGURE = """from diagrams import Diagram, Node

with Diagram("One"):
    Node("그림")
"""


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
    assert all(any(said in text for text in words) for said in ("One", "in detail", "둘"))
    strict = run("--locale", "en", "--strict")
    assert strict.code == 1
    assert all(re.match(r"content/locale/en/(good|course)\.po:\d+: error: ", line) for line in strict.lines("error:"))


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


def test_a_broken_entry_is_said_in_the_words_of_the_source_and_the_others_are_translated(
    translated: Path, run: Run
) -> None:
    main(["translate", "--course", str(translated), "--quiet"])
    catalog = translated / "content/locale/en/good.po"
    entry(catalog, "말하기", "Speaking")
    entry(catalog, "첫째", "The first")
    broken = catalog.read_text(encoding="utf-8").replace('msgstr "The first"', 'msgstr "The first')
    catalog.write_text(broken, encoding="utf-8")
    outcome = run()
    assert outcome.code == 1
    (line,) = outcome.lines("error:")
    number = broken.splitlines().index('msgstr "The first') + 1
    assert line.startswith(f"content/locale/en/good.po:{number}: error: a closing quote is missing")
    assert [file for file in outcome.files() if file.endswith(".pptx")] == ["en/good.pptx", "ko/good.pptx"]
    deck = Presentation(str(outcome.output / "en/good.pptx"))
    said = [text for slide in deck.slides for text in texts(slide.shapes)]
    assert "Speaking" in said
    assert any("첫째" in text for text in said)
    main(["translate", "--course", str(translated), "--quiet"])
    assert catalog.read_text(encoding="utf-8") == broken


@pytest.mark.parametrize("name", ["good", "course", "diagrams"])
@pytest.mark.parametrize("data", [b"\x00\x01\x02", None])
def test_a_catalog_that_is_none_leaves_the_words_of_the_source(
    translated: Path, run: Run, name: str, data: bytes | None
) -> None:
    (translated / "diagrams/one.py").write_text(FIGURE, encoding="utf-8")
    path = translated / f"content/locale/en/{name}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    if data is None:
        path.mkdir()
    else:
        path.write_bytes(data)
    outcome = run()
    assert outcome.code == 1
    assert [line.partition(":")[0] for line in outcome.lines("error:")] == [f"content/locale/en/{name}.po"]
    made = {file for file in outcome.files() if file.endswith((".pptx", ".svg"))}
    assert made == {f"{locale}/{file}" for locale in ("en", "ko") for file in ("good.pptx", "figures/one.svg")}


def test_a_broken_glossary_does_not_keep_translations_from_being_checked(translated: Path, run: Run) -> None:
    main(["translate", "--course", str(translated), "--quiet"])
    catalog = translated / "content/locale/en/good.po"
    entry(catalog, "**하나**: 자세한 말", "One in detail")
    (translated / "content/glossary.csv").write_text("ko,en\n하나,one,1\n", encoding="utf-8")
    outcome = run("check")
    assert outcome.code == 1
    assert outcome.lines("glossary.csv:2: error:")
    assert outcome.lines("good.po:")


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
