"""Which layout serves what: by what it is called in any language, by what it holds, and by what the course says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from coursedeck.model.slide import Layout
from coursedeck.model.template import Region
from coursedeck.output.template import diagnose, open_template, read_template
from coursedeck.output.template.layout_names import mentions, plain_name, without_number
from tests.output.template.brand_files import (
    LAYOUT,
    read,
    rectangle,
    renamed,
    serving,
    with_shape,
    without_placeholders,
)
from tests.output.template.brand_files import words as text_box
from tests.output.template.template_files import PLAIN, changed

MUST = (Layout.TITLE, Layout.SECTION, Layout.CONTENT, Layout.TWO_CONTENT)
NUMBERS = (1, 3, 2, 4)
"""Of PowerPoint's layouts for these kinds."""


@pytest.mark.parametrize(
    "names",
    [
        ("Cover 2", "Section 2", "Title and Content 2", "Two Content 2"),
        ("Blue Cover (dark)", "Orange Section Header", "Blue Title and Content", "Grey Two Columns"),
        ("Brand X - Title Page", "Chapter divider", "Text and bullets", "2 columns of text"),
        ("Titelfolie 3", "Kapitel blau", "Titel und Inhalt 4", "Zwei Inhalte hell"),
        ("Couverture", "Intercalaire", "Titre et contenu", "Deux colonnes"),
        ("Portada 1", "Separador", "Título y contenido", "Dos contenidos"),
        ("Capa", "Seção 1", "Título e conteúdo", "Duas colunas"),
        ("Copertina", "Intestazione sezione", "Titolo e contenuto", "Due contenuti"),
        ("Titeldia", "Sectiekop", "Titel en object", "Inhoud van twee"),
        ("Slajd tytułowy", "Nagłówek sekcji", "Tytuł i zawartość", "Dwa elementy zawartości"),
        ("Титульный слайд", "Заголовок раздела", "Заголовок и объект", "Два объекта"),
        ("タイトル スライド", "中扉 青", "タイトルとコンテンツ", "2 つのコンテンツ"),
        ("标题幻灯片", "过渡页", "标题和内容", "两栏内容"),
        ("標題投影片", "章節頁 2", "標題及內容", "兩個內容"),
        ("표지", "간지 1", "제목 및 내용", "콘텐츠 2개"),
        ("شريحة عنوان", "عنوان المقطع", "عنوان ومحتوى", "محتويان"),
    ],
)
def test_layouts_are_known_by_name_in_many_languages(names: tuple[str, ...], tmp_path: Path) -> None:
    template = read_template(renamed(dict(zip(NUMBERS, names, strict=True)), tmp_path / "brand.pptx"))
    assert tuple(map(serving(template), MUST)) == names
    assert diagnose(template) == ()


def test_names_are_compared_without_accents_numbers_and_marks() -> None:
    assert plain_name("Título e Conteúdo") == plain_name("titulo-e-conteudo")
    assert without_number("Section #3") == "Section"
    assert mentions("Subsection", ("section",)) is None
    assert mentions("大学 封面页 蓝", ("封面页",)) == 0


def test_a_cover_is_known_by_its_title_whatever_it_is_called(tmp_path: Path) -> None:
    template = read_template(renamed({1: "Grün", 2: "Title and Content"}, tmp_path / "brand.pptx"))
    assert serving(template)(Layout.TITLE) == "Grün"


def test_an_empty_layout_called_title_slide_gives_way_to_a_cover_with_a_title(tmp_path: Path) -> None:
    names = {1: "Cover", 2: "Title and Content", 7: "Title Slide"}
    template = read_template(renamed(names, tmp_path / "brand.pptx"))
    assert serving(template)(Layout.TITLE) == "Cover"
    assert not template.layout_for(Layout.TITLE).derived


def test_lines_for_authors_and_dates_are_no_columns(tmp_path: Path) -> None:
    def two_lines(text: str) -> str:
        return text.replace('cy="3394472"', 'cy="360000"').replace('cy="4525963"', 'cy="360000"')

    file = renamed({1: "Cover", 2: "Title and Content"}, tmp_path / "named.pptx")
    comparison = {LAYOUT.format(number): without_placeholders for number in (5, 8, 9)}
    template = read(file, {LAYOUT.format(4): two_lines, **comparison}, tmp_path)
    assert template.layout_for(Layout.TWO_CONTENT).name == "Title and Content"
    aside = template.layout_for(Layout.TWO_CONTENT).area(Region.ASIDE)
    assert aside is not None and aside.box.width > 250


def test_a_list_of_numbered_lines_does_not_serve_content(tmp_path: Path) -> None:
    file = renamed({1: "Cover", 5: "1_Table of Content", 2: "Text"}, tmp_path / "brand.pptx")
    assert serving(read_template(file))(Layout.CONTENT) == "Text"


def test_what_is_missing_is_derived_and_said_in_one_line_without_advice_to_rename(tmp_path: Path) -> None:
    def plainly(text: str) -> str:
        return text.replace('type="ctrTitle"', 'type="title"')

    bare = {LAYOUT.format(number): without_placeholders for number in (3, 4, 5, 6, 7, 8, 9, 10, 11)}
    file = renamed({1: "X1", 2: "Title and Content"}, tmp_path / "named.pptx")
    template = read(file, {**bare, LAYOUT.format(1): without_placeholders}, tmp_path)
    section = template.layout_for(Layout.SECTION)
    assert (section.name, section.derived) == ("Title and Content", True)
    content, title = template.layout_for(Layout.CONTENT).area(Region.TITLE), section.area(Region.TITLE)
    assert title is not None and content is not None and title.box.top > content.box.bottom
    (problem,) = [one for one in diagnose(template) if one.check == "template-layout"]
    assert "[layouts]" in problem.message and "rename" not in problem.message


