"""Where panels stand: in their placeholders, of one height, in one size of type, in reading order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from coursedeck.model.slide import PANELS, PlacedSlide, TextShape
from coursedeck.output.template import builtin_template, read_template

Fitted = Callable[..., Any]

LISTS = {
    "Pros": "- **Speed**: no queue\n- **Price**: pay as you go\n  - by the hour\n  - by the gigabyte\n",
    "Cons": "- **Audits**: once a year, by people from outside who want to see everything\n",
    "Else": "A paragraph, and a list.\n\n1. one\n2. two\n",
}


def panelled(fitted: Fitted, *heads: str) -> tuple[PlacedSlide, list[TextShape]]:
    text = "\n".join(f"**{head}:**\n\n{LISTS[head]}" for head in heads)
    deck, problems = fitted(f"# T\n\n## S\n\n### Choice\n\n{text}\n\n## End\n\n- x\n")
    assert not problems
    (slide,) = [one for one in deck.slides if one.layout in PANELS]
    return slide, [shape for shape in slide.shapes if isinstance(shape, TextShape)]


@pytest.mark.parametrize("heads", [("Pros", "Cons"), ("Pros", "Cons", "Else")])
def test_every_part_has_its_placeholder_and_no_word_is_lost(fitted: Fitted, heads: tuple[str, ...]) -> None:
    slide, shapes = panelled(fitted, *heads)
    layout = read_template(builtin_template("default")).layout_for(slide.layout)
    names = [f"{part} {number}" for number in range(1, len(heads) + 1) for part in ("head", "panel")]
    assert [shape.name for shape in shapes] == names
    for shape in shapes:
        assert shape.placeholder is not None
        place = layout.placeholder(shape.placeholder)
        assert place is not None and place.name == shape.name
        assert (shape.box.left, shape.box.top, shape.box.width) == (place.box.left, place.box.top, place.box.width)
        assert shape.box.bottom <= place.box.bottom + 0.1
    words = " ".join(paragraph.plain for shape in shapes for paragraph in shape.paragraphs)
    assert all(head in words for head in heads) and "by the gigabyte" in words and "from outside" in words


def test_panels_are_of_one_height_and_one_size(fitted: Fitted) -> None:
    _, shapes = panelled(fitted, "Pros", "Cons")
    assert len({shape.box.height for shape in shapes[1::2]}) == 1
    assert len({shape.paragraphs[0].size for shape in shapes[1::2]}) == 1
    assert all(paragraph.size >= 16 for shape in shapes for paragraph in shape.paragraphs)


def test_two_that_are_compared_have_a_hue_each(fitted: Fitted) -> None:
    _, shapes = panelled(fitted, "Pros", "Cons")
    assert [shape.fill for shape in shapes[::2]] == ["accent1", "accent2"]
    _, shapes = panelled(fitted, "Pros", "Cons", "Else")
    assert {shape.fill for shape in shapes[::2]} == {"accent1"}
