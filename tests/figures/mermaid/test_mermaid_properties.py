"""Laws that hold for any text and for any flowchart."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursedeck.figures.mermaid import Unsupported, read
from coursedeck.model.graph import Arrow, Dash, Graph, NodeShape
from coursedeck.model.problem import CourseError, Source
from coursedeck.model.session import Chart

_FENCE = Source("content/a.md", 10)
_HEADERS = [
    "",
    "graph TD\n",
    "flowchart LR\n",
    "pie\n",
    "xychart-beta\n",
    "stateDiagram-v2\n",
    "mindmap\n",
    "erDiagram\n",
]
_HEADERS += ["classDiagram\n", "---\ntitle: x\n---\ngraph LR\n", "sequenceDiagram\n", "timeline\n"]
_WORDS_OF_MERMAID = """
A B end subgraph direction LR style class classDef linkStyle click default state note right of as fork
--> --- -.-> ==> ~~~ -- == -. x--x <--> --o ->> : ::: ; & | " "` `" [ ] ( ) { } (( )) ([ ]) [[ ]] [/ /] \\] {{ }} > @{
%% %%{ }%% [*] <<choice>> || o{ }| .. <|-- ..> "1" title x-axis y-axis bar line [1,2] fill:#f00 shape: cyl 1 2.5 , -
# &amp; <br/> <b> </b> #35; 한국어 🙂 accTitle: root int string PK
A->>B: -->> -x --) <<->> ->>+ -->>- Note over loop alt else opt par and critical option break rect autonumber
participant actor create destroy activate deactivate box @{ ,
"""
_PIECES = _WORDS_OF_MERMAID.split()
_SOUP = st.lists(st.sampled_from([*_PIECES, "\n", "\n    ", " ", "\t"]), max_size=40)

_SHAPES = {
    NodeShape.RECTANGLE: ("[", "]"),
    NodeShape.ROUNDED: ("(", ")"),
    NodeShape.STADIUM: ("([", "])"),
    NodeShape.SUBROUTINE: ("[[", "]]"),
    NodeShape.CYLINDER: ("[(", ")]"),
    NodeShape.CIRCLE: ("((", "))"),
    NodeShape.DOUBLE_CIRCLE: ("(((", ")))"),
    NodeShape.FLAG: (">", "]"),
    NodeShape.DIAMOND: ("{", "}"),
    NodeShape.HEXAGON: ("{{", "}}"),
    NodeShape.TRAPEZOID: ("[/", "\\]"),
    NodeShape.TRAPEZOID_ALT: ("[\\", "/]"),
    NodeShape.ELLIPSE: ("(-", "-)"),
}
_LINKS = {
    "-->": (Arrow.NONE, Arrow.TRIANGLE, Dash.SOLID),
    "---": (Arrow.NONE, Arrow.NONE, Dash.SOLID),
    "-.->": (Arrow.NONE, Arrow.TRIANGLE, Dash.DOTTED),
    "==>": (Arrow.NONE, Arrow.TRIANGLE, Dash.SOLID),
    "<-->": (Arrow.TRIANGLE, Arrow.TRIANGLE, Dash.SOLID),
    "o--o": (Arrow.CIRCLE, Arrow.CIRCLE, Dash.SOLID),
    "--x": (Arrow.NONE, Arrow.CROSS, Dash.SOLID),
}
_WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "So", "Zs"), exclude_characters='"`\\<&#|'), max_size=20
).filter(lambda text: "fa" not in text)


@dataclass(frozen=True)
class _Drawn:
    nodes: tuple[tuple[str, NodeShape, int], ...]
    """Words, outline and which group (0 is none)."""
    edges: tuple[tuple[int, int, str, str], ...]
    """From, to, link and words."""

    @property
    def code(self) -> str:
        lines = ["flowchart LR"]
        for group in sorted({group for *_, group in self.nodes}):
            lines += [f'subgraph g{group} ["group {group}"]'] if group else []
            for index, (words, shape, of) in enumerate(self.nodes):
                if of == group:
                    opening, closing = _SHAPES[shape]
                    lines.append(f'    id{index}{opening}"{words}"{closing}')
            lines += ["end"] if group else []
        lines += [f'id{tail} {link}|"{words}"| id{head}' for tail, head, link, words in self.edges]
        return "\n".join(lines)


@st.composite
def _drawn(draw: st.DrawFn) -> _Drawn:
    nodes = draw(
        st.lists(st.tuples(_WORDS, st.sampled_from(list(_SHAPES)), st.integers(0, 3)), min_size=1, max_size=12)
    )
    place = st.integers(0, len(nodes) - 1)
    edges = draw(st.lists(st.tuples(place, place, st.sampled_from(list(_LINKS)), _WORDS), max_size=15))
    return _Drawn(tuple(nodes), tuple(edges))


def _graph(code: str) -> Graph:
    figure, _ = read(code, "figure", _FENCE)
    assert isinstance(figure, Graph)
    return figure


def _never_worse_than_a_problem(code: str) -> None:
    try:
        figure, _ = read(code, "figure", _FENCE)
    except CourseError as problem:
        [found] = problem.problems
        assert _FENCE.line <= found.source.line <= _FENCE.line + 1 + len(code.splitlines())
    else:
        assert isinstance(figure, Graph | Chart | Unsupported)


@given(st.sampled_from(_HEADERS), st.text())
def test_random_text_is_read_or_told(header: str, text: str) -> None:
    _never_worse_than_a_problem(header + text)


@given(st.sampled_from(_HEADERS), _SOUP)
def test_random_words_are_read_or_told(header: str, pieces: list[str]) -> None:
    _never_worse_than_a_problem(header + " ".join(pieces))


@given(_drawn())
def test_every_node_edge_and_label_is_accounted_for(drawn: _Drawn) -> None:
    graph = _graph(drawn.code)
    titles = {cluster.id: cluster.label.text for cluster in graph.clusters}
    nodes = sorted((node.label.text, node.shape, titles.get(node.cluster or "", "")) for node in graph.nodes)
    wanted = [
        (" ".join(words.split()), shape, f"group {group}" if group else "") for words, shape, group in drawn.nodes
    ]
    assert nodes == sorted(wanted)
    edges = [(edge.label.text, edge.tail_arrow, edge.head_arrow, edge.style.dash) for edge in graph.edges]
    assert edges == [(" ".join(words.split()), *_LINKS[link]) for *_, link, words in drawn.edges]
    words = {node.id: node.label.text for node in graph.nodes}
    ends = [(words[edge.tail], words[edge.head]) for edge in graph.edges]
    assert ends == [(wanted[tail][0], wanted[head][0]) for tail, head, *_ in drawn.edges]


@given(_drawn())
def test_ids_follow_the_order_of_declaration(drawn: _Drawn) -> None:
    graph = _graph(drawn.code)
    for kind, things in (("n", graph.nodes), ("c", graph.clusters), ("e", graph.edges)):
        assert [thing.id for thing in things] == [f"{kind}{number}" for number in range(1, len(things) + 1)]
    orders = [node.order for node in graph.nodes] + [cluster.order for cluster in graph.clusters]
    assert sorted(orders) == list(range(len(orders)))


@given(_drawn())
def test_reading_twice_gives_the_same(drawn: _Drawn) -> None:
    assert _graph(drawn.code) == _graph(drawn.code)


@pytest.mark.parametrize(
    ("code", "limit"),
    [
        (
            "flowchart LR\n" + "\n".join(f"n{number}[Node {number}]" for number in range(2000)),
            "500 nodes and subgraphs",
        ),
        ("flowchart LR\n" + "subgraph s\n" * 2000 + "end\n" * 2000, "500 nodes and subgraphs"),
        ("flowchart LR\n" + "a --> b\n" * 2000, "1,000 edges"),
        (f"flowchart LR\n{' & '.join(map(str, range(200)))} --> {' & '.join(map(str, range(200)))}", "1,000 edges"),
    ],
    ids=["nodes", "subgraphs", "edges", "product"],
)
def test_figures_above_the_limit_are_refused(code: str, limit: str) -> None:
    with pytest.raises(CourseError, match=f"at most {limit}"):
        read(code, "figure", _FENCE)


def test_a_figure_at_the_limit_is_read() -> None:
    graph = _graph("flowchart LR\n" + "\n".join(f"n{number}" for number in range(500)) + "\nn0 --> n1" * 1000)
    assert (len(graph.nodes), len(graph.edges)) == (500, 1000)


def test_long_labels_are_kept_whole() -> None:
    words = "긴 이름 " * 125
    assert _graph(f"graph LR\na[{words}] -- {words} --> b").nodes[0].label.text == words.strip()


def test_lines_point_into_the_markdown_file() -> None:
    graph = _graph("%% one\ngraph LR\n\nsubgraph s\na --> b\nend\nb[Late]")
    assert [(node.label.text, node.source.line) for node in graph.nodes] == [("a", 15), ("Late", 17)]
    assert (graph.source.line, graph.clusters[0].source.line, graph.edges[0].source.line) == (12, 14, 15)
