"""The package as a whole: valid, the same every time, without traces of where it was made."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from openxml_audit import validate_pptx
from pptx import Presentation

from coursedeck.model.values import replace
from coursedeck.output.deck import SlideSection, ThemeFonts
from tests.output.deck.deck_samples import KOREAN, TEMPLATE, Package, found, sample_deck, written

MACHINE = re.compile(rb"/home/|/root/|/tmp/|/Users/|site-packages|[A-Z]:\\\\")


def test_the_same_deck_is_the_same_bytes(package: Package) -> None:
    assert written(sample_deck()) == package.data


def test_nothing_tells_where_it_was_built(package: Package) -> None:
    assert [name for name, data in package.parts.items() if MACHINE.search(data)] == []


def test_an_auditor_of_open_xml_finds_nothing(package: Package, tmp_path: Path) -> None:
    file = tmp_path / "deck.pptx"
    file.write_bytes(package.data)
    assert list(validate_pptx(file).errors) == []


@pytest.mark.parametrize("template", [TEMPLATE, TEMPLATE.with_name("dark.pptx")])
def test_python_pptx_reads_every_slide_and_its_notes(template: Path) -> None:
    presentation = Presentation(io.BytesIO(written(sample_deck(), template.read_bytes())))
    assert [slide.name for slide in presentation.slides] == [slide.id for slide in sample_deck().slides]
    notes = [slide.notes_slide.notes_text_frame.text for slide in presentation.slides]
    assert notes == [f"노트 {index}: the clock" for index in range(len(notes))]


def test_slides_of_the_template_are_left_out() -> None:
    once = written(sample_deck())
    again = Package(written(sample_deck(), once))
    assert len(found(again.root("ppt/presentation.xml"), "//p:sldId")) == len(sample_deck().slides)
    assert len(found(again.root("ppt/presentation.xml"), "//p14:sectionLst")) == 1


def test_a_template_without_notes_master_gets_one() -> None:
    plain = io.BytesIO()
    Presentation().save(plain)
    deck = sample_deck()
    slides = tuple(replace(slide, layout_name="Title Only") for slide in deck.slides)
    package = Package(written(replace(deck, slides=slides), plain.getvalue()))
    order = [child.tag.rpartition("}")[2] for child in package.root("ppt/presentation.xml")]
    assert order[:2] == ["sldMasterIdLst", "notesMasterIdLst"]
    assert "docProps/thumbnail.jpeg" not in package.parts
    assert not any("printerSettings" in name for name in package.parts)


def test_shape_ids_are_unique_on_every_slide(package: Package) -> None:
    for root in package.slides():
        ids = found(root, "//p:cNvPr/@id")
        assert len(ids) == len(set(ids))


def test_every_shape_has_a_name(package: Package) -> None:
    names = [name for root in package.slides() for name in found(root, "//p:cNvPr[@id != '1']/@name")]
    assert names
    assert all(name.strip() for name in names)


def test_sections_hold_every_slide(package: Package) -> None:
    root = package.root("ppt/presentation.xml")
    sections = found(root, "//p14:section")
    assert [section.get("name") for section in sections] == ["가상 머신", "소개", "비교"]
    assert [len(found(section, ".//p14:sldId")) for section in sections] == [1, 2, 8]
    assert found(root, "//p14:section//p14:sldId/@id") == found(root, "//p:sldIdLst/p:sldId/@id")
    assert all(re.fullmatch(r"\{[0-9A-F-]{36}\}", section.get("id")) for section in sections)


def test_a_section_without_a_name_gets_the_decks() -> None:
    package = Package(written(sample_deck(), sections=(SlideSection("", 0), SlideSection("비교", 3))))
    assert found(package.root("ppt/presentation.xml"), "//p14:section/@name") == ["가상 머신", "비교"]


def test_a_deck_without_sections_has_no_list_of_them() -> None:
    package = Package(written(sample_deck(), sections=()))
    assert found(package.root("ppt/presentation.xml"), "//p14:sectionLst") == []


def test_hidden_slides_are_hidden(package: Package) -> None:
    hidden = [root[0].get("name") for root in package.slides() if root.get("show") == "0"]
    assert hidden == ["pictures"]


def test_properties_are_the_decks_own(package: Package) -> None:
    core = Presentation(io.BytesIO(package.data)).core_properties
    assert (core.title, core.author, core.subject, core.language) == ("가상 머신", "강사", "과정", KOREAN)
    assert core.last_modified_by == "강사"
    assert (core.created.year, core.modified.year) == (1980, 1980)
    values = found(package.root("docProps/custom.xml"), "//cp:property")
    assert [(value.get("name"), value[0].text) for value in values] == [("x-level", "1"), ("x-room", "B201")]


def test_dates_follow_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    core = Presentation(io.BytesIO(written(sample_deck()))).core_properties
    assert (core.created.year, core.modified.year) == (2023, 2023)


def test_the_deck_opens_in_its_slides(package: Package) -> None:
    assert package.root("ppt/viewProps.xml").get("lastView") == "sldView"


def test_the_east_asian_face_is_named_in_every_theme() -> None:
    package = Package(written(sample_deck(), fonts=ThemeFonts(east_asian="Noto Sans CJK KR")))
    themes = [name for name in package.parts if name.startswith("ppt/theme/theme")]
    faces = {face for name in themes for face in found(package.root(name), "//a:fontScheme//a:ea/@typeface")}
    assert len(themes) == 2
    assert faces == {"Noto Sans CJK KR"}


def test_rehearsed_slides_go_on_by_themselves() -> None:
    deck = sample_deck()
    package = Package(written(deck, advance=tuple(float(index) for index in range(len(deck.slides)))))
    assert [found(root, "/p:sld/p:transition/@advTm") for root in package.slides()][:3] == [["0"], ["1000"], ["2000"]]


def test_a_layout_that_is_not_there_is_named() -> None:
    deck = sample_deck()
    wrong = replace(deck, slides=(replace(deck.slides[0], layout_name="Nowhere"),))
    with pytest.raises(KeyError, match="Nowhere"):
        written(wrong, sections=(SlideSection("a", 0),))
