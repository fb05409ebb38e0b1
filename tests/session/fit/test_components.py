"""Where rows and cards stand: in their placeholders, inside the body, alike, and in reading order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pptx
import pytest

from coursedeck.base.text import Families
from coursedeck.base.words import ui_strings
from coursedeck.model.slide import CARDS, ROWS, TILES, Deck, FigureShape, PlacedSlide, TextShape
from coursedeck.model.template import Template
from coursedeck.model.units import Box
from coursedeck.output.template import builtin_template, mirrored, open_template, read_template
from coursedeck.session.fit import Fitter, Media
from coursedeck.session.load import load_course, load_session
from coursedeck.session.plan import plan

Fitted = Callable[..., Any]

PLAIN = Path(pptx.__file__).parent / "templates" / "default.pptx"
"""PowerPoint's standard layouts on 4 : 3."""

ROW_ITEMS = (
    "- **Cost**: a container takes megabytes where a virtual machine takes gigabytes\n"
    "- **Start**: a container is there in seconds, since no system has to boot\n"
    "- **Walls**: a virtual machine keeps its guests apart by hardware, a container by the kernel\n"
)
CARD_ITEMS = "- **Plan**: what to measure\n- **Do**: measure it\n- **Check**: compare the two\n"


def slide_of(deck: Deck) -> PlacedSlide:
    (slide,) = [one for one in deck.slides if one.layout in {*ROWS.values(), *CARDS.values()}]
    return slide


def texts(slide: PlacedSlide) -> list[TextShape]:
    return [shape for shape in slide.shapes if isinstance(shape, TextShape) and shape.paragraphs]


def markdown(items: str) -> str:
    return f"# T\n\n## S\n\n### Parts\n\n{items}\n\n## End\n\n- x\n"


def overlapping(boxes: list[Box]) -> bool:
    return any(
        min(a.right, b.right) - max(a.left, b.left) > 0.5 and min(a.bottom, b.bottom) - max(a.top, b.top) > 0.5
        for index, a in enumerate(boxes)
        for b in boxes[index + 1 :]
    )


@pytest.mark.parametrize("items", [ROW_ITEMS, CARD_ITEMS, f"They differ.\n\n{ROW_ITEMS}", f"As ever:\n\n{CARD_ITEMS}"])
def test_parts_are_inside_the_body_and_apart(fitted: Fitted, items: str) -> None:
    deck, problems = fitted(markdown(items))
    shapes = texts(slide_of(deck))
    assert not problems
    assert all(shape.box.left >= 43 and shape.box.right <= 917 for shape in shapes)
    assert all(shape.box.top >= 119.5 and shape.box.bottom <= 488.5 for shape in shapes)
    assert not overlapping([shape.box for shape in shapes])


def test_every_part_has_a_placeholder_where_the_layout_puts_it(fitted: Fitted) -> None:
    template = read_template(builtin_template("default"))
    for items, count in ((ROW_ITEMS, 6), (CARD_ITEMS, 3)):
        slide = slide_of(fitted(markdown(items))[0])
        layout = template.layout_for(slide.layout)
        shapes = texts(slide)
        assert len(shapes) == count
        for shape in shapes:
            assert shape.placeholder is not None
            place = layout.placeholder(shape.placeholder)
            assert place is not None and place.name == shape.name
            assert shape.box == place.box, "so that Reset Slide moves nothing"


def test_the_words_are_read_in_their_order_without_their_colons(fitted: Fitted) -> None:
    shapes = texts(slide_of(fitted(markdown(ROW_ITEMS))[0]))
    assert [paragraph.plain for shape in shapes[:2] for paragraph in shape.paragraphs] == [
        "Cost",
        "a container takes megabytes where a virtual machine takes gigabytes",
    ]
    cards = texts(slide_of(fitted(markdown(CARD_ITEMS))[0]))
    assert [paragraph.plain for paragraph in cards[1].paragraphs] == ["Do", "measure it"]


