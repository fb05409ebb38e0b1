"""What stands before the first section, and which slide notes belong to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coursedeck.model.session import Block, Callout, Paragraph
from coursedeck.model.slide import Outline

Planned = Callable[..., Outline]


def layouts(outline: Outline) -> list[tuple[str, str]]:
    return [(slide.layout.value, slide.title.plain) for slide in outline.slides]


def said(notes: tuple[Block, ...]) -> str:
    return " ".join(block.text.plain for block in notes if isinstance(block, Paragraph))


def notes_of(outline: Outline) -> dict[str, str]:
    return {slide.id: said(slide.notes) for slide in outline.slides if slide.notes}


@pytest.mark.parametrize("rules", ["---\n\n", "***\n\n---\n\n", "<!-- for people -->\n\n---\n\n"])
def test_a_rule_below_the_title_makes_no_slide(planned: Planned, rules: str) -> None:
    outline = planned(f"# T\n\n{rules}## A\n\n- one\n\n---\n\n## B\n\n- two\n")
    assert layouts(outline) == [("title", "T"), ("agenda", "진행 순서"), ("content", "A"), ("content", "B")]


def test_a_rule_parts_the_text_before_the_first_section(planned: Planned) -> None:
    outline = planned("# T\n\nfirst\n\n---\n\nsecond\n\n---\n\n## A\n\n- one\n")
    before = [slide for slide in outline.slides if slide.id.startswith("preface")]
    assert [len(slide.body) for slide in before] == [1, 1]


def test_a_sentence_or_two_before_the_first_section_stand_on_the_cover(planned: Planned) -> None:
    outline = planned("# T\n\n**Welcome** to all.\n\nA second line.\n\n## A\n\n- one\n\n## B\n\n- two\n")
    assert [kind for kind, _ in layouts(outline)] == ["title", "agenda", "content", "content"]
    assert said(outline.slides[0].body) == "Welcome to all. A second line."  # type: ignore[arg-type]


@pytest.mark.parametrize("opening", ["- Welcome.\n", "Welcome.\n\n- to\n- all\n", "one\n\ntwo\n\nthree\n"])
def test_another_short_opening_stands_before_the_agenda(planned: Planned, opening: str) -> None:
    outline = planned(f"# T\n\n{opening}\n## A\n\n- one\n\n## B\n\n- two\n")
    assert [slide.id for slide in outline.slides] == ["title", "preface", "agenda", "a", "b"]


@pytest.mark.parametrize("opening", ["- A point of some length, to be read aloud.\n" * 40 + "\n", "a\n\n---\n\nb\n\n"])
def test_the_agenda_comes_second_where_the_opening_is_long(planned: Planned, opening: str) -> None:
    outline = planned(f"# T\n\n{opening}## A\n\n- one\n\n## B\n\n- two\n")
    assert [title for _, title in layouts(outline)[:3]] == ["T", "진행 순서", "T"]


def test_notes_below_a_section_go_to_its_own_slide(planned: Planned) -> None:
    outline = planned(
        "# T\n\n::: notes\nwelcome\n:::\n\n## A\n\n::: notes\nopening\n:::\n\n### One\n\n- x\n\n"
        "::: notes\nabout one\n:::\n\n### Two\n\n- y\n"
    )
    assert notes_of(outline) == {"title": "welcome", "one": "opening about one"}


def test_notes_below_a_section_with_points_of_its_own_go_to_its_divider(planned: Planned) -> None:
    points = "\n".join(f"- point {n}" for n in range(6))
    outline = planned(
        f"# T\n\n## A\n\n::: notes\nopening\n:::\n\n{points}\n\n::: notes\npoints\n:::\n\n### One\n\n{points}\n\n"
        f"### Two\n\n{points}\n"
    )
    assert notes_of(outline) == {"section-a": "opening", "a": "points"}


def test_notes_of_a_section_that_is_one_slide_go_there(planned: Planned) -> None:
    outline = planned("# T\n\n## A\n\n::: notes\nopening\n:::\n\n- x\n\n::: notes\nmore\n:::\n")
    assert notes_of(outline) == {"a": "opening more"}


@pytest.mark.parametrize("end", ["Thank you.\n", "**Well done**\n\nSee you tomorrow.\n", "One.\n\nTwo.\n\nThree.\n"])
def test_a_few_sentences_at_the_end_are_a_closing_slide(planned: Planned, end: str) -> None:
    outline = planned(f"# T\n\n## A\n\n- one\n\n## Next\n\n{end}")
    assert layouts(outline)[-1] == ("closing", "Next")


@pytest.mark.parametrize("end", ["Is that so?\n", "- a point\n- another\n", "one\n\n" * 4, "word " * 90])
def test_other_last_slides_are_as_they_are(planned: Planned, end: str) -> None:
    outline = planned(f"---\nprose: slide\n---\n# T\n\n## A\n\n- one\n\n## Next\n\n{end}")
    assert layouts(outline)[-1][0] != "closing"


def test_a_closing_slide_below_a_rule_takes_its_first_sentence_for_a_title(planned: Planned) -> None:
    outline = planned("# T\n\n## A\n\n- one\n- two\n\n---\n\n**All done**\n\nSee you tomorrow.\n")
    assert layouts(outline)[-1] == ("closing", "All done")
    assert said(outline.slides[-1].body) == "See you tomorrow."  # type: ignore[arg-type]


def test_the_boxes_of_a_lesson_give_its_opening_their_names(planned: Planned) -> None:
    boxes = "::: objectives\n- bake bread\n:::\n\n::: questions\n- What is dough?\n:::\n"
    text = "It takes flour and water, and a long time to rest. " * 4
    outline = planned(f"# Bread\n\n{boxes}\n\n{text}\n\n## Oven\n\n- heat\n- bake\n")
    (opening,) = [slide for slide in outline.slides if slide.part is None and slide.body]
    assert [block.kind for block in opening.body if isinstance(block, Callout)] == ["objectives", "questions"]
    assert " · " in opening.title.plain
    assert opening.title.plain not in {"Bread", outline.session.title.plain}
