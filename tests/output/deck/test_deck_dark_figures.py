"""Figures on a dark slide: what lies on the slide itself reads there, what has a colour behind it stays as it is."""

from __future__ import annotations

from typing import Any

import pytest

from coursedeck.base.look.contrast import contrast
from coursedeck.base.look.dark_backgrounds import adapt_to_background
from coursedeck.base.look.paint import ThemeColors
from coursedeck.model.drawing import Drawing, DrawnCluster, DrawnEdge, DrawnNode, FigureFiles, Paint
from coursedeck.model.slide import Deck, Layout
from coursedeck.model.units import Box
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


def test_words_and_lines_on_a_dark_slide_read() -> None:
    items = {item.id: item for item in adapt_to_background(sample().items, DARK, "bg1")}
    line, bare, patch = items["e1"], items["d"], items["p"]
    assert isinstance(line, DrawnEdge) and isinstance(bare, DrawnCluster) and isinstance(patch, DrawnNode)
    assert line.label is not None and bare.title is not None and patch.label is not None
    for color in (line.label.color, line.paint.stroke, bare.title.color, bare.paint.stroke, patch.label.color):
        assert color is not None
        assert contrast(color[1:], PAPER) >= 4.5
    assert patch.paint.fill == f"#{PAPER.upper()}"


def test_what_has_a_colour_behind_it_or_reads_already_stays() -> None:
    made = sample()
    before = {item.id: item for item in made.items}
    after = {item.id: item for item in adapt_to_background(made.items, DARK, "bg1")}
    assert all(after[name] == before[name] for name in ("a", "b", "c", "e2", "e3"))


def test_nothing_changes_on_a_light_slide() -> None:
    made = sample()
    assert adapt_to_background(made.items, LIGHT, "bg1") is made.items


def dark_slide(*, as_picture: bool) -> Any:
    deck = Deck(sample_deck().session, (slide("one", Layout.FIGURE, "하나", figure(sample(), as_picture=as_picture)),))
    template = TEMPLATE.with_name("dark.pptx").read_bytes()
    files = {"dark": FigureFiles(FIGURE_SVG, png(80, 30))}
    return Package(written(deck, template, sections=(), figures=files)).slide("one")


@pytest.mark.parametrize(("words", "anew"), [("on the slide", True), ("in the box", False)])
def test_native_words_take_the_themes_ink_where_they_lie_on_the_slide(words: str, anew: bool) -> None:
    (run,) = found(dark_slide(as_picture=False), f"//a:r[a:t='{words}']")
    color = found(run, "a:rPr/a:solidFill/*")[0]
    assert (color.get("val") == "tx1" and len(color) == 0) == anew


def test_a_picture_of_a_figure_brings_its_paper() -> None:
    root = dark_slide(as_picture=True)
    assert found(root, "//p:pic/p:spPr/a:solidFill/a:srgbClr/@val") == ["FFFFFF"]
