"""Which slides are questions, statements, exercises, definitions, and which neighbours are compared."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coursedeck.model.sentences import sentences_in
from coursedeck.model.session import Callout, Paragraph
from coursedeck.model.slide import POINTS, Layout, Outline, Slide

Planned = Callable[..., Outline]


def slide(planned: Planned, markdown: str, heading: str = "Look here", section: str = "Part") -> Slide:
    spoken = "\n\n::: notes\nTalk.\n:::\n\n"
    text = f"# T\n\n## {section}\n\n### {heading}\n\n{markdown}{spoken}### Other\n\n- a\n- b\n{spoken}"
    title = heading.partition(" {")[0].partition(" (")[0]
    return next(one for one in planned(text).slides if one.title.plain.endswith(title))


@pytest.mark.parametrize(
    "markdown",
    [
        "Whose kernel does a container show?",
        "> Whose kernel does a container show?",
        "> “Whose kernel does a container show?”",
        "컨테이너 안에서 커널 버전을 찍어 보면 누구의 버전이 나올까요?",
        "コンテナのカーネルは誰のものですか？",
    ],
)
def test_a_question_alone_is_a_question(planned: Planned, markdown: str) -> None:
    assert slide(planned, markdown).layout is Layout.QUESTION


def test_a_short_sentence_or_quotation_alone_is_a_statement(planned: Planned) -> None:
    assert slide(planned, "A container is a process.").layout is Layout.STATEMENT
    assert slide(planned, "> Premature optimization is the root of all evil, they say.").layout is Layout.STATEMENT
    assert slide(planned, "The option `-n` asks for numbers.").layout is Layout.STATEMENT
    assert slide(planned, "A container is a process.", "Look here {as=list}").layout is Layout.CONTENT


def test_a_paragraph_that_is_all_of_a_slide_is_set_large(planned: Planned) -> None:
    text = "A sentence that says a lot of things about containers, about machines and about all that runs in them."
    assert slide(planned, text).layout is Layout.STATEMENT
    assert slide(planned, f"1. {text}").layout is Layout.CONTENT


@pytest.mark.parametrize(
    "markdown",
    [
        "First a sentence.\n\nIs it a question?",
        "It works like this:",
        "See [the page](https://example.org) for more.",
        "It " + "says a lot of things about containers, about machines and about all that runs in them, " * 4 + "too.",
    ],
)
def test_other_text_stays_text(planned: Planned, markdown: str) -> None:
    assert slide(planned, markdown).layout is Layout.CONTENT


@pytest.mark.parametrize(
    ("markdown", "count"),
    [
        ("Is it? " + "And a text that goes on and on until it is no question any more. " * 4, 4),
        ("A sentence that says a lot about containers, about machines and about all that runs in them. " * 3, 3),
        ("The file `a.txt` holds what [the page](https://example.org/) asks for, e.g. all names. " * 3 + "Ha!", 3),
        ("컨테이너는 호스트의 커널을 함께 쓰는 프로세스라서 몇 초 안에 뜨고 메모리도 적게 쓴다. " * 4, 4),
        ("一个容器是一个进程，它和主机上的其他进程共享同一个内核，所以它启动得很快，也只用很少的内存。" * 3, 3),
    ],
)
def test_a_long_paragraph_stands_in_rows_of_its_sentences(planned: Planned, markdown: str, count: int) -> None:
    shown = slide(planned, markdown)
    assert shown.layout is POINTS[count]
    (paragraph,) = shown.body
    assert isinstance(paragraph, Paragraph)
    sentences = sentences_in(paragraph.text)
    assert len(sentences) == count
    assert "".join(one.plain.replace(" ", "") for one in sentences) == paragraph.text.plain.replace(" ", "")
    assert {span.code for one in sentences for span in one.spans} == {span.code for span in paragraph.text.spans}


def test_a_long_text_that_ends_in_a_question_is_one(planned: Planned) -> None:
    text = "An image holds a shell and two programs, and one of the programs asks for its kernel. Which one answers it?"
    assert slide(planned, f"{text} {text}").layout is Layout.QUESTION


@pytest.mark.parametrize(
    ("item", "layout"),
    [
        ("A container is a process of its host.", Layout.STATEMENT),
        ("Whose kernel does a container show?", Layout.QUESTION),
        ("A container starts in 0.3 seconds.", Layout.NUMBER),
    ],
)
def test_the_only_item_of_a_list_is_shown_as_a_sentence(planned: Planned, item: str, layout: Layout) -> None:
    assert slide(planned, f"- {item}").layout is layout
    assert slide(planned, "- A word").layout is Layout.CONTENT
    assert slide(planned, f"- {item}\n  - with more below it").layout is not layout
    assert slide(planned, f"- [ ] {item}").layout is not layout


@pytest.mark.parametrize("kind", ["NOTE", "TIP"])
def test_a_box_does_not_say_the_title_again(planned: Planned, kind: str) -> None:
    shown = slide(planned, f"> [!{kind}] Why it is so\n> Since it is.\n\n```sh\nls\n```\n", "Why it is so")
    box = next(block for block in shown.body if isinstance(block, Callout))
    assert box.title is not None
    assert not box.title.plain


STEPS = "1. Write the file, with a base image that you know well enough\n2. Build it\n"


@pytest.mark.parametrize(
    ("heading", "section", "markdown"),
    [
        ("Build it (10 min)", "Part", STEPS),
        ("Exercise one (10 min)", "Part", "- Look at the log\n- Say what you see\n"),
        ("Übung 1 (10 Minuten)", "Part", "Zu zweit.\n\n- Sehen\n"),
        ("그룹 토론 (5분)", "Part", "- 하나씩 정한다\n"),
        ("발표 (2분)", "실습: 비교", "- 두 조가 말한다\n"),
        ("Show it (5 min)", "Hands-on", "- Two groups talk\n"),
    ],
)
def test_timed_work_is_an_exercise(planned: Planned, heading: str, section: str, markdown: str) -> None:
    assert slide(planned, markdown, heading, section).layout is Layout.EXERCISE


def test_other_slides_are_no_exercises(planned: Planned) -> None:
    assert slide(planned, STEPS).layout is not Layout.EXERCISE, "without minutes"
    assert slide(planned, "- a\n- b\n", "History (10 min)").layout is not Layout.EXERCISE
    assert slide(planned, STEPS + "\n```sh\nls\n```\n", "Build it (10 min)").layout is not Layout.EXERCISE
    assert slide(planned, "- a\n- b\n", "History (10 min) {as=exercise}").layout is Layout.EXERCISE


def test_a_term_of_the_title_with_facts_is_a_definition(planned: Planned) -> None:
    facts = "- **Sharing**: parts\n- **Walls**: apart\n"
    text = f"**A hypervisor** (VMM) is the layer between hardware and guests.\n\n{facts}"
    assert slide(planned, text, "What a hypervisor does").layout is Layout.DEFINITION
    assert slide(planned, text, "Layers").layout is not Layout.DEFINITION
    assert slide(planned, text, "What a hypervisor does {as=list}").layout is Layout.CONTENT


LISTS = ("- **Old systems**: run as they are\n- **Walls**: of iron\n", "- **Small**: fast\n- **CI**: clean\n")
PAIR = f"### {{}}\n\n{LISTS[0]}\n### {{}}\n\n{LISTS[1]}"


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("가상머신이 적합한 경우", "컨테이너가 적합한 경우"),
        ("When to rent", "When to buy"),
        ("Pros", "Cons"),
        ("Vorteile", "Nachteile"),
    ],
)
def test_neighbours_of_like_build_are_compared(planned: Planned, first: str, other: str) -> None:
    outline = planned(f"# T\n\n## Choice (10 min)\n\n{PAIR.format(first, other)}")
    (found,) = [one for one in outline.slides if one.layout is Layout.COMPARISON]
    assert found.title.plain == "Choice"


def test_other_neighbours_are_not(planned: Planned) -> None:
    text = PAIR.format("When to rent", "When to buy")
    for changed in (
        text.replace("When to buy", "Buying"),
        text.replace("When to buy", "When to buy (5 min)"),
        text.replace("- **Small**: fast\n", "- Small\n"),
        text + "\n### When to lend\n\n- **Never**: x\n- **Always**: y\n",
        text.replace("### When to buy\n", "::: notes\na\n:::\n\n### When to buy\n\n::: notes\nb\n:::\n"),
    ):
        outline = planned(f"# T\n\n## Choice (10 min)\n\n{changed}")
        assert not [one for one in outline.slides if one.layout is Layout.COMPARISON]


@pytest.mark.parametrize(
    "sentence",
    [
        "A container starts in 0.3 seconds.",
        "Davon sind 85 % nie ausgelastet.",
        "It costs $1,200.",
        "서버의 10–15%만 일한다.",
    ],
)
def test_a_sentence_about_one_number_is_shown_by_it(planned: Planned, sentence: str) -> None:
    assert slide(planned, sentence).layout is Layout.NUMBER
    assert slide(planned, sentence, "Look here {as=statement}").layout is Layout.STATEMENT
    assert slide(planned, sentence, "Look here {as=list}").layout is Layout.CONTENT


@pytest.mark.parametrize(
    "sentence",
    [
        "It was made in 2013.",
        "It starts in 0.3 seconds, and the other one in 40 seconds.",
        "Chapter 2 takes 30 minutes.",
        "Is it 85 %?",
        "Of all the servers that we looked at in the course of last year 85 % were idle.",
    ],
)
def test_other_sentences_with_numbers_are_not(planned: Planned, sentence: str) -> None:
    assert slide(planned, sentence).layout is not Layout.NUMBER
