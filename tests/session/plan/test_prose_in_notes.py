"""Lessons that are written to be read: the paragraphs are in the notes, what they begin with is on the slide."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from coursedeck.model.session import Code, FigureRef, Paragraph
from coursedeck.model.slide import Outline
from tests.session.conftest import Bench

Planned = Callable[..., Outline]

HEAD = "---\nprose: notes\n---\n# T\n\n## S\n\n"
FIRST = (
    "A pump moves water from a low place to a high one. It does so by turning a wheel, which pushes the water "
    "outwards, and the pressure that this makes lifts it through the pipe, however long that may be."
)
LONG = (
    "When you come into the room where the pumps stand, which is below the street and therefore cool even in summer, "
    "you hear the **motor** before you see it, and beside it stands the **gauge**, of which we speak later, at length."
)
SHORT = "Turn it off first."
TEXT = f"{HEAD}### Pumps\n\n{FIRST}\n\n```sh\npump on\n```\n\n{LONG}\n\n{SHORT}\n\n### End\n\n- a\n"
KOREAN = (
    "물이 흐른다. 그 다음에는 밸브를 잠그고 바퀴가 멈출 때까지 기다린 뒤에 다시 한 번 눈금을 읽고 그것을 표에 적어 "
    "두며 그 값을 앞에서 읽은 값과 견주어 보고 다르면 처음부터 다시 한다."
)
JAPANESE = "水が流れる。次に弁を閉じて車が止まるまで待ち、目盛りを読んで表に書き、前の値と比べて違えばやり直す。"


def words(blocks: Iterable[object]) -> list[str]:
    return [block.text.plain for block in blocks if isinstance(block, Paragraph)]


def on_slides(outline: Outline) -> list[str]:
    return [text for slide in outline.slides for text in words((*slide.body, *slide.aside))]


def in_notes(outline: Outline) -> list[str]:
    return [text for slide in outline.slides for text in words(slide.notes)]


def test_paragraphs_are_said_and_their_beginnings_shown(planned: Planned) -> None:
    outline = planned(TEXT)
    assert on_slides(outline) == ["A pump moves water from a low place to a high one.", "motor · gauge", SHORT]
    assert in_notes(outline) == [text.replace("**", "") for text in (FIRST, LONG, SHORT)]
    assert any(isinstance(block, Code) for slide in outline.slides for block in slide.body)


def test_without_the_setting_paragraphs_stay_on_the_slide(planned: Planned) -> None:
    outline = planned(TEXT.replace("prose: notes", "prose: slide"))
    assert on_slides(outline) == [text.replace("**", "") for text in (FIRST, LONG, SHORT)]
    assert in_notes(outline) == []


def test_the_setting_of_the_course(bench: Bench) -> None:
    (bench.root / "course.toml").write_text('prose = "notes"\n')
    assert in_notes(bench.plan(f"# T\n\n## S\n\n{FIRST}\n")) == [FIRST]


@pytest.mark.parametrize("paragraph", [FIRST, LONG, KOREAN, JAPANESE, "word " * 70, "这是一个很长的句子" * 9])
def test_a_slide_holds_few_words_however_many_paragraphs_there_are(planned: Planned, paragraph: str) -> None:
    seven = f"{paragraph}\n\n" * 7
    outline = planned(HEAD.replace("## S", seven) + f"## S\n\n{seven}")
    shown = [sum(len(text.split()) for text in words(slide.body)) for slide in outline.slides]
    assert 0 < max(shown) <= 40
    assert len(in_notes(outline)) == 14


SENTENCES = {
    "We use tools, e.g. a pump, and more of them as we go along to all of the rooms here. So it is.": "We use tools",
    "Is it on? We turn it off, and wait till it stands still, which takes a while, so we tell a story or two.": "Is it",
    KOREAN: "물이 흐른다.",
    JAPANESE: "水が流れる。",
}


@pytest.mark.parametrize("paragraph", SENTENCES)
def test_the_first_sentence(planned: Planned, paragraph: str) -> None:
    (shown,) = on_slides(planned(f"{HEAD}{paragraph}\n\n"))
    assert shown.startswith(SENTENCES[paragraph])
    assert len(shown) < len(paragraph)


def test_figures_keep_their_place(planned: Planned) -> None:
    outline = planned(f"{HEAD}{LONG}\n\n![a](../diagrams/wide.py)\n\n{FIRST}\n")
    assert any(isinstance(block, FigureRef) for slide in outline.slides for block in (*slide.body, *slide.aside))
