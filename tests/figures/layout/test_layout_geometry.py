"""Nothing overlaps, order is kept, lines end on rims and cross no label, whatever the figure."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coursedeck.base.text import Families, Ruler
from coursedeck.figures.layout import layout
from coursedeck.figures.layout.crossings import count_crossings
from coursedeck.figures.mermaid import read
from coursedeck.model.direction_policy import DirectionPolicy
from coursedeck.model.drawing import CYLINDER_CAP, Drawing
from coursedeck.model.graph import (
    Arrow,
    Cluster,
    Direction,
    Edge,
    Graph,
    GraphStyle,
    Label,
    Node,
    NodeShape,
)  # fmt: skip
from coursedeck.model.problem import CourseError, Source
from coursedeck.model.units import Size
from coursedeck.model.values import replace
from tests.figures.layout.figure_geometry import boxes, edges, faults, nodes, out_of_order, texts
from tests.figures.layout.figure_sketch import ICON, sketch

AREA = Size(880, 400)
RULER = Ruler(Families())
SOURCE = Source("figure.py")

FIGURES = {
    "stacks": "one {; app; os; hardware; }; two {; other app; other os; other hardware; }",
    "bands": "server {; vm 1 {; a; b; }; vm 2 {; c; d; }; hypervisor; host; }",
    "bands with lines": (
        "server {; vm 1 {; a; b; }; vm 2 {; c; d; }; hypervisor; host; a > hypervisor; c > hypervisor; "
        "hypervisor > host; }"
    ),
    "fan": "lb; w1; w2; w3; db; lb > w1; lb > w2; lb > w3; w1 > db; w2 > db; w3 > db",
    "fan through a cluster": (
        "lb; workers {; w1; w2; w3; }; db; cache; lb > w1; lb > w2; lb > w3; w1 > db; w2 > db; w3 > db; "
        "w1 > cache; w2 > cache; w3 > cache"
    ),
    "cycle": "a; b; c; a > b; b > c: onward; c > a: back",
    "loop": "a; b; a > a: again; a > b; b > b",
    "many lines": "a; b; a > b: first; a > b: second; a > b; b > a; a - b",
    "long lines": "a; b; c; d; a > b; b > c; c > d; a > d: over all; a > c",
    "labels": "a; b; c; a > b: a long label of several words that wraps; a > c: short",
    "shapes": (
        "d (diamond); c (circle); h (hexagon); p (parallelogram); t (trapezoid); f (flag); y (cylinder); "
        "g (triangle); e (ellipse); s (stadium); u (subroutine); q (document); o (cloud); w (double-circle); "
        "d > c; d > h: yes; c > p; h > t; p > f; t > y; f > g; y > e; g > s; e > u; s > q; u > o; q > w; "
        "o > w; d > w"
    ),
    "clusters as ends": "left {; a; b; }; right {; c; }; end; left > right: whole; a > right; right > end",
    "cluster to its own": "outer {; a; inner {; b; }; }; outer > a; b > outer",
    "deep": "c1 {; c2 {; c3 {; a; }; b; }; c; }; d; a > d: far; b > c; d > b",
    "empty cluster": "nothing here {; }; a; b; a > b",
    "title and lines": "in; a very long title above two {; x; y; z; }; out; in > x; in > y; in > z; x > out; z > out",
    "across": "one {; a; b; }; two {; c; d; }; a > b; c > d; b > c",
    "single": "alone",
    "unconnected": "a; b; c; d; e; f; g; h; i; j; k",
}


def drawn(graph: Graph, area: Size = AREA) -> Drawing:
    drawing, _ = layout(graph, area, RULER)
    return drawing


@pytest.mark.parametrize("icons", [False, True], ids=["boxes", "icons"])
@pytest.mark.parametrize("direction", [*Direction, None], ids=str)
@pytest.mark.parametrize("name", FIGURES)
def test_figures_are_sound(name: str, direction: Direction | None, icons: bool) -> None:
    graph = sketch(FIGURES[name], direction, icons=icons)
    drawing = drawn(graph)
    assert faults(graph, drawing) == {}
    assert drawing.width <= AREA.width + 0.01
    assert drawing.height <= AREA.height + 0.01


@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("name", [name for name in FIGURES if name != "deep"])
def test_siblings_stand_in_order_of_declaration(name: str, direction: Direction) -> None:
    graph = replace(sketch(FIGURES[name], direction), direction_policy=DirectionPolicy.KEEP)
    assert out_of_order(graph, drawn(graph)) == []


@pytest.mark.parametrize("direction", Direction)
def test_whole_clusters_change_places_where_that_saves_a_crossing(direction: Direction) -> None:
    graph = replace(sketch(FIGURES["deep"], direction), direction_policy=DirectionPolicy.KEEP)
    assert count_crossings({key: edge.path for key, edge in edges(drawn(graph)).items()}) == 0


SIDES = {
    "three lines": "one {; a; b; }; two {; c; d; }; a > c; b > c; a > d",
    "the middle one": "one {; a; b; c; d; }; two {; e; f; }; a > e; b > f; d > e; d > f",
    "three groups": "one {; a; b; }; two {; c; d; }; three {; e; f; }; a > d; b > c; c > f; d > e; a > c",
}


@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("name", SIDES)
def test_nodes_of_both_clusters_change_places_where_that_saves_a_crossing(name: str, direction: Direction) -> None:
    drawing = drawn(replace(sketch(SIDES[name], direction), direction_policy=DirectionPolicy.KEEP))
    assert count_crossings({key: edge.path for key, edge in edges(drawing).items()}) == 0


@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("boxed", [False, True], ids=["free", "in clusters"])
@pytest.mark.parametrize(("tails", "heads"), [(2, 2), (3, 2), (2, 4), (3, 3), (4, 3)])
def test_lines_of_all_to_all_cross_no_more_often_than_they_must(
    tails: int, heads: int, boxed: bool, direction: Direction
) -> None:
    """Of each two tails and two heads, two lines cross: a complete bipartite graph in two rows."""
    one, two = ([f"{name}{number}" for number in range(count)] for name, count in (("a", tails), ("b", heads)))
    lines = [f"{tail} > {head}" for tail, head in itertools.product(one, two)]
    nodes = ["left {", *one, "}", "right {", *two, "}"] if boxed else [*one, *two]
    drawing = drawn(replace(sketch("; ".join([*nodes, *lines]), direction), direction_policy=DirectionPolicy.KEEP))
    assert len(edges(drawing)) == tails * heads
    least = math.comb(tails, 2) * math.comb(heads, 2)
    assert count_crossings({key: e.path for key, e in edges(drawing).items()}) <= least


TANGLED = {
    "workers below a roof": (
        "door; site {; crew {; w1; w2; w3; }; }; watch {; meter; alarm; }; store {; shelf; }; door > w1; door > w2; "
        "door > w3; w1 > meter; w2 > meter; w3 > meter; meter > alarm; w1 > shelf; w2 > shelf; w3 > shelf"
    ),
    "two roofs": (
        "gate {; g1; g2; }; hall {; north {; n1; n2; }; south {; s1; s2; }; }; yard {; y1; y2; y3; }; g1 > n1; "
        "g2 > s1; n1 > n2; s1 > s2; n2 > y1; s2 > y3; n1 > y2"
    ),
    "down here, up there": (
        "press {; p1; p2; p3; p4; }; core {; k; }; widen {; q1; q2; q3; q4; }; p1 > p2; p2 > p3; p3 > p4; p4 > k; "
        "k > q1; q1 > q2; q2 > q3; q3 > q4; p4 > q1: skip; p3 > q2: skip; p2 > q3: skip; p1 > q4: skip"
    ),
    "back on both sides": (
        "round; plan; state; board; round > plan; plan > state; plan > board; state > round; board > round"
    ),
    "two lines from row to row": (
        "ask; run; gather; rate; compare; decide; ask > run; ask > run: cases of a test; run > gather; "
        "run > gather: outputs of a model; gather > rate; gather > rate: outputs and references; rate > compare; "
        "rate > compare: rates and intervals; compare > decide; compare > decide: the old and the new; "
        "decide > ask: again"
    ),
}


@pytest.mark.parametrize("name", TANGLED)
def test_lines_cross_only_where_they_must(name: str) -> None:
    must = 3 if name == "workers below a roof" else 0
    graph = sketch(TANGLED[name], Direction.LR)
    assert count_crossings({key: e.path for key, e in edges(drawn(graph)).items()}) <= must


NETWORK = """
    intake; mill; sieve; boiler; filter; pump; basin; tower; gauge; valve; press; kiln; silo; hopper; chute
    scale; ledger; register; intake > mill: reports; mill > sieve; mill > boiler: on demand; intake > filter
    filter > pump
    sieve > basin; filter > tower; pump > gauge; tower > valve: feeds; gauge > press; tower > kiln; gauge > silo
    kiln > hopper; hopper > chute; hopper > scale: feeds; hopper > ledger: on demand; scale > register; gauge > ledger
    sieve > valve; basin > silo; mill > scale; pump > chute; tower > scale; filter > scale
