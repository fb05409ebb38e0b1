"""Lines of figures: glued where they were drawn, along the path that was drawn."""

from __future__ import annotations

import pytest

from coursedeck.model.drawing import DrawnEdge, Paint
from coursedeck.model.graph import Arrow, Dash
from coursedeck.model.units import Box, Point
from tests.deck.deck_samples import (
    Package,
    drawing,
    edge,
    every_path,
    found,
    layers,
    node,
)
from tests.deck.figure_geometry import box_of, drawn_path, glued_places, near, wanted_path, written_figure

FIGURES = ("outlines", "arrows", "paths", "layers")


LINES = (Arrow.NONE, Arrow.TRIANGLE, Arrow.OPEN, Arrow.CROSS, Arrow.DIAMOND, Arrow.CIRCLE)
"""The lines of the figure of arrows, back to front."""


@pytest.mark.parametrize("name", FIGURES)
def test_every_line_is_glued_at_both_ends_where_it_was_drawn(package: Package, name: str) -> None:
    root = package.slide(name)
    figures = {item.name: item for item in (every_path(), layers())}
    ends = list(glued_places(root))
    assert len(ends) == 2 * len(found(root, "//p:cxnSp"))
    for connector, tag, place in ends:
        path = drawn_path(connector)
        drawn = path[0] if tag == "stCxn" else path[-1]
        assert near(drawn, place, 0.45)
    if name in figures:
        edges = [item for item in figures[name].items if isinstance(item, DrawnEdge)]
        assert len(found(root, "//p:cxnSp")) == len(edges)


@pytest.mark.parametrize("index", range(12))
def test_connectors_draw_the_path(package: Package, index: int) -> None:
    made = every_path()
    edges = [item for item in made.items if isinstance(item, DrawnEdge)]
    connector = found(package.slide("paths"), "//p:cxnSp")[index]
    expected = wanted_path(made, edges[index].id)
    drawn = drawn_path(connector)
    assert len(drawn) == len(expected)
    for place, wish in zip(drawn, expected, strict=True):
        assert near(place, wish, 0.15)


def bends(turn: tuple[int, int], down: bool, count: int) -> list[tuple[float, float]]:
    start = (300.0, 150.0)
    corners = [start]
    for step in range(count - 1):
        x, y = corners[-1]
        share = (step // 2 + 1) * 0.3
        corners.append((x, start[1] + turn[1] * share) if (step % 2 == 0) == down else (start[0] + turn[0] * share, y))
    return corners


@pytest.mark.parametrize("turn", [(90, 100), (-90, 100), (90, -100), (-90, -100)])
@pytest.mark.parametrize("down", [True, False])
def test_bends_of_every_direction_draw_the_path(turn: tuple[int, int], down: bool) -> None:
    lines = [edge(f"e{count}", "a", "b", bends(turn, down, count)) for count in range(2, 7)]
    boxes = [node("a", "a", Box(200, 100, 100, 50)), node("b", "b", Box(400, 100, 100, 50))]
    made = drawing("bend", 600, 300, [*lines, *boxes])
    connectors = found(written_figure(made), "//p:cxnSp")
    kinds = [found(connector, ".//a:prstGeom/@prst")[0] for connector in connectors]
    assert kinds == ["straightConnector1", *(f"bentConnector{count}" for count in range(2, 6))]
    for connector, line in zip(connectors, lines, strict=True):
        for place, wish in zip(drawn_path(connector), wanted_path(made, line.id), strict=True):
            assert near(place, wish, 0.15)


def test_what_libreoffice_would_reroute_has_a_free_line_for_it(package: Package) -> None:
    root = package.slide("paths")
    choices = found(root, "//mc:AlternateContent")
    assert [found(choice, "mc:Choice/@Requires") for choice in choices] == [["a16"]] * len(choices)
    for choice in choices:
        connector, free = found(choice, "mc:Choice/p:cxnSp")[0], found(choice, "mc:Fallback/p:sp")[0]
        ends = drawn_path(connector)[0], drawn_path(connector)[-1]
        line = drawn_path(free)
        for one, other in zip(ends, (line[0], line[-1]), strict=True):
            assert near(one, other, 0.15)


def test_straight_lines_need_no_alternative(package: Package) -> None:
    assert found(package.slide("layers"), "//mc:AlternateContent") == []
    assert set(found(package.slide("layers"), "//p:cxnSp//a:prstGeom/@prst")) == {"straightConnector1"}


@pytest.mark.parametrize(
    ("arrow", "head"),
    [(Arrow.TRIANGLE, "triangle"), (Arrow.OPEN, "arrow"), (Arrow.DIAMOND, "diamond"), (Arrow.CIRCLE, "oval")],
)
def test_arrow_heads(package: Package, arrow: Arrow, head: str) -> None:
    line = found(package.slide("arrows"), "//p:cxnSp")[LINES.index(arrow)]
    assert found(line, "p:spPr/a:ln/a:tailEnd/@type") == [head]


def test_a_cross_is_a_shape_at_the_end(package: Package) -> None:
    root = package.slide("arrows")
    crosses = found(root, "//p:sp[p:spPr/a:prstGeom/@prst='mathMultiply']")
    line = found(root, "//p:cxnSp")[LINES.index(Arrow.CROSS)]
    assert found(line, "p:spPr/a:ln/a:tailEnd | p:spPr/a:ln/a:headEnd") == []
    for cross, end in zip(crosses, drawn_path(line), strict=True):
        left, top, width, height = box_of(cross)
        middle = Point(left + width / 2, top + height / 2)
        assert middle.y == pytest.approx(end.y, abs=0.1)
        assert 5 < abs(middle.x - end.x) < 15


def test_dashes(package: Package) -> None:
    lines = found(package.slide("arrows"), "//p:cxnSp/p:spPr/a:ln")
    assert [found(line, "a:prstDash/@val") for line in lines[:3]] == [[], ["dash"], ["sysDot"]]


def test_an_invisible_edge_is_not_drawn() -> None:
    boxes = [node("a", "a", Box(0, 0, 60, 40)), node("b", "b", Box(200, 0, 60, 40))]
    hidden = edge("e", "a", "b", [(60, 20), (200, 20)], paint=Paint(None, None, 1, Dash.SOLID))
    assert found(written_figure(drawing("hidden", 260, 40, [hidden, *boxes])), "//p:cxnSp") == []


def test_heads_that_lie_on_a_rim_are_in_front_of_it() -> None:
    boxes = [node("a", "a", Box(0, 0, 60, 40)), node("b", "b", Box(200, 0, 60, 40))]
    dot = edge("e1", "a", "b", [(60, 10), (200, 10)], head_arrow=Arrow.CIRCLE)
    plain = edge("e2", "a", "b", [(60, 30), (200, 30)])
    root = written_figure(drawing("order", 260, 40, [dot, plain, *boxes]))
    kinds = [child.tag.rpartition("}")[2] for child in found(root, "/p:sld/p:cSld/p:spTree/p:grpSp/*")[2:]]
    assert kinds == ["cxnSp", "sp", "sp", "cxnSp"]
