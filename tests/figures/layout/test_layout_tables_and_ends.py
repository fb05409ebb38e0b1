"""Tables, cards with icons, and labels beside edges and nodes cover nothing; colours are as they are meant."""

from __future__ import annotations

import io
import math
from itertools import combinations, pairwise

import pytest
from PIL import Image

from coursedeck.base.look.contrast import contrast
from coursedeck.base.text import Families, Ruler
from coursedeck.figures.layout import layout
from coursedeck.model.direction_policy import DirectionPolicy
from coursedeck.model.drawing import CYLINDER_CAP, Drawing, DrawnCluster, TextBlock
from coursedeck.model.graph import Cell, Direction, Graph, GraphStyle, Icon, Label, NodeShape
from coursedeck.model.units import Box, Point, Size
from coursedeck.model.values import replace
from tests.figures.layout.figure_geometry import edges, inside, nodes, overlap, rim_distance
from tests.figures.layout.figure_sketch import ICON, sketch

AREA = Size(800, 400)


def drawing_of(graph: Graph) -> Drawing:
    drawing, _ = layout(graph, AREA, Ruler(Families("Noto Sans CJK KR", "Noto Sans CJK KR", "monospace")))
    assert drawing.width <= AREA.width + 0.01 and drawing.height <= AREA.height + 0.01
    return drawing


def restyled(graph: Graph, style: GraphStyle) -> Graph:
    return replace(graph, nodes=tuple(replace(node, style=style) for node in graph.nodes))


def with_ends(direction: Direction) -> Graph:
    graph = sketch("a;b;c;d;a > b: has;b > c;a > c;c > d: back", direction)
    labelled = (
        replace(edge, tail_label=Label("1"), head_label=Label("0..n" if edge.id != "e2" else "many of them"))
        for edge in graph.edges
    )
    return replace(graph, edges=tuple(labelled))


def size(box: Box) -> float:
    return box.width * box.height


def distance(box: Box, x: float, y: float) -> float:
    return max(box.left - x, x - box.right, box.top - y, y - box.bottom, 0.0)


@pytest.mark.parametrize("direction", list(Direction))
def test_labels_stand_at_the_ends_of_their_edges(direction: Direction) -> None:
    drawing = drawing_of(with_ends(direction))
    texts: list[TextBlock] = []
    for edge in edges(drawing).values():
        for text, end in ((edge.tail_label, edge.path[0]), (edge.head_label, edge.path[-1])):
            assert text is not None or end == edges(drawing)["e1"].path[0]  # two edges leave as one
            assert text is None or distance(text.box, end.x, end.y) <= 20
            texts += [text] if text else []
        texts += [edge.label] if edge.label else []
    whole = Box(0, 0, drawing.width, drawing.height)
    assert len(texts) == 9
    assert all(inside(text.box, whole) for text in texts)
    assert not [pair for pair in combinations([text.box for text in texts], 2) if overlap(*pair)]
    assert not [text for text in texts for node in nodes(drawing).values() if overlap(text.box, node.box)]
    assert "[1 / has / 0..n]" in drawing.description


def test_a_label_beside_a_node_covers_nothing() -> None:
    graph = sketch("a;b;c;a > b;b > c", Direction.LR)
    graph = replace(graph, nodes=tuple(replace(node, outer_label=Label("10.0.0.1")) for node in graph.nodes))
    drawing = drawing_of(graph)
    for node in nodes(drawing).values():
        assert node.outer_label is not None and node.outer_label.plain == "10.0.0.1"
        assert inside(node.outer_label.box, Box(0, 0, drawing.width, drawing.height))
        assert not [other for other in nodes(drawing).values() if overlap(node.outer_label.box, other.box)]


CELLS = (
    Cell(Label("Host"), 0, 0, 1, 2, style=GraphStyle(fill="#000080")), Cell(Label("a long name"), 1, 0),
    Cell(Label("int"), 1, 1), Cell(Label("net"), 2, 0, 2, 1), Cell(Label("eth0"), 2, 1), Cell(Label("eth1"), 3, 1),
)  # fmt: skip


