"""Scripts give the same figures here as under the library itself."""

from __future__ import annotations

import json
import subprocess
import sys
import warnings
from pathlib import Path
from textwrap import dedent

import pytest

from coursedeck.figures.capture import capture
from coursedeck.model.graph import Arrow, Dash, Direction, Graph, NodeShape
from coursedeck.model.problem import CourseError

PLAIN = """
import os, sys, runpy
import diagrams
os.remove = lambda path: None
diagrams.Diagram.render = lambda self: print(self.dot.source)
sys.path[0] = os.path.dirname(sys.argv[1])
runpy.run_path(sys.argv[1], run_name="__main__")
"""

SCRIPTS = {
    "lists": """
        from diagrams import Cluster, Diagram, Edge, Node
        with Diagram("Lists", show=False):
            left, right = [Node("a"), Node("b")], [Node("c"), Node("d")]
            hub = Node("hub")
            left >> hub >> right
            left - Edge(label="tied", style="dashed") - hub
            hub << Edge(color="red", label="back") << right
            right << hub
            left << Edge(label="none") << hub
    """,
    "chains": """
        from diagrams import Cluster, Diagram, Edge, Node
        with Diagram("Chains", show=False, direction="TB", graph_attr={"nodesep": "1"}, edge_attr={"color": "blue"}):
            again = Edge(label="again", color="green")
            with Cluster("outer"):
                first = Node("first")
                with Cluster("inner"):
                    second = Node("second\\nline", shape="cylinder", style="filled", fillcolor="lightblue")
                with Cluster("inner"):
                    third = Node("third", nodeid="fixed")
            first >> again >> second >> again >> third
            third >> Edge(label="both") << first
            first - second
    """,
    "icons": """
        from diagrams import Cluster, Diagram
        from diagrams.aws.compute import EC2, Lambda
        from diagrams.aws.database import RDS
        with Diagram("Icons", show=False, autolabel=True):
            web = [EC2(f"web {number}") for number in range(3)]
            web >> RDS("db") >> Lambda()
    """,
    "strict": """
        from diagrams import Diagram, Edge, Node
        with Diagram("Strict", show=False, strict=True):
            a, b = Node("a"), Node("b")
            a >> Edge(label="one") >> b
            a >> Edge(color="red") >> b
            b >> a
    """,
}


def write(folder: Path, text: str, name: str = "figure.py") -> Path:
    script = folder / name
    script.write_text(dedent(text).lstrip(), "utf-8")
    return script


def figure(folder: Path, text: str) -> Graph:
    (graph,), problems = capture(write(folder, text), folder)
    assert problems == ()
    return graph


