"""Layouts whose titles are no title placeholders, fill the slide, or belong to the plain master of another file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pptx import Presentation

from coursedeck.model.problem import Severity
from coursedeck.model.slide import Layout
from coursedeck.model.template import Region, Template
from coursedeck.output.template import open_template, read_template
from coursedeck.output.template.diagnosis import diagnose
from tests.output.template.brand_files import LAYOUT, MASTER, read, rectangle, renamed, serving, with_shape
from tests.output.template.template_files import PLAIN, Change, changed

EMU = 12700


def line(name: str, idx: int, top: float, height: float, size: int, left: float = 40, width: float = 640) -> str:
    """A placeholder for text, in points; `size` in hundredths."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{idx}" name="{name}"/><p:cNvSpPr/><p:nvPr><p:ph type="body" idx="{idx}"/>'
        f'</p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="{round(left * EMU)}" y="{round(top * EMU)}"/>'
        f'<a:ext cx="{round(width * EMU)}" cy="{round(height * EMU)}"/></a:xfrm></p:spPr><p:txBody><a:bodyPr/>'
        f'<a:lstStyle><a:lvl1pPr marL="0" indent="0"><a:buNone/><a:defRPr sz="{size}" b="1"><a:solidFill>'
        '<a:srgbClr val="AA0044"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>'
        "<a:p><a:r><a:t>Words</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def holding(*shapes: str) -> Change:
    """A layout with these placeholders alone."""

    def change(text: str) -> str:
        bare = re.sub(r"<p:sp>.*?</p:sp>", "", text, flags=re.S)
        return bare.replace("</p:spTree>", f"{''.join(shapes)}</p:spTree>")

    return change


def only_content(change: Change, tmp_path: Path, name: str = "Fließtext") -> Template:
    """A template whose second layout holds what `change` makes, and no other has a title of content."""
    named = renamed({1: "Cover", 2: name}, tmp_path / "named.pptx")
    bare = {LAYOUT.format(number): holding() for number in (4, 5, 6, 7, 8, 9, 10, 11)}
    return read(named, {**bare, LAYOUT.format(2): change}, tmp_path)


@pytest.mark.parametrize("name", ["Shape 120", "Title", "Überschrift"])
def test_a_line_above_the_text_that_is_larger_is_the_title(name: str, tmp_path: Path) -> None:
    template = only_content(holding(line(name, 13, 30, 60, 4400), line("Text", 14, 110, 360, 2400)), tmp_path)
    content = template.layout_for(Layout.CONTENT)
    title, body = content.area(Region.TITLE), content.area(Region.BODY)
    assert content.name == "Fließtext" and not content.derived
    assert title is not None and title.placeholder is not None and title.placeholder.type == "title"
    assert (title.levels[0].tone, title.levels[0].bold, title.levels[0].bullet) == ("AA0044", True, None)
    assert body is not None and body.box.top >= title.box.bottom


def test_a_line_that_is_called_a_title_needs_not_be_larger_and_a_subtitle_is_none(tmp_path: Path) -> None:
    held = holding(
        line("Subtitle", 12, 80, 30, 2800), line("Title", 13, 30, 40, 2400), line("Text", 14, 130, 340, 2800)
    )
    title = only_content(held, tmp_path).layout_for(Layout.CONTENT).area(Region.TITLE)
    assert title is not None and title.placeholder is not None and title.placeholder.name == "Title"


def test_text_in_one_size_has_no_title_among_it(tmp_path: Path) -> None:
    held = holding(line("A", 13, 30, 60, 2000), line("B", 14, 110, 360, 2000))
    package = only_content(held, tmp_path)
    layout = next(one for one in package.layouts if one.name == "Fließtext")
    assert not any(one.type == "title" for one in layout.placeholders)