@pytest.mark.parametrize("direction", [Direction.LR, Direction.TB])
def test_the_cells_of_a_table_fill_it_and_hold_their_words(direction: Direction) -> None:
    graph = sketch("a;b;a > b", direction)
    table = replace(graph.nodes[0], label=Label(), cells=CELLS, shape=NodeShape.RECTANGLE)
    drawing = drawing_of(replace(graph, nodes=(table, graph.nodes[1])))
    node = nodes(drawing)["n1"]
    assert [cell.label.plain for cell in node.cells if cell.label] == [
        "Host",
        "a long name",
        "int",
        "net",
        "eth0",
        "eth1",
    ]
    assert sum(cell.box.width * cell.box.height for cell in node.cells) == pytest.approx(
        node.box.width * node.box.height
    )
    assert not [pair for pair in combinations([cell.box for cell in node.cells], 2) if overlap(*pair)]
    for cell in node.cells:
        assert inside(cell.box, node.box)
        assert cell.label is not None and inside(cell.label.box, cell.box)
        assert contrast(cell.label.color, cell.paint.fill or "#ffffff") >= 4.5
    assert node.name == "Host | a long name | int | net | eth0 | eth1"
    assert rim_distance(node, edges(drawing)["e1"].path[0]) < 0.1


@pytest.mark.parametrize("direction", list(Direction))
def test_edges_end_at_the_rim_of_a_card_with_an_icon(direction: Direction) -> None:
    graph = sketch("a;b;c;a > b;a > c", direction)
    cards = (
        replace(node, icon=ICON, shape=NodeShape.ROUNDED, style=GraphStyle(fill="#ffffff")) for node in graph.nodes
    )
    drawing = drawing_of(replace(graph, nodes=tuple(cards)))
    found = nodes(drawing)
    for edge in edges(drawing).values():
        assert rim_distance(found[edge.tail], edge.path[0]) < 0.1
        assert rim_distance(found[edge.head], edge.path[-1]) < 0.1
    for node in found.values():
        assert node.icon_box is not None and node.label is not None
        assert inside(node.icon_box, node.box)
        assert not overlap(node.icon_box, node.label.box)
        assert node.label.box.width <= node.box.width - 4 and node.label.box.bottom <= node.box.bottom - 2


@pytest.mark.parametrize(("given", "ground"), [("#c0c0c0", "#ffffff"), ("#ffffff", "#fffff0"), ("#1f2933", "#203040")])
def test_words_can_be_read_whatever_their_author_wished(given: str, ground: str) -> None:
    graph = restyled(sketch("a"), GraphStyle(color=given, fill=ground))
    label = nodes(drawing_of(graph))["n1"].label
    assert label is not None
    assert contrast(label.color, ground) >= 4.5


def test_colours_that_can_be_read_stay() -> None:
    label = nodes(drawing_of(restyled(sketch("a"), GraphStyle(color="#b91c1c", fill="#fff7ed"))))["n1"].label
    assert label is not None and label.color == "#b91c1c"


def test_what_shines_through_is_mixed_with_what_is_behind() -> None:
    graph = sketch("outer {;inner {;a;};}")
    outer, inner = graph.clusters
    graph = replace(
        graph,
        clusters=(
            replace(outer, style=GraphStyle(fill="#000000")),
            replace(inner, style=GraphStyle(fill="#ffffff80", stroke="#ff000080")),
        ),
    )
    drawn = {item.id: item for item in drawing_of(graph).items if isinstance(item, DrawnCluster)}
    assert (drawn["c2"].paint.fill, drawn["c2"].paint.stroke) == ("#808080", "#c04040")
    assert drawn["c2"].title is not None and contrast(drawn["c2"].title.color, "#808080") >= 4.5


def test_a_figure_brings_its_own_ground() -> None:
    graph = replace(sketch("a;b;a > b: to", Direction.LR), style=GraphStyle(fill="#101018"))
    graph = replace(graph, nodes=tuple(replace(node, shape=NodeShape.NONE) for node in graph.nodes))
    drawing = drawing_of(graph)
    ground = drawing.items[0]
    assert isinstance(ground, DrawnCluster)
    assert (ground.box, ground.paint.fill) == (Box(0, 0, drawing.width, drawing.height), "#101018")
    label = edges(drawing)["e1"].label
    for text in (label, *(node.label for node in nodes(drawing).values())):
        assert text is not None
        assert contrast(text.color, "#101018") >= 4.5
        assert inside(text.box, ground.box.inset(4))


