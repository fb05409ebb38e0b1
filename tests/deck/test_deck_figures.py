"""Figures as native groups: lines glued where they were drawn, words as they were drawn."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from coursedeck.deck.figures.outlines import OUTLINES
from coursedeck.model.drawing import Drawing, DrawnCluster, DrawnEdge, DrawnNode, Paint
from coursedeck.model.graph import Arrow, Dash, NodeShape
from coursedeck.model.slide import Deck, Layout
from coursedeck.model.units import Box, Point
from tests.deck.deck_samples import (
    Package,
    block,
    drawing,
    edge,
    every_path,
    figure,
    found,
    icon_node,
    layers,
    node,
    sample_deck,
    slide,
    written,
)

EMU = 12700
FIGURES = ("outlines", "arrows", "paths", "layers")
LINES = (Arrow.NONE, Arrow.TRIANGLE, Arrow.OPEN, Arrow.CROSS, Arrow.DIAMOND, Arrow.CIRCLE)
"""The lines of the figure of arrows, back to front."""
USUAL = ((0.5, 0.0), (0.0, 0.5), (0.5, 1.0), (1.0, 0.5))


def written_figure(made: Drawing) -> Any:
    deck = Deck(sample_deck().session, (slide("one", Layout.FIGURE, "하나", figure(made)),))
    return Package(written(deck, sections=())).slide("one")


def near(one: Point, other: Point, within: float) -> bool:
    return max(abs(one.x - other.x), abs(one.y - other.y)) <= within


def number(node: Any, name: str) -> int:
    return int(node.get(name))


def box_of(shape: Any) -> tuple[float, float, float, float]:
    place = found(shape, "p:spPr/a:xfrm")[0]
    values = [number(place[0], "x"), number(place[0], "y"), number(place[1], "cx"), number(place[1], "cy")]
    left, top, width, height = (value / EMU for value in values)
    return left, top, width, height


def sites_of(shape: Any) -> list[tuple[float, float]]:
    """Connection sites as shares of width and height."""
    guides = {guide.get("name"): guide.get("fmla").split() for guide in found(shape, ".//a:gdLst/a:gd")}
    known = {"l": 0.0, "t": 0.0, "hc": 0.5, "vc": 0.5, "r": 1.0, "b": 1.0}
    known |= {
        name: int(words[2]) / int(words[3])
        for name, words in guides.items()
        if name.startswith("g") and name[1:2] in "xy"
    }
    listed = found(shape, ".//a:cxnLst/a:cxn/a:pos")
    return [(known[site.get("x")], known[site.get("y")]) for site in listed] or list(USUAL)


def glued_places(root: Any) -> Iterator[tuple[Any, str, Point]]:
    shapes = {found(shape, "p:nvSpPr/p:cNvPr/@id")[0]: shape for shape in found(root, "//p:sp[p:nvSpPr]")}
    for connector in found(root, "//p:cxnSp"):
        for tag in ("stCxn", "endCxn"):
            end = found(connector, f"p:nvCxnSpPr/p:cNvCxnSpPr/a:{tag}")[0]
            shape = shapes[end.get("id")]
            x, y = sites_of(shape)[number(end, "idx")]
            left, top, width, height = box_of(shape)
            yield connector, tag, Point(left + x * width, top + y * height)


def local_path(connector: Any) -> list[tuple[float, float]]:
    """The corners that the preset draws in its own frame, by the formulas of the standard."""
    name = found(connector, "p:spPr/a:prstGeom/@prst")[0]
    _, _, width, height = box_of(connector)
    guides = {guide.get("name"): int(guide.get("fmla").split()[1]) / 100_000 for guide in found(connector, ".//a:gd")}
    first, second, third = (guides.get(f"adj{index}", 0.5) for index in (1, 2, 3))
    x1, y2, x3 = first * width, second * height, third * width
    return {
        "straightConnector1": [(0.0, 0.0), (width, height)],
        "bentConnector2": [(0.0, 0.0), (width, 0.0), (width, height)],
        "bentConnector3": [(0.0, 0.0), (x1, 0.0), (x1, height), (width, height)],
        "bentConnector4": [(0.0, 0.0), (x1, 0.0), (x1, y2), (width, y2), (width, height)],
        "bentConnector5": [(0.0, 0.0), (x1, 0.0), (x1, y2), (x3, y2), (x3, height), (width, height)],
    }[name]


def drawn_path(connector: Any) -> list[Point]:
    """The corners on the slide: flipped, then turned about the middle, as ``a:xfrm`` says."""
    left, top, width, height = box_of(connector)
    if found(connector, "p:spPr/a:custGeom"):
        points = found(connector, ".//a:path//a:pt")
        return [Point(left + number(pt, "x") / EMU, top + number(pt, "y") / EMU) for pt in points]
    place = found(connector, "p:spPr/a:xfrm")[0]
    angle = math.radians(int(place.get("rot", "0")) / 60_000)
    points = []
    for x, y in local_path(connector):
        across = (width - x if place.get("flipH") == "1" else x) - width / 2
        down = (height - y if place.get("flipV") == "1" else y) - height / 2
        turned = Point(
            across * math.cos(angle) - down * math.sin(angle), across * math.sin(angle) + down * math.cos(angle)
        )
        points.append(Point(left + width / 2 + turned.x, top + height / 2 + turned.y))
    return points


def wanted_path(made: Drawing, name: str) -> list[Point]:
    shape = figure(made)
    scale = shape.box.width / made.width
    line = next(item for item in made.items if isinstance(item, DrawnEdge) and item.id == name)
    return [Point(shape.box.left + point.x * scale, shape.box.top + point.y * scale) for point in line.path]


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


def test_a_figure_is_one_named_group_with_alt_text(package: Package) -> None:
    groups = found(package.slide("layers"), "/p:sld/p:cSld/p:spTree/p:grpSp/p:nvGrpSpPr/p:cNvPr")
    assert [(group.get("name"), group.get("descr")) for group in groups] == [("layers", "layers: what it shows")]


def test_groups_keep_sizes_as_they_are(package: Package) -> None:
    for name in FIGURES:
        for place in found(package.slide(name), "//p:grpSp/p:grpSpPr/a:xfrm"):
            assert dict(place[0].attrib) == dict(place[2].attrib)
            assert dict(place[1].attrib) == dict(place[3].attrib)


def test_words_have_the_size_and_the_breaks_of_the_drawing(package: Package) -> None:
    root = package.slide("outlines")
    scale = found(root, "/p:sld/p:cSld/p:spTree/p:grpSp/p:grpSpPr/a:xfrm/a:ext/@cx")[0]
    expected = round(14 * int(scale) / EMU / 850 * 100)
    bodies = found(root, "/p:sld/p:cSld/p:spTree/p:grpSp/p:sp/p:txBody")
    assert len(bodies) == len(NodeShape)
    for body in bodies:
        assert {abs(int(size) - expected) <= 1 for size in found(body, ".//a:rPr/@sz")} == {True}
        assert found(body, "a:bodyPr/@wrap") == ["none"]
        assert len(found(body, "a:p")) == 1
        assert len(found(body, "a:p/a:br")) == 1


def test_lines_stand_as_far_apart_as_drawn(package: Package) -> None:
    root = package.slide("outlines")
    size = int(found(root, "//p:grpSp//a:rPr/@sz")[0])
    pitch = int(found(root, "//p:grpSp//a:lnSpc/a:spcPts/@val")[0])
    assert pitch == pytest.approx(size * 1.2, abs=2)


def test_clusters_hold_their_titles(package: Package) -> None:
    cluster = found(package.slide("layers"), "//p:sp[p:nvSpPr/p:cNvPr/@name='호스트 (Host OS)']")[0]
    assert "".join(found(cluster, ".//a:t/text()")) == "호스트 (Host OS)"
    assert found(cluster, "p:txBody/a:bodyPr/@anchor") == ["t"]
    assert found(cluster, "p:spPr/a:ln/a:prstDash/@val") == ["dash"]


def test_an_icon_is_grouped_with_the_shape_that_lines_end_at(package: Package) -> None:
    root = package.slide("layers")
    groups = found(root, "//p:grpSp/p:grpSp")
    assert [group[0][0].get("name") for group in groups] == ["가상 머신 1", "VM 2", "خادم"]
    glued = set(found(root, "//a:stCxn/@id"))
    for group in groups:
        assert found(group, "p:sp/p:nvSpPr/p:cNvPr/@id")[0] in glued
        assert found(group, "p:pic/p:nvPicPr/p:cNvPr/@descr")


def test_equal_icons_are_one_part(package: Package) -> None:
    assert len(set(found(package.slide("layers"), "//p:grpSp/p:grpSp/p:pic//a:blip/@r:embed"))) == 1


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


def test_every_kind_of_node_has_an_outline() -> None:
    assert set(OUTLINES) == set(NodeShape)


def test_links_of_nodes_are_links(package: Package) -> None:
    assert found(package.slide("layers"), "//p:cNvPr[@name='클라우드 Cloud']/a:hlinkClick/@r:id")


def test_a_corrupt_icon_leaves_the_label() -> None:
    broken = icon_node("n1", "서버", 0, 0)
    assert broken.icon is not None
    broken = replace(broken, icon=replace(broken.icon, data=b"nothing"))
    root = written_figure(drawing("broken", 90, 84, [broken]))
    assert found(root, "//p:pic") == []
    assert "서버" in "".join(found(root, "//p:grpSp//a:t/text()"))


def test_labels_may_hold_anything() -> None:
    words = "<script>&\x00\"'"
    label = block(words, 0, 0, 100)
    made = DrawnNode("n", Box(0, 0, 100, 40), NodeShape.RECTANGLE, Paint("#FFFFFF", None, 0), label)
    cluster = DrawnCluster("c", Box(0, 50, 100, 40), Paint(None, None, 0), None)
    assert found(written_figure(drawing("odd", 100, 100, [made, cluster])), "//p:grpSp//a:t/text()") == ["<script>&\"'"]


def test_heads_that_lie_on_a_rim_are_in_front_of_it() -> None:
    boxes = [node("a", "a", Box(0, 0, 60, 40)), node("b", "b", Box(200, 0, 60, 40))]
    dot = edge("e1", "a", "b", [(60, 10), (200, 10)], head_arrow=Arrow.CIRCLE)
    plain = edge("e2", "a", "b", [(60, 30), (200, 30)])
    root = written_figure(drawing("order", 260, 40, [dot, plain, *boxes]))
    kinds = [child.tag.rpartition("}")[2] for child in found(root, "/p:sld/p:cSld/p:spTree/p:grpSp/*")[2:]]
    assert kinds == ["cxnSp", "sp", "sp", "cxnSp"]
