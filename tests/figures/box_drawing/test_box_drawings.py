"""Drawings of box characters: figures where that is certain, with every word, and laid out as they were drawn."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

import pytest

from coursedeck.base.text import Families, Ruler
from coursedeck.figures.box_drawing import read_box_drawing
from coursedeck.figures.layout import layout
from coursedeck.model.drawing import Drawing, DrawnCluster, DrawnEdge, DrawnNode
from coursedeck.model.graph import Align, Arrow, Graph, Label
from coursedeck.model.problem import Source
from coursedeck.model.units import Size
from coursedeck.model.values import replace
from tests.figures.box_drawing.drawn_samples import (
    ASCII,
    BRANCHES,
    DOUBTFUL,
    FIELDS,
    FIGURES,
    IN_LINE,
    JAPANESE,
    LAYERS,
    NESTED,
    ROUNDED,
    SHOP,
    TITLED,
    UNEVEN,
)
from tests.figures.layout.figure_geometry import boxes, inside, overlap

AREA = Size(873, 340)
HERE = Source("content/a.md", 10)
ALL = pytest.mark.parametrize("text", FIGURES.values(), ids=FIGURES)


def read(text: str) -> Graph:
    graph = read_box_drawing(text, "figure", HERE)
    assert graph is not None
    return graph


def names(graph: Graph) -> dict[str, str]:
    found = {node.id: node.label.text for node in graph.nodes}
    return found | {cluster.id: cluster.label.text for cluster in graph.clusters}


def arrows(graph: Graph) -> set[tuple[str, str, str]]:
    """Tail, head and words of each edge."""
    said = names(graph)
    return {(said[edge.tail], said[edge.head], edge.label.text) for edge in graph.edges}


def homes(graph: Graph) -> dict[str, str]:
    """What is in a cluster, and the cluster's title."""
    said = names(graph)
    found = {node.label.text: node.cluster for node in graph.nodes}
    return {name: said[home] for name, home in found.items() if home is not None}


def drawn(graph: Graph, language: str = "en", area: Size = AREA) -> Drawing:
    return layout(graph, area, Ruler(Families(language=language)))[0]


def test_boxes_in_a_row_are_joined_as_their_arrows_point() -> None:
    assert arrows(read(SHOP)) == {("Window", "Till", ""), ("Store", "Till", ""), ("Till", "Books", "receipts")}


def test_a_box_around_boxes_is_a_cluster_and_lines_leave_it() -> None:
    graph = read(NESTED)
    assert homes(graph) == {"Quay North\n3 cranes": "Harbour", "Quay South\n1 crane": "Harbour"}
    assert arrows(graph) == {("Quay North\n3 cranes", "Inland yard", "rails")}


def test_ascii_characters_draw_as_well() -> None:
    graph = read(ASCII)
    assert arrows(graph) == {("Reader", "Parser", ""), ("Parser", "Planner", ""), ("Parser", "Reporter", "")}
    assert {edge.head_arrow for edge in graph.edges} == {Arrow.TRIANGLE}


def test_layers_between_lines_are_boxes_on_top_of_one_another() -> None:
    placed = boxes(drawn(read(LAYERS), "ko"))
    layers = [placed[node.id] for node in read(LAYERS).nodes]
    assert [node.label.text for node in read(LAYERS).nodes] == ["응용", "실행 환경", "커널"]
    assert len({(round(box.left), round(box.width)) for box in layers}) == 1
    assert all(abs(above.bottom - below.top) < 0.1 for above, below in pairwise(layers))


def test_right_sides_may_be_off_where_letters_are_wide() -> None:
    graph = read(UNEVEN)
    assert set(homes(graph).values()) == {"주문 시스템"}
    assert arrows(graph) == {("접수 창구", "재고 확인", ""), ("재고 확인", "배송", "")}


def test_two_lines_between_two_boxes_keep_their_words() -> None:
    assert arrows(read(ROUNDED)) == {("Pupil", "Tutor", "ask"), ("Tutor", "Pupil", "tell")}
    assert arrows(read(IN_LINE)) == {("Farm", "Town", "milk"), ("Town", "Farm", "money")}


def test_words_above_a_line_are_a_title() -> None:
    graph = read(TITLED)
    assert homes(graph) == {"- stove: gas\n- sink: two bowls": "Kitchen"}
    assert graph.nodes[0].label.align is Align.LEFT