@pytest.mark.parametrize(("direction", "side"), [(Direction.LR, "y"), (Direction.TB, "x")])
def test_edges_meet_a_table_at_the_cells_that_they_name(direction: Direction, side: str) -> None:
    graph = sketch("t;a;b;c;t > a;t > b;c > t", direction)
    ports = tuple(
        Cell(Label(f"field {i}"), i if side == "y" else 0, 0 if side == "y" else i, port=f"f{i}") for i in range(3)
    )
    table = replace(graph.nodes[0], label=Label(), cells=ports, shape=NodeShape.RECTANGLE)
    one, two, three = graph.edges
    bound = (replace(one, tail_port="f2"), replace(two, tail_port="f0"), replace(three, head_port="f1:w"))
    kept = replace(graph, nodes=(table, *graph.nodes[1:]), edges=bound, direction_policy=DirectionPolicy.KEEP)
    drawing = drawing_of(kept)
    cells = nodes(drawing)["n1"].cells
    ends = [edges(drawing)["e1"].path[0], edges(drawing)["e2"].path[0], edges(drawing)["e3"].path[-1]]
    for end, cell in zip(ends, (cells[2], cells[0], cells[1]), strict=True):
        assert getattr(end, side) == pytest.approx(getattr(cell.box.center, side), abs=0.1)


@pytest.mark.parametrize("direction", list(Direction))
def test_nodes_of_one_rank_stand_in_one_row(direction: Direction) -> None:
    graph = replace(sketch("a;b;c;d;a > b;b > c;c > d", direction), same_rank=(("n1", "n3"), ("n2", "n4")))
    found = {key: node.box.center for key, node in nodes(drawing_of(graph)).items()}
    for one, other in (("n1", "n3"), ("n2", "n4")):
        if direction in {Direction.LR, Direction.RL}:
            assert found[one].x == pytest.approx(found[other].x, abs=0.1)
        else:
            assert found[one].y == pytest.approx(found[other].y, abs=0.1)


def test_a_cluster_whose_nodes_have_one_rank_is_a_row() -> None:
    graph = replace(sketch("side {;a;b;c;};d;d > a;a > b", Direction.TB), same_rank=(("n1", "n2", "n3"),))
    found = nodes(drawing_of(graph))
    assert len({round(found[key].box.center.y, 1) for key in ("n1", "n2", "n3")}) == 1


ROWS = {
    "one way back": "till; oven; shelf; van; till > oven; oven > shelf; shelf > van; van > shelf: sold out\nagain",
    "a long way back": "till; oven; shelf; van; till > oven; oven > shelf; shelf > van; van > till: empty",
    "two ways between neighbours": "till; oven; till > oven; till > oven: every morning",
    "two ways back": "till; oven; shelf; van; oven > till: burnt; van > shelf: left over",
    "two that pass one another": "oven; mixer; till; van; oven > till: all the bread; mixer > van: cakes of\nthe day",
    "out of a cluster": "works {; oven; mixer; }; till; van; oven > till: all the bread; mixer > van: cakes",
    "inside a cluster": "bakery {; till; oven; shelf; }; van; till > oven; shelf > oven: proof again; shelf > van",
}


@pytest.mark.parametrize("icons", [False, True], ids=["boxes", "icons"])
@pytest.mark.parametrize("direction", list(Direction))
@pytest.mark.parametrize("row", ROWS)
def test_a_label_of_a_line_within_a_row_stands_at_that_line(row: str, direction: Direction, icons: bool) -> None:
    graph = sketch(ROWS[row], direction, icons=icons)
    flat = tuple(replace(edge, constraint=False) for edge in graph.edges)
    drawing = drawing_of(replace(graph, edges=flat, direction_policy=DirectionPolicy.KEEP))
    for edge in edges(drawing).values():
        if edge.label is not None:
            assert min(line_distance(edge.label.box, *piece) for piece in pairwise(edge.path)) <= 6.0
            assert not any(overlap(edge.label.box, node.box) for node in nodes(drawing).values())


@pytest.mark.parametrize("direction", list(Direction))
@pytest.mark.parametrize("row", ["two that pass one another", "out of a cluster"])
def test_curved_lines_within_a_row_have_tracks_of_their_own_and_labels_there(row: str, direction: Direction) -> None:
    graph = sketch(ROWS[row], direction, icons=True)
    flat = tuple(replace(edge, constraint=False) for edge in graph.edges)
    drawing = drawing_of(
        replace(graph, edges=flat, direction_policy=DirectionPolicy.KEEP, attributes=(("splines", "spline"),))
    )
    one, two = edges(drawing).values()
    assert one.curved and two.curved
    along = "x" if direction.horizontal else "y"
    assert abs(getattr(one.path[4], along) - getattr(two.path[4], along)) > 5
    for edge in (one, two):
        assert edge.label is not None
        assert min(line_distance(edge.label.box, *piece) for piece in pairwise(edge.path[::3])) <= 6.0


