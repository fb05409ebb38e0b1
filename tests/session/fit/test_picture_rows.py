"""Where pictures stand that stand side by side."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursedeck.model.units import Box, Points
from coursedeck.session.fit.picture_rows import PicturePlace, PictureSize, placed_row, row_height

BOX = Box(40, 100, 880, 380)
ASPECTS = st.lists(st.floats(0.3, 4), min_size=2, max_size=9)


def no_captions(_at: int, _width: Points) -> Points:
    return 0.0


def lines(places: tuple[PicturePlace, ...]) -> list[list[PicturePlace]]:
    """The places row by row."""
    rows = [[places[0]]]
    for before, place in pairwise(places):
        if place.picture.top >= before.picture.bottom:
            rows.append([])
        rows[-1].append(place)
    return rows


@given(ASPECTS)
def test_pictures_have_one_height_and_their_own_aspects(aspects: list[float]) -> None:
    places = placed_row([PictureSize(aspect) for aspect in aspects], BOX, no_captions)
    assert len({round(place.picture.height, 3) for place in places}) == 1
    for place, aspect in zip(places, aspects, strict=True):
        assert place.picture.width / place.picture.height == pytest.approx(aspect)


@given(ASPECTS, st.lists(st.sampled_from([0.0, 14.0, 40.0]), min_size=9, max_size=9))
def test_pictures_and_captions_stay_in_their_box_and_apart(aspects: list[float], words: list[Points]) -> None:
    places = placed_row([PictureSize(aspect) for aspect in aspects], BOX, lambda at, _: words[at])
    boxes = [box for place in places for box in (place.picture, place.caption) if box.height]
    for box in boxes:
        assert box.left >= BOX.left - 0.01 and box.right <= BOX.right + 0.01
        assert box.top >= BOX.top - 0.01 and box.bottom <= BOX.bottom + 0.01
    for row in lines(places):
        assert all(before.picture.right < after.picture.left for before, after in pairwise(row))
    for above, below in pairwise(lines(places)):
        lowest = max(max(place.picture.bottom, place.caption.bottom) for place in above)
        assert lowest < min(place.picture.top for place in below)


@pytest.mark.parametrize(
    ("count", "columns", "rows"), [(2, 0, 1), (3, 0, 1), (6, 0, 2), (4, 2, 2), (4, 4, 1), (8, 0, 2)]
)
def test_pictures_stand_in_as_many_rows_as_make_them_largest(count: int, columns: int, rows: int) -> None:
    places = placed_row([PictureSize(1.5)] * count, BOX, no_captions, columns)
    assert len(lines(places)) == rows


def test_a_picture_of_few_pixels_does_not_make_the_others_tiny() -> None:
    places = placed_row([PictureSize(1.0, clear=20.0), PictureSize(1.0, clear=900.0)], BOX, no_captions)
    assert 100 < places[0].picture.height == places[1].picture.height < 150


def test_authors_decide_the_size_of_each() -> None:
    places = placed_row([PictureSize(2.0, asked=50.0), PictureSize(1.0, asked=100.0)], BOX, no_captions)
    assert [(place.picture.width, place.picture.height) for place in places] == [(100, 50), (100, 100)]
    assert places[0].picture.bottom == places[1].picture.bottom


def test_a_narrow_caption_makes_its_pictures_smaller() -> None:
    plain = placed_row([PictureSize(0.5)] * 2, BOX, no_captions)
    worded = placed_row([PictureSize(0.5)] * 2, BOX, lambda _, width: 4000 / width)
    assert worded[0].picture.height < plain[0].picture.height
    assert worded[0].caption.width > worded[0].picture.width


def test_the_height_of_a_row_follows_its_width() -> None:
    sizes = [PictureSize(2.0), PictureSize(1.0)]
    assert row_height(sizes, 320, no_captions) == pytest.approx(100)
    assert row_height(sizes, 320, lambda *_: 20.0) == pytest.approx(126)


def test_thousands_of_pictures_are_placed_too() -> None:
    sizes = [PictureSize(1.5)] * 3000
    assert len(placed_row(sizes, BOX, no_captions)) == 3000
    assert len(placed_row(sizes, BOX, no_captions, columns=1)) == 3000
