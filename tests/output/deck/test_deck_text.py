"""Text, footers and links as they stand in the slides."""

from __future__ import annotations

from typing import Any

import pytest

from coursedeck.base.look.derived_text import numbering_starts
from coursedeck.model.slide import TextParagraph, TextRun, TextShape
from coursedeck.model.values import replace
from coursedeck.output.deck.part_context import external_address
from coursedeck.output.deck.xml import element
from tests.output.deck.deck_samples import KOREAN, Package, found, paragraph, sample_deck, written

REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def shape(root: Any, name: str) -> Any:
    return found(root, f"//p:sp[p:nvSpPr/p:cNvPr/@name='{name}']")[0]


def run(root: Any, words: str) -> Any:
    return found(root, f"//a:r[a:t='{words}']/a:rPr")[0]


def target(package: Package, slide: int, rel_id: str) -> str:
    relations = package.root(f"ppt/slides/_rels/slide{slide}.xml.rels")
    return str(next(relation.get("Target") for relation in relations if relation.get("Id") == rel_id))


def test_every_run_and_paragraph_end_has_language_and_size(package: Package) -> None:
    for root in package.slides():
        outside_tables = "//p:sp[not(p:nvSpPr/p:nvPr/p:ph[@type='ftr' or @type='sldNum'])]"
        for look in found(root, f"{outside_tables}//a:rPr | {outside_tables}//a:endParaRPr | //a:tc//a:rPr"):
            assert look.get("lang"), look.getparent()
            assert look.get("sz"), look.getparent()


def test_a_latin_term_in_korean_is_english(package: Package) -> None:
    root = package.slide("text")
    assert run(root, "Hypervisor").get("lang") == "en-US"
    assert run(root, "Hypervisor").get("altLang") == KOREAN
    assert run(root, "하이퍼바이저(").get("lang") == KOREAN


def test_title_and_body_fill_their_placeholders_where_these_stand(package: Package) -> None:
    root = package.slide("text")
    for name, idx in (("title", None), ("body", "1")):
        place = found(shape(root, name), "p:nvSpPr/p:nvPr/p:ph")[0]
        assert place.get("idx") == idx or place.get("type") == "title"
        assert found(shape(root, name), "p:spPr/a:xfrm") == []


def test_a_placeholder_that_was_moved_says_where() -> None:
    deck = sample_deck()
    moved = replace(deck.slides[2].title, box=replace(deck.slides[2].title.box, left=100.0))
    package = Package(written(replace(deck, slides=(replace(deck.slides[2], title=moved),)), sections=()))
    assert found(shape(package.slide("text"), "title"), "p:spPr/a:xfrm/a:off/@x") == [str(100 * 12700)]


def test_only_filled_placeholders_are_on_a_slide(package: Package) -> None:
    for root in package.slides():
        for place in found(root, "//p:sp[p:nvSpPr/p:nvPr/p:ph]"):
            assert found(place, ".//a:t | .//a:fld")


def test_lists_hang_and_are_numbered(package: Package) -> None:
    body = shape(package.slide("text"), "body")
    properties = found(body, ".//a:p/a:pPr")
    assert [(node.get("marL"), node.get("indent"), node.get("lvl")) for node in properties[:2]] == [
        (str(20 * 12700), str(-20 * 12700), None),
        (str(40 * 12700), str(-20 * 12700), "1"),
    ]
    assert found(body, ".//a:buChar/@char") == ["•", "–", "–"]
    assert found(body, ".//a:buAutoNum/@startAt") == ["3", "3"]
    assert {node.get("eaLnBrk") for node in properties} == {"0"}
    assert found(properties[2], "a:lnSpc/a:spcPct/@val") == ["110000"]
    assert found(properties[2], "a:spcBef/a:spcPts/@val") == ["1000"]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([("1.", 0, 1), ("1.", 0, 2), ("1.", 0, 3)], [1, 1, 1]),
        ([("1.", 0, 4), ("•", 1, None), ("1.", 0, 5)], [4, 1, 4]),
        ([("1.", 0, 1), (None, 0, None), ("1.", 0, 2)], [1, 1, 2]),
        ([("1.", 0, 1), ("1.", 1, 1), ("1.", 1, 2), ("1.", 0, 2), ("1.", 1, 1)], [1, 1, 1, 1, 1]),
        ([("1.", 0, 1), ("1.", 0, 1)], [1, 1]),
    ],
)
def test_numbers_go_on_where_a_list_goes_on(
    items: list[tuple[str | None, int, int | None]], expected: list[int]
) -> None:
    made = [TextParagraph((), 20, level=level, bullet=bullet, number=number) for bullet, level, number in items]
    assert numbering_starts(made) == expected


def test_character_looks(package: Package) -> None:
    root = package.slide("text")
    assert (
        found(run(root, "kubectl get pods"), "a:latin/@typeface | a:ea/@typeface | a:cs/@typeface") == ["Consolas"] * 3
    )
    assert run(root, " 취소").get("strike") == "sngStrike"
    assert run(root, "2").get("baseline") == "30000"
    assert run(root, "<script>&").get("i") == "1"
    assert found(run(root, "<script>&"), "a:solidFill/a:schemeClr/a:lumMod/@val") == ["75000"]
    assert len(found(root, "//a:br")) == 1