"""


def test_a_network_is_not_folded_into_a_tangle() -> None:
    graph = sketch(NETWORK, Direction.TB)
    written = replace(graph, direction_policy=DirectionPolicy.KEEP)
    ours, kept = (count_crossings({key: e.path for key, e in edges(drawn(g)).items()}) for g in (graph, written))
    assert ours <= kept


def test_siblings_change_places_where_that_saves_a_crossing() -> None:
    crossed = sketch("a; b; c; d; a > d; b > c")
    placed = boxes(drawn(crossed))
    assert (placed["n1"].center.x < placed["n2"].center.x) != (placed["n3"].center.x < placed["n4"].center.x)


@pytest.mark.parametrize("splines", ["curved", "line"])
@pytest.mark.parametrize("name", ["fan through a cluster", "long lines", "cycle", "deep", "shapes"])
def test_other_kinds_of_lines_are_sound(name: str, splines: str) -> None:
    graph = replace(sketch(FIGURES[name]), attributes=(("splines", splines),))
    drawing = drawn(graph)
    assert faults(graph, drawing) == {}
    assert all(edge.curved == (splines == "curved") for edge in edges(drawing).values())


@pytest.mark.parametrize("name", FIGURES)
def test_lines_run_at_right_angles(name: str) -> None:
    for edge in edges(drawn(sketch(FIGURES[name]))).values():
        for one, two in zip(edge.path, edge.path[1:], strict=False):
            assert min(abs(one.x - two.x), abs(one.y - two.y)) < 0.01


def test_the_same_graph_gives_the_same_drawing() -> None:
    graph = sketch(FIGURES["shapes"])
    assert drawn(graph) == drawn(graph)


def test_bands_are_as_wide_as_what_they_carry() -> None:
    for name in ("bands", "bands with lines"):
        graph = sketch(FIGURES[name])
        placed = boxes(drawn(graph))
        for band in ("n5", "n6"):
            assert placed[band].left == pytest.approx(placed["c2"].left, abs=0.01)
            assert placed[band].right == pytest.approx(placed["c3"].right, abs=0.01)


def test_the_words_of_a_band_take_the_room_that_it_has() -> None:
    drawing = drawn(sketch("one {; a; b; }; two {; c; }; three {; d; }; a caretaker of the whole building", None))
    band = nodes(drawing)["n5"]
    assert band.label is not None and "caretaker" in band.label.plain
    assert len(band.label.lines) == 1 and band.label.box.width < band.box.width


def test_an_authors_wide_box_spans_what_stands_on_it() -> None:
    graph = sketch("a\nb\nc\nwide\na ~ wide\nb ~ wide\nc ~ wide")
    wide = replace(graph.nodes[3], width=200.0)
    placed = boxes(drawn(replace(graph, nodes=(*graph.nodes[:3], wide))))
    assert (placed["n4"].left, placed["n4"].right) == pytest.approx((placed["n1"].left, placed["n3"].right), abs=0.01)
    assert placed["n4"].top > placed["n1"].bottom


def test_loose_boxes_stack_and_loose_clusters_stand_side_by_side() -> None:
    for direction in (*Direction, None):
        placed = boxes(drawn(sketch(FIGURES["stacks"], direction)))
        assert placed["n1"].bottom < placed["n2"].top < placed["n2"].bottom < placed["n3"].top
        assert placed["c1"].right < placed["c2"].left
        assert placed["n1"].width == placed["n2"].width == placed["n3"].width


@pytest.mark.parametrize(
    ("direction", "ahead"),
    [
        (Direction.TB, lambda a, b: a.bottom < b.top), (Direction.BT, lambda a, b: a.top > b.bottom),
        (Direction.LR, lambda a, b: a.right < b.left), (Direction.RL, lambda a, b: a.left > b.right),
    ],
    ids=["TB", "BT", "LR", "RL"],
)  # fmt: skip
def test_the_authors_direction_is_kept(direction: Direction, ahead: object) -> None:
    placed = boxes(drawn(sketch("a\nb\nc\na > b\nb > c", direction)))
    assert ahead(placed["n1"], placed["n2"])  # type: ignore[operator]
    assert ahead(placed["n2"], placed["n3"])  # type: ignore[operator]


def test_an_open_direction_is_the_one_with_larger_labels() -> None:
    text = "\n".join(f"station number {i}" for i in range(9)) + "\n"
    text += "\n".join(f"station number {i} > station number {i + 1}" for i in range(8))
    tall, wide = (drawn(sketch(text, d)).smallest_label for d in (Direction.TB, Direction.LR))
    assert drawn(sketch(text, None)).smallest_label >= 0.9 * max(tall, wide)


def test_small_labels_are_named() -> None:
    text = (
        "\n".join(f"station {i}" for i in range(150))
        + "\n"
        + "\n".join(f"station {i} > station {i + 1}" for i in range(149))
    )
    graph = sketch(text, Direction.TB)
    drawing, (*_, problem) = layout(graph, AREA, RULER)
    assert drawing.smallest_label < 12
    assert "figure 'figure'" in problem.message
    assert f"{drawing.smallest_label:.1f} pt" in problem.message
    assert problem.severity.value == "warning"


def test_labels_are_never_larger_than_twenty_points() -> None:
    drawing = drawn(sketch("a\nb\na > b"))
    assert max(block.size for block in texts(drawing).values()) <= 20.01
    assert drawing.width < AREA.width


def test_invisible_things_take_room_and_are_not_drawn() -> None:
    graph = sketch("a\nb\nc\na > b\nb > c")
    hidden = replace(graph.nodes[1], style=GraphStyle(invisible=True))
    drawing = drawn(replace(graph, nodes=(graph.nodes[0], hidden, graph.nodes[2])))
    assert set(nodes(drawing)) == {"n1", "n3"}
    assert set(edges(drawing)) == {"e1", "e2"}


SHAPES = (NodeShape.ROUNDED, NodeShape.RECTANGLE, NodeShape.DIAMOND, NodeShape.NONE, NodeShape.CYLINDER)
LABELS = {
    "empty": "", "blank": "   ", "long": "아주 긴 이름표 " * 60, "one long word": "x" * 500,
    "lines": "one\ntwo\n\nfour", "right to left": "שלום עולם", "emoji": "🐳 docker",
    "markup": "<script>alert('&')</script>",
}  # fmt: skip


@pytest.mark.parametrize("name", LABELS)
def test_any_label_fits_its_box(name: str) -> None:
    graph = sketch("a\nb\nc\na > b\na > c: with words")
    graph = replace(graph, nodes=(*graph.nodes[:2], replace(graph.nodes[2], label=Label(LABELS[name]))))
    drawing = drawn(graph)
    assert faults(graph, drawing) == {}
    block = nodes(drawing)["n3"].label
    assert (block is not None) == bool(LABELS[name].strip())
    if block is not None:
        assert "".join(block.plain.split()) == "".join(LABELS[name].split())
        assert all(line.width <= block.box.width + 0.1 for line in block.lines)


def test_words_are_not_cut() -> None:
    graph = sketch("인터넷 뱅킹 애플리케이션\nb\n인터넷 뱅킹 애플리케이션 > b: 메시지를 보내고 확인합니다")
    words = [line.plain for block in texts(drawn(graph)).values() for line in block.lines]
    assert set(" ".join(words).split()) == {"인터넷", "뱅킹", "애플리케이션", "b", "메시지를", "보내고", "확인합니다"}


def test_a_figure_without_nodes_is_refused_by_name() -> None:
    graph = replace(sketch("a"), nodes=(), name="blank")
    with pytest.raises(CourseError, match="figure 'blank' is empty"):
        drawn(graph)


def test_a_limit_stops_what_nobody_can_read() -> None:
    graph = sketch("\n".join(f"n {i}" for i in range(501)))
    with pytest.raises(CourseError, match="the limit is 500"):
        layout(graph, AREA, RULER)


def test_a_tangle_that_nobody_can_follow_is_refused() -> None:
    count = 400
    names = "; ".join(f"n{number}" for number in range(count))
    pairs = [(number, (number * step + shift) % count) for step, shift in ((7, 3), (13, 5)) for number in range(count)]
    graph = sketch(f"{names}; {'; '.join(f'n{tail} > n{head}' for tail, head in pairs)}")
    with pytest.raises(CourseError, match="too tangled"):
        layout(graph, AREA, RULER)


def test_a_line_of_endless_length_spans_a_few_rows() -> None:
    graph = sketch("a; b; a > b")
    long = replace(graph, edges=(replace(graph.edges[0], length=99_999),))
    assert len(boxes(drawn(long))) == len(boxes(drawn(graph)))


def test_a_figure_at_the_limit_is_laid_out() -> None:
    text = "\n".join(f"n{i}" for i in range(300)) + "\n" + "\n".join(f"n{i} > n{i * 7 % 300}" for i in range(300))
    drawing = drawn(sketch(text))
    assert len(nodes(drawing)) == 300
    assert len(edges(drawing)) == 300


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Small graphs of every kind."""
    parents: list[str | None] = [None]
    clusters = []
    order = 0
    for index in range(draw(st.integers(0, 4))):
        parent = draw(st.sampled_from(parents))
        order += 1
        label = draw(st.sampled_from(["", "group", "a longer title of a group", "그룹"]))
        clusters.append(Cluster(f"c{index + 1}", Label(label), order, SOURCE, parent))
        parents.append(f"c{index + 1}")
    nodes = []
    for index in range(draw(st.integers(1, 9))):
        order += 1
        shape = draw(st.sampled_from([*SHAPES]))
        icon = ICON if shape is NodeShape.NONE and draw(st.booleans()) else None
        label = draw(st.sampled_from(["x", "name", "a label of words", "애플리케이션 서버", "a\nb", ""]))
        cluster = draw(st.sampled_from(parents))
        node = Node(f"n{index + 1}", Label(label), order, SOURCE, shape, icon=icon, cluster=cluster)
        mark = not label and icon is None
        nodes.append(replace(node, width=12.0, height=12.0) if mark else node)
    ends = [node.id for node in nodes] + [cluster.id for cluster in clusters]
    edges = []
    for index in range(draw(st.integers(0, 12))):
        edges.append(
            Edge(
                f"e{index + 1}",
                draw(st.sampled_from(ends)),
                draw(st.sampled_from(ends)),
                SOURCE,
                Label(draw(st.sampled_from(["", "", "", "label", "two words"]))),
                tail_arrow=draw(st.sampled_from([Arrow.NONE, Arrow.TRIANGLE])),
                style=GraphStyle(
                    invisible=draw(st.integers(0, 7)) == 0, stroke=draw(st.sampled_from([None, "#ff0000"]))
                ),
                length=draw(st.integers(0, 2)),
                constraint=draw(st.integers(0, 5)) > 0,
            )
        )
    return Graph(
        "random", Label("random"), tuple(nodes), tuple(clusters), tuple(edges), SOURCE, draw(st.sampled_from(Direction))
    )


