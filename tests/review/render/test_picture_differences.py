"""Where two pictures differ, as the page marks it."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from coursedeck.model.units import Box
from coursedeck.review.render import differences

SIZE = (1280, 720)


def picture(path: Path, *boxes: tuple[int, int, int, int], size: tuple[int, int] = SIZE) -> Path:
    made = Image.new("RGB", size, "white")
    for box in boxes:
        ImageDraw.Draw(made).rectangle(box, fill="navy")
    made.save(path, "WEBP", lossless=True)
    return path


def test_each_place_that_differs_is_one_mark(tmp_path: Path) -> None:
    before = picture(tmp_path / "a.webp", (100, 100, 200, 150))
    after = picture(
        tmp_path / "b.webp", (100, 100, 200, 150), (640, 360, 660, 380), (670, 360, 690, 380), (20, 600, 30, 610)
    )
    first, second = differences(before, after)
    assert first == pytest.approx((50, 50, 4.5, 3.8), abs=1)
    assert second == pytest.approx((1.3, 83, 1.6, 2.5), abs=1)


def test_the_same_pictures_have_no_marks(tmp_path: Path) -> None:
    assert differences(picture(tmp_path / "a.webp"), picture(tmp_path / "b.webp")) == ()


def test_what_is_masked_has_no_mark(tmp_path: Path) -> None:
    before, after = picture(tmp_path / "a.webp"), picture(tmp_path / "b.webp", (1200, 680, 1220, 700))
    assert len(differences(before, after)) == 1
    assert differences(before, after, [Box(900, 510, 15, 15)]) == ()


@pytest.mark.parametrize("boxes", [((0, 0, 1280, 500),)])
def test_a_slide_that_is_all_new_has_no_marks(tmp_path: Path, boxes: tuple[tuple[int, int, int, int], ...]) -> None:
    assert differences(picture(tmp_path / "a.webp"), picture(tmp_path / "b.webp", *boxes)) == ()


def test_pictures_that_cannot_be_laid_over_one_another_have_none(tmp_path: Path) -> None:
    wide, high = picture(tmp_path / "a.webp"), picture(tmp_path / "b.webp", size=(960, 720))
    assert differences(wide, high) == ()
    assert differences(wide, tmp_path / "nowhere.webp") == ()