def test_right_to_left_paragraphs_say_so(package: Package) -> None:
    properties = found(package.slide("text"), "//a:p[a:r/a:rPr/@lang='ar-SA']/a:pPr")[0]
    assert (properties.get("rtl"), properties.get("algn")) == ("1", "r")


def test_links_leave_the_deck_or_jump_in_it(package: Package) -> None:
    root = package.slide("text")
    outward = found(run(root, "문서"), "a:hlinkClick")[0]
    assert target(package, 3, outward.get(REL)) == "https://example.org/a%20b"
    assert found(run(root, "문서"), "a:solidFill/a:schemeClr/@val") == ["hlink"]
    inward = found(run(root, "요약"), "a:hlinkClick")[0]
    assert inward.get("action") == "ppaction://hlinksldjump"
    assert target(package, 3, inward.get(REL)).endswith("slide4.xml")
    assert found(inward, ".//ahyp:hlinkClr/@val") == ["tx"]


def test_shapes_link_too(package: Package) -> None:
    link = found(shape(package.slide("text"), "badge"), "p:nvSpPr/p:cNvPr/a:hlinkClick")[0]
    assert target(package, 3, link.get(REL)).endswith("slide1.xml")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "https://", "other.md", "http://[bad", ""]
)
def test_only_the_web_and_mail_leave_a_deck(address: str) -> None:
    assert external_address(address) is None


def test_mail_links_stay() -> None:
    for address in ("mailto:a@example.org", "tel:+82-2-123", "ftp://example.org/list"):
        assert external_address(address) == address


def test_footer_and_number_are_on_every_slide(package: Package) -> None:
    for number, root in enumerate(package.slides(), 1):
        assert found(root, "//a:fld[@type='slidenum']/a:t/text()") == [str(number)]
        words = "".join(found(root, "//p:sp[p:nvSpPr/p:nvPr/p:ph/@type='ftr']//a:t/text()"))
        assert words == ("클라우드 과정" if number == 1 else "클라우드 과정 · 가상화란?")
        assert found(root, "//p:ph[@type='dt']") == []


def test_a_filled_box_has_words_that_read_on_it(package: Package) -> None:
    assert found(run(package.slide("text"), "20분"), "a:solidFill/a:schemeClr/@val") == ["tx1"]


def test_lists_and_figures_build_on_click(package: Package) -> None:
    root = package.slide("text")
    clicks = found(root, "//p:cTn[@nodeType='clickEffect']")
    body_id = found(shape(root, "body"), "p:nvSpPr/p:cNvPr/@id")[0]
    assert set(found(root, "//p:timing//p:spTgt/@spid")) == {body_id}
    ranges = [(part.get("st"), part.get("end")) for part in found(root, "//p:pRg")]
    assert ranges[0] == ("0", "1")
    assert len(clicks) == len(ranges)
    ids = found(root, "//p:timing//p:cTn/@id")
    assert len(ids) == len(set(ids))
    figure_id = found(package.slide("layers"), "/p:sld/p:cSld/p:spTree/p:grpSp/p:nvGrpSpPr/p:cNvPr/@id")
    assert found(package.slide("layers"), "//p:timing//p:spTgt/@spid") == figure_id


def test_control_characters_do_not_break_the_file() -> None:
    assert element("a:t", text=paragraph("a\x00b\x0bc").plain).text == "abc"


def test_emoji_stand_in_an_outline_font_and_words_in_the_themes() -> None:
    deck = sample_deck()
    words = paragraph("✅ 완료 👩‍💻 1️⃣ ✓")
    slide = replace(deck.slides[2], title=replace(deck.slides[2].title, paragraphs=(words,)))
    root = Package(written(replace(deck, slides=(slide,)), sections=())).slide("text")
    runs = found(shape(root, "title"), ".//a:r")
    faces = {str(found(one, "a:t/text()")[0]): found(one, "a:rPr/*/@typeface") for one in runs}
    assert {words: set(face) for words, face in faces.items() if face} == {
        emoji: {"Symbola"} for emoji in ("✅", "👩‍💻", "1️⃣")
    }
    assert "".join(faces) == words.plain


def test_tab_stops_stand_in_a_paragraph_that_says_no_indent() -> None:
    """LibreOffice 7 forgets the tab stops of one that does."""
    deck = sample_deck()
    slide = next(one for one in deck.slides if any(isinstance(shape, TextShape) for shape in one.shapes))
    text = next(shape for shape in slide.shapes if isinstance(shape, TextShape))
    line = replace(text.paragraphs[0], runs=(TextRun("서버\t│", "ko-KR"),), bullet=None, hanging=0, tabs=(72.0,))
    package = Package(written(replace(deck, slides=(replace(slide, shapes=(replace(text, paragraphs=(line,)),)),))))
    (properties,) = (one.getparent() for one in found(package.root("ppt/slides/slide1.xml"), "//a:pPr/a:tabLst"))
    assert properties.get("indent") is None
    assert [(tab.get("pos"), tab.get("algn")) for tab in found(properties, "a:tabLst/a:tab")] == [("914400", "l")]