def plain_edges(script: Path) -> list[tuple[str, str, str, str, str]]:
    """The edges that the library itself hands to Graphviz, by the labels of their ends."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pygraphviz import AGraph  # noqa: PLC0415 - its import warns on some interpreters

    source = subprocess.run(
        [sys.executable, "-c", PLAIN, str(script)], capture_output=True, text=True, check=True
    ).stdout
    graph = AGraph(string=source)
    label = {node: (node.attr["label"] or str(node)).replace("\\n", "\n") for node in graph.nodes()}
    return sorted(
        (
            label[edge[0]],
            label[edge[1]],
            edge.attr["label"] or "",
            edge.attr["dir"] or "forward",
            edge.attr["style"] or "",
        )
        for edge in graph.edges()
    )


def way(tail: Arrow, head: Arrow) -> str:
    return {(False, False): "none", (True, False): "back", (False, True): "forward", (True, True): "both"}[
        tail is not Arrow.NONE, head is not Arrow.NONE
    ]


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_edge_is_the_librarys(tmp_path: Path, name: str) -> None:
    script = write(tmp_path, SCRIPTS[name])
    (graph,), _ = capture(script, tmp_path)
    label = {node.id: node.label.text for node in graph.nodes}
    ours = sorted(
        (label[e.tail], label[e.head], e.label.text, way(e.tail_arrow, e.head_arrow),
         "dashed" if e.style.dash is Dash.DASHED else "")
        for e in graph.edges
    )  # fmt: skip
    assert ours == plain_edges(script)
    assert ours


def test_clusters_with_one_label_stay_two(tmp_path: Path) -> None:
    graph = figure(tmp_path, SCRIPTS["chains"])
    assert [(c.id, c.label.text, c.parent) for c in graph.clusters] == [
        ("c1", "outer", None), ("c2", "inner", "c1"), ("c3", "inner", "c1"),
    ]  # fmt: skip
    assert [(n.id, n.label.text, n.cluster) for n in graph.nodes] == [
        ("n1", "first", "c1"), ("n2", "second\nline", "c2"), ("n3", "third", "c3"),
    ]  # fmt: skip


def test_attributes_become_the_models_terms(tmp_path: Path) -> None:
    graph = figure(tmp_path, SCRIPTS["chains"])
    second = graph.nodes[1]
    assert (second.shape, second.style.fill) == (NodeShape.CYLINDER, "#add8e6")
    assert graph.edges[-1].style.stroke == "#0000ff"
    assert graph.edges[0].style.stroke == "#00ff00"
    assert (graph.direction, dict(graph.attributes)) == (Direction.TB, {"nodesep": "1"})


def test_direction_stays_open_where_the_author_left_it(tmp_path: Path) -> None:
    assert figure(tmp_path, SCRIPTS["lists"]).direction is None


def test_library_defaults_are_not_the_authors_choice(tmp_path: Path) -> None:
    node = figure(tmp_path, SCRIPTS["icons"]).nodes[0]
    assert (node.width, node.height, node.style.color, node.style.font_size) == (None, None, None, None)
    assert node.icon is not None
    assert (node.icon.name, node.icon.media_type, max(node.icon.width, node.icon.height)) == (
        "aws/compute/ec2", "image/png", 256,
    )  # fmt: skip
    assert node.label.text == "EC2\nweb 0"


def test_every_part_knows_its_line(tmp_path: Path) -> None:
    graph = figure(
        tmp_path,
        """
        from diagrams import Cluster, Diagram, Node

        def boxed(label):
            with Cluster(label):
                return Node(label)

        with Diagram("d", show=False):
            a = boxed("a")
            b = Node(
                "b",
            )
            a >> b
        """,
    )
    lines = {node.id: node.source.line for node in graph.nodes}
    lines |= {cluster.id: cluster.source.line for cluster in graph.clusters}
    lines |= {edge.id: edge.source.line for edge in graph.edges}
    assert lines == {"c1": 4, "n1": 5, "n2": 9, "e1": 12}
    assert {each.source.file for each in graph.nodes} == {"figure.py"}
    assert graph.source.line == 7


def test_several_diagrams_are_numbered(tmp_path: Path) -> None:
    script = write(
        tmp_path,
        """
        from diagrams import Diagram, Node
        for name in ("one", "two", "three"):
            with Diagram(name, show=False):
                Node(name)
        """,
        "steps.py",
    )
    graphs, _ = capture(script, tmp_path)
    assert [(g.name, g.title.text) for g in graphs] == [("steps", "one"), ("steps-2", "two"), ("steps-3", "three")]


def test_a_script_is_run_as_the_main_program_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / "_names.py").write_text("NAME = '이름'", "utf-8")
    graph = figure(
        tmp_path,
        """
        import os, sys
        from pathlib import Path
        from _names import NAME
        from diagrams import Diagram, Node
        if __name__ == "__main__":
            Path("left-behind.txt").write_text("x")
            with Diagram("d", show=False):
                Node(NAME), Node(Path(__file__).name), Node(str(Path.cwd() == Path(__file__).parent))
            sys.exit(0)
        """,
    )
    assert [node.label.text for node in graph.nodes] == ["이름", "figure.py", "False"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["_names.py", "figure.py"]


def test_nothing_is_drawn_and_ids_repeat(tmp_path: Path) -> None:
    script = write(tmp_path, SCRIPTS["lists"])
    assert capture(script, tmp_path) == capture(script, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["figure.py"]


def test_a_cluster_may_be_an_end(tmp_path: Path) -> None:
    graph = figure(
        tmp_path,
        """
        from diagrams import Cluster, Diagram, Edge, Node
        with Diagram("d", show=False, graph_attr={"compound": "true"}):
            with Cluster("left"):
                a = Node("a")
            with Cluster("right"):
                b = Node("b")
            a >> Edge(ltail="cluster_left", lhead="cluster_right") >> b
        """,
    )
    assert (graph.edges[0].tail, graph.edges[0].head) == ("c1", "c2")


def test_a_node_in_two_clusters_stays_in_the_first(tmp_path: Path) -> None:
    script = write(
        tmp_path,
        """
        from diagrams import Cluster, Diagram, Node
        with Diagram("d", show=False):
            with Cluster("one"):
                Node("a", nodeid="same")
            with Cluster("two"):
                Node("b", nodeid="same")
        """,
    )
    (graph,), (problem,) = capture(script, tmp_path)
    assert [(node.label.text, node.cluster) for node in graph.nodes] == [("b", "c1")]
    assert (problem.source.line, problem.severity.value) == (6, "warning")


def test_a_point_is_a_small_dot_without_words(tmp_path: Path) -> None:
    text = """
        from diagrams import Diagram, Node
        with Diagram("Dots", show=False):
            Node("dot", shape="point") >> Node("red", shape="point", color="red", width="0.2")
    """
    plain, red = figure(tmp_path, text).nodes
    assert (plain.shape, plain.style.fill, plain.label.text) == (NodeShape.CIRCLE, "#000000", "")
    assert plain.width == plain.height == 6
    assert red.style.fill == "#ff0000"
    assert red.width == red.height == pytest.approx(14.4)


def test_the_bundled_definitions_are_captured() -> None:
    root = Path(__file__).parents[3]
    scripts = sorted((root / "diagrams").glob("[a-z]*.py"))
    assert scripts
    for script in scripts:
        graphs, problems = capture(script, root)
        assert graphs[0].name == script.stem
        assert problems == ()
        assert json.dumps([node.source.file for node in graphs[0].nodes]).count(f"diagrams/{script.name}") > 3


def test_a_missing_script_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"diagrams/none.py:1: error: there is no such figure definition"):
        capture(tmp_path / "diagrams" / "none.py", tmp_path)
