"""Where the parts of questions, exercises and definitions stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from coursedeck.model.slide import Layout, PlacedSlide, TextShape
from coursedeck.output.template import builtin_template, read_template
from coursedeck.session.fit.korean_line_breaks import keep_korean_words_whole
from tests.session.conftest import Bench

Fitted = Callable[..., Any]

TEXTS = {
    Layout.QUESTION: ("Think", "> Whose kernel does a container show when you ask it for its version?"),
    Layout.STATEMENT: ("Think", "A container is a process."),
    Layout.NUMBER: ("Think", "A container starts in 0.3 seconds."),
    Layout.EXERCISE: ("Build it (10분)", "Work in pairs.\n\n1. Write the file, with an image\n2. Build it"),
    Layout.DEFINITION: ("A hypervisor", "**Hypervisor** is a layer.\n\n- **Sharing**: parts\n- **Walls**: apart"),
}


def made(fitted: Fitted, kind: Layout) -> tuple[PlacedSlide, dict[str, TextShape]]:
    title, text = TEXTS[kind]
    deck, problems = fitted(f"# T\n\n## S\n\n### {title}\n\n{text}\n\n## End\n\n- x\n")
    assert not problems
    (slide,) = [one for one in deck.slides if one.layout is kind]
    return slide, {shape.name: shape for shape in slide.shapes if isinstance(shape, TextShape) and shape.paragraphs}


@pytest.mark.parametrize("kind", TEXTS)
def test_the_parts_are_in_their_placeholders_and_inside_the_body(fitted: Fitted, kind: Layout) -> None:
    _, shapes = made(fitted, kind)
    layout = read_template(builtin_template("default")).layout_for(kind)
    for name, shape in shapes.items():
        assert shape.placeholder is not None, name
        place = layout.placeholder(shape.placeholder)
        assert place is not None and place.name == name and place.box == shape.box
        assert shape.box.top >= 119 and shape.box.bottom <= 489 and shape.box.right <= 917
    words = " ".join(p.plain for shape in shapes.values() for p in shape.paragraphs)
    plain = TEXTS[kind][1].replace("*", "").replace("> ", "")
    assert all(word in words for word in plain.split() if word[0].isalpha())


def test_the_badge_has_the_minutes_and_the_title_has_not(fitted: Fitted) -> None:
    slide, shapes = made(fitted, Layout.EXERCISE)
    assert [paragraph.plain for paragraph in shapes["badge 1"].paragraphs] == ["10", "분"]
    assert "minutes" not in shapes
    assert slide.title.paragraphs[0].plain.endswith("Build it")
    assert shapes["task 1"].paragraphs[1].number == 1


@pytest.mark.parametrize(
    "said",
    [
        "지하실에 새 펌프를 들여야 합니다. 큰 것과 작은 것 가운데 어느 쪽을 고르겠습니까?",
        "낡은 펌프를 하나 바꿔야 합니다. 낡은 펌프와 새 펌프 가운데 무엇을 고르겠습니까? 왜 그렇습니까?",
        "새 펌프를 하나 마련해야 합니다. 낡은 펌프와 새 펌프 가운데 무엇을 고르겠습니까? 왜 그렇습니까?",
    ],
)
def test_no_korean_word_of_a_question_is_parted_before_its_punctuation(bench: Bench, said: str) -> None:
    deck, _ = bench.fit(f"# T\n\n## S\n\n### Think\n\n> {said}\n\n## End\n\n- x\n")
    (shape,) = [one for slide in deck.slides for one in slide.shapes if one.name == "question 1"]
    assert isinstance(shape, TextShape)
    assert keep_korean_words_whole(shape, bench.fitter.measure) == shape


def test_a_question_is_large_and_its_lines_are_balanced(fitted: Fitted) -> None:
    _, shapes = made(fitted, Layout.QUESTION)
    question = shapes["question 1"]
    assert question.paragraphs[0].size >= 28
    assert question.inset[2] > question.inset[0], "narrower than it could be"


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("What does the second command print, and why?", 40, 40),
        ("Change the port in the file. Then start it again, look at its log, and say what is new in it.", 32, 40),
        ("Work in pairs.\n\nWhich of the two files is read first?", 40, 40),
        ("Work in pairs.\n\n1. Write the file\n2. Build it", 16, 28),
        ("Say in a sentence of your own what each of the lines does. " * 7, 16, 28),
    ],
)
def test_an_exercise_of_few_sentences_is_set_large(fitted: Fitted, text: str, least: int, most: int) -> None:
    deck, problems = fitted(f"# T\n\n## Exercises\n\n### Build it (10분)\n\n{text}\n\n## End\n\n- x\n")
    assert not problems
    (slide,) = [one for one in deck.slides if one.layout is Layout.EXERCISE]
    (task,) = [shape for shape in slide.shapes if isinstance(shape, TextShape) and shape.name == "task 1"]
    assert all(least <= paragraph.size <= most for paragraph in task.paragraphs)


def test_a_long_task_takes_the_whole_width(fitted: Fitted) -> None:
    step = "Look at what the command has printed, and say in a sentence of your own why it is so"
    steps = "".join(f"{n}. {step}\n" for n in range(1, 10))
    deck, _ = fitted(f"# T\n\n## Exercises\n\n### Build it (10분)\n\n{steps}\n\n## End\n\n- x\n")
    (slide,) = [one for one in deck.slides if "Build it" in one.title.paragraphs[0].plain]
    assert slide.layout is Layout.CONTENT
    assert any(isinstance(shape, TextShape) and shape.name == "minutes" for shape in slide.shapes)
