"""Labels as Graphviz reads them: escapes, HTML-like markup, tables and records; and what is named as dropped."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

import pytest

from coursedeck.figures.capture import capture
from coursedeck.model.graph import Align, Cell, Graph, Label, Node
from coursedeck.model.problem import Problem


def drawn(folder: Path, body: str, options: str = "") -> tuple[Graph, tuple[Problem, ...]]:
    """The diagram with `body`, and what is wrong with it."""
    script = folder / "figure.py"
    head = "from diagrams import Cluster, Diagram, Edge, Node\n"
    block = indent(dedent(body).strip(), "    ")
    script.write_text(f"{head}with Diagram('d', show=False{options}) as diagram:\n{block}\n", "utf-8")
    (graph,), problems = capture(script, folder)
    return graph, problems


def node(folder: Path, label: str, attributes: str = "") -> Node:
    graph, problems = drawn(folder, f"Node({label!r}{attributes})")
    assert problems == ()
    return graph.nodes[0]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("one\ntwo", Label("one\ntwo")),
        (r"one\ntwo", Label("one\ntwo")),
        (r"one\ltwo\l", Label("one\ntwo", align=Align.LEFT)),
        (r"12\r345\r", Label("12\n345", align=Align.RIGHT)),
        (r"left\lmiddle\nleft\l", Label("left\nmiddle\nleft", align=Align.LEFT)),
        ("C:\\\\Users", Label("C:\\Users")),
        (r"C:\Users", Label(r"C:\Users")),
        ("a < b > c", Label("a < b > c")),
        ("<plain &amp; simple>", Label("plain & simple")),
        ("<two<br/>lines<BR/>more>", Label("two\nlines\nmore")),
        ("<one\n   line>", Label("one line")),
        ("<left<br align='left'/>too<br align='left'/>>", Label("left\ntoo", align=Align.LEFT)),
        ("<<b>Web</b> tier>", Label("<b>Web</b> tier", markdown=True)),
        ("<<B><I>both</I></B>>", Label("<b><i>both</i></b>", markdown=True)),
        ("<<b>two<br/>lines</b> a_b>", Label("<b>two</b>\n<b>lines</b> a\\_b", markdown=True)),
        ("<H<sub>2</sub>O>", Label("H<sub>2</sub>O", markdown=True)),
        ("<<font color='red'>never closed", Label("<<font color='red'>never closed")),
    ],
)
def test_labels_say_what_graphviz_would_show(tmp_path: Path, label: str, expected: Label) -> None:
    assert node(tmp_path, label).label == expected


def test_the_font_of_most_of_the_words_is_the_labels(tmp_path: Path) -> None:
    found = node(tmp_path, "<<font point-size='20' color='navy'>Large and blue</font>>")
    assert (found.label.text, found.style.font_size, found.style.color) == ("Large and blue", 20, "#000080")
    graph, problems = drawn(tmp_path, "Node('<a small <font color=\"red\">r</font> in <u>it</u>>')")
    assert graph.nodes[0].style.color is None
    assert [str(each) for each in problems] == [
        "figure.py:3: warning: <u> (node), color of <font> (node) have no effect here: see docs/figures.md"
    ]


def places(cells: tuple[Cell, ...]) -> dict[str, tuple[int, int, int, int]]:
    """Row, column, rows and columns by words."""
    return {cell.label.text: (cell.row, cell.column, cell.rows, cell.columns) for cell in cells}


TABLE = """<<table border="0" cellborder="1" bgcolor="#eeeeee"><tr><td colspan="2" bgcolor="navy"><b>Host</b></td></tr>
<tr><td port="key" align="left">id</td><td>int</td></tr><tr><td rowspan="2">net</td><td>eth0</td></tr>
<tr><td>eth1</td></tr></table>>"""


def test_a_table_has_cells_with_spans_ports_and_grounds(tmp_path: Path) -> None:
    found = node(tmp_path, TABLE, ", shape='plaintext'")
    assert not found.label
    assert places(found.cells) == {
        "<b>Host</b>": (0, 0, 1, 2), "id": (1, 0, 1, 1), "int": (1, 1, 1, 1), "net": (2, 0, 2, 1),
        "eth0": (2, 1, 1, 1), "eth1": (3, 1, 1, 1),
    }  # fmt: skip
    head, key = found.cells[:2]
    assert (head.style.fill, key.port, key.label.align, found.style.fill) == ("#000080", "key", Align.LEFT, "#eeeeee")


def test_a_table_in_a_cell_and_in_a_cluster_are_lines(tmp_path: Path) -> None:
    inner = "<<table><tr><td>out<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table></td></tr></table>>"
    assert [cell.label.text for cell in node(tmp_path, inner).cells] == ["outa b\nc"]
    graph, _ = drawn(tmp_path, f"with Cluster({TABLE!r}):\n    Node('n')")
    assert graph.clusters[0].label.text == "Host\nid int\nnet eth0\neth1"


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("<f0> left|<f1> middle", {"left": (0, 0, 1, 1), "middle": (0, 1, 1, 1)}),
        ("{top|bottom}", {"top": (0, 0, 1, 1), "bottom": (1, 0, 1, 1)}),
        (
            "a|{b|{c|d}}|e",
            {"a": (0, 0, 2, 1), "b": (0, 1, 1, 2), "c": (1, 1, 1, 1), "d": (1, 2, 1, 1), "e": (0, 3, 2, 1)},
        ),
        (r"a \| b|\{c\}", {"a | b": (0, 0, 1, 1), "{c}": (0, 1, 1, 1)}),
        ("{never|closed", {"never": (0, 0, 1, 1), "closed": (1, 0, 1, 1)}),
        ("too}many", {"too}many": (0, 0, 1, 1)}),
        ("", {"": (0, 0, 1, 1)}),
    ],
)
@pytest.mark.parametrize("shape", ["record", "Mrecord"])
def test_records_are_tables(tmp_path: Path, label: str, expected: dict[str, object], shape: str) -> None:
    graph, _ = drawn(tmp_path, f"Node({label!r}, shape={shape!r})", ", direction='TB'")
    assert places(graph.nodes[0].cells) == expected


def test_fields_stand_the_other_way_where_ranks_run_across(tmp_path: Path) -> None:
    graph, _ = drawn(tmp_path, "Node('<p> a|b', shape='record')", ", direction='LR'")
    assert places(graph.nodes[0].cells) == {"a": (0, 0, 1, 1), "b": (1, 0, 1, 1)}
    assert [cell.port for cell in graph.nodes[0].cells] == ["p", None]


def test_edges_have_labels_and_ports_at_their_ends(tmp_path: Path) -> None:
    graph, problems = drawn(
        tmp_path,
        """
        a, b = Node('<p> a|b', shape='record'), Node('c')
        a >> Edge(label='has', xlabel='often', taillabel='1', headlabel='0..n', tailport='p', headport='w') >> b
        """,
    )
    (edge,) = graph.edges
    assert ["side in headport (edge)" in str(each) for each in problems] == [True]
    assert [label.text for label in (edge.tail_label, edge.label, edge.head_label)] == ["1", "has\noften", "0..n"]
    assert (edge.tail_port, edge.head_port) == ("p", None)


def test_nodes_have_a_label_beside_them_and_a_place(tmp_path: Path) -> None:
    graph, problems = drawn(tmp_path, "Node('a', xlabel='10.0.0.1', pos='1,2!')", ", graph_attr={'layout': 'neato'}")
    assert problems == ()
    (found,) = graph.nodes
    assert (found.outer_label.text, found.position and (found.position.x, found.position.y)) == ("10.0.0.1", (72, -144))


def test_nodes_of_one_rank_are_kept_together(tmp_path: Path) -> None:
    graph, problems = drawn(
        tmp_path,
        """
        a, b, c, d = (Node(name, nodeid=name) for name in 'abcd')
        with diagram.dot.subgraph() as row:
            row.attr(rank='same')
            row.node('c'); row.node('a')
        with Cluster('side', graph_attr={'rank': 'same'}):
            Node('e', nodeid='e'), Node('f', nodeid='f')
        """,
    )
    assert problems == ()
    assert sorted(graph.same_rank) == [("n1", "n3"), ("n5", "n6")]


def test_what_has_no_effect_is_named_once(tmp_path: Path) -> None:
    _, problems = drawn(
        tmp_path,
        """
        a, b = Node('a', pos='1,1!', distortion='0.3'), Node('b', distortion='0.5', comment='nobody sees it')
        a >> Edge(weight='3', arrowsize='2') >> b
        b >> Edge(weight='1') >> a
        """,
        ", graph_attr={'nodesep': '2', 'ordering': 'out'}",
    )
    assert [str(each) for each in problems] == [
        "figure.py:2: warning: arrowsize (edge), distortion (node), ordering (graph), pos (node), weight (edge)"
        " have no effect here: see docs/figures.md"
    ]


@pytest.mark.parametrize(
    ("attributes", "fill", "stroke"),
    [
        ({"style": "filled", "color": "lightgrey"}, "#d3d3d3", "#aeb6be"),
        ({"style": "filled", "color": "lightgrey", "fillcolor": "gold"}, "#ffd700", "#aeb6be"),
        ({"style": "filled", "bgcolor": "gold"}, "#ffd700", None),
        ({"style": "filled", "color": "red", "pencolor": "blue"}, "#ff0000", "#0000ff"),
        ({"color": "red"}, None, "#aeb6be"),
        ({"bgcolor": "#ff000080"}, "#ff000080", None),
        ({"bgcolor": "#ff0000ff"}, "#ff0000", None),
        ({"bgcolor": "#f008"}, "#ff000088", None),
    ],
)
def test_grounds_and_outlines_of_clusters(
    tmp_path: Path, attributes: dict[str, str], fill: str | None, stroke: str | None
) -> None:
    graph, _ = drawn(tmp_path, f"with Cluster('c', graph_attr={attributes}):\n    Node('n')")
    assert (graph.clusters[0].style.fill, graph.clusters[0].style.stroke) == (fill, stroke)


@pytest.mark.parametrize(("color", "fill"), [("black", "#000000"), ("white", None), ("transparent", None)])
def test_a_figure_may_have_a_ground_of_its_own(tmp_path: Path, color: str, fill: str | None) -> None:
    graph, problems = drawn(tmp_path, "Node('n')", f", graph_attr={{'bgcolor': '{color}'}}")
    assert (graph.style.fill, problems) == (fill, ())