def test_a_promoted_title_takes_words_and_python_pptx_finds_it(tmp_path: Path) -> None:
    named = renamed({1: "Cover", 2: "Text"}, tmp_path / "named.pptx")
    held = holding(line("Title", 13, 30, 60, 4400), line("Text", 14, 110, 360, 2400))
    (tmp_path / "open.pptx").write_bytes(open_template(changed(named, tmp_path / "b.pptx", {LAYOUT.format(2): held})))
    deck = Presentation(str(tmp_path / "open.pptx"))
    slide = deck.slides.add_slide(next(one for one in deck.slide_layouts if one.name == "Text"))
    assert slide.shapes.title is not None


def test_a_title_that_fills_the_slide_goes_to_the_top_above_content(tmp_path: Path) -> None:
    def statement(text: str) -> str:
        return text.replace('<p:ph type="title"/></p:nvPr></p:nvSpPr><p:spPr/>', (
            '<p:ph type="title"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/>'
            f'<a:ext cx="{720 * EMU}" cy="{540 * EMU}"/></a:xfrm></p:spPr>'
        ))  # fmt: skip

    named = renamed({1: "Cover", 6: "Big words"}, tmp_path / "named.pptx")
    bare = {LAYOUT.format(number): holding() for number in (2, 3, 4, 5, 7, 8, 9, 10, 11)}
    template = read(named, {**bare, LAYOUT.format(6): statement}, tmp_path)
    for kind in (Layout.CONTENT, Layout.FIGURE, Layout.TWO_CONTENT):
        title, body = (template.layout_for(kind).area(region) for region in (Region.TITLE, Region.BODY))
        assert title is not None and title.box.bottom < 120 and title.box.left > 20
        assert body is not None and body.box.top >= title.box.bottom and body.box.height > 300


@pytest.mark.parametrize(("size", "least", "most"), [(1200, 24, 24), (3200, 32, 32), (12000, 44, 44)])
def test_titles_of_content_are_neither_posters_nor_fine_print(
    size: int, least: float, most: float, tmp_path: Path
) -> None:
    def sized(text: str) -> str:
        start, end = text.index("<p:titleStyle>"), text.index("</p:titleStyle>")
        return text[:start] + re.sub(r'sz="\d+"', f'sz="{size}"', text[start:end]) + text[end:]

    title = read(PLAIN, {MASTER: sized}, tmp_path).layout_for(Layout.CONTENT).area(Region.TITLE)
    assert title is not None and least <= title.levels[0].size <= most


def test_a_title_above_one_of_two_columns_alone_makes_no_layout_for_a_figure_beside_text() -> None:
    template = read_template(PLAIN)
    captioned = next(one for one in template.layouts if one.name == "Content with Caption")
    assert template.layout_for(Layout.FIGURE_TEXT).name != captioned.name


def test_a_figure_beside_text_is_derived_where_only_a_caption_layout_has_columns(tmp_path: Path) -> None:
    named = renamed({1: "Cover", 2: "Title and Content", 8: "Content with Caption"}, tmp_path / "n.pptx", typed=True)
    template = read(named, {LAYOUT.format(number): holding() for number in (4, 5)}, tmp_path)
    found = template.layout_for(Layout.FIGURE_TEXT)
    title, body, aside = (found.area(region) for region in (Region.TITLE, Region.BODY, Region.ASIDE))
    assert title is not None and body is not None and aside is not None
    assert min(body.box.top, aside.box.top) >= title.box.bottom - 1


def test_the_subtitle_of_a_cover_stands_below_its_title_however_large_other_lines_are(tmp_path: Path) -> None:
    def cover(text: str) -> str:
        bare = re.sub(r'<p:sp>(?:(?!</p:sp>).)*type="subTitle".*?</p:sp>', "", text, flags=re.S)
        shapes = line("Department", 21, 5, 90, 1800, 20, 680) + line("Line", 22, 300, 40, 2000, 100, 500)
        return bare.replace("</p:spTree>", f"{shapes}</p:spTree>")

    layout = read(PLAIN, {LAYOUT.format(1): cover}, tmp_path).layout_for(Layout.TITLE)
    below = layout.area(Region.SUBTITLE)
    assert below is not None and below.placeholder is not None and below.placeholder.idx == 22


