"""Figures on a dark slide: fills become dark in their own hue, words, lines and icons become light."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image, ImageColor

from coursedeck.base.look.contrast import contrast
from coursedeck.base.look.dark_backgrounds import adapt_to_background
from coursedeck.base.look.oklab import oklch
from coursedeck.base.look.paint import ThemeColors
from coursedeck.model.drawing import (
    GROUND_ID,
    Drawing,
    DrawnCluster,
    DrawnEdge,
    DrawnItem,
    DrawnNode,
    FigureFiles,
    Paint,
)
from coursedeck.model.graph import Icon, NodeShape
from coursedeck.model.slide import Deck, Layout
from coursedeck.model.units import Box
from coursedeck.model.values import replace
from tests.output.deck.deck_samples import (
    FIGURE_SVG,
    TEMPLATE,
    Package,
    block,
    drawing,
    edge,
    figure,
    found,
    node,
    png,
    sample_deck,
    slide,
    written,
)

PAPER = "0e1624"
DARK = ThemeColors({"tx1": "F2F5FA", "bg1": PAPER.upper()})
LIGHT = ThemeColors({"tx1": "1B2430", "bg1": "FFFFFF"})


def sample() -> Drawing:
    """Two boxes, a line with words between them, a patch of paper, and the same line within a filled box."""
    one, other = node("a", "a", Box(0, 0, 60, 40)), node("b", "b", Box(200, 0, 60, 40))
    around = DrawnCluster("c", Box(0, 60, 260, 60), Paint("#E8F0FA", "#33404F", 1), block("inside", 10, 64, 80))
    bare = DrawnCluster("d", Box(0, 130, 260, 40), Paint(None, "#33404F", 1), block("bare", 100, 142, 60))
    patch = node("p", "else", Box(0, 180, 60, 20), paint=Paint("#ffffff", None, 0))
    lines = [
        edge("e1", "a", "b", [(60, 20), (200, 20)], label=block("on the slide", 100, 2, 60)),
        edge("e2", "a", "b", [(60, 90), (200, 90)], label=block("in the box", 100, 72, 60)),
        edge("e3", "a", "b", [(60, 30), (200, 30)], paint=Paint(None, "#ffd166", 1.5)),
    ]
    return drawing("dark", 260, 200, [around, bare, *lines, one, other, patch])


def adapted(made: Drawing) -> dict[str, DrawnItem]:
    return {item.id: item for item in adapt_to_background(made.items, DARK, "bg1")}


def test_words_and_lines_on_a_dark_slide_read() -> None:
    items = adapted(sample())
    line, bare, patch = items["e1"], items["d"], items["p"]
    assert isinstance(line, DrawnEdge) and isinstance(bare, DrawnCluster) and isinstance(patch, DrawnNode)
    assert line.label is not None and bare.title is not None and patch.label is not None
    for color in (line.label.color, line.paint.stroke, bare.title.color, patch.label.color):
        assert color is not None
        assert contrast(color, PAPER) >= 4.5
    assert bare.paint.stroke is not None and contrast(bare.paint.stroke, PAPER) >= 3
    assert patch.paint.fill == f"#{PAPER}"


@pytest.mark.parametrize(
    "fill", ["#ffffff", "#e5f5fd", "#fdf7e3", "#ffd166", "#d3d3d3", "#f5a623", "#ff8fab", "#90ee90"]
)
def test_light_fills_become_dark_ones_of_their_hue(fill: str) -> None:
    box = node("n", "words", Box(10, 10, 80, 40), paint=Paint(fill, "#7b8894", 1))
    around = DrawnCluster("c", Box(0, 0, 200, 100), Paint("#ece8f6", "#aeb6be", 1), block("title", 10, 62, 60))
    items = adapted(drawing("one", 200, 100, [around, box]))
    cluster, inside = items["c"], items["n"]
    assert isinstance(cluster, DrawnCluster) and isinstance(inside, DrawnNode)
    assert cluster.paint.fill is not None and inside.paint.fill is not None
    for dark in (cluster.paint.fill, inside.paint.fill):
        assert contrast(dark, "#000000") < (0.4 + 0.05) / 0.05 / 2  # a luminance far below 40 %
        assert contrast(dark, PAPER) > 1.1
    assert cluster.paint.fill != inside.paint.fill
    assert cluster.title is not None and contrast(cluster.title.color, cluster.paint.fill) >= 4.5
    assert inside.label is not None and contrast(inside.label.color, inside.paint.fill) >= 4.5
    assert inside.paint.stroke is not None and contrast(inside.paint.stroke, cluster.paint.fill) >= 3
    if oklch(fill)[1] > 0.01:
        assert abs((oklch(inside.paint.fill)[2] - oklch(fill)[2] + 180) % 360 - 180) < 12


def test_dark_fills_and_colours_that_read_stay() -> None:
    strong = node("s", "words", Box(10, 10, 80, 40), paint=Paint("#3b6fb6", None, 0))
    strong = replace(strong, label=replace(block("words", 10, 15, 80), color="#ffffff"))
    yellow = edge("e", "s", "s", [(60, 20), (200, 20)], paint=Paint(None, "#ffd166", 1.5))
    items = adapted(drawing("one", 200, 100, [yellow, strong]))
    assert items == {"s": strong, "e": yellow}


def test_a_coloured_word_keeps_its_hue() -> None:
    red = edge("e", "a", "b", [(0, 20), (90, 20)], label=replace(block("stop", 10, 30, 60), color="#b91c1c"))
    line = adapted(drawing("one", 100, 60, [red]))["e"]
    assert isinstance(line, DrawnEdge) and line.label is not None
    assert contrast(line.label.color, PAPER) >= 4.5
    assert abs(oklch(line.label.color)[2] - oklch("#b91c1c")[2]) < 12


def test_a_figure_with_its_own_ground_stays() -> None:
    made = sample()
    ground = DrawnCluster(GROUND_ID, Box(0, 0, 260, 200), Paint("#101018", None, 0), None)
    items = (ground, *made.items)
    assert adapt_to_background(items, DARK, "bg1") is items


def test_nothing_changes_on_a_white_slide() -> None:
    made = sample()
    assert adapt_to_background(made.items, LIGHT, "bg1") is made.items


def test_words_read_on_a_tinted_slide_whose_fills_stay() -> None:
    grey = edge("e", "a", "b", [(0, 20), (90, 20)], label=replace(block("so", 10, 30, 60), color="#767676"))
    made = drawing("one", 200, 100, [node("n", "words", Box(100, 50, 60, 40)), grey])
    cream = ThemeColors({"tx1": "1B2430", "bg1": "E8DFC8"})
    box, line = adapt_to_background(made.items, cream, "bg1")
    assert box == made.items[0]
    assert isinstance(line, DrawnEdge) and line.label is not None
    assert contrast(line.label.color, "#e8dfc8") >= 4.5


@pytest.mark.parametrize(
    ("color", "anew"), [("#000000", True), ("#3a3a3a", True), ("#e07020", False), ("#dddddd", False)]
)
def test_black_icons_are_drawn_in_the_slides_ink(color: str, anew: bool) -> None:
    picture = Image.new("RGBA", (8, 8), (0, 0, 0, 0))
    picture.paste(ImageColor.getrgb(color), (0, 0, 8, 4))
    data = io.BytesIO()
    picture.save(data, "PNG")
    box = node("n", "words", Box(0, 0, 60, 80), paint=Paint(None, None, 0))
    box = replace(
        box, shape=NodeShape.NONE, icon=Icon("a", "image/png", data.getvalue(), 8, 8), icon_box=Box(5, 5, 50, 50)
    )
    found = adapted(drawing("one", 60, 80, [box]))["n"]
    assert isinstance(found, DrawnNode) and found.icon is not None
    shown = Image.open(io.BytesIO(found.icon.data)).convert("RGBA")
    assert shown.getpixel((1, 6))[3] == 0  # type: ignore[index]
    assert (shown.getpixel((1, 1))[:3] == (0xF2, 0xF5, 0xFA)) == anew  # type: ignore[index]
    if not anew:
        assert found.icon.data == data.getvalue()


def dark_slide(*, as_picture: bool) -> Any:
    deck = Deck(sample_deck().session, (slide("one", Layout.FIGURE, "하나", figure(sample(), as_picture=as_picture)),))
    template = TEMPLATE.with_name("dark.pptx").read_bytes()
    files = {"dark": FigureFiles(FIGURE_SVG, png(80, 30))}
    return Package(written(deck, template, sections=(), figures=files)).slide("one")


@pytest.mark.parametrize("words", ["on the slide", "in the box"])
def test_native_words_take_the_themes_ink(words: str) -> None:
    (run,) = found(dark_slide(as_picture=False), f"//a:r[a:t='{words}']")
    color = found(run, "a:rPr/a:solidFill/*")[0]
    assert color.get("val") == "tx1" and len(color) == 0


def test_a_picture_of_a_figure_brings_its_paper() -> None:
    root = dark_slide(as_picture=True)
    assert found(root, "//p:pic/p:spPr/a:solidFill/a:srgbClr/@val") == ["FFFFFF"]


def test_words_over_the_areas_of_another_thing_read_on_a_dark_slide() -> None:
    quarter = node("q", "", Box(0, 0, 200, 100), paint=Paint("#d6e4f8", "#ffffff", 2))
    words = node("w", "Do it now", Box(40, 10, 120, 24), paint=Paint(None, None, 0))
    assert words.label is not None
    words = replace(words, label=replace(words.label, color="#1d4f91"))
    items = adapted(drawing("quarters", 200, 100, [quarter, words]))
    area, said = items["q"], items["w"]
    assert isinstance(area, DrawnNode) and isinstance(said, DrawnNode)
    assert area.paint.fill is not None and said.label is not None
    assert contrast(said.label.color, area.paint.fill) >= 4.5


def test_broad_lines_become_dark_as_areas_do() -> None:
    flow = edge("f", "a", "b", [(60, 20), (200, 20)], paint=Paint(None, "#bcd4f5", 30))
    thin = edge("t", "a", "b", [(60, 30), (200, 30)], paint=Paint(None, "#bcd4f5", 1.5))
    one, other = node("a", "a", Box(0, 0, 60, 40)), node("b", "b", Box(200, 0, 60, 40))
    items = adapted(drawing("flows", 260, 40, [flow, thin, one, other]))
    broad, line = items["f"], items["t"]
    assert isinstance(broad, DrawnEdge) and isinstance(line, DrawnEdge)
    assert broad.paint.stroke is not None and line.paint.stroke is not None
    assert oklch(broad.paint.stroke)[0] < 0.55 < oklch(line.paint.stroke)[0]
