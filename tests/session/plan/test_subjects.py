"""Titles such as “Solution” say of what, and answers of a letter alone say what the letter stands for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coursedeck.model.session import Code, Paragraph
from coursedeck.model.slide import Layout, Outline, Subheading
from coursedeck.model.template import Region

Planned = Callable[..., Outline]

CODE = "```bash\nls\n```\n"
LONG = "\n".join(f"- point {n} of this subject, which takes a whole line of the slide" for n in range(9))


def titles(outline: Outline) -> list[str]:
    return [slide.title.plain for slide in outline.slides]


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Solution", "Solution: Loops"),
        ("✅ Solution", "✅ Solution: Loops"),
        ("해답", "해답: Loops"),
        ("Lösung", "Lösung: Loops"),
        ("Note", "Note: Loops"),
        ("例", "例: Loops"),
        ("Solution with a loop", "Solution with a loop"),
    ],
)
def test_a_title_below_a_heading_says_what_it_is_about(planned: Planned, heading: str, title: str) -> None:
    outline = planned(
        f"# T\n\n## S\n\n### Exercise 2: Loops\n\n{LONG}\n\n#### {heading}\n\n{LONG}\n\n### Else\n\n{LONG}\n"
    )
    assert title in titles(outline)


def test_a_solution_beside_its_exercise_is_named_after_it_and_a_note_is_not(planned: Planned) -> None:
    told = "".join(f"### {title}\n\n{LONG}\n\n" for title in ("Task: count files", "Hint", "Solution", "Note"))
    shown = titles(planned(f"# T\n\n## S\n\n{told}"))
    assert shown[-4:] == ["Task: count files", "Hint: count files", "Solution: count files", "Note"]


def test_a_title_that_would_be_too_long_stays(planned: Planned) -> None:
    long = "What happens to the files that nobody has asked for in all the years since they were written down here"
    assert "Solution" in titles(planned(f"# T\n\n## S\n\n### {long}\n\n{LONG}\n\n#### Solution\n\n{LONG}\n"))


def test_a_heading_on_the_slide_of_its_exercise_stays(planned: Planned) -> None:
    outline = planned("# T\n\n## S\n\n### Loops\n\n- a\n- b\n\n#### Hint\n\n- c\n\n### Else\n\n- d\n")
    heads = [block.text.plain for slide in outline.slides for block in slide.body if isinstance(block, Subheading)]
    assert "Hint" in heads or "Hint" in titles(outline)


@pytest.mark.parametrize("answer", ["b)", "**b)**", "B", "Answer: b", "정답: b)", "The right answer is b."])
def test_an_answer_of_a_letter_says_what_the_letter_stands_for(planned: Planned, answer: str) -> None:
    outline = planned(
        f"# T\n\n## S\n\n### Q\n\nWhich one?\n\na) five files\nb) one file\nc) none\n\n#### Solution\n\n{answer}\n"
    )
    told = [block.text.plain for slide in outline.slides for block in slide.body if isinstance(block, Paragraph)]
    assert any(text.startswith(answer.strip("*")) and text.endswith("one file") for text in told)


@pytest.mark.parametrize("answer", ["z)", "Because b) is a file", "42"])
def test_other_answers_stay(planned: Planned, answer: str) -> None:
    outline = planned(
        f"# T\n\n## S\n\n### Q\n\nWhich one?\n\na) five files\nb) one file\n\n#### Solution\n\n{answer}\n"
    )
    told = [block.text.plain for slide in outline.slides for block in slide.body if isinstance(block, Paragraph)]
    assert answer in told


def test_closing_words_have_no_number_and_the_authors_agenda_is_the_only_one(planned: Planned) -> None:
    outline = planned("# T\n\n## Agenda\n\n- A\n- B\n\n## A\n\n- one\n\n## B\n\n- two\n\n## Questions?\n")
    assert not any(slide.layout is Layout.AGENDA for slide in outline.slides)
    last = outline.slides[-1]
    assert last.title.plain == "Questions?"
    assert not dict(last.lines).get(Region.NUMBER.value)


def test_an_agenda_with_a_clock_stays(planned: Planned) -> None:
    outline = planned("# T\n\n## Agenda\n\n- A\n\n## A (10 min)\n\n- one\n")
    assert any(slide.layout is Layout.AGENDA for slide in outline.slides)


def test_a_slide_that_goes_on_is_not_called_note(planned: Planned) -> None:
    passage = "The layer at the top is the only one that can be written, and it is gone with its container. " * 3
    text = "".join(f"{passage}\n\n" for _ in range(4)) + f"**Note**\n\n{passage}\n\n{passage}\n"
    assert "Note" not in titles(planned(f"# T\n\n## S\n\n### Layers\n\n{text}"))


def test_words_stay_with_the_code_that_they_tell_of(planned: Planned) -> None:
    listing = "1 bash\n" + "2 yes\n" * 6
    steps = "".join(
        f"`ps -{n}` shows the processes of terminal {n}.\n\n```bash\n$ ps -{n}\n{listing}```\n\n" for n in range(6)
    )
    shown = [slide for slide in planned(f"# T\n\n## S\n\n### Processes\n\n{steps}").slides if slide.part == "processes"]
    assert len(shown) == 3
    for slide in shown:
        for region in (slide.body, slide.aside):
            words, code = region
            assert isinstance(words, Paragraph) and isinstance(code, Code)
            assert code.code.split("\n")[0].removeprefix("$ ") in words.text.plain


def test_a_session_of_one_section_of_its_name_has_no_divider(planned: Planned) -> None:
    parts = "".join(f"### P{n}\n\n{LONG}\n\n" for n in range(5))
    dividers = [
        [slide.title.plain for slide in planned(f"# Bread\n\n## {name} (20 min)\n\n{parts}").slides
         if slide.layout is Layout.SECTION]
        for name in ("Bread", "Baking")
    ]  # fmt: skip
    assert dividers == [[], ["Baking"]]


@pytest.mark.parametrize(
    "block",
    [
        "::: exercise Count files\n{long}\n\n::: solution\n## Solution\n\n{long}\n:::\n:::\n",
        "::: exercise Count files\n{long}\n:::\n\n::: solution\n{long}\n:::\n",
        "::: exercise Count files\n{long}\n:::\n\n::: solution Answer\n{long}\n:::\n",
    ],
)
def test_the_block_of_a_solution_is_named_after_its_exercise(planned: Planned, block: str) -> None:
    shown = titles(planned(f"# T\n\n## S\n\n{block.format(long=LONG)}\n\n### Else\n\n{LONG}\n"))
    assert any(title.endswith(": Count files") and "연습" not in title for title in shown), shown
    assert not {"Solution", "Answer"} & set(shown)


@pytest.mark.parametrize("first", [True, False])
def test_a_long_listing_stands_beside_the_text_that_explains_it(planned: Planned, first: bool) -> None:
    listing = "```yaml\n" + "\n".join(f"the-name-of-the-setting-number-{n:02}: value" for n in range(17)) + "\n```"
    told = "Each of them is read once, when the program starts, and never again.\n\n- short\n- and told"
    text = f"{listing}\n\n{told}" if first else f"{told}\n\n{listing}"
    slide = planned(f"# T\n\n## S\n\n### Settings\n\n{text}\n").slides[-1]
    assert slide.layout is Layout.TWO_CONTENT
    assert isinstance((slide.body if first else slide.aside)[0], Code)