def test_the_course_settles_layouts_by_hand(tmp_path: Path) -> None:
    file = renamed({2: "Title and Content", 3: "Interlude", 5: "Vs."}, tmp_path / "brand.pptx")
    chosen = ((Layout.SECTION, "Title and Content"), (Layout.TWO_CONTENT, "vs"))
    template = read_template(file, chosen=chosen)
    assert serving(template)(Layout.SECTION) == "Title and Content"
    assert serving(template)(Layout.TWO_CONTENT) == "Vs."


def test_a_first_master_with_a_bare_cover_serves_no_sections(tmp_path: Path) -> None:
    file = renamed({1: "4_Title Slide", 2: "Title and Content"}, tmp_path / "one.pptx", typed=True)
    picture = with_shape(rectangle(0, 0, 720, 540))
    bare = {LAYOUT.format(number): without_placeholders for number in (3, 4, 5, 6, 7, 8, 9, 10, 11)}
    template = read(file, {**bare, LAYOUT.format(1): lambda text: picture(without_placeholders(text))}, tmp_path)
    for kind in (Layout.SECTION, Layout.TWO_CONTENT, Layout.CONTENT):
        assert serving(template)(kind) == "Title and Content"


@pytest.mark.parametrize(
    ("boxes", "title"),
    [
        (text_box(80, 200, 300, 60, "Your title here", name="Title 1", size=4000), "Your title here"),
        (text_box(80, 200, 300, 60, "Presentation", size=4400), "Presentation"),
        (
            text_box(80, 100, 200, 30, "Department", size=1400)
            + text_box(80, 200, 300, 60, "点击编辑标题", name="文本框 3", size=3600)
            + text_box(80, 300, 300, 40, "副标题", name="文本框 4", size=2000),
            "点击编辑标题",
        ),
    ],
)
def test_sample_words_of_a_cover_become_placeholders(boxes: str, title: str, tmp_path: Path) -> None:
    cover = with_shape(boxes)
    changes = {LAYOUT.format(1): lambda text: cover(without_placeholders(text))}
    file = changed(PLAIN, tmp_path / "brand.pptx", changes)
    layout = read_template(file).layout_for(Layout.TITLE)
    area = layout.area(Region.TITLE)
    assert area is not None and area.placeholder is not None and area.placeholder.type == "ctrTitle"
    assert area.levels[0].tone == "123456" and area.levels[0].bold and area.box.width > 400
    opened = tmp_path / "opened.pptx"
    opened.write_bytes(open_template(file))
    first = Presentation(str(opened)).slide_layouts[0]
    shapes: list[Any] = [shape for shape in first.shapes if not shape.is_placeholder and shape.has_text_frame]
    assert title not in [shape.text_frame.text for shape in shapes]


def test_a_placeholder_made_of_a_text_box_has_one_default_for_its_runs(tmp_path: Path) -> None:
    box = text_box(80, 200, 300, 60, "Your title", name="Title", size=4000)
    doubled = box.replace('<a:pPr algn="ctr"/>', '<a:pPr algn="ctr"><a:buNone/><a:defRPr sz="1200"/></a:pPr>')
    cover = with_shape(doubled)
    file = changed(PLAIN, tmp_path / "b.pptx", {LAYOUT.format(1): lambda text: cover(without_placeholders(text))})
    opened = tmp_path / "opened.pptx"
    opened.write_bytes(open_template(file))
    layout: Any = Presentation(str(opened)).slide_layouts[0]._element
    (level,) = [one for one in layout.iter("{*}lvl1pPr") if one.get("algn") == "ctr"]
    assert [child.tag.rpartition("}")[2] for child in level] == ["buNone", "defRPr"]
    assert level[1].get("sz") == "4000"


def test_other_words_of_a_cover_stay(tmp_path: Path) -> None:
    boxes = text_box(80, 200, 300, 60, "Your title", name="Title") + text_box(
        80, 500, 200, 20, "example.org", size=1000
    )
    cover = with_shape(boxes)
    file = changed(PLAIN, tmp_path / "b.pptx", {LAYOUT.format(1): lambda text: cover(without_placeholders(text))})
    opened = tmp_path / "opened.pptx"
    opened.write_bytes(open_template(file))
    shapes: list[Any] = list(Presentation(str(opened)).slide_layouts[0].shapes)
    assert "example.org" in [shape.text_frame.text for shape in shapes]


def test_a_content_placeholder_in_the_middle_of_a_cover_is_its_title(tmp_path: Path) -> None:
    def untitled(text: str) -> str:
        return text.replace('<p:ph type="ctrTitle"/>', '<p:ph idx="7"/>').replace('type="subTitle" ', "")

    template = read(PLAIN, {LAYOUT.format(1): untitled}, tmp_path)
    title = template.layout_for(Layout.TITLE).area(Region.TITLE)
    assert title is not None and title.placeholder is not None and title.placeholder.type == "ctrTitle"


def test_a_cover_without_any_words_leaves_its_ornaments_free(tmp_path: Path) -> None:
    cover = with_shape(text_box(40, 120, 640, 180, "Summer school", size=1200))
    template = read(PLAIN, {LAYOUT.format(1): lambda text: cover(without_placeholders(text))}, tmp_path)
    title = template.layout_for(Layout.TITLE).area(Region.TITLE)
    assert title is not None and (title.box.top >= 300 or title.box.bottom <= 120)
