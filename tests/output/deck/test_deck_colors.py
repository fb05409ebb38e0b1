"""Colours of drawings as shades of the theme."""

from __future__ import annotations

import pytest

from coursedeck.base.look.contrast import contrast
from coursedeck.base.look.paint import ThemeColors
from coursedeck.output.deck.colors import color_element

LIGHT = ThemeColors(
    {
        "tx1": "1B2430",
        "bg1": "FFFFFF",
        "tx2": "33404F",
        "bg2": "F3F5F8",
        "accent1": "1F5FA8",
        "accent2": "B4531A",
        "accent3": "2F7D4F",
        "accent4": "7A4FB0",
        "accent5": "0F766E",
        "accent6": "9F1D4A",
    }
)


def distance(one: str, other: str) -> int:
    return max(abs(int(one[i : i + 2], 16) - int(other[i : i + 2], 16)) for i in (0, 2, 4))


@pytest.mark.parametrize(
    ("color", "paint"),
    [("#1F5FA8", "accent1"), ("#1f5fa9", "accent1"), ("#FFFFFF", "bg1"), ("#33404F", "tx2"), ("#B4531A", "accent2")],
)
def test_colours_of_the_theme_are_its_roles(color: str, paint: str) -> None:
    assert LIGHT.paint(color) == paint


@pytest.mark.parametrize(
    ("color", "role"),
    [
        ("#D2DFEE", "accent1"),
        ("#E8F0FA", "accent1"),
        ("#0F2F54", "accent1"),
        ("#F6DFD1", "accent2"),
        ("#FDF1EA", "accent2"),
        ("#D5E5DC", "accent3"),
        ("#E4DCEF", "accent4"),
    ],
)
def test_shades_follow_the_nearest_accent(color: str, role: str) -> None:
    paint = LIGHT.paint(color)
    assert paint.startswith(f"{role}:")
    assert distance(LIGHT.hex(paint), color[1:]) <= 14


@pytest.mark.parametrize("color", ["#FF0000", "#FFA500", "#0000FF", "#B22222", "#4169E1", "#99FF66"])
def test_colours_that_no_shade_comes_near_stay_as_they_are(color: str) -> None:
    assert LIGHT.hex(LIGHT.paint(color)) == color[1:]


@pytest.mark.parametrize("color", ["#000000", "#333333", "#888888", "#DDDDDD", "#FAFAFA"])
def test_greys_follow_the_neutrals(color: str) -> None:
    paint = LIGHT.paint(color)
    assert paint[:3] in {"tx1", "tx2", "bg1", "bg2"}
    assert distance(LIGHT.hex(paint), color[1:]) <= 12


def test_a_hue_that_the_theme_lacks_stays_itself() -> None:
    assert LIGHT.paint("#CCCC00") == "#CCCC00"


@pytest.mark.parametrize("ground", ["tx1", "bg1", "bg2", "tx2", "accent1", "accent1:40:60", "accent2:75"])
def test_ink_reads_on_its_ground(ground: str) -> None:
    assert contrast(LIGHT.hex(LIGHT.ink(ground)), LIGHT.hex(ground)) >= 4.5


def test_the_grammar() -> None:
    made = color_element("accent1:40:60:80@50")
    assert [(child.tag.rpartition("}")[2], child.get("val")) for child in made] == [
        ("satMod", "80000"),
        ("lumMod", "40000"),
        ("lumOff", "60000"),
        ("alpha", "50000"),
    ]
    assert color_element("1B2430").get("val") == "1B2430"
    assert color_element("#1b2430").get("val") == "1B2430"