def test_words_are_ends_of_arrows_and_fields_are_boxes() -> None:
    graph = read(FIELDS)
    assert ("Visitor", "Gate", "") in arrows(graph)
    assert {"Row A", "Row B", "Row C"} <= set(names(graph).values())


def test_branches_in_a_box_are_items_of_their_depth() -> None:
    (orchard, _) = read(BRANCHES).nodes
    assert orchard.label.text == "Orchard\n• apples\n– early ones\n• pears"
    assert orchard.label.align is Align.LEFT


def test_ideographs_take_two_columns() -> None:
    assert arrows(read(JAPANESE)) == {("利用者", "受付窓口", "")}


@pytest.mark.parametrize("text", DOUBTFUL.values(), ids=DOUBTFUL)
def test_what_may_be_something_else_is_no_figure(text: str) -> None:
    assert read_box_drawing(text, "figure", HERE) is None


@ALL
def test_every_word_is_in_a_label_and_in_the_drawing(text: str) -> None:
    graph = read(text)
    words = sorted(word for word in re.findall(r"\w+", text) if word != "v")
    labels = [*names(graph).values(), *(edge.label.text for edge in graph.edges)]
    assert sorted(word for label in labels for word in re.findall(r"\w+", label)) == words
    shown = [item.title if isinstance(item, DrawnCluster) else item.label for item in drawn(graph).items]
    assert sorted(word for one in shown if one for word in re.findall(r"\w+", one.plain)) == words


@ALL
def test_labels_can_be_read_and_stand_apart(text: str) -> None:
    drawing = drawn(read(text))
    assert drawing.smallest_label >= 12
    assert drawing.width <= AREA.width + 0.1
    assert drawing.height <= AREA.height + 0.1
    nodes = [item for item in drawing.items if isinstance(item, DrawnNode)]
    assert not [(one.id, two.id) for one, two in combinations(nodes, 2) if overlap(one.box, two.box)]
    for item in drawing.items:
        if isinstance(item, DrawnNode) and item.label:
            assert inside(item.label.box, item.box)
        if isinstance(item, DrawnEdge) and item.label:
            assert not any(overlap(item.label.box, node.box) for node in nodes)


@ALL
def test_places_are_those_of_the_author(text: str) -> None:
    graph = read(text)
    placed = boxes(drawn(graph))
    assert graph.kind is not None
    for one, two in combinations((box for box in graph.kind.boxes if box.id in placed), 2):  # type: ignore[union-attr]
        if one.right < two.left:
            assert placed[one.id].center.x < placed[two.id].center.x
        if one.bottom < two.top:
            assert placed[one.id].center.y < placed[two.id].center.y


@ALL
def test_longer_words_make_boxes_larger(text: str) -> None:
    graph = read(text)
    nodes = tuple(replace(node, label=Label(f"{node.label.text} Ausgangsbestätigung")) for node in graph.nodes)
    drawing = drawn(replace(graph, nodes=nodes), "de")
    for item in drawing.items:
        if isinstance(item, DrawnNode) and item.label:
            assert inside(item.label.box, item.box)


@ALL
def test_titles_stand_apart_from_what_is_below_them(text: str) -> None:
    graph = read(text)
    nodes = tuple(
        replace(node, label=Label(f"{node.label.text} mit der Ausgangsbestätigung von gestern und heute"))
        for node in graph.nodes
    )
    for drawing in (drawn(graph), drawn(replace(graph, nodes=nodes), "de", Size(873, 150))):
        titles = [item.title for item in drawing.items if isinstance(item, DrawnCluster) and item.title]
        labels = [item.label for item in drawing.items if isinstance(item, DrawnNode) and item.label]
        assert not [(title.plain, one.plain) for title in titles for one in labels if overlap(title.box, one.box)]


def test_parts_know_their_lines() -> None:
    graph = read(SHOP.removeprefix("\n"))
    assert {node.label.text: node.source.line for node in graph.nodes} == {
        "Window": 11,
        "Till": 11,
        "Store": 11,
        "Books": 16,
    }


def test_a_straight_line_between_boxes_is_straight() -> None:
    lines = [item for item in drawn(read(SHOP)).items if isinstance(item, DrawnEdge)]
    assert all(line.path[0].x == line.path[-1].x or line.path[0].y == line.path[-1].y for line in lines)
