"""A photograph alone on its slide fills it, behind the band with the title; other pictures stand as they did."""

from __future__ import annotations

from typing import Any

import pytest
from PIL import Image, ImageDraw
from pptx import Presentation
from pptx.util import Pt

from coursedeck.app.cli import main

WIDE = (1280, 720)
TEXT = """# Walks

## Outside

### The sea in the morning

![Waves and a boat](sea.jpg)

### Higher than wide by less

![A meadow](meadow.jpg)

### As a list {as=list}

![A meadow](meadow.jpg)

### With its source

![A meadow](meadow.jpg "Photo: M. Muster")

### A plan

![The plan of the walk](plan.png)

### A plan that fills {as=picture}

![The plan of the walk](plan.png)

### Too small

![A small meadow](small.jpg)

### Too wide

![A long meadow](long.jpg)

### By hand

<!-- slide: layout=figure -->

![A meadow](meadow.jpg)
"""


def photograph(size: tuple[int, int]) -> Image.Image:
    slow = [Image.effect_noise((32, 18), spread).resize(size, Image.Resampling.BICUBIC) for spread in (90, 70, 80)]
    return Image.merge("RGB", slow)


def plan() -> Image.Image:
    image = Image.new("RGB", WIDE, "white")
    ImageDraw.Draw(image).line((100, 600, 600, 200, 1100, 500), fill="#1f5fa8", width=12)
    return image


@pytest.fixture(scope="module")
def decks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The deck of the session by its ratio."""
    course = tmp_path_factory.mktemp("walks")
    (course / "content").mkdir()
    (course / "content" / "walks.md").write_text(TEXT, encoding="utf-8")
    made = {"sea.jpg": WIDE, "meadow.jpg": (1200, 800), "small.jpg": (640, 360), "long.jpg": (1600, 500)}
    for name, size in made.items():
        photograph(size).save(course / "content" / name)
    plan().save(course / "content" / "plan.png")
    found = {}
    for ratio in ("16:9", "4:3"):
        settings = f'title = "Walks"\nsource-locale = "en"\nratio = "{ratio}"\n'
        (course / "course.toml").write_text(settings, encoding="utf-8")
        output = course / "output"
        assert main(["build", "--course", str(course), "--output", str(output), "--quiet"]) == 0
        found[ratio] = Presentation(str(output / "en" / "walks.pptx"))
    return found


def slides(deck: Any) -> dict[str, Any]:
    return {slide.shapes.title.text: slide for slide in deck.slides if slide.shapes.title is not None}


def filled(deck: Any) -> list[str]:
    return [title for title, slide in slides(deck).items() if slide.slide_layout.name == "Picture"]


def picture_of(slide: Any) -> Any:
    return next(shape for shape in slide.shapes if shape._element.tag.endswith("}pic"))


def test_photographs_that_are_alone_fill_their_slides(decks: dict[str, Any]) -> None:
    assert filled(decks["16:9"]) == ["The sea in the morning", "Higher than wide by less", "A plan that fills"]


@pytest.mark.parametrize("ratio", ["16:9", "4:3"])
def test_the_picture_is_as_large_as_the_slide_and_cut_in_its_middle(decks: dict[str, Any], ratio: str) -> None:
    deck = decks[ratio]
    for title, aspect in (("The sea in the morning", 16 / 9), ("Higher than wide by less", 1.5)):
        picture = picture_of(slides(deck)[title])
        assert (picture.left, picture.top) == (0, 0)
        assert (picture.width, picture.height) == (deck.slide_width, deck.slide_height)
        shown = aspect * (1 - picture.crop_left - picture.crop_right) / (1 - picture.crop_top - picture.crop_bottom)
        assert shown == pytest.approx(deck.slide_width / deck.slide_height, rel=0.01)
        assert picture.crop_left == picture.crop_right
        assert picture.crop_top == picture.crop_bottom


def test_it_stands_behind_the_title_in_its_placeholder_and_says_what_it_shows(decks: dict[str, Any]) -> None:
    slide = slides(decks["16:9"])["The sea in the morning"]
    first, second = list(slide.shapes)[:2]
    assert (first.placeholder_format.type.name, second.placeholder_format.type.name) == ("PICTURE", "TITLE")
    assert first._element.nvPicPr.cNvPr.get("descr") == "Waves and a boat"


def test_the_title_stands_on_a_band(decks: dict[str, Any]) -> None:
    deck = decks["16:9"]
    title = slides(deck)["The sea in the morning"].shapes.title
    assert (title.left, title.width, title.height) == (0, deck.slide_width, Pt(96))
    assert title.top + title.height == deck.slide_height


def test_it_is_cut_by_no_more_than_a_quarter(decks: dict[str, Any]) -> None:
    assert "The sea in the morning" in filled(decks["4:3"])
    assert not {"Too wide", "Too small", "With its source", "As a list", "A plan", "By hand"} & {
        *filled(decks["16:9"]),
        *filled(decks["4:3"]),
    }
