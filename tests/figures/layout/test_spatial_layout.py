"""Figures without ranks: pinned places are kept, rings are rings, nothing lies on anything else."""

from __future__ import annotations

import math
from itertools import combinations, pairwise

import pytest

from coursedeck.base.look.flowchart_shapes import FLOWCHART_SHAPES
from coursedeck.base.text import Families, Ruler
from coursedeck.figures.layout import layout
from coursedeck.model.drawing import Drawing, TextBlock
from coursedeck.model.graph import Graph, Label, NodeShape
from coursedeck.model.problem import Problem
from coursedeck.model.units import Box, Point, Size
from coursedeck.model.values import replace
from tests.figures.layout.figure_geometry import clusters, edges, inside, nodes, overlap, rim_distance
from tests.figures.layout.figure_sketch import sketch

AREA = Size(860, 400)
RULER = Ruler(Families("Noto Sans CJK KR", "Noto Sans CJK KR", "monospace"))


def placed(graph: Graph, engine: str, **attributes: str) -> tuple[Drawing, tuple[Problem, ...]]:
    drawing, problems = layout(
        replace(graph, attributes=(("layout", engine), *attributes.items()), direction=None), AREA, RULER
    )
    assert drawing.width <= AREA.width + 0.01 and drawing.height <= AREA.height + 0.01
    return drawing, problems


def pinned(graph: Graph, *places: tuple[float, float]) -> Graph:
    """Places in inches, y upwards, as an author gives them."""
    points = (Point(72 * x, -72 * y) for x, y in places)
    return replace(graph, nodes=tuple(replace(n, position=p) for n, p in zip(graph.nodes, points, strict=True)))


def centers(drawing: Drawing) -> dict[str, Point]:
    return {key: node.box.center for key, node in nodes(drawing).items()}


@pytest.mark.parametrize("engine", ["neato", "fdp", "nop"])
def test_pinned_nodes_keep_their_places_to_one_another(engine: str) -> None:
    graph = pinned(sketch("north;west;east;south;north > south: down;west - east"), (2, 4), (0, 2), (4, 2), (2, 0))
    drawing, problems = placed(graph, engine)
    found = centers(drawing)
    assert problems == ()
    assert found["n1"].x == pytest.approx(found["n4"].x, abs=0.01)
    assert found["n2"].y == pytest.approx(found["n3"].y, abs=0.01)
    assert found["n4"].y - found["n1"].y == pytest.approx(found["n3"].x - found["n2"].x, abs=0.01)
    assert found["n1"].y < found["n2"].y < found["n4"].y


def test_places_without_such_an_engine_are_not_kept() -> None:
    graph = pinned(sketch("a;b;a > b"), (0, 0), (0, 9))
    drawing, _ = layout(graph, AREA, RULER)
    assert centers(drawing)["n1"].y < centers(drawing)["n2"].y


def test_free_nodes_find_a_place_among_pinned_ones() -> None:
    graph = sketch("a;b;c;a - c;c - b")
    graph = pinned(graph, (0, 0), (4, 0), (0, 0))
    graph = replace(graph, nodes=(*graph.nodes[:2], replace(graph.nodes[2], position=None)))
    found = centers(placed(graph, "neato")[0])
    assert found["n1"].x < found["n3"].x < found["n2"].x


def sound(graph: Graph, drawing: Drawing) -> None:
    """No two nodes overlap, lines end on outlines and pass no node, words lie on nothing."""
    found = nodes(drawing)
    whole = Box(0, 0, drawing.width, drawing.height)
    assert not [pair for pair in combinations([node.box for node in found.values()], 2) if overlap(*pair)]
    texts: list[TextBlock] = []
    for edge in edges(drawing).values():
        if edge.tail == edge.head:
            continue
        for end, place in ((edge.tail, edge.path[0]), (edge.head, edge.path[-1])):
            node = found[end]
            on_label = node.icon is not None and node.label is not None and on_rim(node.label.box, place)
            assert on_label or rim_distance(node, place) < 0.1
        texts += [edge.label] if edge.label else []
        for key, node in found.items():
            if key not in {edge.tail, edge.head}:
                assert not any(through(node.box, *leg) for leg in pairwise(edge.path))
    assert len(texts) == sum(1 for edge in graph.edges if edge.label and edge.tail != edge.head)
    for text in texts:
        assert inside(text.box, whole)
        assert not [node for node in found.values() if overlap(text.box, node.box)]
    assert not [pair for pair in combinations([text.box for text in texts], 2) if overlap(*pair)]


def on_rim(box: Box, place: Point) -> bool:
    near = box.inset(-0.1)
    far = box.inset(0.1)
    return inside(Box(place.x, place.y, 0, 0), near) and not (
        far.left < place.x < far.right and far.top < place.y < far.bottom
    )


