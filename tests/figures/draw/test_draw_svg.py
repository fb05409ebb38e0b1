"""SVGs stand alone, say everything, and are the same on every run."""

from __future__ import annotations

import base64
import re
from xml.etree import ElementTree as ET

import pytest

from coursedeck.base.text import Families
from coursedeck.figures.draw import svg
from coursedeck.model.drawing import (
    Align,
    Drawing,
    DrawnCluster,
    DrawnEdge,
    DrawnNode,
    Paint,
    TextBlock,
    TextLine,
)
from coursedeck.model.graph import Arrow, Dash, Icon, NodeShape
from coursedeck.model.text import Span
from coursedeck.model.units import Box, Point
from coursedeck.model.values import replace

FAMILIES = Families()
SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
PAINT = Paint("#ffffff", "#336699", 1.5)
ICON = Icon("aws/compute/ec2", "image/png", b"not looked at", 256, 128)


def block(text: str, box: Box) -> TextBlock:
    lines = tuple(TextLine((Span(line),), 50.0, box.top + 10 + 12 * i) for i, line in enumerate(text.split("\n")))
    return TextBlock(box, lines, 12.0, "#1b2430")


def node(number: int, label: str, **given: object) -> DrawnNode:
    box = Box(10.0 + 100 * number, 10.0, 80.0, 40.0)
    made = DrawnNode(f"n{number}", box, NodeShape.ROUNDED, PAINT, block(label, box) if label else None)
    return replace(made, **given)  # type: ignore[arg-type]


def edge(head: Arrow = Arrow.TRIANGLE, *, curved: bool = False, dash: Dash = Dash.SOLID, label: str = "") -> DrawnEdge:
    path = (Point(90, 30), Point(100, 30), Point(100, 50), Point(110, 50))
    words = block(label, Box(95, 35, 20, 12)) if label else None
    return DrawnEdge("e1", "n0", "n1", path, curved, Paint(None, "#5b6875", 1.5, dash), Arrow.NONE, head, words)


def drawing(*items: DrawnCluster | DrawnEdge | DrawnNode, name: str = "figure") -> Drawing:
    return Drawing(name, "제목 & <title>", "a → b", 400.0, 200.0, items, 12.0)


def parsed(*items: DrawnCluster | DrawnEdge | DrawnNode) -> ET.Element:
    return ET.fromstring(svg(drawing(*items), FAMILIES))


def test_the_document_says_what_it_is() -> None:
    root = parsed(node(0, "a"))
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("400pt", "200pt", "0 0 400 200")
    assert root.get("role") == "img"
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert (title.text, desc.text) == ("제목 & <title>", "a → b")
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"


def test_every_label_is_real_text() -> None:
    cluster = DrawnCluster("c1", Box(0, 0, 400, 200), PAINT, block("모둠 Group", Box(0, 0, 80, 20)))
    root = parsed(cluster, edge(label="가 <b> & 나"), node(0, "one\ntwo"), node(1, "<script>alert('x')</script>"))
    lines = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    assert lines == ["모둠 Group", "가 <b> & 나", "one", "two", "<script>alert('x')</script>"]
    assert not list(root.iter(f"{SVG}script"))


def test_runs_name_a_family_for_their_script() -> None:
    (text,) = parsed(node(0, "VM 가상")).iter(f"{SVG}text")
    runs = [(run.text, run.get("font-family", "")) for run in text]
    assert [words for words, _ in runs] == ["VM ", "가상"]
    assert "'Malgun Gothic'" in runs[1][1]
    assert "'Malgun Gothic'" not in runs[0][1]
    assert all(family.endswith("sans-serif") for _, family in runs)


def test_right_to_left_lines_say_so() -> None:
    (text,) = parsed(node(0, "שלום abc")).iter(f"{SVG}text")
    assert text.get("direction") == "rtl"
    assert "".join(text.itertext()) == "שלום abc"


def test_an_icon_is_held_once_and_used_often() -> None:
    nodes = [node(i, "x", icon=ICON, icon_box=Box(10, 10, 32, 16), shape=NodeShape.NONE) for i in range(3)]
    root = parsed(*nodes, node(3, "y", icon=replace(ICON, data=b"another"), icon_box=Box(0, 0, 8, 8)))
    images = list(root.iter(f"{SVG}image"))
    assert [image.get(XLINK) for image in images] == [
        f"data:image/png;base64,{base64.b64encode(data).decode()}" for data in (b"not looked at", b"another")
    ]
    uses = list(root.iter(f"{SVG}use"))
    assert [use.get("href") for use in uses] == [f"#{images[0].get('id')}"] * 3 + [f"#{images[1].get('id')}"]
    assert [use.get(XLINK) for use in uses] == [use.get("href") for use in uses]


def test_icons_keep_their_proportions() -> None:
    root = parsed(node(0, "x", icon=ICON, icon_box=Box(20, 30, 32, 16)))
    (use,) = root.iter(f"{SVG}use")
    assert use.get("transform") == "translate(20 30) scale(0.12500 0.12500)"


