"""Titles of slides that only go on: from their first sentence, where it says something by itself."""

from __future__ import annotations

import pytest

from coursedeck.model.problem import Source
from coursedeck.model.session import Code, List, ListItem, Paragraph, Picture
from coursedeck.model.slide import SlideBlock
from coursedeck.model.text import literal
from coursedeck.session.plan.lead_sentences import titled_by_sentence

HERE = Source("content/bread.md", 3)
LONG = "and its many long words go on and on " * 6


def paragraph(words: str) -> Paragraph:
    return Paragraph(literal(words, HERE))


def title_of(*body: SlideBlock) -> str | None:
    title, _ = titled_by_sentence(body)
    return title.plain if title else None


def test_the_first_sentence_becomes_the_title_and_leaves_the_text() -> None:
    title, below = titled_by_sentence([paragraph("The oven is heated first. Then the dough is shaped.")])
    assert title
    assert title.plain == "The oven is heated first"
    assert [block.text.plain for block in below if isinstance(block, Paragraph)] == ["Then the dough is shaped."]


def test_a_whole_sentence_is_taken_from_below_what_it_explains_and_stays_there() -> None:
    body: list[SlideBlock] = [
        Code("oven: cold\n", "", HERE),
        paragraph("We tell the oven to heat up from now on. Nothing is said."),
    ]
    title, below = titled_by_sentence(body)
    assert title
    assert title.plain == "We tell the oven to heat up from now on"
    assert list(below) == body


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        (f"The oven heats its stones from below, {LONG}end.", "The oven heats its stones from below"),
        (f"Der Ofen heizt die Steine von unten; {LONG}end.", "Der Ofen heizt die Steine von unten"),
        (f"The oven heats its stones from below — {LONG}end.", "The oven heats its stones from below"),
        (f"When the oven is heated from below, {LONG}end.", None),
        (f"Wenn der Ofen von unten geheizt wird, {LONG}end.", None),
        (f"The stones are kept hot because {LONG}end.", "The stones are kept hot"),
        (f"However, {LONG}end.", None),
        (f"En segundo lugar, {LONG}end.", None),
        (f"Como ya has visto muchas veces, {LONG}end.", None),
        (f"Maintenant que le four est chaud, {LONG}end.", None),
        (f"Now, going back to the oven, {LONG}end.", None),
        (f"A stone oven keeps its heat, {LONG}end.", "A stone oven keeps its heat"),
        (f"Many tools are needed to knead, shape, bake and {LONG}end.", None),
        (f"화덕은 아래에서 돌을 데우고, {LONG}end.", None),
        (f"The oven heats {LONG}end.", None),
    ],
)
def test_a_long_sentence_gives_its_main_clause_and_no_cut_off_words(sentence: str, title: str | None) -> None:
    assert title_of(paragraph(sentence), paragraph("More.")) == title


def test_a_sentence_below_a_list_is_no_title_of_the_list() -> None:
    listed = List((ListItem(literal("Shape the loaves", HERE), ()),), HERE)
    assert title_of(listed, paragraph("This course is for people who bake at home. It asks for no oven.")) is None


def test_a_sentence_that_is_all_there_is_does_not_stand_twice() -> None:
    assert title_of(paragraph("The oven heats its stones from below.")) is None


def test_a_later_paragraph_gives_the_title_where_the_first_has_none() -> None:
    body: list[SlideBlock] = [
        paragraph(f"When the oven is heated, {LONG}end."),
        paragraph("Stones keep the heat. So do bricks."),
    ]
    title, below = titled_by_sentence(body)
    assert title
    assert title.plain == "Stones keep the heat"
    assert list(below) == body


@pytest.mark.parametrize("said", ["results in:", "will yield the sum of both. Then it ends.", "where both are read."])
def test_what_goes_on_with_a_sentence_is_no_title(said: str) -> None:
    title, _ = titled_by_sentence([paragraph(said), paragraph("Both files are read. Then they are put together.")])
    assert title is None or not title.plain[0].islower()


def test_a_paragraph_that_is_the_title_is_not_said_again() -> None:
    code = Code("oven: cold\n", "", HERE)
    title, below = titled_by_sentence([code, paragraph("We tell the oven to heat up from now on."), code])
    assert title
    assert title.plain == "We tell the oven to heat up from now on"
    assert below == (code, code)


@pytest.mark.parametrize(
    "said",
    [
        "In my kitchen I got:",
        "This makes the oven hotter than it was before.",
        "Due to the heat of the stones, nobody may touch the oven from now on, and the door is locked by the baker.",
        "The oven heats its stones from below, and so on…",
        "It is well known to all who have ever baked a loaf, and to many others too, that an oven has to be hot.",
    ],
)
def test_what_points_to_another_sentence_or_is_cut_off_is_no_title(said: str) -> None:
    code = Code("oven: cold\n", "", HERE)
    assert title_of(code, paragraph(said), code) is None


def test_the_one_sentence_beside_a_picture_stays_there() -> None:
    picture = Picture("oven.png", literal("An oven", HERE), HERE)
    assert title_of(paragraph("The oven heats its stones from below."), picture) is None
    assert title_of(picture, paragraph("The oven heats its stones from below.")) is None


def test_a_clause_does_not_stand_right_above_the_sentence_that_it_is_from() -> None:
    said = paragraph(
        "The oven heats its stones from below, as the ovens of all the other bakers in the town have done since then."
    )
    assert title_of(said, Code("oven: cold\n", "", HERE)) is None
