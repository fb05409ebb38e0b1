"""Decks read back from their files: what they show, what they say, and what of them is broken."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Pt

from coursedeck.model.deck_file import DeckFile, FileShape, FileSlide, LinkKind, ShapeKind
from coursedeck.review.unpack import deck_lines, read_deck
from tests.review.small_course import edited, packed, parts_of

BLANK, TITLE_ONLY = 6, 5


def foreign_deck() -> bytes:
    """A deck that another program made, with one slide of everything."""
    deck = Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    first.shapes.title.text = "Sharing the\vload"
    box = first.shapes.add_textbox(Pt(10), Pt(20), Pt(300), Pt(40))
    run = box.text_frame.paragraphs[0].add_run()
    run.text, run.font.size, run.font.bold = "One server", Pt(24), True
    run.hyperlink.address = "https://example.org/load"
    code = box.text_frame.add_paragraph().add_run()
    code.text, code.font.name = "ping -c 1", "Courier New"
    table = first.shapes.add_table(2, 2, Pt(10), Pt(80), Pt(200), Pt(60)).table
    for at, words in enumerate(("Kind", "Seconds", "Machine", "40")):
        table.cell(at // 2, at % 2).text = words
    first.notes_slide.notes_text_frame.text = "Ask who was\nwoken up"
    second = deck.slides.add_slide(deck.slide_layouts[BLANK])
    data = CategoryChartData()  # type: ignore[no-untyped-call]  # python-pptx leaves it untyped
    data.categories = ["first", "again"]
    data.add_series("container", (1, 2.5))  # type: ignore[no-untyped-call]  # see above
    second.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Pt(10), Pt(10), Pt(300), Pt(200), data)
    group = second.shapes.add_group_shape()
    inner = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(400), Pt(10), Pt(80), Pt(30))
    inner.text_frame.text = "in a group"
    second._element.set("show", "0")
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


@pytest.fixture(scope="module")
def data() -> bytes:
    return foreign_deck()


@pytest.fixture(scope="module")
def deck(data: bytes) -> DeckFile:
    return read_deck(data)


def shape(slide: FileSlide, words: str) -> FileShape:
    return next(one for one in slide.shapes if words in one.plain)


def test_slides_stand_in_their_order_with_titles_and_notes(deck: DeckFile) -> None:
    first, second = deck.slides
    assert (first.number, first.title, first.hidden) == (1, "Sharing the load", False)
    assert (second.number, second.title, second.hidden) == (2, "", True)
    assert [paragraph.plain for paragraph in first.notes] == ["Ask who was", "woken up"]
    assert (deck.size.width, deck.size.height) == (720, 540) and deck.broken == ()


def test_runs_keep_their_style(deck: DeckFile) -> None:
    heading, code = shape(deck.slides[0], "One server").paragraphs
    (run,) = heading.runs
    assert (run.text, run.size, run.bold, run.mono) == ("One server", 24, True, False)
    assert [(run.text, run.mono) for run in code.runs] == [("ping -c 1", True)]


def test_places_are_in_points_on_the_slide(deck: DeckFile) -> None:
    box = shape(deck.slides[0], "One server").box
    assert box is not None and (box.left, box.top, box.width, box.height) == (10, 20, 300, 40)
    inner = shape(deck.slides[1], "in a group")
    assert inner.group is not None and inner.box is not None and inner.box.left == pytest.approx(400)


def test_links_tables_and_charts_tell_their_contents(deck: DeckFile) -> None:
    first, second = deck.slides
    assert [(link.kind, link.text, link.target) for link in first.links] == [
        (LinkKind.EXTERNAL, "One server", "https://example.org/load")
    ]
    (table,) = [one for one in first.shapes if one.kind is ShapeKind.TABLE]
    assert (table.columns, [cell.plain for cell in table.paragraphs]) == (2, ["Kind", "Seconds", "Machine", "40"])
    (chart,) = [one for one in second.shapes if one.kind is ShapeKind.CHART]
    assert chart.rows[0] == ("", "container") and [row[0] for row in chart.rows[1:]] == ["first", "again"]


def test_a_deck_as_text_has_everything_and_no_slide_numbers(data: bytes, deck: DeckFile) -> None:
    text = "\n".join(deck_lines(deck))
    for words in ("== Sharing the load [", "One server", "| Kind | Seconds |", "note: woken up", "in a group",
                  "link: One server -> https://example.org/load", "(hidden)"):  # fmt: skip
        assert words in text
    assert list(deck_lines(read_deck(data))) == list(deck_lines(deck))


def without(name: str) -> Callable[[bytes], bytes]:
    return lambda data: packed({part: held for part, held in parts_of(data).items() if part != name})


def torn(name: str) -> Callable[[bytes], bytes]:
    return lambda data: packed({**parts_of(data), name: parts_of(data)[name][:200]})


SLIDE = "ppt/slides/slide1.xml"


TORN = torn(SLIDE)


@pytest.mark.parametrize("damage", [without(SLIDE), TORN], ids=["missing", "torn"])
def test_a_torn_slide_is_named_and_the_others_are_read(data: bytes, damage: Callable[[bytes], bytes]) -> None:
    deck = read_deck(damage(data))
    assert [slide.shapes == () for slide in deck.slides] == [True, False]
    torn_parts = [SLIDE] if damage is TORN else []
    assert [part.part for part in deck.broken] == torn_parts
    assert [line.split(":")[0] for line in deck_lines(deck) if line.startswith("!")] == [f"! {SLIDE}"] * len(torn_parts)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 but no archive", b"<html>", packed({"a.txt": b"a"})])
def test_what_is_no_deck_is_broken_and_no_error(data: bytes) -> None:
    deck = read_deck(data)
    assert deck.slides == () and [part.part for part in deck.broken] == ["ppt/presentation.xml"]


def test_what_stands_still_has_the_same_digests_and_what_moves_has_not(data: bytes, deck: DeckFile) -> None:
    moved = read_deck(edited(data, SLIDE, lambda xml: xml.replace('<a:off x="127000"', '<a:off x="254000"', 1)))
    assert read_deck(data) == deck
    assert moved.slides[0].structure != deck.slides[0].structure
    assert moved.slides[1].structure == deck.slides[1].structure