def test_labels_have_one_size_and_the_accent(fitted: Fitted) -> None:
    for items in (ROW_ITEMS, CARD_ITEMS):
        labels = [shape.paragraphs[0] for shape in texts(slide_of(fitted(markdown(items))[0]))]
        labels = labels[::2] if items is ROW_ITEMS else labels
        assert len({label.size for label in labels}) == 1
        assert all(run.bold and run.color == "accent1" for label in labels for run in label.runs)


def test_rows_shrink_before_they_are_given_up(fitted: Fitted) -> None:
    long = ROW_ITEMS.replace("megabytes", "a few megabytes of memory and of disk, often less than a picture of a cat,")
    sizes = [
        {shape.paragraphs[0].size for shape in texts(slide_of(fitted(markdown(items))[0])) if "text" in shape.name}
        for items in (ROW_ITEMS, long)
    ]
    assert sizes[0] == {26} and 20 <= min(sizes[1]) < 26


def test_numbers_of_an_ordered_list_stay_numbers(fitted: Fitted) -> None:
    slide = slide_of(fitted(markdown(ROW_ITEMS.replace("- **", "1. **").replace("1.", "3.", 1)))[0])
    labels = [shape.paragraphs[0] for shape in texts(slide) if shape.name.startswith("label")]
    assert [label.number for label in labels] == [3, 4, 5]
    assert all(label.bullet and label.hanging > 0 for label in labels)


def deck_in(root: Path, template: Template, locale: str) -> Deck:
    (root / "content").mkdir()
    (root / "content" / "talk.md").write_text(markdown(CARD_ITEMS), encoding="utf-8")
    (root / "course.toml").write_text(f'source-locale = "{locale}"\n')
    course, _ = load_course(root)
    session, _ = load_session(course, root / "content" / "talk.md")
    fitter = Fitter(template, Families(), ui_strings("en"), locale, Media({}, {}))
    return fitter.fit(plan(session, course, ui_strings("en"), fitter))[0]


def test_the_first_card_stands_on_the_right_where_text_begins_there(tmp_path: Path) -> None:
    path = builtin_template("default")
    deck = deck_in(tmp_path, mirrored(read_template(path), open_template(path))[0], "ar")
    cards = texts(slide_of(deck))
    assert [card.name for card in cards] == ["card 1", "card 2", "card 3"]
    assert cards[0].box.left > cards[1].box.left > cards[2].box.left


def test_a_template_without_such_layouts_gets_text_boxes_in_its_body(tmp_path: Path) -> None:
    template = read_template(PLAIN)
    slide = slide_of(deck_in(tmp_path, template, "en"))
    body = next(area.box for area in template.layout_for(slide.layout).areas if area.region.value == "title")
    cards = texts(slide)
    assert len(cards) == 3 and all(card.placeholder is None and card.fill == "bg2" for card in cards)
    assert all(card.box.top >= body.bottom for card in cards)
    assert not overlapping([card.box for card in cards])


def test_a_tile_has_its_icon_above_its_words_and_says_its_name(fitted: Fitted) -> None:
    items = "- **Web server**: Nginx\n- **Application**: Node.js\n- **Database**: PostgreSQL\n- **Cache**: Redis\n"
    deck, problems = fitted(markdown(items))
    assert not problems
    (slide,) = [one for one in deck.slides if one.layout is TILES[4]]
    shown = [shape for shape in texts(slide) if shape.name.startswith("tile")]
    icons = [shape for shape in slide.shapes if isinstance(shape, FigureShape)]
    assert [icon.alt for icon in icons] == ["Nginx", "Node.js", "PostgreSQL", "Redis"]
    assert [one.plain for one in shown[0].paragraphs] == ["Nginx", "Web server"]
    layout = read_template(builtin_template("default")).layout_for(slide.layout)
    for shape, icon in zip(shown, icons, strict=True):
        assert shape.placeholder is not None
        place = layout.placeholder(shape.placeholder)
        assert place is not None and place.name == shape.name
        assert shape.box.left <= icon.box.left and icon.box.right <= shape.box.right
        assert shape.box.top < icon.box.top and icon.box.bottom < shape.box.center.y + 40