def test_a_line_from_a_node_to_itself_stays_beside_it() -> None:
    drawing = drawn(sketch("x; z; y; x > z: a; z > x: b; z > z; y > y"))
    for key, edge in edges(drawing).items():
        if edge.tail == edge.head:
            box = boxes(drawing)[edge.tail]
            reach = max(max(box.left - p.x, p.x - box.right, box.top - p.y, p.y - box.bottom) for p in edge.path)
            assert reach < box.height, key


MARKS = """flowchart {}
    s@{{ shape: sm-circ }} --> work --> f@{{ shape: fork }} --> b & c
    t["name<br/>first name of the person<br/>id"]
"""


@pytest.mark.parametrize(("direction", "across"), [("LR", False), ("TB", True)])
def test_marks_keep_their_size_and_forks_lie_across_the_flow(direction: str, across: bool) -> None:
    graph = read(MARKS.format(direction), "marks", SOURCE)[0]
    assert isinstance(graph, Graph)
    places = boxes(drawn(graph))
    start, work, fork = places["n1"], places["n2"], places["n3"]
    assert start.width == pytest.approx(start.height, abs=0.01)
    assert start.height < work.height / 2
    assert (fork.width > 3 * fork.height) == across
    assert (fork.height > 3 * fork.width) != across


def test_lines_that_their_author_broke_are_not_broken_again() -> None:
    graph = read(MARKS.format("LR"), "marks", SOURCE)[0]
    assert isinstance(graph, Graph)
    (label,) = [text for text in texts(drawn(graph)).values() if text.plain.startswith("name")]
    assert [line.plain for line in label.lines] == ["name", "first name of the person", "id"]


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(graphs())
def test_random_figures_are_sound(graph: Graph) -> None:
    drawing = drawn(graph)
    assert faults(graph, drawing) == {}
    assert math.isfinite(drawing.width * drawing.height)


@pytest.mark.parametrize("lines", [1, 2, 3, 5, 8])
def test_the_words_in_a_cylinder_stand_below_its_lid(lines: int) -> None:
    graph, _ = read("flowchart LR\na[(" + "<br/>".join(["all the words"] * lines) + ")] --> b", "f", Source("a.md"))
    assert isinstance(graph, Graph)
    drawing, _ = layout(graph, Size(874, 368), Ruler(Families()))
    node = nodes(drawing)["n1"]
    assert node.label is not None
    letters = node.label.lines[0].baseline - 0.75 * node.label.size
    assert letters >= node.box.top + 2 * CYLINDER_CAP * node.box.height
    assert node.label.lines[-1].baseline + 0.2 * node.label.size <= node.box.bottom - CYLINDER_CAP * node.box.height / 3
