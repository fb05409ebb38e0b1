"""Figures that run along something, such as time, are cut into pieces in which nothing is lost."""

from __future__ import annotations

import pytest

from coursedeck.figures.layout import layout
from coursedeck.model.drawing import DrawnCluster
from coursedeck.model.graph import Graph
from tests.figures.split.test_split import AREA, RULER, fits, graph_of, labels, parts_of


def conversation(count: int, fragments: bool = True) -> str:
    """Requests and answers between many, some of them in fragments; everybody is active at times."""
    lines = ["sequenceDiagram", "autonumber"]
    for number in range(count):
        one, two = f"Service {number % 7}", f"Service {(number + 1) % 7}"
        if fragments and number % 6 == 2:
            lines.append(f"alt condition {number} holds")
        lines.append(f"{one}->>+{two}: request number {number} with all that belongs to it")
        if fragments and number % 6 == 3:
            lines.append(f"else condition {number} does not hold")
        if number % 5 == 0:
            lines.append(f"Note over {one},{two}: what both know of {number}")
        lines.append(f"{two}-->>-{one}: answer to request {number}")
        if fragments and number % 6 == 4:
            lines.append("end")
    return "\n".join(lines + (["end"] if fragments and count % 6 in {3, 4} else []))


SEQUENCES = {
    "long": conversation(15),
    "very long": conversation(60),
    "plain": conversation(20, fragments=False),
    "one fragment around all": "sequenceDiagram\nloop for ever\n"
    + "".join(f"A{n % 3}->>A{(n + 1) % 3}: message number {n}\n" for n in range(40))
    + "end",
    "many take part": "sequenceDiagram\n"
    + "".join(f"P{n} with a name->>P{n + 1} with a name: says something long to the next {n}\n" for n in range(25)),
    "created and destroyed": "sequenceDiagram\n"
    + "".join(
        f"create participant W{n}\nMain->>W{n}: begin the work {n}\nW{n}->>W{n}: work\n"
        f"destroy W{n}\nW{n}-->>Main: the result {n}\n"
        for n in range(12)
    ),
}


@pytest.mark.parametrize("name", SEQUENCES)
def test_a_sequence_is_cut_in_time_and_says_all_in_order(name: str) -> None:
    graph, parts = graph_of(SEQUENCES[name]), parts_of(SEQUENCES[name])
    assert len(parts) > 1 and all(part.is_sequel and fits(part.graph) for part in parts)
    assert [edge for part in parts for edge in part.graph.edges] == list(graph.edges)
    noted = {step.id for step in graph.steps or () if step.place and step.kind.value == "note"}
    assert noted <= {node.id for part in parts for node in part.graph.nodes}
    assert {each.label.text for each in graph.clusters} == {e.label.text for p in parts for e in p.graph.clusters}
    for part in parts:
        ends = {end for edge in part.graph.edges for end in (edge.tail, edge.head)}
        beside = {each for step in part.graph.steps or () for each in step.beside}
        assert {node.id for node in part.graph.nodes} == ends | beside | (noted & {n.id for n in part.graph.nodes})


def test_pieces_of_a_sequence_are_of_similar_length_and_no_answer_begins_one() -> None:
    parts = parts_of(SEQUENCES["plain"])
    lengths = [len(part.graph.edges) for part in parts]
    assert max(lengths) <= 2 * min(lengths)
    assert all(part.graph.edges[0].label.text.startswith("request") for part in parts)


def test_a_fragment_that_is_cut_is_opened_again_with_the_words_of_its_section() -> None:
    text = "sequenceDiagram\nalt all is well\n" + "A->>B: one more good message\n" * 20
    parts = parts_of(text + "else it is not\n" + "A->>B: one more bad message\n" * 20 + "end")
    assert len(parts) > 1
    for part in parts:
        said = [edge.label.text for edge in part.graph.edges]
        titles = [cluster.label.text for cluster in part.graph.clusters]
        assert ("all is well" in titles) is any("good" in each for each in said)
        assert ("it is not" in titles) is any("bad" in each for each in said)


