"""SVG that any reader parses: what people wrote stays text, and presets stay in their boxes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from coursedeck.base.svg import attributes, element, path_of, preset_path, rounded_path, short, words
from coursedeck.model.units import Box, Point

ANY_TEXT = st.text(st.characters(exclude_categories=[]))
SIZES = st.floats(1, 1000)
PRESETS = (
    "rect", "roundRect", "ellipse", "line", "triangle", "rtTriangle", "diamond", "parallelogram", "hexagon",
    "chevron", "no such preset",
)  # fmt: skip

# characters of XML 1.0, section 2.2; a reader turns a carriage return into a line feed
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@given(ANY_TEXT)
def test_any_text_is_read_back(text: str) -> None:
    kept = FORBIDDEN.sub("", text)
    read = etree.fromstring(element("text", {"data-x": text}, words(text)))
    assert (read.text or "") == kept.replace("\r\n", "\n").replace("\r", "\n")
    assert len(read) == 0
    assert (read.get("data-x") or "").split() == kept.split()


def test_attributes_keep_their_order_and_none_is_left_out() -> None:
    assert attributes({"x": 1.50, "fill": None, "y": 2, "id": 'a"b'}) == """ x="1.5" y="2" id='a"b'"""
    assert element("g", {}) == "<g/>" and element("g", {}, "") == "<g></g>"


@given(st.floats(-1e6, 1e6))
def test_coordinates_are_short_and_near(value: float) -> None:
    text = short(value)
    assert re.fullmatch(r"-?\d+(\.\d{1,2})?", text) and text != "-0"
    assert float(text) == pytest.approx(value, abs=0.0051)


def test_a_path_is_closed_where_it_should_be() -> None:
    points = (Point(0, 0), Point(3.333, 0), Point(0, 4))
    assert path_of(points) == "M 0 0 L 3.33 0 L 0 4"
    assert path_of(iter(points), closed=True) == "M 0 0 L 3.33 0 L 0 4 Z"


def places(path: str, box: Box) -> list[tuple[float, float]]:
    """The points that path data passes; arcs are taken at their ends."""
    x, y = 0.0, 0.0
    found = []
    for command, rest in re.findall(r"([MLHVAZ])([^MLHVAZ]*)", path):
        numbers = [float(number) for number in rest.split()]
        if command == "H":
            x = numbers[0]
        elif command == "V":
            y = numbers[0]
        elif command != "Z":
            x, y = numbers[-2:]
        found.append((x, y))
    return found


@pytest.mark.parametrize("name", PRESETS)
@given(st.floats(-500, 500), st.floats(-500, 500), SIZES, SIZES)
def test_a_preset_stays_in_its_box(name: str, left: float, top: float, width: float, height: float) -> None:
    box = Box(left, top, width, height)
    for x, y in places(preset_path(name, box), box):
        assert box.left - 0.01 <= x <= box.right + 0.01
        assert box.top - 0.01 <= y <= box.bottom + 0.01


@given(SIZES, SIZES, st.floats(0, 2000))
def test_round_corners_are_half_the_shorter_side_at_most(width: float, height: float, radius: float) -> None:
    path = rounded_path(Box(0, 0, width, height), radius)
    radii = [float(one) for one in re.findall(r"A ([\d.]+)", path)]
    assert all(one <= min(width, height) / 2 + 0.01 for one in radii)
    assert bool(radii) == (radius > 0)


def test_an_adjusted_preset_follows_its_adjustment() -> None:
    box = Box(0, 0, 100, 50)
    assert preset_path("triangle", box, {"adj": 0}).startswith("M 0 0 L 100 50")
    assert preset_path("triangle", box, {"adj": 100_000}).startswith("M 100 0")
    assert preset_path("no such preset", box) == preset_path("rect", box)
