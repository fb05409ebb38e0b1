"""Colours by role: what a paint comes to in a theme, and which paint gives a colour."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursedeck.base.look.contrast import READABLE, channels, contrast
from coursedeck.base.look.paint import UNKNOWN, ThemeColors

THEME = ThemeColors(
    {
        "tx1": "1B2430", "bg1": "FFFFFF", "tx2": "2F4A6D", "bg2": "EEF2F7", "accent1": "2F6FDE", "accent2": "E07A2F",
        "accent3": "2E9E6B", "accent4": "8A56C8", "accent5": "C2410C", "accent6": "0F766E",
    }
)  # fmt: skip

COLORS = st.from_regex("#[0-9a-f]{6}", fullmatch=True)


@pytest.mark.parametrize(
    ("paint", "color"),
    [
        ("accent1", "2F6FDE"),
        ("#a1B2c3", "A1B2C3"),
        ("a1b2c3", "A1B2C3"),
        ("tx1@12", "1B2430"),
        ("bg1:50", "808080"),
        ("tx2:0", "000000"),
        ("tx2:0:100", "FFFFFF"),
        ("accent3:100:0:0", "666666"),
        ("hlink", UNKNOWN),
    ],
)
def test_a_paint_has_the_colour_that_its_changes_give(paint: str, color: str) -> None:
    assert THEME.hex(paint) == color


def test_contrast_is_the_standard_s() -> None:
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("FFFFFF", "777777") == contrast("777777", "FFFFFF")


@given(COLORS, COLORS)
def test_contrast_lies_between_1_and_21(one: str, other: str) -> None:
    assert 1 <= contrast(one, other) <= 21.0001


@given(COLORS)
def test_ink_is_the_better_of_text_and_ground(color: str) -> None:
    ink = THEME.ink(color)
    best = max(contrast(THEME.hex(role), color) for role in ("tx1", "bg1"))
    assert contrast(THEME.hex(ink), color) == best
    assert best >= 3.9, "one of the two is always seen"


@given(COLORS)
def test_a_drawing_s_colour_becomes_a_paint_that_looks_like_it(color: str) -> None:
    paint = THEME.paint(color)
    given, drawn = channels(color), channels(THEME.hex(paint))
    # greys of a drawing may take a theme's tint; colours keep theirs
    assert max(abs(a - b) for a, b in zip(given, drawn, strict=True)) < 0.2


@pytest.mark.parametrize("role", [role for role in THEME.colors if role.startswith("accent")])
def test_a_role_s_own_colour_is_that_role(role: str) -> None:
    assert THEME.paint(f"#{THEME.colors[role].lower()}") == role


def test_a_shade_follows_its_accent_into_another_theme() -> None:
    pale = THEME.hex("accent1:40:60").lower()
    paint = THEME.paint(f"#{pale}")
    other = ThemeColors({**THEME.colors, "accent1": "C2185B"})
    assert paint.startswith("accent1:")
    assert other.hex(paint) != THEME.hex(paint)
    red, _, blue = channels(other.hex(paint))
    assert red > blue, "as the other theme's accent is"


def test_steps_go_away_from_the_ground() -> None:
    dark = ThemeColors({"bg1": "101418", "tx1": "FFFFFF"})
    assert channels(THEME.hex(THEME.step("bg1", 15)))[0] < 1
    assert channels(dark.hex(dark.step("bg1", 15)))[0] > channels("101418")[0]
    assert contrast(THEME.hex("tx1"), THEME.hex("bg1")) > READABLE


@pytest.mark.parametrize("tint", ["#e5f5fd", "#EBF3E7", "#ece8f6", "#fdf7e3"])
def test_clusters_that_nobody_coloured_take_a_pale_tint_of_the_theme(tint: str) -> None:
    wine = ThemeColors({"accent1": "8C2F39", "accent3": "4F6B3A", "accent4": "7A4F9A", "accent5": "8A5A00"})
    paint = wine.paint(tint)
    assert paint.partition(":")[0] in wine.colors
    assert contrast("2A2320", wine.hex(paint)) > 12
    assert ThemeColors({"tx1": "000000", "bg1": "FFFFFF"}).paint(tint).lower() == tint.lower()