def gantt(sections: int, tasks: int) -> str:
    lines = ["gantt", "dateFormat YYYY-MM-DD"]
    for section in range(sections):
        lines.append(f"section Phase {section}")
        lines += [
            f"Task {n} of phase {section} :t{section}x{n}, 2026-{n // 28 + 1:02}-{n % 28 + 1:02}, 9d"
            for n in range(tasks)
        ]
    return "\n".join(lines)


def board(columns: int, cards: int) -> str:
    lines = ["kanban"]
    for column in range(columns):
        lines.append(f"  c{column}[Column number {column}]")
        lines += [f"    c{column}k{card}[Card {card} of column {column}]" for card in range(cards)]
    return "\n".join(lines)


def journey(sections: int) -> str:
    lines = ["journey"]
    for section in range(sections):
        lines.append(f"section Part {section}")
        lines += [f"Long task {score} of {section}: {score}: Me, You" for score in range(1, 6)]
    return "\n".join(lines)


def history() -> str:
    lines = ["gitGraph"]
    for n in range(7):
        lines += [f'commit id: "change {n}"', f"branch b{n}", f'commit id: "work {n}"', "checkout main", f"merge b{n}"]
    return "\n".join([*lines, *(f'commit id: "later change {n}"' for n in range(25))])


def packet() -> str:
    halves = (f'{16 * n}-{16 * n + 15}: "Field number {n}"' for n in range(32))
    return "\n".join(["packet-beta", *halves])


def blocks() -> str:
    return "\n".join(["block-beta", "columns 3", *(f'b{n}["Block number {n}"]' for n in range(60)), "b1 --> b50"])


def treemap() -> str:
    lines = ["treemap-beta", '"All of it"']
    for group in range(6):
        lines.append(f'  "Group {group}"')
        lines += [f'    "A leaf of the group {group}.{leaf}": {leaf + 3}' for leaf in range(12)]
    return "\n".join(lines)


def flows() -> str:
    into = [f"Spring {n},Basin {n % 8},{5 + n}" for n in range(24)]
    onward = [f"Basin {n},Village {m},{3 + n}" for n in range(8) for m in range(16) if (n + m) % 4 == 0]
    return "\n".join(["sankey-beta", "", *into, *onward, "Spring 0,Village 0,2"])


KINDS = {
    "flows": flows(),
    "treemap": treemap(),
    "gantt": gantt(4, 12),
    "gantt of one section": gantt(1, 40),
    "board with many cards": board(3, 16),
    "board with many columns": board(14, 1),
    "journey": journey(6),
    "history": history(),
    "packet": packet(),
    "blocks": blocks(),
}


@pytest.mark.parametrize("name", KINDS)
def test_figures_that_are_no_graphs_are_cut_into_pieces_that_can_be_read(name: str) -> None:
    graph, parts = graph_of(KINDS[name]), parts_of(KINDS[name])
    assert not fits(graph)
    assert len(parts) > 1 and all(fits(part.graph) for part in parts)
    assert labels(graph) <= {label for part in parts for label in labels(part.graph)}
    titles = {cluster.label.text for cluster in graph.clusters}
    assert titles <= {cluster.label.text for part in parts for cluster in part.graph.clusters}


def test_pieces_of_a_gantt_chart_are_its_sections_and_called_so() -> None:
    assert [part.title for part in parts_of(gantt(4, 12))] == [f"Phase {n}" for n in range(4)]
    assert {part.title for part in parts_of(gantt(1, 40))} == {""}


def test_every_flow_stands_in_one_piece_and_things_have_the_amounts_of_the_whole() -> None:
    graph, parts = graph_of(flows()), parts_of(flows())
    shown = [edge.id for part in parts for edge in part.graph.edges]
    assert sorted(shown) == sorted(edge.id for edge in graph.edges)
    whole, *pieces = (_lines(each) for each in (graph, *(part.graph for part in parts)))
    assert all(piece and piece <= whole for piece in pieces)


def _lines(graph: Graph) -> set[str]:
    labels = (item.label for item in layout(graph, AREA, RULER)[0].items if not isinstance(item, DrawnCluster))
    return {line.plain for label in labels if label is not None for line in label.lines}
