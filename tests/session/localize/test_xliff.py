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
        "Rest & rise": ("Ruhen & gehen", "initial"),
        "on\ntop": ("oben", "translated"),
    }
    root = etree.parse(file).getroot()
    assert (root.get("srcLang"), root.get("trgLang"), root.get("version")) == ("ko", "en", "2.0")
    unit = next(one for one in root.iter("{*}unit") if one.get("name") == "list item")
    assert [etree.QName(child).localname for child in unit] == ["notes", "originalData", "segment"]
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


MARKED = [
    "Rest & *rise* in `oven`, [see **this**][1] and {1} `` a`b ``",
    "**마크다운(Markdown)**을 쓴다",
    "a *b **c* d**",
    "5 * 3 * 2, snake_case and __x__ and ***y***",
    "![alt text][1] and <kbd>Ctrl</kbd><br>x, <b>un",
    "$x^2$ costs $5 and $6",
    "a[^n] and ~~gone~~ \\\\*not\\\\* <https://a.example> [a [b][2] c][1] ][",
]


def marked(*texts: str, locale: str = "de") -> tuple[Catalog, str]:
    """A catalog whose translations are its sources, but for a word."""
    entries = "".join(
        f'\n#, md-text\nmsgctxt "paragraph"\nmsgid "{each}"\nmsgstr "{each.replace("and", "und")}"\n' for each in texts
    )
    text = HEADER.replace("Language: en", f"Language: {locale}") + entries
    return parsed(text, locale), text


def faults(data: bytes) -> list[str]:
    """What breaks the rules of XLIFF 2.0 for units and their codes (4.2.2.5, 4.7.2)."""
    found: list[str] = []
    for unit in etree.fromstring(data).iter("{*}unit"):
        order = [etree.QName(child).localname for child in unit]
        if order != sorted(order, key=("notes", "originalData", "segment").index) or len(set(order)) != len(order):
            found.append(f"order {order}")
        data_ids = [each.get("id") for each in unit.iterfind("{*}originalData/{*}data")]
        if len(set(data_ids)) != len(data_ids):
            found.append(f"data {data_ids}")
        for side in unit.iterfind("{*}segment/*"):
            codes = list(side.iter("{*}pc", "{*}ph"))
            ids = [each.get("id") for each in codes]
            refs = {each.get(name) for each in codes for name in ("dataRef", "dataRefStart", "dataRefEnd")} - {None}
            if len(set(ids)) != len(ids) or not refs <= set(data_ids):
                found.append(f"codes {ids} {refs}")
            if {etree.QName(each).localname for each in side.iterdescendants()} - {"pc", "ph"}:
                found.append("an element that is no code")
    return found


@pytest.mark.parametrize("text", MARKED)
def test_markup_goes_out_as_codes_and_comes_home_letter_by_letter(text: str) -> None:
    made, po = marked(text)
    data = xliff_of(made, "en")
    assert faults(data) == []
    (unit,) = read_xliff(data, "a.xlf").units
    (entry,) = made.entries
    assert (unit.source, unit.translation) == (entry.id, entry.translation)
    again = bytes(Xliff2File.parsestring(data))  # type: ignore[no-untyped-call]  # see above
    assert read_xliff(again, "a.xlf") == read_xliff(data, "a.xlf"), "the toolkit loses nothing"
    assert merged_xliff(made, po, read_xliff(data, "a.xlf"), "a.xlf").text == po


def test_a_program_sees_words_and_codes_with_the_same_ids_on_both_sides() -> None:
    made, _ = marked(MARKED[0])
    root = etree.fromstring(xliff_of(made, "en"))
    source, target = (root.find(f".//{{*}}{name}") for name in ("source", "target"))
    assert source is not None and target is not None
    shapes = [
        [(etree.QName(one).localname, one.get("id")) for one in side.iter("{*}pc", "{*}ph")]
        for side in (source, target)
    ]
    assert shapes[0] == shapes[1] == [("pc", "1"), ("ph", "2"), ("pc", "3"), ("pc", "4"), ("ph", "5"), ("ph", "6")]
    assert "".join(map(str, target.itertext())) == "Rest & rise in , see this und  "
    assert [one.get("type") for one in source.iter("{*}pc")] == ["fmt", "link", "fmt"]
    literal = etree.fromstring(xliff_of(parsed(HEADER + '\nmsgctxt "label"\nmsgid "a *b* {n}"\nmsgstr ""\n'), "en"))
    assert [etree.QName(one).localname for one in literal.iter("{*}pc", "{*}ph")] == ["ph"], "no markup, no marks"
    arabic = etree.fromstring(xliff_of(marked("a", locale="ar")[0], "en"))
    assert [one.get("trgDir") for one in arabic.iter("{*}file")] == ["rtl"]


def test_codes_that_were_moved_copied_or_written_by_hand_come_home() -> None:
    made, po = marked("Put *one* in `oven`")
    data = xliff_of(made, "en").decode()
    before, target, after = data.partition("<target>")[0], "<target>", "</target>" + data.partition("</target>")[2]
    said = (
        'Im <ph id="2" dataRef="d2"/> (<ph id="9" dataRef="d2"/>) <!-- x --><mrk id="m" type="comment">**zwei**</mrk> '
        '<sc id="1" dataRef="d1"/>eins<ec startRef="1" dataRef="d1"/><cp hex="0021"/>'
    )
    home = merged_xliff(made, po, read_xliff(f"{before}{target}{said}{after}".encode(), "a.xlf"), "a.xlf").text
    assert 'msgstr "Im `oven` (`oven`) **zwei** *eins*!"' in home


def test_a_unit_that_a_program_has_cut_in_two_is_one_message() -> None:
    made, _ = marked("One. Two.")
    whole = '<segment state="translated">\n        <source>One. Two.</source>\n        <target>One. Two.</target>'
    cut = (
        '<segment id="s1" state="final"><source>One.</source><target>Eins.</target></segment>'
        '<ignorable><source> </source></ignorable><segment id="s2" state="{}"><source>Two.</source>{}'
    )
    data = xliff_of(made, "en").decode()
    assert whole in data

    def read(state: str, target: str) -> tuple[str, str, bool]:
        (unit,) = read_xliff(data.replace(whole, cut.format(state, target)).encode(), "a.xlf").units
        return unit.source, unit.translation, unit.fuzzy

    assert read("translated", "<target>Zwei.</target>") == ("One. Two.", "Eins. Zwei.", False)
    assert read("initial", "<target>Zwei.</target>") == ("One. Two.", "Eins. Zwei.", True)
    assert read("initial", "") == ("One. Two.", "", False), "half a translation is none"


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
