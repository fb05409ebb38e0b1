"""Text of scripts whose letters join, stack or run from right to left."""

from __future__ import annotations

import pytest

from coursedeck.base.text import Families, Ruler
from coursedeck.base.text.faces import find_face
from coursedeck.base.text.scripts import Script
from coursedeck.base.text.shaping import needs_shaping, shaped, shaped_advance, visual_runs

ARABIC = find_face("Arial", Script.COMPLEX, "ar")


def in_visual_order(text: str, *, right_to_left: bool) -> str:
    """The characters as they stand on the line; brackets are not mirrored."""
    runs = visual_runs(text, right_to_left=right_to_left)
    return "".join(run.text[::-1] if run.right_to_left else run.text for run in runs)


@pytest.mark.parametrize(
    ("text", "right_to_left", "expected"),
    [
        ("VM 1: טבק", False, "VM 1: קבט"),
        ("אבג abc 12", True, "abc 12 גבא"),
        ("אבג 12 דה", True, "הד 12 גבא"),
        ("abc אבג 12", False, "abc 12 גבא"),
        ("(אב)", True, ")בא("),
        ("abc (אבג) de", False, "abc (גבא) de"),
        ("אבג (LAN) דה", True, "הד )LAN( גבא"),
        ("אב C++ גד", True, "דג ++C בא"),
        ("\u2067אב 1\u2069 x", False, "\u20671 בא\u2069 x"),
        ("אב  ", False, "בא  "),
        ("plain text", False, "plain text"),
        ("", False, ""),
    ],
)
def test_a_line_is_in_the_order_in_which_it_is_read(text: str, right_to_left: bool, expected: str) -> None:
    assert in_visual_order(text, right_to_left=right_to_left) == expected


def test_no_run_crosses_a_border_and_none_is_lost() -> None:
    text = "אבגד abcd"
    runs = visual_runs(text, right_to_left=True, borders=(2, 7))
    assert [run.text for run in sorted(runs, key=lambda run: run.start)] == ["אב", "גד ", "ab", "cd"]


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("커널 kernel", False),
        ("漢字、", False),
        ("نص", True),
        ("x שלום", True),
        ("ที่", True),
        ("क", True),
        ("ខ្មែរ", True),
    ],
)
def test_scripts_that_are_more_than_a_glyph_a_letter_are_shaped(text: str, needed: bool) -> None:
    assert needs_shaping(text) is needed


def test_joined_letters_are_as_wide_as_they_are_drawn() -> None:
    ruler = Ruler(Families(language="ar"))
    apart = sum(ruler.width(letter, 20) for letter in "طبقة")
    assert ruler.width("طبقة", 20) < 0.9 * apart
    assert ruler.width("طبقة", 20) == pytest.approx(20 * shaped_advance("طبقة", ARABIC))
    assert ruler.width("طبقة", 40) == pytest.approx(2 * ruler.width("طبقة", 20))


def test_a_word_among_others_adds_its_own_width() -> None:
    ruler = Ruler(Families(language="ar"))
    assert ruler.width("VM طبقة", 20) == pytest.approx(ruler.width("VM ", 20) + ruler.width("طبقة", 20))


def test_outlines_join_letters() -> None:
    ligature, apart = shaped("لا", ARABIC, right_to_left=True), shaped("ل ا", ARABIC, right_to_left=True)
    assert ligature.advance < apart.advance
    assert ligature.path
    assert ligature.path != apart.path
