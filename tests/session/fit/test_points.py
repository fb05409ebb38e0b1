"""Where points, steps, remarks and windows of code stand."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from coursedeck.model.slide import COMPONENTS, Layout, PlacedSlide, TextShape
from coursedeck.output.template import builtin_template, read_template

Fitted = Callable[..., Any]

POINTS = "- a table that all can read\n  - from the last row\n- people who know the numbers\n- time\n"
STEPS = "1. Write it down\n2. Send it\n3. Wait\n4. Decide\n"


def slide_of(fitted: Fitted, text: str) -> PlacedSlide:
    deck, problems = fitted(f"# T\n\n## S\n\n### Parts\n\n{text}\n\n## End\n\n- x\n")
    assert not problems
    found: PlacedSlide = next(one for one in deck.slides if one.title.paragraphs[0].plain.endswith("Parts"))
    return found


def texts(slide: PlacedSlide) -> list[TextShape]:
    return [shape for shape in slide.shapes if isinstance(shape, TextShape) and shape.paragraphs]


@pytest.mark.parametrize("text", [POINTS, POINTS.replace("- a", "1. a").replace("- p", "2. p").replace("- t", "3. t")])
def test_every_point_has_its_placeholder(fitted: Fitted, text: str) -> None:
    slide = slide_of(fitted, text.replace("\n  -", "\n   -"))
    assert slide.layout is Layout.POINTS_3
    layout = read_template(builtin_template("default")).layout_for(slide.layout)
    shown = [shape for shape in texts(slide) if shape.name.startswith("point")]
    assert [shape.name for shape in shown] == ["point 1", "point 2", "point 3"]
    assert [paragraph.plain for paragraph in shown[0].paragraphs] == ["a table that all can read", "from the last row"]
    for shape in shown:
        assert shape.placeholder is not None and layout.placeholder(shape.placeholder) is not None
    assert all(one.box.bottom <= other.box.top + 0.1 for one, other in pairwise(shown))


def test_steps_are_numbered_and_count_on(fitted: Fitted) -> None:
    slide = slide_of(fitted, STEPS.replace("1.", "5.", 1))
    assert slide.layout is Layout.PROCESS_4
    shown = texts(slide)
    assert [shape.paragraphs[0].plain for shape in shown[::2]] == ["5", "6", "7", "8"]
    assert [shape.paragraphs[0].plain for shape in shown[1::2]] == ["Write it down", "Send it", "Wait", "Decide"]
    assert len({shape.paragraphs[0].size for shape in shown[1::2]}) == 1
    assert all(shape.box.left >= 43 and shape.box.right <= 917 for shape in shown)


@pytest.mark.parametrize("remark", ["And then again.", "> And then again.", "> [!TIP]\n> And then again."])
def test_a_remark_stands_below(fitted: Fitted, remark: str) -> None:
    slide = slide_of(fitted, f"{STEPS}\n{remark}\n")
    assert slide.layout in COMPONENTS
    *_, last = texts(slide)
    assert last.paragraphs[-1].plain == "And then again." and last.box.bottom == pytest.approx(488)


def test_a_single_heading_above_a_list_is_its_introduction(fitted: Fitted) -> None:
    slide = slide_of(fitted, f"#### What to bring\n\n{POINTS}")
    assert slide.layout is Layout.POINTS_3 or "What to bring" in texts(slide)[0].paragraphs[0].plain


def test_code_with_room_stands_in_a_window_that_names_its_language(fitted: Fitted) -> None:
    slide = slide_of(fitted, "```python\nprint(1)\n```\n")
    (bar,) = [shape for shape in slide.shapes if shape.name == "body window 1 bar"]
    (code,) = [shape for shape in texts(slide) if " code " in shape.name]
    (language,) = [shape for shape in texts(slide) if shape.name.endswith("language")]
    assert bar.box.bottom == code.box.top and bar.box.width == code.box.width
    assert language.paragraphs[0].plain == "python"
    full = slide_of(fitted, "```text\n" + "\n".join(f"word {n} " + "x" * 30 for n in range(22)) + "\n```\n")
    assert not any(shape.name.endswith("language") for shape in full.shapes)


PASSAGES = (
    "Bread is baked from flour and water, with a little salt and some time to rest.\n\n"
    "It takes:\n\n- flour\n- water\n\nWhoever bakes at home knows it by heart.\n"
)


def test_passages_stand_in_rows_with_the_lists_that_they_lead_to(fitted: Fitted) -> None:
    slide = slide_of(fitted, PASSAGES)
    assert slide.layout is Layout.POINTS_3
    shown = [shape for shape in texts(slide) if shape.name.startswith("point")]
    assert [paragraph.plain for paragraph in shown[1].paragraphs] == ["It takes:", "flour", "water"]
    assert shown[0].paragraphs[0].bullet is None
    assert all(shape.placeholder is not None for shape in shown)


def test_code_among_text_stands_in_a_window_where_a_step_of_type_makes_room(fitted: Fitted) -> None:
    words = "We tell the program what to watch over from now on, and look at what it says about that. " * 2
    slide = slide_of(
        fitted, f"{words}\n\n~~~bash\ngit add soup.md\n~~~\n\n{words}\n\n~~~bash\ngit status\n~~~\n\n{words}"
    )
    assert [shape.name for shape in slide.shapes if shape.name.endswith("bar")] == [
        "body window 2 bar",
        "body window 4 bar",
    ]
    sizes = {paragraph.size for shape in texts(slide) if " text " in shape.name for paragraph in shape.paragraphs}
    assert min(sizes) >= 20