def test_text_that_begins_at_the_edge_of_the_slide_gets_a_margin(tmp_path: Path) -> None:
    held = holding(line("Title", 13, 30, 60, 4400, 0, 720), line("Text", 14, 110, 360, 2400, 0, 720))
    body = only_content(held, tmp_path).layout_for(Layout.CONTENT).area(Region.BODY)
    assert body is not None and body.box.left > 20 and body.box.right < 700


def test_lines_that_would_touch_are_set_apart(tmp_path: Path) -> None:
    def close(text: str) -> str:
        return text.replace("<a:spcBef>", '<a:lnSpc><a:spcPct val="55000"/></a:lnSpc><a:spcBef>', 1)

    title = read(PLAIN, {MASTER: close}, tmp_path).layout_for(Layout.CONTENT).area(Region.TITLE)
    assert title is not None and title.levels[0].line_spacing == pytest.approx(0.8)


def test_a_layout_that_is_called_as_a_component_needs_a_title(tmp_path: Path) -> None:
    file = renamed({1: "Cover", 2: "Title and Content", 7: "Statement"}, tmp_path / "named.pptx")
    template = read(file, {LAYOUT.format(7): holding(line("Big", 15, 150, 200, 5800))}, tmp_path)
    assert serving(template)(Layout.STATEMENT) == "Title and Content"


def test_pale_theme_colours_are_a_note_since_decks_mend_them(tmp_path: Path) -> None:
    def pale(text: str) -> str:
        return re.sub(r'(<a:dk1><a:sysClr val="windowText" lastClr=)"\w+"', r'\1"999999"', text)

    (found,) = [
        one
        for one in diagnose(read(PLAIN, {"ppt/theme/theme1.xml": pale}, tmp_path))
        if one.check == "template-contrast" and "back row" in one.message
    ]
    assert found.severity is Severity.NOTE


def test_a_title_that_moved_off_its_band_is_not_called_pale(tmp_path: Path) -> None:
    def banded(text: str) -> str:
        band = rectangle(0, 0, 720, 130, "102040", "Band")
        start = text.index("<p:titleStyle>")
        white = text[:start] + text[start:].replace('<a:schemeClr val="tx1"/>', '<a:schemeClr val="bg1"/>', 1)
        return white.replace("</p:grpSpPr>", f"</p:grpSpPr>{band}", 1)

    bare = {LAYOUT.format(number): holding() for number in (1, *range(3, 12))}
    file = renamed({2: "Title and Content"}, tmp_path / "named.pptx")
    template = read(file, {**bare, MASTER: banded}, tmp_path)
    assert template.layout_for(Layout.SECTION).derived
    assert [one.message for one in diagnose(template) if one.check == "template-contrast"] == []


def test_the_doctor_names_layouts_in_plain_english_and_leaves_missing_numbers_to_the_brand(tmp_path: Path) -> None:
    def unnumbered(text: str) -> str:
        return re.sub(r'<p:sp>(?:(?!</p:sp>).)*type="sldNum".*?</p:sp>', "", text, flags=re.S)

    file = renamed({1: "Cover", 2: "Title and Content", 3: "Section", 6: "Title Only"}, tmp_path / "named.pptx")
    bare = {LAYOUT.format(number): holding() for number in (4, 5, 8, 9)}
    template = read(file, {**bare, **{LAYOUT.format(number): unnumbered for number in (2, 3, 6)}}, tmp_path)
    (found,) = [one for one in diagnose(template) if one.check == "template-slide-number"]
    assert found.severity is Severity.NOTE
    assert re.match(r"layouts ('[\w ]+', )*'[\w ]+' and '[\w ]+' have no slide number", found.message)


