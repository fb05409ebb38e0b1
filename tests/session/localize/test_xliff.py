"""Catalogs go out as XLIFF 2 and come home, and nothing but what was translated changes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from lxml import etree
from translate.storage.xliff2 import Xliff2File

from coursedeck.app.cli import main
from coursedeck.model.problem import CourseError, MissingProgramError
from coursedeck.session.localize import Catalog, merged_xliff, read_xliff, xliff_of
from tests.session.localize.course_texts import FILE, HEADER, parsed

PO = (
    HEADER
    + """
#. title · Bread
msgctxt "title"
msgid "Bread"
msgstr ""

# her word
#, fuzzy, md-text
#| msgid "Rest"
msgctxt "list item"
msgid "Rest & *rise*"
msgstr "Ruhen & *gehen*"

msgctxt "label"
msgid ""
"on\\n"
"top"
msgstr "oben"

#~ msgctxt "heading"
#~ msgid "Gone"
#~ msgstr "Weg"
"""
)


def catalog(text: str = PO) -> Catalog:
    return parsed(text)


def units(file: Path) -> dict[str, tuple[str, str]]:
    """Target and state of each unit, by its source, as the toolkit reads them."""
    store = Xliff2File.parsefile(str(file))  # type: ignore[no-untyped-call]  # the toolkit types half of itself
    return {unit.source: (unit.target or "", unit.xmlelement.get("state", "")) for unit in store.units}


def came_home(data: bytes) -> str:
    """The catalog with the translations of a file."""
    return merged_xliff(catalog(), PO, read_xliff(data, "a.xlf"), "a.xlf").text


def test_the_messages_in_use_are_read_by_others(tmp_path: Path) -> None:
    file = tmp_path / "a.xlf"
    file.write_bytes(xliff_of(catalog(), "ko"))
    assert units(file) == {
        "Bread": ("", ""),
        "Rest & *rise*": ("Ruhen & *gehen*", "initial"),
        "on\ntop": ("oben", "translated"),
    }
    root = etree.parse(file).getroot()
    assert (root.get("srcLang"), root.get("trgLang"), root.get("version")) == ("ko", "en", "2.0")
    unit = next(one for one in root.iter("{*}unit") if one.get("name") == "list item")
    assert [etree.QName(child).localname for child in unit] == ["notes", "segment"]
    notes = [(note.get("category"), note.text) for note in unit.iter("{*}note")]
    assert notes == [("translator", "her word"), ("previous", "before: Rest")]
    assert all(set(segment.attrib) <= {"state", "id"} for segment in root.iter("{*}segment"))


def test_what_was_not_touched_changes_nothing() -> None:
    assert came_home(xliff_of(catalog(), "ko")) == PO


def test_translations_come_home_to_their_entries_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.xlf"
    file.write_bytes(xliff_of(catalog(), "ko"))
    store = Xliff2File.parsefile(str(file))  # type: ignore[no-untyped-call]  # see above
    for unit in store.units:
        unit.target = {"Bread": "Brot <gut>"}.get(unit.source, unit.target)
        if unit.target:
            unit.marktranslated()
    store.save()
    wanted = PO.replace('"Bread"\nmsgstr ""', '"Bread"\nmsgstr "Brot <gut>"')
    wanted = wanted.replace('#, fuzzy, md-text\n#| msgid "Rest"\n', "#, md-text\n")
    assert came_home(file.read_bytes()) == wanted


def test_a_message_that_is_said_otherwise_by_now_is_told() -> None:
    said = read_xliff(xliff_of(catalog(), "ko"), "a.xlf")
    now = PO.replace("Rest & *rise*", "Rest and rise").replace('msgid "Bread"', 'msgid "The bread"')
    merge = merged_xliff(catalog(now), now, said, "a.xlf")
    assert (merge.text, merge.changed) == (now, 0)
    assert [str(problem) for problem in merge.problems] == [
        f'a.xlf:1: warning: "Rest & *rise*" is not in {FILE} any more: its translation was left out'
    ]


START = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" trgLang="de">'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("<xliff", "broken XML"),
        ("<a/>", "no XLIFF 2 file"),
        ('<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"/>', "no XLIFF 2 file"),
        (f'{START}<file id="f1"/></xliff>', "no XLIFF 2 file"),
        (f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>{START}&a;</xliff>', "declares a document type"),
    ],
)
def test_files_of_others_are_refused(data: str, said: str) -> None:
    with pytest.raises(CourseError, match=said):
        read_xliff(data.encode(), "a.xlf")


def test_without_the_toolkit_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "translate.storage.xliff2", None)
    with pytest.raises(MissingProgramError, match=r"pip install 'coursedeck\[xliff\]'"):
        xliff_of(catalog(), "ko")


def test_the_command_writes_and_takes_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "course.toml").write_text('source-locale = "ko"\nlocales = ["ko", "en"]\n', encoding="utf-8")
    (tmp_path / "content/locale/en/week").mkdir(parents=True)
    (tmp_path / "content/a.md").write_text("# Bread\n", encoding="utf-8")
    po = tmp_path / "content/locale/en/week/a.po"
    po.write_text(PO, encoding="utf-8")

    def run(*arguments: str) -> int:
        return main(["translate", *arguments, "--course", str(tmp_path), "--quiet"])

    assert run("en", "--to-xliff", str(tmp_path / "out")) == 0
    file = tmp_path / "out/en/week/a.xlf"
    file.write_text(file.read_text("utf-8").replace(">oben<", ">auf<"), encoding="utf-8")
    assert run("--from-xliff", str(file)) == 0
    assert po.read_text("utf-8") == PO.replace("oben", "auf")
    stray = file.with_name("b.xlf")
    stray.write_text(file.read_text("utf-8").replace("content/locale/en/week/a.po", "../../x.po"), encoding="utf-8")
    assert run("--from-xliff", str(stray), str(file.with_name("no.xlf"))) == 1
    said = capsys.readouterr().err
    assert "the course has no catalog ../../x.po of en" in said and "no.xlf" in said
    assert run("fr", "--to-xliff", str(tmp_path / "out")) == 1
    assert "there are no catalogs of fr yet" in capsys.readouterr().err
