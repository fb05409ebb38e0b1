"""Pictures of a course as they stand in its decks: sizes that authors ask for, links, rows."""

from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation
from pptx.shapes.autoshape import Shape
from pptx.shapes.picture import Picture
from pptx.slide import Slide

from coursedeck import build

SESSION = """\
# Pictures

## Sizes

### Half

![A](a.png){width=50%}

### Fixed

![A](a.png){height=3cm}

### Linked

[![A](a.png){width=8cm}](https://example.com/pump)

### Words

[See it](https://example.com "All about *pumps*") there

## Rows

### Two

![Left](a.png "The *left*") ![Right](b.png "The right")

### Four

| Before | After |
| --- | --- |
| ![one](a.png) | ![two](a.png) |
| ![three](a.png) | ![four](a.png) |
"""


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("pictures")
    (root / "content").mkdir()
    Image.new("RGB", (1600, 800), "#336699").save(root / "content" / "a.png")
    Image.new("RGB", (800, 800), "#993366").save(root / "content" / "b.png")
    (root / "course.toml").write_text('title = "Pictures"\nsource-locale = "en"\n', encoding="utf-8")
    (root / "content" / "s.md").write_text(SESSION, encoding="utf-8")
    report = build(root)
    assert not [problem for problem in report.problems if "minutes" not in str(problem)]
    return root / "output" / "en"


def slide(output: Path, title: str) -> Slide:
    deck = Presentation(str(output / "s.pptx"))
    titled = [one for one in deck.slides if one.shapes.title is not None and one.shapes.title.text.endswith(title)]
    found: Slide = titled[0]
    return found


def pictures(output: Path, title: str) -> list[Picture]:
    return [shape for shape in slide(output, title).shapes if isinstance(shape, Picture)]


def test_a_share_is_one_of_the_content_area(output: Path) -> None:
    (half,) = pictures(output, "Half")
    deck = Presentation(str(output / "s.pptx"))
    assert deck.slide_width is not None and 0.42 < half.width / deck.slide_width < 0.5
    assert half.width / half.height == pytest.approx(2, rel=0.01)


def test_a_length_is_a_length(output: Path) -> None:
    (fixed,) = pictures(output, "Fixed")
    assert fixed.height.cm == pytest.approx(3, abs=0.01)
    assert fixed.width.cm == pytest.approx(6, abs=0.01)


def test_a_picture_is_a_link(output: Path) -> None:
    (linked,) = pictures(output, "Linked")
    assert linked.click_action.hyperlink.address == "https://example.com/pump"
    assert linked.width.cm == pytest.approx(8, abs=0.01)
    assert '<a href="https://example.com/pump"><img' in (output / "s.handout.html").read_text(encoding="utf-8")


def test_the_title_of_a_link_shows_at_the_pointer(output: Path) -> None:
    titles = slide(output, "Words").shapes.element.xpath("//a:hlinkClick/@tooltip")
    assert titles == ["All about *pumps*"]
    assert 'title="All about *pumps*">See it</a>' in (output / "s.handout.html").read_text(encoding="utf-8")


def test_a_row_has_one_height_and_a_caption_for_each(output: Path) -> None:
    left, right = pictures(output, "Two")
    assert (left.height, left.top) == (right.height, right.top) and left.left + left.width < right.left
    words = {shape.text_frame.text: shape for shape in slide(output, "Two").shapes if isinstance(shape, Shape)}
    for picture, caption in ((left, words["The left"]), (right, words["The right"])):
        middle = picture.left + picture.width / 2
        assert caption.top >= picture.top + picture.height
        assert caption.left <= middle <= caption.left + caption.width


def test_a_table_of_pictures_is_a_grid_of_pictures(output: Path) -> None:
    found = pictures(output, "Four")
    assert [shape._element.xpath("./p:nvPicPr/p:cNvPr/@descr") for shape in found] == [
        ["one"],
        ["two"],
        ["three"],
        ["four"],
    ]
    assert found[0].top == found[1].top < found[2].top == found[3].top
    assert found[0].left == found[2].left < found[1].left == found[3].left
    assert len({shape.width for shape in found}) == 1
