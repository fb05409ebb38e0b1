"""Programs of translators read every term of an exported glossary."""

from __future__ import annotations

from pathlib import Path

import pytest
from translate.storage.csvl10n import csvfile
from translate.storage.tbx import tbxfile

from coursedeck.app.cli import main

GLOSSARY = "en,de,fr\noven|stove,Ofen|Herd,four\ndough,Teig,pâte\n=1+1,=2,=3\n"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    (tmp_path / "course.toml").write_text('source-locale = "en"\nlocales = ["en", "de", "fr"]\n', encoding="utf-8")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("# Bread\n\n## Dough\n\n- rest\n", encoding="utf-8")
    (tmp_path / "content/glossary.csv").write_text(GLOSSARY, encoding="utf-8")
    return tmp_path


def exported(course: Path, name: str, locale: str = "de") -> int:
    return main(["translate", locale, "--glossary", str(course / name), "--course", str(course), "--quiet"])


PAIRS = [("oven", "Ofen"), ("oven", "Herd"), ("stove", "Ofen"), ("stove", "Herd"), ("dough", "Teig")]


def test_every_pair_of_terms_is_read_from_tbx(course: Path) -> None:
    assert exported(course, "terms.tbx") == 0
    store = tbxfile.parsefile(str(course / "terms.tbx"))  # type: ignore[no-untyped-call]  # the toolkit types half of itself
    assert [(unit.source, unit.target) for unit in store.units] == [*PAIRS, ("=1+1", "=2")]


def test_every_pair_of_terms_is_read_from_csv_and_none_is_a_formula(course: Path) -> None:
    assert exported(course, "terms.csv") == 0
    store = csvfile.parsefile(str(course / "terms.csv"))  # type: ignore[no-untyped-call]  # the toolkit types half of itself
    assert [(unit.source, unit.target) for unit in store.units] == [*PAIRS, ("'=1+1", "'=2")]


def test_a_glossary_changes_no_catalog(course: Path) -> None:
    assert exported(course, "terms.csv", "fr") == 0
    assert not (course / "content/locale").exists()


@pytest.mark.parametrize(
    ("name", "locale", "said"), [("terms.xls", "de", ".tbx or .csv"), ("terms.csv", "it", "no terms for it")]
)
def test_what_cannot_be_exported_says_why(
    course: Path, name: str, locale: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exported(course, name, locale) == 1
    assert said in capsys.readouterr().err
    assert not (course / name).exists()


def test_each_way_to_say_a_term_of_the_source_is_held_to_the_glossary(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (course / "content/a.md").write_text("# Bread\n\n## Oven\n\n- A stove is hot\n", encoding="utf-8")
    assert main(["translate", "de", "--course", str(course), "--quiet"]) == 0
    catalog = course / "content/locale/de/a.po"
    said = catalog.read_text(encoding="utf-8").replace(
        'A stove is hot"\nmsgstr ""', 'A stove is hot"\nmsgstr "Es ist heiß"'
    )
    catalog.write_text(said, encoding="utf-8")
    main(["check", "--course", str(course), "--locale", "de"])
    assert 'is called "Ofen" here' in capsys.readouterr().err