def line_distance(box: Box, one: Point, two: Point) -> float:
    """Between a box and a line at right angles to its sides."""
    across = max(box.left - max(one.x, two.x), min(one.x, two.x) - box.right, 0.0)
    down = max(box.top - max(one.y, two.y), min(one.y, two.y) - box.bottom, 0.0)
    return max(across, down)


def black_icon() -> Icon:
    out = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 255)).save(out, "PNG")
    return Icon("test/black", "image/png", out.getvalue(), 8, 8)


@pytest.mark.parametrize(("ground", "cluster"), [("#0b1a2b", None), ("#101018", "#3a1f1f"), ("#f4f4f4", None)])
def test_black_icons_and_lines_are_seen_on_the_ground_of_the_author(ground: str, cluster: str | None) -> None:
    graph = sketch("till; works {; oven; }; till > oven: orders", icons=True)
    nodes_ = tuple(replace(node, icon=black_icon()) for node in graph.nodes)
    inner = tuple(replace(each, style=GraphStyle(fill=cluster or ground)) for each in graph.clusters)
    drawing = drawing_of(replace(graph, nodes=nodes_, clusters=inner, style=GraphStyle(fill=ground)))
    for node, behind in zip(nodes(drawing).values(), (ground, cluster or ground), strict=True):
        assert node.icon is not None
        seen = Image.open(io.BytesIO(node.icon.data)).convert("RGB").getpixel((4, 4))
        assert isinstance(seen, tuple)
        assert contrast("#{:02x}{:02x}{:02x}".format(*seen), behind) >= 3.0
    for edge in edges(drawing).values():
        assert edge.paint.stroke is not None
        assert all(contrast(edge.paint.stroke, behind) >= 3.0 for behind in (ground, cluster or ground))


@pytest.mark.parametrize(("ink", "filled"), [("#ffffff", False), ("#ffe066", False), ("#1b2430", True), (None, True)])
def test_a_box_whose_words_are_meant_for_a_dark_ground_shows_it(ink: str | None, filled: bool) -> None:
    graph = sketch("till; oven; till > oven")
    written = tuple(replace(node, style=GraphStyle(color=ink)) for node in graph.nodes)
    drawing = drawing_of(replace(graph, nodes=written, style=GraphStyle(fill="#101018")))
    for node in nodes(drawing).values():
        assert (node.paint.fill is not None) == filled and node.label is not None
        assert contrast(node.label.color, node.paint.fill or "#101018") >= 4.5
        assert filled or node.label.color == ink
        assert node.paint.stroke is not None and (filled or contrast(node.paint.stroke, "#101018") >= 3)


@pytest.mark.parametrize("lines", range(1, 8))
def test_words_in_a_cylinder_are_clear_of_its_rims(lines: int) -> None:
    graph = sketch("tank (cylinder)")
    many = replace(graph.nodes[0], label=Label("\n".join(["a long line of words"] * lines)))
    (tank,) = nodes(drawing_of(replace(graph, nodes=(many,)))).values()
    assert tank.label is not None
    cap = CYLINDER_CAP * tank.box.height
    assert tank.label.box.top >= tank.box.top + 2 * cap - 0.5
    # half the rim below: there the ends of the widest line meet it
    assert tank.label.box.bottom <= tank.box.bottom - cap / 2


@pytest.mark.parametrize("direction", [Direction.LR, Direction.TB])
def test_lines_meet_in_a_node_without_words_and_size(direction: Direction) -> None:
    graph = sketch("one; two; joint; three; four; one - joint; two - joint; joint > three; joint > four", direction)
    joint = replace(graph.nodes[2], label=Label(""), shape=NodeShape.NONE, width=0.0, height=0.0)
    drawing = drawing_of(replace(graph, nodes=(*graph.nodes[:2], joint, *graph.nodes[3:])))
    assert max(nodes(drawing)[joint.id].box.width, nodes(drawing)[joint.id].box.height) < 3
    ends = [line.path[-1] if line.head == joint.id else line.path[0] for line in edges(drawing).values()]
    assert max(math.hypot(one.x - two.x, one.y - two.y) for one, two in combinations(ends, 2)) < 4
