"""Lessons that are written to be read: the paragraphs are in the notes, what they begin with is on the slide."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from coursedeck.model.problem import Severity
from coursedeck.model.session import Callout, Code, FigureRef, List, Paragraph
from coursedeck.model.slide import Outline
from coursedeck.session.plan import told_of_prose
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


WALL = f"{FIRST} {FIRST} {FIRST}"


def test_only_walls_of_text_are_said_unless_told_otherwise(planned: Planned) -> None:
    outline = planned(f"# T\n\n## S\n\n{FIRST}\n\n### Pumps\n\n{WALL}\n\n## End\n\n- a\n")
    assert on_slides(outline) == [FIRST, FIRST.partition(" It")[0]]
    assert in_notes(outline) == [WALL]


def test_less_text_stands_beside_code_than_alone(planned: Planned) -> None:
    two = f"{FIRST}\n\n{SHORT} {FIRST[:150]}\n\n"
    assert in_notes(planned(f"# T\n\n## S\n\n{two}")) == []
    assert len(in_notes(planned(f"# T\n\n## S\n\n{two}```sh\npump on\n```\n"))) == 2


def test_what_leads_to_the_code_stays_above_it(planned: Planned) -> None:
    outline = planned(f"# T\n\n## S\n\n{WALL}\n\n{FIRST} Turn it on with this command:\n\n```sh\npump on\n```\n")
    assert on_slides(outline) == [FIRST.partition(" It")[0], "Turn it on with this command:"]


@pytest.mark.parametrize("label", ["**Old pumps**", "**Old pumps:**"])
def test_every_label_keeps_text_below_it(planned: Planned, label: str) -> None:
    outline = planned(f"# T\n\n## S\n\n{WALL}\n\n{WALL}\n\n{label}\n\n{WALL}\n\n## End\n\n- a\n")
    assert on_slides(outline)[-1] == FIRST.partition(" It")[0]


@pytest.mark.parametrize(
    "kept",
    [
        f"## S\n\n---\n\n{WALL}\n\n---\n\nMore.\n",
        f"## Exercises\n\n### Turn it on\n\n{WALL}\n",
        "## S\n\n" + "".join(f"{n}. {FIRST}\n" for n in range(1, 5)),
    ],
)
def test_slides_cut_by_their_author_tasks_and_steps_stay_whole(planned: Planned, kept: str) -> None:
    assert in_notes(planned(f"# T\n\n{kept}")) == []


def test_long_points_are_shown_by_what_they_begin_with(planned: Planned) -> None:
    outline = planned("# T\n\n## S\n\n" + f"- {FIRST}\n" * 4)
    shown = [
        item.text.plain for slide in outline.slides for block in slide.body for item in getattr(block, "items", ())
    ]
    assert set(shown) == {FIRST.partition(" It")[0]}
    assert [block for slide in outline.slides for block in slide.notes if isinstance(block, List)]


def test_long_text_in_a_box_is_said(planned: Planned) -> None:
    outline = planned(f"# T\n\n## S\n\n::: note Mind\n{WALL}\n:::\n")
    boxes = [block for slide in outline.slides for block in slide.body if isinstance(block, Callout)]
    assert words(inner for box in boxes for inner in box.blocks) == [FIRST.partition(" It")[0]]
    assert in_notes(outline) == [WALL]


CLAUSES = {
    "Bake is a set of ovens made by our own people that allows anybody in the house to heat, to bake, to roast and to "
    "keep warm whatever they may like to eat at any hour of the day.": "Bake is a set of ovens made by our own people",
    "The kitchen offers all that is needed for the making of dough, such as: a **mixer**, a **scale**, and a **bowl**, "
    "and whatever else the cook of the day may have left behind on the shelves.": "mixer · scale · bowl",
    "We set up the way that is used by all the bakers of the town when they have to bake far more bread in a night "
    "than the oven of one of them can hold.": "We set up the way that is used by all the bakers of the town",
    "Because the oven is hot at that hour of the day and nobody has the time to wait for it, the **loaf** goes in "
    "before the pans do. Loaves need thirty minutes.": "Loaves need thirty minutes.",
}


@pytest.mark.parametrize("paragraph", CLAUSES)
def test_a_long_sentence_is_shown_by_its_main_clause(planned: Planned, paragraph: str) -> None:
    assert on_slides(planned(f"{HEAD}{paragraph}\n")) == [CLAUSES[paragraph]]


def test_who_builds_is_told_of_text_that_is_said(bench: Bench) -> None:
    course, session = bench.load(f"# T\n\n## S\n\n{FIRST}\n\n### Pumps\n\n{WALL}\n")
    (told,) = told_of_prose(session, course)
    assert told.source.line == 9
    assert told.severity is Severity.NOTE
    asked = bench.load(f"---\nprose: notes\n---\n# T\n\n## S\n\n{WALL}\n")
    assert [*told_of_prose(asked[1], asked[0])] == []
