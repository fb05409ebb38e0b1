"""What stands around the content: the section above a title, numbers and bars of dividers, windows, links alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coursedeck.model.problem import Problem
from coursedeck.model.slide import Deck, Layout, PlacedSlide, TextShape

Fitted = Callable[[str], tuple[Deck, tuple[Problem, ...]]]

ITEMS = "".join(
    f"- Point {number} with as many words as a point may have before it is a paragraph\n" for number in range(6)
)
SECTION = "".join(f"### Page {name}\n\n{ITEMS}\n" for name in ("A", "B", "C"))


def said(slide: PlacedSlide, name: str) -> str | None:
    shapes = [shape for shape in slide.shapes if isinstance(shape, TextShape) and shape.name == name]
    return shapes[0].paragraphs[0].plain if shapes else None


def titled(deck: Deck, words: str) -> PlacedSlide:
    return next(slide for slide in deck.slides if slide.title.paragraphs[0].plain == words)


def dividers(deck: Deck) -> list[PlacedSlide]:
    return [slide for slide in deck.slides if slide.layout is Layout.SECTION]


def test_the_section_stands_above_the_title_and_not_in_the_footer(fitted: Fitted) -> None:
    deck, _ = fitted(f"# T\n\n## 1. Pumps\n\n{SECTION}## 2. Valves\n\n- end\n")
    slide = titled(deck, "Page A")
    assert said(slide, "eyebrow") == "1. Pumps"
    eyebrow = next(shape for shape in slide.shapes if shape.name == "eyebrow")
    assert eyebrow.box.bottom <= slide.title.box.top
    assert slide.footer == "T"


def test_a_title_that_is_the_section_s_is_not_said_twice(fitted: Fitted) -> None:
    deck, _ = fitted(f"# T\n\n## Pumps\n\n{SECTION}## Valves\n\n- end\n")
    assert said(titled(deck, "Valves"), "eyebrow") is None


def test_the_section_is_said_once_above_a_slide_titled_by_its_own_label(fitted: Fitted) -> None:
    long = "Water runs through every pump of the house, and each of them needs a valve that closes by itself. " * 14
    box = "::: note Which valve\n" + "It closes when the pump stops, and opens when it starts again. " * 9 + "\n:::"
    deck, _ = fitted(f"---\nprose: slide\n---\n# T\n\n## 1. Pumps\n\n{long}\n\n{box}\n\n## Valves\n\n- end\n")
    assert said(titled(deck, "Which valve"), "eyebrow") == "1. Pumps"


def test_a_title_of_two_lines_takes_the_place_of_the_section(fitted: Fitted) -> None:
    title = "A title so long that no projector in the whole wide world would ever show it in one line of a slide"
    deck, _ = fitted(f"# T\n\n## Pumps\n\n{SECTION}### {title}\n\n{ITEMS}\n## Valves\n\n- end\n")
    slide = titled(deck, title)
    assert said(slide, "eyebrow") is None
    assert slide.title.box.top < titled(deck, "Page A").title.box.top
    assert slide.title.paragraphs[0].size >= 26
    assert slide.footer == "T · Pumps"


@pytest.mark.parametrize(
    ("titles", "numbers"),
    [(("Pumps", "Valves"), ["1", "2"]), (("Part 1: Pumps", "Valves"), [None, None]), (("1. A", "B"), ["1", None])],
)
def test_dividers_bear_their_place_unless_titles_have_numbers(
    fitted: Fitted, titles: tuple[str, str], numbers: list[str | None]
) -> None:
    deck, _ = fitted("# T\n\n" + "".join(f"## {title}\n\n{SECTION}" for title in titles))
    found = dividers(deck)
    assert [said(slide, "number") for slide in found] == numbers
    numbered = [slide.title.box.left for slide, number in zip(found, numbers, strict=True) if number]
    bare = [slide.title.box.left for slide, number in zip(found, numbers, strict=True) if not number]
    assert not (numbered and bare) or min(numbered) > max(bare), "a title without a number begins at the margin"


def test_a_list_of_links_shows_titles_and_sites_and_leads_there(fitted: Fitted) -> None:
    deck, _ = fitted(
        "# T\n\n## Read on\n\n- [Pumps for beginners](https://www.example.org/a)\n"
        "- [Valves and *their* makers](https://valves.example/b/c)\n\n## Next\n\n- one\n"
    )
    slide = next(slide for slide in deck.slides if "Read on" in slide.title.paragraphs[0].plain)
    rows = [shape for shape in slide.shapes if isinstance(shape, TextShape) and shape.name.startswith("point ")]
    assert [[one.plain for one in row.paragraphs] for row in rows] == [
        ["Pumps for beginners", "example.org"],
        ["Valves and their makers", "valves.example"],
    ]
    assert [row.link for row in rows] == ["https://www.example.org/a", "https://valves.example/b/c"]


def test_links_with_more_words_stay_a_list(fitted: Fitted) -> None:
    deck, _ = fitted(
        "# T\n\n## S\n\n### Read on\n\n- [Pumps](https://example.org/a): all of them\n- [V](https://e.org)\n"
    )
    slide = next(slide for slide in deck.slides if "Read on" in slide.title.paragraphs[0].plain)
    texts = [one.plain for s in slide.shapes if isinstance(s, TextShape) for one in s.paragraphs]
    assert "example.org" not in texts


@pytest.mark.parametrize(("fence", "dark"), [("bash", True), ("python", True), ("", False), ("text", False)])
def test_code_of_a_language_stands_in_a_dark_window(fitted: Fitted, fence: str, dark: bool) -> None:
    deck, _ = fitted(f"# T\n\n## S\n\n### Page\n\n```{fence}\n# a comment\nprint('pump')\n```\n\n## End\n\n- one\n")
    slide = next(slide for slide in deck.slides if "Page" in slide.title.paragraphs[0].plain)
    code = next(shape for shape in slide.shapes if isinstance(shape, TextShape) and "code" in shape.name)
    assert code.fill == ("tx1" if dark else "bg2")
    colors = {run.color for one in code.paragraphs for run in one.runs}
    assert not dark or all(color and (color.startswith("bg1") or color.endswith(":40:60")) for color in colors)