def test_pandocs_spelling_of_the_notes_master_is_mended(tmp_path: Path) -> None:
    def pandoc(text: str) -> str:
        listed = '<p:notesMasterIdLst><p:NotesMasterId r:id="rId99"/></p:notesMasterIdLst>'
        return text.replace("</p:sldMasterIdLst>", f"</p:sldMasterIdLst>{listed}", 1)

    content = open_template(changed(PLAIN, tmp_path / "pandoc.pptx", {"ppt/presentation.xml": pandoc}))
    assert b"p:NotesMasterId " not in content
    (tmp_path / "open.pptx").write_bytes(content)
    root = Presentation(str(tmp_path / "open.pptx")).part._element
    assert [one.tag.rpartition("}")[2] for one in root.iter("{*}notesMasterId", "{*}NotesMasterId")] == [
        "notesMasterId"
    ]


def logo(text: str) -> str:
    return with_shape(rectangle(640, 10, 60, 40))(text)


def test_an_adorned_master_keeps_its_slides_from_plain_ones(tmp_path: Path) -> None:
    from coursedeck.output.template.free_space import obstacles  # noqa: PLC0415
    from coursedeck.output.template.layout_choice import LayoutRules  # noqa: PLC0415
    from coursedeck.output.template.master_choice import MasterLayouts, rank_masters, without_plain  # noqa: PLC0415

    adorned, plain = read(PLAIN, {MASTER: logo}, tmp_path), read_template(PLAIN)

    def master(template: Template) -> MasterLayouts:
        return MasterLayouts(
            template.layouts, {one.part: obstacles(one.art, (), template.size) for one in template.layouts}
        )

    rules = LayoutRules(plain.size)
    masters = rank_masters(Layout.CONTENT, [master(adorned), master(plain)], rules)
    assert len(without_plain(masters)) == 1
    assert len(without_plain([master(plain), master(adorned)])) == 2


def test_a_high_title_beside_the_text_stays_there(tmp_path: Path) -> None:
    held = holding(line("Text", 14, 60, 400, 2400, 220, 480))

    def beside(text: str) -> str:
        title = line("Title", 2, 60, 400, 3200, 20, 180).replace('type="body" idx="2"', 'type="title"')
        return held(text).replace("</p:spTree>", f"{title}</p:spTree>")

    template = only_content(beside, tmp_path)
    for kind in (Layout.CONTENT, Layout.STATEMENT, Layout.FIGURE, Layout.AGENDA):
        title, content = template.layout_for(kind).area(Region.TITLE), template.layout_for(Layout.CONTENT)
        body = content.area(Region.BODY)
        assert title is not None and title.box.height == 400, kind
        assert body is not None and body.box.left >= title.box.right


def test_without_any_title_content_keeps_its_body_and_gets_a_title_above_it(tmp_path: Path) -> None:
    def untitled(text: str) -> str:
        return re.sub(r'<p:sp>(?:(?!</p:sp>).)*<p:ph type="(?:ctrT|t)itle".*?</p:sp>', "", text, flags=re.S)

    every = dict.fromkeys((MASTER, *(LAYOUT.format(number) for number in range(1, 12))), untitled)
    template = read(PLAIN, every, tmp_path)
    for kind in (Layout.CONTENT, Layout.TWO_CONTENT, Layout.FIGURE_TEXT):
        layout = template.layout_for(kind)
        title, body = layout.area(Region.TITLE), layout.area(Region.BODY)
        assert title is not None and body is not None and body.placeholder is not None
        assert title.box.bottom <= body.box.top and title.box.top < 60


def test_a_derived_section_is_a_note_and_derived_content_a_warning(tmp_path: Path) -> None:
    bare = {LAYOUT.format(number): holding() for number in range(3, 12)}
    file = renamed({1: "Cover", 2: "Title and Content"}, tmp_path / "named.pptx")
    (found,) = [one for one in diagnose(read(file, bare, tmp_path)) if one.check == "template-layout"]
    assert found.severity is Severity.NOTE
