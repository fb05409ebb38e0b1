"""Slides of what teachers write: the question and its solution apart, key points at the end, columns side by side."""

from __future__ import annotations

import pytest

from coursedeck.model.session import Callout, List, Paragraph
from coursedeck.model.slide import Layout, Outline, Slide
from coursedeck.model.template import Region
from coursedeck.model.values import replace
from coursedeck.session.fit.notes import note_paragraphs
from tests.session.conftest import Planned

BOATS = """\
# 배

## 뜨는 까닭 (20분)

### 물의 힘

- 물이 밀어 올린다
- 무거울수록 깊이 잠긴다

::: 실습 (10분)
### 종이배

1. 접는다
2. 띄운다

::: 풀이
동전 스무 개.
:::
:::

끝나면 모여서 견준다.
"""


def titles(outline: Outline) -> list[str]:
    return [slide.title.plain for slide in outline.slides]


def shown(slide: Slide) -> str:
    return " ".join(block.text.plain for block in slide.body if isinstance(block, Paragraph))


def titled(outline: Outline, title: str) -> Slide:
    return next(slide for slide in outline.slides if slide.title.plain == title)


def test_an_exercise_and_its_solution_stand_on_slides_of_their_own(planned: Planned) -> None:
    outline = planned(BOATS)
    assert titles(outline)[-4:] == ["물의 힘", "실습: 종이배", "풀이: 종이배", "물의 힘"]
    exercise = titled(outline, "실습: 종이배")
    assert exercise.layout is Layout.EXERCISE
    assert dict(exercise.lines)[Region.MINUTES.value] == "10분"
    assert shown(titled(outline, "풀이: 종이배")) == "동전 스무 개."
    assert len(outline.session.parts) == 1


@pytest.mark.parametrize("place", ["slide", "hidden", "notes"])
def test_a_solution_is_never_beside_its_question(planned: Planned, place: str) -> None:
    outline = planned(f"---\nsolutions: {place}\n---\n{BOATS}")
    question = titled(outline, "실습: 종이배")
    assert "동전" not in shown(question)
    after = [slide for slide in outline.slides if "동전" in shown(slide)]
    spoken = [paragraph.plain for paragraph in note_paragraphs((), question.notes, "ko")]
    assert [slide.hidden for slide in after] == {"slide": [False], "hidden": [True], "notes": []}[place]
    assert spoken == (["풀이", "동전 스무 개."] if place == "notes" else [])


def test_every_slide_of_a_hidden_solution_is_hidden(planned: Planned) -> None:
    long = "\n\n---\n\n".join(f"동전 {number}개를 싣는다." for number in range(3))
    outline = planned(f"---\nsolutions: hidden\n---\n{BOATS.replace('동전 스무 개.', long)}")
    found = [slide for slide in outline.slides if "싣는다" in shown(slide)]
    assert len(found) == 3 and all(slide.hidden for slide in found)


def test_a_heading_with_an_exercise_alone_heads_it(planned: Planned) -> None:
    work = "### 해 보기\n\n::: challenge 종이배\n접는다.\n:::\n"
    outline = planned(f"# 배\n\n## 뜨는 까닭\n\n### 먼저\n\n- 하나\n- 둘\n\n{work}")
    assert titles(outline)[-1] == "해 보기 · 도전 과제: 종이배"


def test_a_title_that_says_exercise_is_not_told_twice(planned: Planned) -> None:
    outline = planned("# 배\n\n## 하나\n\n글\n\n::: exercise 실습: 종이배\n접는다.\n:::\n")
    assert "실습: 종이배" in titles(outline)


def items(slide: Slide) -> list[str]:
    blocks = (*slide.body, *slide.aside)
    return [item.text.plain for block in blocks if isinstance(block, List) for item in block.items]


def test_key_points_close_the_session_wherever_they_stand(planned: Planned) -> None:
    first, second = (f"::: keypoints\n- {point}\n:::\n" for point in ("물이 민다", "배가 뜬다"))
    outline = planned(f"# 배\n\n{first}\n## 하나\n\n### 가\n\n- 글\n\n{second}\n## 둘\n\n- 끝\n")
    last = outline.slides[-1]
    assert (last.title.plain, last.section) == ("핵심 정리", None)
    assert items(last) == ["물이 민다", "배가 뜬다"]
    assert not any(isinstance(block, Callout) for slide in outline.slides for block in slide.body)


def columns(*texts: str) -> str:
    inside = "".join(f"::: column\n{text}\n:::\n" for text in texts)
    return f"# 배\n\n## 하나\n\n### 견주기\n\n:::: columns\n{inside}::::\n"


def test_columns_stand_side_by_side_as_the_author_parts_them(planned: Planned) -> None:
    outline = planned(columns("**돛**\n\n- 바람\n- 줄", "**노**\n\n- 팔") + "\n뒤의 글은 다음 장에 온다.\n")
    both = next(slide for slide in outline.slides if slide.layout is Layout.TWO_CONTENT)
    left, right = (replace(both, body=side, aside=()) for side in (both.body, both.aside))
    assert (items(left), items(right)) == (["바람", "줄"], ["팔"])
    assert shown(outline.slides[-1]) == "뒤의 글은 다음 장에 온다."


def test_columns_that_do_not_fit_one_slide_lose_nothing(planned: Planned) -> None:
    long = "\n".join(f"- {number}번째 이야기는 아주 길어서 한 줄에 다 들어가지 않는다" for number in range(25))
    outline = planned(columns(long, "- 팔"))
    found = [item for slide in outline.slides for item in items(slide)]
    assert sum("번째" in item for item in found) == 25
    assert found[-1] == "팔"


def test_three_columns_are_read_in_their_order(planned: Planned) -> None:
    outline = planned(columns("- 바람", "- 팔", "- 손"))
    assert [item for slide in outline.slides for item in items(slide)] == ["바람", "팔", "손"]


def test_goals_of_the_front_matter_open_the_session(planned: Planned) -> None:
    outline = planned(f"---\ngoals:\n- 물을 안다\n- 배를 접는다\n---\n{BOATS}")
    goals = [block for slide in outline.slides for block in slide.body if isinstance(block, Callout)]
    (listed,) = (block for block in goals[0].blocks if isinstance(block, List))
    assert [item.text.plain for item in listed.items] == ["물을 안다", "배를 접는다"]
