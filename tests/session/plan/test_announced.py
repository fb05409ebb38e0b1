"""A line that leads to the headings below it stands with their list."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coursedeck.model.session import List
from coursedeck.model.slide import Outline, Slide

Planned = Callable[..., Outline]
INTRODUCTION = "The file that was written above does what it must, and there is more that can be done with it. " * 2
LONG = "\n\n```py\n" + "\n".join(f"step({number})" for number in range(16)) + "\n```\n"


def opening(outline: Outline) -> Slide:
    """The slide with the line that leads on."""
    return next(slide for slide in outline.slides if any("ideas" in str(block) for block in slide.body))


def listed(slide: Slide) -> list[str]:
    return [item.text.plain for block in slide.body if isinstance(block, List) for item in block.items]


@pytest.mark.parametrize("colon", [":", "：", " :"])
def test_headings_are_listed_below_a_line_that_leads_to_them(planned: Planned, colon: str) -> None:
    text = f"{INTRODUCTION} Here are some ideas{colon}\n\n### 1. Run it{LONG}\n### Ship it{LONG}"
    outline = planned(f"# T\n\n## More\n\n{text}")
    assert listed(opening(outline)) == ["1. Run it", "Ship it"]


@pytest.mark.parametrize(
    "text",
    [
        f"{INTRODUCTION} Here are some ideas.\n\n### Run it{LONG}\n### Ship it{LONG}",
        f"{INTRODUCTION} Here are some ideas:\n\n### Run it{LONG}",
        f"{INTRODUCTION} Here are some ideas:\n\n- one\n- two\n\n### Run it{LONG}\n### Ship it{LONG}",
    ],
)
def test_other_lines_and_single_headings_are_left(planned: Planned, text: str) -> None:
    found = listed(opening(planned(f"# T\n\n## More\n\n{text}")))
    assert "Run it" not in found


@pytest.mark.parametrize("beside", ["", "![a](wide.png)\n\n"])
def test_a_label_with_nothing_below_it_is_said(planned: Planned, beside: str) -> None:
    text = f"### One\n\n{beside}{INTRODUCTION}\n\n**Ideas**:\n\n### Two{LONG}"
    outline = planned(f"# T\n\n## More\n\n{text}")
    assert not any("Ideas" in str(block) for slide in outline.slides for block in (*slide.body, *slide.aside))
    assert any("Ideas" in str(block) for slide in outline.slides for block in slide.notes)
