"""What has no place in the source: found in a deck, kept in a file, put on later builds, told where it fits no more."""

from __future__ import annotations

import pytest

from coursedeck.edits.overlay import KeptEdit, overlay_text, read_overlays, with_edits
from coursedeck.model.edits import (
    NotesAdded,
    ShapeMoved,
    ShapeRecolored,
    ShapeRemoved,
    SlideHidden,
    SlideRemoved,
    TextAdded,
)
from coursedeck.model.origin import CharacterStyle, StyledText
from coursedeck.model.overlay import AddedText, MovedShape, SlideOverlay
from coursedeck.model.problem import CourseError
from coursedeck.model.slide import DrawnShape, ShapeColor
from coursedeck.model.units import Box
from tests.edits import edited_decks as deck
from tests.edits.conftest import Bakery
from tests.edits.edited_decks import edited

HERE, THERE, ELSEWHERE = Box(10, 20, 300, 40), Box(70, 20, 300, 40), Box(90, 25, 300, 40)


def test_a_shape_that_was_moved_is_found(bakery: Bakery) -> None:
    (edit,) = bakery.edits(edited(bakery.deck, deck.shift("Clean the table", 60)))
    assert isinstance(edit, ShapeMoved)
    assert edit.now.left - edit.was.left == pytest.approx(60, abs=0.5)
    assert edit.slide == "goodbye"
    assert edit.now.width == pytest.approx(edit.was.width, abs=0.5)


def test_a_new_text_box_is_found(bakery: Bakery) -> None:
    (edit,) = bakery.edits(edited(bakery.deck, deck.text_box("Goodbye", "Out of order")))
    assert isinstance(edit, TextAdded)
    assert [words.plain for words, _ in edit.paragraphs] == ["Out of order"]
    assert edit.box.left == pytest.approx(72)


def test_edits_are_kept_as_lines_of_json() -> None:
    words = StyledText("Closed *today*", (CharacterStyle(),) * 14)
    overlay = with_edits({}, [ShapeMoved("oven", "body", HERE, THERE), TextAdded("oven", HERE, ((words, 20.0),))])
    text = overlay_text({"en": overlay})
    assert read_overlays(text, "a.json") == {
        "en": {
            "oven": SlideOverlay(
                (MovedShape("body", HERE, THERE),), (AddedText(HERE, (("Closed \\*today\\*", 20.0),)),)
            )
        }
    }
    assert overlay_text(read_overlays(text, "a.json")) == text


def test_a_shape_that_is_moved_again_keeps_where_it_was_built() -> None:
    once = with_edits({}, [ShapeMoved("oven", "body", HERE, THERE)])
    twice = with_edits(once, [ShapeMoved("oven", "body", THERE, ELSEWHERE)])
    assert twice == {"oven": SlideOverlay((MovedShape("body", HERE, ELSEWHERE),))}
    assert with_edits(once, [ShapeMoved("oven", "body", HERE, THERE)]) == once


def test_everything_that_is_kept_can_be_read_again() -> None:
    xml = '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"/>'
    slide = SlideOverlay(
        drawn=(DrawnShape("star", HERE, xml, (("rId2", b"picture"),), "Look"),),
        colors=(ShapeColor("card 1", "card 1", "FFE080"), ShapeColor("oven", "A", line="none")),
        gone=("line 2",),
        notes=("Be **short**.",),
        hidden=True,
        removed=True,
    )
    text = overlay_text({"en": {"oven": slide}})
    assert read_overlays(text, "a.json") == {"en": {"oven": slide}}


def test_what_became_of_a_slide_of_the_product_is_kept() -> None:
    words = StyledText("Be short.", (CharacterStyle(),) * 9)
    edits: list[KeptEdit] = [
        NotesAdded("agenda", 1, (words,)),
        SlideHidden("agenda", 1, hidden=True),
        SlideRemoved("section-bread", 3, ()),
        ShapeRecolored("oven", "mill", "A", "FFE080", ""),
        ShapeRecolored("oven", "mill", "A", "", "CC0000"),
        ShapeRemoved("oven", "minutes"),
    ]
    overlay = with_edits(with_edits({}, edits), edits)
    assert overlay["agenda"] == SlideOverlay(notes=("Be short.",), hidden=True)
    assert overlay["section-bread"].removed
    assert overlay["oven"] == SlideOverlay(colors=(ShapeColor("mill", "A", "FFE080", "CC0000"),), gone=("minutes",))


def test_nothing_is_no_file() -> None:
    assert overlay_text({"en": {}, "de": {"oven": SlideOverlay()}}) == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"en": []}',
        '{"en": {"oven": {"moved": [{"shape": "a", "was": [1, 2, 3], "now": [1, 2, 3, 4]}]}}}',
        '{"en": {"oven": {"moved": [{"shape": "a", "was": [1, 2, 3, "x"], "now": [1, 2, 3, 4]}]}}}',
        '{"en": {"oven": {"colors": [{"shape": "a", "part": "a", "fill": "red"}]}}}',
        '{"en": {"oven": {"drawn": [{"name": "a", "box": [1, 2, 3, 4], "xml": "<script/>"}]}}}',
        '{"en": {"oven": {"drawn": [{"name": "a", "box": [1, 2, 3, 4], "xml": "<p:sp"}]}}}',
        '{"en": {"oven": {"texts": [{"box": [1, 2, 3, 1e99], "paragraphs": []}]}}}',
        "[" * 100_000,
    ],
)
def test_other_files_are_refused(text: str) -> None:
    with pytest.raises(CourseError, match="no overlay"):
        read_overlays(text, "a.json")
