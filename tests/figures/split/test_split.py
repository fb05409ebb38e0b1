"""Figures that are too large for one slide: an overview and details, in which nothing is lost."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import pytest

from coursedeck.base.text import Families, Ruler
from coursedeck.figures.layout import layout
from coursedeck.figures.mermaid import read
from coursedeck.figures.split import PartGraph, split
from coursedeck.model.figure_parts import PART_LINK
from coursedeck.model.graph import Graph
from coursedeck.model.problem import Source
from coursedeck.model.units import Size

AREA = Size(874, 368)
RULER = Ruler(Families())


def graph_of(text: str) -> Graph:
    graph, _ = read(text, "figure", Source("a.md"))
    assert isinstance(graph, Graph)
    return graph


def fits(graph: Graph) -> bool:
    return layout(graph, AREA, RULER)[0].smallest_label >= 11.95


def divided(text: str) -> tuple[PartGraph, ...]:
    return split(graph_of(text), fits)


@lru_cache
def parts_of(text: str) -> tuple[PartGraph, ...]:
    """As `divided`, once for all tests."""
    return divided(text)


def labels(graph: Graph) -> set[str]:
    return {node.label.text for node in graph.nodes}


def tiers(count: int, size: int) -> str:
    """Tiers of services, each calling the next and its counterpart in the tier below."""
    lines = ["flowchart TB"]
    for tier in range(count):
        lines.append(f"subgraph t{tier} [Tier number {tier}]")
        lines += [f"s{tier}{n}[Service {n} of the tier {tier}] --> s{tier}{n + 1}" for n in range(size - 1)]
        lines += [f"s{tier}{size - 1}[Service {size - 1} of the tier {tier}]", "end"]
    lines += [
        f"s{one}{n} -->|call {one}{n} by the book| s{two}{n}"
        for one, two in pairwise(range(count))
        for n in range(size)
    ]
    return "\n".join(lines)


def plain(count: int) -> str:
    """Decisions without clusters."""
    lines = ["flowchart TD"]
    for number in range(count):
        lines.append(
            f"a{number}{{Is the condition {number} met}} -->|no, not yet| b{number}[Repair the thing {number}]"
        )
        lines.append(f"a{number} -->|yes, at last| a{number + 1}{{Is the condition {number + 1} met}}")
        lines.append(f"b{number} --> a{max(0, number - 3)}")
    return "\n".join(lines)


MIND_MAP = "mindmap\n  root((The whole of it))\n" + "".join(
    f"    Branch number {branch}\n" + "".join(f"      Leaf {leaf} on the branch {branch}\n" for leaf in range(12))
    for branch in range(6)
)
NESTED = (
    "flowchart LR\nsubgraph all [Everything]\n"
    + tiers(4, 5).replace("flowchart TB\n", "").replace("s", "q").replace("qubgraph", "subgraph")
    + "\nend\nuser((User)) --> q00"
)
STATES = "stateDiagram-v2\n" + "".join(
    f'  state "Phase number {phase}" as P{phase} {{\n'
    + "".join(f"    p{phase}s{n} --> p{phase}s{n + 1} : event {n} of phase {phase}\n" for n in range(7))
    + "  }\n"
    + (f"  P{phase - 1} --> P{phase} : done\n" if phase else "")
    for phase in range(5)
)
FIGURES = {
    "tiers": tiers(5, 6),
    "two large ones": tiers(2, 12),
    "without clusters": plain(16),
    "a long chain": "flowchart LR\n" + " --> ".join(f"n{n}[Step number {n} of the long way]" for n in range(60)),
    "one cluster around all": NESTED,
    "mind map": MIND_MAP,
    "states": STATES,
}


@pytest.mark.parametrize("name", FIGURES)
def test_every_part_can_be_read(name: str) -> None:
    parts = parts_of(FIGURES[name])
    assert len(parts) > 2
    assert all(fits(part.graph) for part in parts)
    assert len({part.graph.name for part in parts}) == len(parts)


@pytest.mark.parametrize("name", FIGURES)
def test_nothing_is_lost(name: str) -> None:
    graph = graph_of(FIGURES[name])
    parts = [part.graph for part in parts_of(FIGURES[name])]
    assert {label for label in labels(graph) if label} <= {label for part in parts for label in labels(part)}
    said = {edge.label.text for part in parts for edge in part.edges}
    assert {edge.label.text for edge in graph.edges} <= said
    titles = {cluster.label.text for cluster in graph.clusters}
    shown = {cluster.label.text for part in parts for cluster in part.clusters}
    assert titles <= shown | {label for part in parts for label in labels(part)}


@pytest.mark.parametrize("name", FIGURES)
def test_the_overview_and_its_details_lead_to_each_other(name: str) -> None:
    parts = {part.graph.name: part.graph for part in parts_of(FIGURES[name])}
    links = {
        name: {node.link.removeprefix(PART_LINK) for node in graph.nodes if node.link} for name, graph in parts.items()
    }
    assert all(targets <= parts.keys() for targets in links.values())
    reached = {next(iter(parts))}
    while more := {target for name in reached for target in links[name]} - reached:
        reached |= more
    assert reached == parts.keys()


def test_the_overview_has_a_box_for_each_cluster_and_the_edges_between_them() -> None:
    overview, *details = (part.graph for part in parts_of(tiers(5, 6)))
    assert [node.label.text for node in overview.nodes] == [f"Tier number {tier}" for tier in range(5)]
    ends = {node.id: node.label.text[-1] for node in overview.nodes}
    assert sorted(ends[edge.tail] + ends[edge.head] for edge in overview.edges) == ["01", "12", "23", "34"]
    assert len(details) == 5


def test_a_detail_names_its_neighbours_at_the_rim() -> None:
    _, _, second, *_ = parts_of(tiers(5, 6))
    assert second.title == "Tier number 1"
    outside = {node.label.text for node in second.graph.nodes if node.cluster is None}
    assert outside == {"Tier number 0", "Tier number 2"}
    assert {node.label.text for node in second.graph.nodes} - outside == {
        f"Service {n} of the tier 1" for n in range(6)
    }
    calls = {edge.label.text for edge in second.graph.edges if edge.label}
    assert calls == {f"call {tier}{n} by the book" for tier in (0, 1) for n in range(6)}


def test_pieces_of_a_graph_without_clusters_meet_at_the_nodes_between_them() -> None:
    overview, *details = (part.graph for part in parts_of(FIGURES["a long chain"]))
    assert [node.label.text.split("\n")[0] for node in overview.nodes] == [
        str(number) for number in range(1, len(details) + 1)
    ]
    for one, two in pairwise(details):
        assert len(labels(one) & labels(two)) == 2


def test_a_branch_of_a_mind_map_is_a_mind_map() -> None:
    overview, *details = parts_of(MIND_MAP)
    assert labels(overview.graph) == {"The whole of it", *(f"Branch number {n}" for n in range(6))}
    assert [detail.title for detail in details] == [f"Branch number {n}" for n in range(6)]
    assert all(detail.graph.mind_map and len(detail.graph.nodes) == 13 for detail in details)


def test_what_cannot_be_divided_is_left_whole() -> None:
    assert parts_of("flowchart LR\na[One node alone]") == ()
    assert split(graph_of("sequenceDiagram\na->>b: hello"), lambda _: False) == ()


@pytest.mark.long
def test_the_same_figure_is_split_in_the_same_way() -> None:
    assert divided(FIGURES["without clusters"]) == parts_of(FIGURES["without clusters"])


C4 = """C4Container
Person(customer, "Customer", "Buys what the shop has, and brings back what does not fit")
System_Ext(mail, "Mail", "The mail system that everybody in the house has used since it was built")
Container_Boundary(shop, "Shop") {
  Container(web, "Web pages", "Python", "Shows what there is to buy, and takes the orders of those who buy")
  Container(stock, "Stock", "Go", "Knows what lies where, and what must be ordered in time from whom")
  Container(bills, "Bills", "Go", "Writes bills, sends reminders and books what has been paid by whom")
  ContainerDb(orders, "Orders", "PostgreSQL", "Keeps every order with its date, its things and its address")
}
Rel(customer, web, "Looks for things and orders them", "HTTPS")
Rel(web, stock, "Asks whether it is there", "gRPC")
Rel(web, orders, "Writes orders", "SQL")
Rel(bills, orders, "Reads orders of the day", "SQL")
Rel(bills, mail, "Sends bills and reminders", "SMTP")
Rel(stock, mail, "Orders what is missing", "SMTP")
Rel(mail, customer, "Brings letters")
"""


def test_neighbours_and_boxes_of_an_overview_are_called_by_their_first_lines_without_marks() -> None:
    parts = split(graph_of(C4), lambda graph: len(graph.nodes) < 5 and fits(graph))
    assert len(parts) > 2
    for part in parts:
        rim = [node for node in part.graph.nodes if node.link]
        assert not any("**" in node.label.text or "\\[" in node.label.text for node in rim if node.cluster is None)
        named = {node.id for node in part.graph.nodes if node.cluster} | {c.parent for c in part.graph.clusters}
        held = {node.cluster for node in part.graph.nodes}
        assert all(cluster.id in held | named for cluster in part.graph.clusters)
    details = [part.graph for part in parts if any("[Container: " in node.label.text for node in part.graph.nodes)]
    assert any({"Customer", "Mail"} & labels(graph) for graph in details)


MANY = {
    "periods": "timeline\n" + "".join(f"{1990 + p} : What came in year {p} : And what went in it\n" for p in range(24)),
    "clusters in a cluster": "flowchart LR\nsubgraph all [All of it]\n"
    + "".join(f"subgraph g{g} [Group {g}]\na{g}[First of {g}] --> b{g}[Second of {g}]\nend\n" for g in range(18))
    + "end\n"
    + "".join(f"b{g} -->|leads to the next| a{g + 1}\n" for g in range(17)),
    "branches": "mindmap\n  root((The root))\n"
    + "".join(f"    Branch {b}\n      Leaf {b} of it\n      Other leaf {b}\n      Third leaf {b}\n" for b in range(14)),
}


def test_a_cluster_without_words_is_called_by_the_first_things_in_it() -> None:
    groups = ["flowchart LR"]
    for letter in "pq":
        groups.append(f"subgraph {letter} [ ]")
        groups += [f"{letter}{n}[Thing {letter}{n}] --> {letter}{n + 1}[Thing {letter}{n + 1}]" for n in range(3)]
        groups.append("end")
    graph = graph_of("\n".join([*groups, "p3 -->|goes on| q0"]))
    overview, first, second = split(graph, lambda each: len(each.nodes) < 7)
    called = {"Thing p0, Thing p1, Thing p2 …", "Thing q0, Thing q1, Thing q2 …"}
    assert labels(overview.graph) == called
    assert {first.title, second.title} == called
    assert "Thing q0, Thing q1, Thing q2 …" in labels(first.graph)


@pytest.mark.parametrize("name", MANY)
def test_small_neighbours_share_a_slide_where_there_are_many(name: str) -> None:
    graph, parts = graph_of(MANY[name]), parts_of(MANY[name])
    assert not fits(graph)
    overview, *details = parts
    assert 2 <= len(details) <= 8 and all(fits(part.graph) for part in details)
    assert labels(graph) <= {label for part in parts for label in labels(part.graph)}
    assert all(" – " in part.title for part in details)
    assert {node.link for node in overview.graph.nodes if node.link} == {PART_LINK + p.graph.name for p in details}


def test_a_node_with_very_many_neighbours_is_shown_with_the_pieces_that_they_are_in() -> None:
    star = "flowchart LR\n" + "\n".join(f"hub[The hub] -->|way {n}| n{n}[A thing with a name {n}]" for n in range(60))
    parts = parts_of(star)
    assert 2 < len(parts) <= 8 and all(fits(part.graph) for part in parts)
    assert labels(graph_of(star)) <= {label for part in parts for label in labels(part.graph)}
    assert {f"way {n}" for n in range(60)} <= {edge.label.text for part in parts for edge in part.graph.edges}


def test_words_between_two_nodes_with_very_many_neighbours_are_told() -> None:
    hubs = "\n".join(f"{hub}[Hub {hub}] --> {hub}{n}[A thing {n} of {hub}]" for hub in "xy" for n in range(30))
    parts = parts_of(f"flowchart LR\n{hubs}\nx -->|from hub to hub| y\nx7 -->|from thing to hub| y")
    said = {edge.label.text for part in parts for edge in part.graph.edges}
    assert {"from hub to hub", "from thing to hub"} <= said


def test_a_neighbour_of_everything_in_a_cluster_has_one_line_to_its_frame() -> None:
    members = [f"m{n}[Member {n} of the assembly that votes]" for n in range(16)]
    text = ["flowchart TB", "speaker[Speaker]", "subgraph hall [Hall]", *members, "end", "subgraph desk [Desk]"]
    text += [f"w{n}[Writer {n} who takes down what is said] --> w{n + 1}" for n in range(9)] + ["w9[Last]", "end"]
    text += [f"speaker --> m{n}" for n in range(16)] + ["m3 --> w0", "speaker --> w0"]
    details = {part.title: part.graph for part in parts_of("\n".join(text))}
    hall = details["Hall"]
    frame = next(cluster.id for cluster in hall.clusters)
    assert frame in {edge.head for edge in hall.edges}
    assert len(hall.edges) == 2
    assert len(hall.nodes) == 18