def through(box: Box, one: Point, two: Point) -> bool:
    steps = [Point(one.x + (two.x - one.x) * i / 200, one.y + (two.y - one.y) * i / 200) for i in range(201)]
    return any(box.left < p.x < box.right and box.top < p.y < box.bottom for p in steps)


RING = "a;b;c;d;e;f;a - b: 1;b - c: 2;c - d: 3;d - e: 4;e - f: 5;f - a: 6"
TREE = "r;a;b;c;a1;a2;a3;b1;b2;c1;r - a;r - b;r - c;a - a1;a - a2;a - a3;b - b1;b - b2;c - c1"
MESH = "a;b;c;d;e;a > b: one;b > a: two;b > c;c > d;d > a;d > e;e > e: again;a - e"


@pytest.mark.parametrize("engine", ["neato", "fdp", "sfdp", "circo", "twopi"])
@pytest.mark.parametrize("text", [RING, TREE, MESH, "a", "a;b;c"], ids=["ring", "tree", "mesh", "one", "apart"])
@pytest.mark.parametrize("icons", [False, True], ids=["boxes", "icons"])
def test_nothing_lies_on_anything_else(engine: str, text: str, icons: bool) -> None:
    graph = sketch(text, icons=icons)
    drawing, problems = placed(graph, engine)
    assert set(nodes(drawing)) == {node.id for node in graph.nodes}
    assert set(edges(drawing)) == {edge.id for edge in graph.edges}
    sound(graph, drawing)
    assert all("label" in str(problem) for problem in problems)
    again, _ = placed(graph, engine)
    assert again == drawing


KNOWN = [shape for shape in NodeShape if shape is not NodeShape.NONE and shape not in FLOWCHART_SHAPES]
"""Outlines whose equations `rim_distance` has."""


@pytest.mark.parametrize("shape", KNOWN)
def test_lines_end_on_every_outline(shape: NodeShape) -> None:
    graph = sketch(TREE)
    graph = replace(graph, nodes=tuple(replace(node, shape=shape) for node in graph.nodes))
    sound(graph, placed(graph, "twopi")[0])


def test_circo_makes_a_ring_and_twopi_has_its_root_in_the_middle() -> None:
    ring = centers(placed(sketch(RING), "circo")[0])
    middle = Point(sum(p.x for p in ring.values()) / 6, sum(p.y for p in ring.values()) / 6)
    angles = [math.atan2(ring[f"n{i}"].x - middle.x, middle.y - ring[f"n{i}"].y) % (2 * math.pi) for i in range(1, 7)]
    assert angles == sorted(angles)
    tree = centers(placed(sketch(TREE), "twopi", root="b")[0])
    others = [p for key, p in tree.items() if key != "n3"]
    assert min(p.x for p in others) < tree["n3"].x < max(p.x for p in others)
    assert min(p.y for p in others) < tree["n3"].y < max(p.y for p in others)


def test_clusters_hold_their_own() -> None:
    graph = sketch("one {;a;b;};two {;c;d;};e;a - b;c - d;b - c;d - e")
    drawing, problems = placed(graph, "fdp")
    assert problems == ()
    found = nodes(drawing)
    for cluster, own in (("c1", {"n1", "n2"}), ("c2", {"n3", "n4"})):
        drawn = clusters(drawing)[cluster]
        assert drawn.title is not None and inside(drawn.title.box, drawn.box)
        for key, node in found.items():
            assert inside(node.box, drawn.box) if key in own else not overlap(node.box, drawn.box)
            assert not overlap(node.box, drawn.title.box)


def test_where_clusters_cannot_be_kept_apart_ranks_are_used() -> None:
    text = "one {;a;b;};two {;c;d;};" + ";".join(f"{x} - {y}" for x, y in ("ac", "ad", "bc", "bd"))
    drawing, problems = placed(sketch(text), "circo")
    assert ["in ranks" in str(problem) for problem in problems] == [True]
    assert not overlap(clusters(drawing)["c1"].box, clusters(drawing)["c2"].box)


def test_labels_at_ends_and_beside_nodes_are_there_too() -> None:
    graph = sketch(RING)
    graph = replace(
        graph,
        nodes=tuple(replace(node, outer_label=Label("beside")) for node in graph.nodes),
        edges=tuple(replace(edge, tail_label=Label("1"), head_label=Label("n")) for edge in graph.edges),
    )
    drawing, _ = placed(graph, "circo")
    assert all(edge.tail_label and edge.head_label and edge.label for edge in edges(drawing).values())
    assert all(node.outer_label for node in nodes(drawing).values())
    sound(graph, drawing)


def test_large_figures_are_laid_out_too() -> None:
    text = ";".join(f"n{i}" for i in range(150)) + ";" + ";".join(f"n{i // 2} - n{i}" for i in range(1, 150))
    drawing, _ = placed(sketch(text), "neato")
    assert len(nodes(drawing)) == 150
