"""Connectors of figures: attached at the drawn ends, along the drawn path."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursedeck.model.drawing import Drawing, DrawnEdge, DrawnItem, DrawnNode, Paint
from coursedeck.model.graph import Arrow, Dash
from coursedeck.model.units import Box, Point
from coursedeck.model.values import replace
from tests.output.deck.deck_samples import (
    Package,
    drawing,
    edge,
    every_path,
    found,
    layers,
    node,
)
from tests.output.deck.figure_geometry import box_of, drawn_path, glued_places, near, wanted_path, written_figure
from tests.output.deck.office_lines import lines_in_libreoffice

FIGURES = ("outlines", "arrows", "paths", "layers")


_LAST = (Arrow.DIAMOND, Arrow.CIRCLE)
LINES = (*(arrow for arrow in Arrow if arrow not in _LAST), *_LAST)
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


def test_every_line_is_a_plain_connector_of_its_group(package: Package) -> None:
    group = found(package.slide("paths"), "//p:grpSp[not(ancestor::p:grpSp)]")[0]
    ends = found(group, "p:cxnSp/p:nvCxnSpPr/p:cNvCxnSpPr")
    assert [len(found(end, "a:stCxn | a:endCxn")) for end in ends] == [2] * 12
    assert len(found(group, ".//p:cxnSp")) == 12


def test_what_libreoffice_would_reroute_has_a_free_line_for_it(package: Package) -> None:
    choices = found(package.slide("paths"), "//mc:AlternateContent")
    assert [found(choice, "mc:Choice[@Requires='a16']/*") for choice in choices] == [[]] * len(choices)
    for choice in choices:
        connector, free = choice.getprevious(), found(choice, "mc:Fallback/p:sp")[0]
        ends = drawn_path(connector)[0], drawn_path(connector)[-1]
        line = drawn_path(free)
        for one, other in zip(ends, (line[0], line[-1]), strict=True):
            assert near(one, other, 0.15)


def test_a_line_with_a_free_one_keeps_its_colour_for_powerpoint(package: Package) -> None:
    for choice in found(package.slide("paths"), "//mc:AlternateContent"):
        stops = found(choice.getprevious(), "p:spPr/a:ln/a:gradFill/a:gsLst/a:gs")
        own = found(choice, "mc:Fallback/p:sp/p:spPr/a:ln/a:solidFill/*/@val")
        opaque = [stop for stop in stops if not found(stop, ".//a:alpha")]
        assert [int(stop.get("pos")) for stop in opaque] == [0, 2, 100_000]
        assert [found(stop, "*/@val") for stop in opaque] == [own] * 3


def sideways(name: str, left: float, top: float, start: float, end: float, offset: float) -> list[DrawnItem]:
    """Two boxes and a line from the right of one to the left of the other, at shares of their heights."""
    one, other = Box(left, top, 40, 40), Box(left + 100, top + offset, 40, 60)
    path = [(one.right, top + 40 * start)] * 2 + [(other.left, other.top + 60 * end)] * 2
    path[1:3] = [(left + 70, path[0][1]), (left + 70, path[3][1])]
    return [
        edge(f"{name}e", f"{name}a", f"{name}b", path),
        node(f"{name}a", f"{name}a", one),
        node(f"{name}b", f"{name}b", other),
    ]


def mixed() -> Drawing:
    """Lines that LibreOffice draws as they are, at usual sites and beside them, and some that it would not."""
    items: list[DrawnItem] = []
    shares = [(0.5, 0.5), (0.25, 0.5), (0.5, 0.8), (0.25, 0.8)]
    for row, (start, end) in enumerate(shares):
        for column, offset in enumerate((-35.0, 25.0, 75.0)):
            items += sideways(f"s{row}{column}", 20 + 180 * column, 60 + 170 * row, start, end, offset)
    return drawing("mixed", 560, 760, [*every_path().items, *(_lower(item) for item in items)])


def _lower(item: DrawnItem) -> DrawnItem:
    """`item` below the other paths."""
    if isinstance(item, DrawnEdge):
        return replace(item, path=tuple(Point(point.x, point.y + 320) for point in item.path))
    assert isinstance(item, DrawnNode) and item.label is not None
    label = replace(item.label, box=item.label.box.scaled(1, 0, 320), lines=())
    return replace(item, box=item.box.scaled(1, 0, 320), label=label)


@pytest.mark.office
def test_libreoffice_draws_each_line_once_along_its_path(tmp_path: Path) -> None:
    made = mixed()
    shown = lines_in_libreoffice(made, tmp_path)
    edges = [item for item in made.items if isinstance(item, DrawnEdge)]
    assert len(shown) == len(edges)
    for line in edges:
        wanted = wanted_path(made, line.id)
        assert any(
            len(path) == len(wanted) and all(near(one, other, 1.2) for one, other in zip(path, wanted, strict=True))
            for path in shown
        ), (line.id, wanted)


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


HEADS = {
    Arrow.HOLLOW_TRIANGLE: (1, 1),
    Arrow.HOLLOW_DIAMOND: (1, 1),
    Arrow.HOLLOW_CIRCLE: (1, 1),
    Arrow.ONE: (2, 0),
    Arrow.ZERO_OR_ONE: (2, 1),
    Arrow.ONE_OR_MORE: (2, 0),
    Arrow.ZERO_OR_MORE: (2, 1),
}
"""Shapes of a head, and how many of them hide the line below them."""


@pytest.mark.parametrize("arrow", HEADS)
def test_heads_that_office_does_not_have_are_shapes_at_the_tip(arrow: Arrow) -> None:
    made = drawing(
        "one",
        300,
        60,
        [
            node("a", "A", Box(0, 0, 80, 40)),
            node("b", "B", Box(220, 0, 80, 40)),
            edge("e", "a", "b", [(80, 20), (220, 20)], head_arrow=arrow),
        ],
    )
    root = written_figure(made)
    shapes = [shape for shape in found(root, "//p:sp") if found(shape, "p:nvSpPr/p:cNvPr/@name") == ["A → B"]]
    shapes += [shape for shape in found(root, "//p:sp") if found(shape, "p:nvSpPr/p:cNvPr/@name") == ["A — B"]]
    count, hollow = HEADS[arrow]
    assert len(shapes) == count
    assert sum(bool(found(shape, "p:spPr/a:solidFill")) for shape in shapes) == hollow
    assert not found(root, "//p:cxnSp/p:spPr/a:ln/a:tailEnd")
    line = Box(*box_of(found(root, "//p:cxnSp")[0]))
    for box in (Box(*box_of(shape)) for shape in shapes):
        assert line.right - 25 * line.width / 140 <= box.left and box.right <= line.right + 0.1
        assert abs(box.center.y - line.center.y) < 0.1
