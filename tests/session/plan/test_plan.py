"""Which slides a session becomes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coursedeck.model.session import FigureRef, List, Paragraph, Table
from coursedeck.model.slide import Deck, Layout, Outline, Slide, Subheading, TextShape

Planned = Callable[..., Outline]


def own_title(slide: Slide) -> str:
    """The title without that of the small section S that the slide opens."""
    return slide.title.plain.removeprefix("S · ")


def titled(outline: Outline) -> list[tuple[str, str]]:
    return [(slide.layout.value, own_title(slide)) for slide in outline.slides]


def only(outline: Outline, title: str) -> Slide:
    (slide,) = [slide for slide in outline.slides if own_title(slide) == title and slide.layout is not Layout.SECTION]
    return slide


def test_the_first_slide_of_a_section_without_divider_bears_its_title_too(planned: Planned) -> None:
    text = "# T\n\n## 1. Bread (5 min)\n\n### Dough\n\n- flour\n\n### Oven\n\n> hot?\n\n## 2. Milk\n\n- raw\n"
    outline = planned(text)
    assert [title for _, title in titled(outline)][-3:] == ["1. Bread · Dough", "Oven", "2. Milk"]


def test_a_section_is_named_also_where_its_title_is_part_of_a_word(planned: Planned) -> None:
    outline = planned("# T\n\n## Rye\n\n### The ryegrass\n\n- green\n\n## grass\n\n### Ryegrass\n\n- tall\n")
    assert [title for _, title in titled(outline)][-2:] == ["Rye · The ryegrass", "grass · Ryegrass"]


def test_a_section_with_long_titles_has_a_divider(planned: Planned) -> None:
    outline = planned(f"# T\n\n## {'wide ' * 6}\n\n### {'long ' * 6}\n\n- flour\n")
    assert [layout for layout, _ in titled(outline)][-2:] == ["section", "content"]


def test_a_session_opens_with_title_and_agenda_and_sections_with_several_slides_have_dividers(planned: Planned) -> None:
    outline = planned(
        "# T\n\n## 1. 하나 (5분)\n\n- 가\n\n## 2. 둘 (10분)\n\n### 갑\n\n> 묻는다\n\n::: notes\nx\n:::\n\n"
        "### 을\n\n- 답한다\n\n::: notes\ny\n:::\n\n### 병\n\n- 되묻는다\n\n::: notes\nz\n:::\n"
    )
    assert titled(outline) == [
        ("title", "T"),
        ("agenda", "진행 순서"),
        ("content", "1. 하나"),
        ("section", "둘"),
        ("statement", "갑"),
        ("content", "을"),
        ("content", "병"),
    ]


def test_small_neighbours_share_a_slide_under_their_own_headings(planned: Planned) -> None:
    outline = planned("# T\n\n## S\n\n### 위\n\n말.\n\n#### 아래 (2분)\n\n- 가\n- 나\n\n## 끝\n\n- 다\n")
    slide = only(outline, "위")
    (heading,) = [block for block in slide.body if isinstance(block, Subheading)]
    assert (heading.text.plain, heading.minutes) == ("아래", "2분")


def test_neighbours_that_somebody_speaks_about_stay_apart(planned: Planned) -> None:
    notes = "\n\n::: notes\n말할 것\n:::\n\n"
    outline = planned(f"# T\n\n## S\n\n### 위\n\n- 가{notes}#### 아래\n\n- 나{notes}")
    assert [title for _, title in titled(outline)][-2:] == ["위", "아래"]


def test_bold_numbered_lead_ins_are_headings_and_bold_labels_are_not(planned: Planned) -> None:
    points = "\n".join(f"- **항목 {n}**: 이 항목은 설명이 이어지는 긴 줄이다" for n in range(6))
    outline = planned(f"# T\n\n## S\n\n### 문제\n\n**1. 첫째**\n{points}\n\n**2. 둘째**\n{points}\n\n**특징:**\n- 가\n")
    blocks = [block for s in outline.slides for block in (*s.body, *s.aside)]
    headings = [block.text.plain for block in blocks if isinstance(block, Subheading)]
    assert headings == ["1. 첫째", "2. 둘째", "특징"]
    assert [title for _, title in titled(outline)][-1] == "문제", "all of it stands on one slide"


def test_a_bold_numbered_line_is_a_title_where_its_part_has_words_of_its_own(planned: Planned) -> None:
    points = "\n".join(f"- **항목 {n}**: 이 항목은 설명이 이어지는 긴 줄이다" for n in range(6))
    outline = planned(f"# T\n\n## S\n\n### 문제\n\n{points}\n\n**1. 첫째**\n{points}\n\n**2. 둘째**\n{points}\n")
    assert [title for _, title in titled(outline)][-2:] == ["문제", "2. 둘째"]


def test_sentences_of_neighbours_share_a_slide_of_the_section(planned: Planned) -> None:
    outline = planned(
        "# T\n\n## S\n\n### 갑\n\n한 문장.\n\n### 을\n\n또 한 문장.\n\n### 병\n\n왜 그럴까?\n\n"
        "### 정\n\n- 가\n- 나\n- 다\n"
    )
    assert [title for _, title in titled(outline)][-4:] == ["S", "S", "병", "정"], "a question stands alone"
    words = [block.text.plain for block in outline.slides[-3].body if isinstance(block, Subheading)]
    assert words == ["갑", "을"]


def test_what_stands_below_code_in_a_nested_list_keeps_its_depth(planned: Planned) -> None:
    markdown = "# T\n\n## S\n\n1. 하나\n   - 안\n\n     ```sh\n     ls\n     ```\n\n   - 또 안\n2. 둘\n"
    lists = [block for block in planned(markdown).slides[-1].body if isinstance(block, List)]
    (nothing,) = lists[1].items
    assert nothing.text.plain == ""
    assert [item.text.plain for inner in nothing.blocks if isinstance(inner, List) for item in inner.items] == ["또 안"]
    assert lists[2].start == 2


def test_a_heading_without_content_finds_company(planned: Planned) -> None:
    outline = planned("# T\n\n## S\n\n### 갑\n\n- 가\n\n### 을 (2분)\n\n## 끝\n\n### 병\n\n#### 정\n\n- 라\n")
    assert not [slide for slide in outline.slides if not slide.body and slide.layout is Layout.CONTENT]
    words = {block.text.plain for slide in outline.slides for block in slide.body if isinstance(block, Subheading)}
    shown = words | {title for slide in outline.slides for title in slide.title.plain.split(" · ")}
    assert {"갑", "을", "병", "정"} <= shown


def test_a_figure_stands_beside_its_points_where_both_stay_readable(planned: Planned) -> None:
    slide = only(planned("# T\n\n## S\n\n### F\n\n![a](../diagrams/square.py)\n\n- 가\n- 나\n"), "F")
    assert slide.layout is Layout.FIGURE_TEXT
    assert isinstance(slide.aside[0], FigureRef)
    assert isinstance(slide.body[0], List)


def test_a_flat_figure_leaves_room_for_its_points_or_has_a_slide_to_itself(planned: Planned) -> None:
    few = planned("# T\n\n## S\n\n### F\n\n![a](../diagrams/wide.py)\n\n- 가\n- 나\n")
    assert titled(few)[-1:] == [("figure", "F")]
    assert [type(block) for block in few.slides[-1].body] == [FigureRef, List]
    points = "\n".join(f"- 요점 {number}" for number in range(7))
    many = planned(f"# T\n\n## S\n\n### F\n\n![a](../diagrams/wide.py)\n\n{points}\n")
    assert titled(many)[-2:] == [("figure", "F"), ("content", "F")]


def test_a_short_introduction_stands_above_its_figure(planned: Planned) -> None:
    slide = only(planned("# T\n\n## S\n\n### F\n\n짧은 말:\n\n![a](../diagrams/square.py)\n"), "F")
    assert slide.layout is Layout.FIGURE
    assert len(slide.body) == 2


def test_authors_override_with_hints(planned: Planned) -> None:
    outline = planned(
        "# T\n\n## S\n\n### 견줌\n\n<!-- slide: layout=two-content -->\n\n#### 왼쪽\n\n- 가\n\n#### 오른쪽\n\n- 나\n\n"
        "### 숨김\n\n<!-- slide: hide -->\n\n- 다\n\n### 갈라짐\n\n- 라\n\n<!-- slide: break -->\n\n- 마\n"
    )
    compared = only(outline, "견줌")
    assert compared.layout is Layout.TWO_CONTENT
    assert [type(block) for block in compared.aside] == [Subheading, List]
    assert only(outline, "숨김").hidden
    assert [title for _, title in titled(outline)].count("갈라짐") == 2


def test_ids_are_unique_and_come_from_the_content(planned: Planned) -> None:
    text = "# T\n\n## 하나\n\n### 갑\n\n- 가\n\n---\n\n- 나\n\n## 둘\n\n### 갑\n\n- 다\n"
    ids = [slide.id for slide in planned(text).slides]
    assert len(ids) == len(set(ids))
    later = planned(text.replace("## 하나\n", "## 하나\n\n### 새 장\n\n- 새로\n\n::: notes\n말\n:::\n"))
    assert set(ids) <= {slide.id for slide in later.slides}


def test_the_words_of_a_lead_in_stay_when_its_paragraph_could_be_a_goal(planned: Planned) -> None:
    table = "| a | b |\n|---|---|\n| 1 | 2 |"
    outline = planned(f"# T\n\n## 1. 이론 (5분)\n\n**1. 첫째**\n\n짧은 설명.\n\n**2. 둘째**\n\n{table}\n")
    (slide,) = (slide for slide in outline.slides if slide.title.plain == "1. 이론")
    assert [type(block) for block in slide.body] == [Subheading, Paragraph, Subheading, Table]


def test_a_section_of_one_or_two_slides_has_no_divider(planned: Planned) -> None:
    spoken = "\n\n::: notes\nx\n:::\n\n"
    slides = [f"### {title}\n\n- 가\n- 나{spoken}" for title in ("갑", "을", "병")]
    for count, divided in ((1, False), (2, False), (3, True)):
        outline = planned(f"# T\n\n## 정리 (5분)\n\n{''.join(slides[:count])}")
        kinds = [slide.layout for slide in outline.slides if slide.section == 0]
        assert (kinds[0] is Layout.SECTION, len(kinds)) == (divided, count + divided)
        assert dict(next(slide for slide in outline.slides if slide.section == 0).lines)["minutes"] == "5분"


def test_the_minutes_of_a_section_stand_on_its_divider_alone(planned: Planned) -> None:
    points = "\n".join(f"- {n}번째 요점을 길게 설명하는 줄" for n in range(9))
    outline = planned(f"# T\n\n## 준비 (12분)\n\n{points}\n\n### 도구 (5분)\n\n{points}\n\n### 끝\n\n{points}\n")
    said = [dict(slide.lines).get("minutes", "") for slide in outline.slides if slide.section == 0]
    assert said == ["12분", "", "5분", ""]


def test_a_divider_names_nothing_that_is_left_out(planned: Planned) -> None:
    outline = planned("# T\n\n## S (9분)\n\n### 갑\n\n- 가\n\n### 을\n\n- 나\n\n### 병\n\n- 다\n", "갑")
    (divider,) = (slide for slide in outline.slides if slide.layout is Layout.SECTION)
    assert dict(divider.lines)["goal"] == "을 · 병"


def test_a_slide_may_show_its_figures_as_pictures(planned: Planned) -> None:
    figure = "![A](../diagrams/wide.py)"
    outline = planned(f"# T\n\n## S\n\n### 갑\n\n<!-- slide: as=picture -->\n\n{figure}\n\n### 을\n\n{figure}\n")
    shown = [block.as_picture for s in outline.slides for block in (*s.body, *s.aside) if isinstance(block, FigureRef)]
    assert shown == [True, False]


def test_lead_ins_stand_beside_the_figure_before_them(planned: Planned) -> None:
    markdown = (
        "# T\n\n## S\n\n### F\n\n![a](../diagrams/square.py)\n\n**1. 관찰**\n\n빠르다.\n\n**2. 결론**\n\n고른다.\n"
    )
    slide = only(planned(markdown), "F")
    assert slide.layout is Layout.FIGURE_TEXT
    assert [block.text.plain for block in slide.body if isinstance(block, Subheading)] == ["1. 관찰", "2. 결론"]


@pytest.mark.parametrize(
    ("front", "title", "place"),
    [
        ("week: 1", "Session 2: 상자", "1주차 · Session 2"),
        ("week: 1\nsession: 2", "Session 2: 상자", "1주차 · Session 2"),
        ("week: 1\nsession: 2", "Session 3: 상자", "1주차 · 2교시 · Session 3"),
        ("week: 1\nsession: 2", "상자", "1주차 · 2교시"),
        ("", "Session 2: 상자", "Session 2"),
    ],
)
def test_the_title_slide_says_how_the_session_is_counted(planned: Planned, front: str, title: str, place: str) -> None:
    head = f"---\n{front}\n---\n" if front else ""
    first = planned(f"{head}# {title}\n\n## 하나\n\n- 가\n").slides[0]
    assert place in " | ".join(words for _, words in first.lines).split(" | ")


def test_a_line_above_code_of_several_slides_does_not_stand_alone(fitted: Callable[..., tuple[Deck, object]]) -> None:
    code = "\n\n".join(f"def step_{n}():\n    first = {n}\n    return compute(first, {'n' * 60})" for n in range(16))
    deck, _ = fitted(f"# T\n\n## S\n\n### 갑\n\n**목표**: 단계마다 함수 하나\n\n```python\n{code}\n```\n")
    pages = [slide for slide in deck.slides if slide.section == 0]
    first = [paragraph for shape in pages[0].shapes if isinstance(shape, TextShape) for paragraph in shape.paragraphs]
    assert len(pages) > 1
    assert first[0].plain.startswith("목표") and any("step_0" in paragraph.plain for paragraph in first)


def test_headings_with_nothing_between_them_stand_above_a_short_list_in_one_line(planned: Planned) -> None:
    outline = planned("# T\n\n## S\n\n### 갑\n\n#### 을\n\n**병:**\n\n- 가\n- 나\n- 다\n")
    (slide,) = (slide for slide in outline.slides if slide.section == 0)
    assert slide.layout is Layout.POINTS_3
