"""Figures of languages from right to left begin on the right, and those of others stay as they are."""

from __future__ import annotations

import pytest

from coursedeck.base.text import Families, Ruler
from coursedeck.figures.layout import layout
from coursedeck.model.direction_policy import DirectionPolicy
from coursedeck.model.drawing import Align, Drawing
from coursedeck.model.graph import Direction, Graph, NodeShape
from coursedeck.model.units import Point, Size
from coursedeck.model.values import replace
from tests.figures.layout.figure_geometry import edges, nodes, rim_distance
from tests.figures.layout.figure_sketch import sketch

WORDS = "المتجر;غرفة {;الخادم;النسخة (cylinder);};المتجر > الخادم: طلب;الخادم > النسخة"
LATIN = "shop;server;copy;shop > server: order;server > copy"


def drawn(graph: Graph, language: str) -> Drawing:
    return layout(graph, Size(800, 400), Ruler(Families(language=language)))[0]


def lefts(drawing: Drawing) -> list[float]:
    return [node.box.left for node in nodes(drawing).values()]


@pytest.mark.parametrize("language", ["ar", "he", "fa", "ur"])
@pytest.mark.parametrize("direction", list(Direction))
def test_what_stood_on_the_left_stands_on_the_right(language: str, direction: Direction) -> None:
    graph = sketch(WORDS, direction)
    plain = drawn(replace(graph, direction_policy=DirectionPolicy.KEEP), language)
    graph = replace(graph, direction_policy=DirectionPolicy.FREE)
    turned, left = drawn(graph, language), drawn(graph, "en")
    assert lefts(turned) == pytest.approx([left.width - node.box.right for node in nodes(left).values()])
    if direction is Direction.LR:
        assert lefts(plain) == sorted(lefts(plain)), "who keeps the direction keeps it"
    for edge in edges(turned).values():
        ends = (edge.tail, edge.path[0]), (edge.head, edge.path[-1])
        assert all(rim_distance(nodes(turned)[node], point) < 1 for node, point in ends)


@pytest.mark.parametrize(("text", "language"), [(WORDS, "ko"), (LATIN, "ar")])
def test_words_of_the_other_direction_turn_nothing(text: str, language: str) -> None:
    graph = sketch(text, Direction.LR)
    assert lefts(drawn(graph, language)) == lefts(drawn(graph, "en"))


def test_outlines_and_alignment_are_mirrored_but_no_words() -> None:
    graph = sketch("المتجر (parallelogram)", Direction.LR)
    (node,) = nodes(drawn(graph, "ar")).values()
    assert node.shape is NodeShape.PARALLELOGRAM_ALT
    assert node.label is not None and node.label.plain == "المتجر"
    assert node.label.align is Align.CENTER


@pytest.mark.parametrize("shape", ["flag", "card", "manual-input", "delay", "tagged", "drum", "document"])
def test_lines_meet_outlines_that_have_no_mirror_image(shape: str) -> None:
    graph = sketch(f"المتجر;الخادم ({shape});النسخة;المتجر > الخادم;الخادم > النسخة", Direction.LR)
    turned, left = drawn(graph, "ar"), drawn(graph, "en")
    for edge in edges(turned).values():
        ends = (edge.tail, edge.path[0]), (edge.head, edge.path[-1])
        assert all(rim_distance(nodes(turned)[node], point) < 1 for node, point in ends)
    (was, now) = (next(one for one in nodes(each).values() if one.shape.value == shape) for each in (left, turned))
    assert was.label is not None and now.label is not None
    assert now.label.box.left - now.box.left == pytest.approx(was.label.box.left - was.box.left)


def test_places_that_the_author_gave_stay() -> None:
    graph = sketch("المتجر;الخادم", Direction.LR)
    placed = tuple(replace(node, position=Point(200 * at, 0)) for at, node in enumerate(graph.nodes))
    pinned = replace(graph, attributes=(("layout", "neato"),), nodes=placed)
    assert lefts(drawn(pinned, "ar")) == sorted(lefts(drawn(pinned, "ar")))