def test_nothing_outside_is_referred_to() -> None:
    linked = node(0, "a", icon=ICON, icon_box=Box(0, 0, 8, 8), link="https://example.org/?a=1&b=2")
    text = svg(drawing(linked, edge(), node(1, "b")), FAMILIES)
    assert "file:" not in text
    references = re.findall(r'href="([^"]*)"', text)
    assert {ref.split(":")[0] for ref in references if not ref.startswith("#")} == {"data", "https"}
    links = [a.get("href") for a in ET.fromstring(text).iter(f"{SVG}a")]
    assert links == ["https://example.org/?a=1&b=2"]
    assert "url(" not in text


def test_links_that_run_code_are_left_out() -> None:
    assert "javascript" not in svg(drawing(node(0, "a", link="javascript:alert(1)")), FAMILIES)


def test_control_characters_do_not_break_the_document() -> None:
    (text,) = parsed(node(0, "a\x00\x0b\ufffeb")).iter(f"{SVG}text")
    assert "".join(text.itertext()) == "ab"


def test_the_same_drawing_gives_the_same_text() -> None:
    made = drawing(node(0, "a"), edge(), node(1, "나"))
    assert svg(made, FAMILIES) == svg(made, FAMILIES)


def test_ids_start_with_the_figures_name() -> None:
    ids = re.findall(r' id="([^"]*)"', svg(drawing(node(0, "a"), name="1주차/VM & co"), FAMILIES))
    assert ids == ["1-vm-co-title", "1-vm-co-desc", "1-vm-co-n0"]


@pytest.mark.parametrize("shape", NodeShape)
def test_every_outline_stays_in_its_box(shape: NodeShape) -> None:
    root = parsed(node(0, "", shape=shape))
    numbers = [
        (float(x), float(y))
        for path in root.iter(f"{SVG}path")
        for x, y in re.findall(r"(?<=[ML] )(-?[\d.]+) (-?[\d.]+)", path.get("d", ""))
    ]
    assert numbers
    assert all(9.9 <= x <= 90.1 and 9.9 <= y <= 50.1 for x, y in numbers)


@pytest.mark.parametrize(
    ("arrow", "shapes"),
    [(Arrow.NONE, 0), (Arrow.TRIANGLE, 1), (Arrow.OPEN, 1), (Arrow.DIAMOND, 1), (Arrow.CIRCLE, 1), (Arrow.CROSS, 1)],
)
def test_heads_end_where_the_line_does(arrow: Arrow, shapes: int) -> None:
    root = parsed(edge(arrow))
    paths = [path.get("d", "") for path in root.iter(f"{SVG}path")]
    circles = list(root.iter(f"{SVG}circle"))
    assert len(paths) + len(circles) == 1 + shapes
    if arrow in {Arrow.TRIANGLE, Arrow.DIAMOND}:
        assert paths[1].startswith("M 110 50 ")
    if circles:
        assert float(circles[0].get("cx", "0")) + float(circles[0].get("r", "0")) == pytest.approx(110, abs=0.02)


def test_curves_are_curves_and_dashes_are_dashes() -> None:
    root = parsed(edge(curved=True, dash=Dash.DASHED))
    (line, _) = root.iter(f"{SVG}path")
    assert " C 100 30 100 50 " in line.get("d", "")
    assert line.get("stroke-dasharray") == "6 4"


def test_nothing_is_painted_where_nothing_is_wanted() -> None:
    root = parsed(node(0, "words", shape=NodeShape.NONE, paint=Paint(None, None, 1.0)))
    assert not list(root.iter(f"{SVG}path"))


def test_aligned_texts_keep_to_their_side() -> None:
    box = Box(100, 0, 200, 20)
    starts = {}
    for align in Align:
        label = replace(block("words", box), align=align)
        (text,) = parsed(replace(node(0, ""), label=label)).iter(f"{SVG}text")
        starts[align] = float(text.get("x", "0"))
    assert starts == {Align.LEFT: 125.0, Align.CENTER: 200.0, Align.RIGHT: 275.0}


@pytest.mark.parametrize(
    ("arrow", "strokes", "hollow"),
    [
        (Arrow.HOLLOW_TRIANGLE, 1, 1),
        (Arrow.HOLLOW_DIAMOND, 1, 1),
        (Arrow.HOLLOW_CIRCLE, 1, 1),
        (Arrow.ONE, 2, 0),
        (Arrow.ZERO_OR_ONE, 2, 1),
        (Arrow.ONE_OR_MORE, 2, 0),
        (Arrow.ZERO_OR_MORE, 2, 1),
    ],
)
def test_hollow_heads_are_white_and_crows_feet_are_strokes(arrow: Arrow, strokes: int, hollow: int) -> None:
    root = ET.fromstring(svg(drawing(edge(arrow)), FAMILIES))
    line, *parts = root.iter(f"{SVG}path")
    assert line.get("fill") == "none"
    assert len(parts) == strokes
    assert sum(part.get("fill") == "#ffffff" for part in parts) == hollow
    assert {part.get("stroke") for part in parts} == {"#5b6875"}
