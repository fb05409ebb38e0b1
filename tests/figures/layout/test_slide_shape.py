"""The slide's shape rules: figures whose labels would be small turn, fold, or set their groups side by side."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from coursedeck.base.text import Families, Ruler
from coursedeck.figures.layout import layout
from coursedeck.figures.layout.crossings import count_crossings
from coursedeck.figures.mermaid import read
from coursedeck.model.direction_policy import DirectionPolicy
from coursedeck.model.drawing import Drawing
from coursedeck.model.graph import Arrow, Direction, Graph
from coursedeck.model.problem import Source
from coursedeck.model.units import Size
from coursedeck.model.values import replace
from tests.figures.layout.figure_geometry import boxes, clusters, edges, faults, nodes, texts
from tests.figures.layout.figure_sketch import sketch

AREA = Size(874, 368)
RULER = Ruler(Families())


def mermaid(text: str) -> Graph:
    graph, _ = read(text, "figure", Source("a.md"))
    assert isinstance(graph, Graph)
    return graph


def drawn(graph: Graph) -> Drawing:
    drawing, _ = layout(graph, AREA, RULER)
    assert faults(graph, drawing) == {}
    return drawing


def smallest(drawing: Drawing) -> float:
    return min(block.size for block in texts(drawing).values())


STEPS = [f"step {number} of the work" for number in range(12)]
CHAIN = "; ".join(STEPS) + "; " + "; ".join(f"{one} > {two}" for one, two in pairwise(STEPS))
TIERS = """flowchart TB
    subgraph edge [Edge]
        dns[Name server] --> cdn[Content network]
    end
    subgraph web [Web]
        gate[Gateway<br/>two nodes] --> shop[Shop front]
    end
    subgraph logic [Logic]
        cart[Cart service] --> price[Price service] --> stock[Stock service]
    end
    subgraph store [Store]
        sql[(Orders)] --> archive[(Archive)]
    end
    cdn --> gate
    shop --> cart
    stock --> sql
"""
PHASES = "stateDiagram-v2\n    [*] --> P1\n" + "".join(
    f"    state P{number} {{\n        [*] --> begin{number}\n        begin{number} --> end{number} : checked\n    }}\n"
    + (f"    P{number} --> P{number + 1}\n" if number < 7 else "")
    for number in range(1, 8)
)
STAR = "hub; " + "; ".join(f"leaf number {n}" for n in range(14)) + "; " + "; ".join(
    f"hub > leaf number {n}" for n in range(14)
)  # fmt: skip
ISLANDS = "; ".join(f"a{n}; b{n}; c{n}; a{n} > b{n}; b{n} > c{n}" for n in range(6))
DECISIONS = """flowchart TD
    start([Request arrives]) --> known{Is the user known?}
    known -->|yes| quota{Quota left?}
    known -->|no| signup[Send to the sign-up page]
    quota -->|yes| cached{In the cache?}
    quota -->|no| wait[Ask to come back later]
    cached -->|yes| reply[Reply at once]
    cached -->|no| compute[Compute the answer]
    compute --> keep[Keep it in the cache]
    keep --> reply
    reply --> done([Done])
"""
FIGURES = {
    "chain": lambda direction: sketch(CHAIN, direction),
    "star": lambda direction: sketch(STAR, direction),
    "islands": lambda direction: sketch(ISLANDS, direction),
    "tiers": lambda direction: replace(mermaid(TIERS), direction=direction),
    "phases": lambda direction: replace(mermaid(PHASES), direction=direction),
    "decisions": lambda direction: replace(mermaid(DECISIONS), direction=direction),
}


@pytest.mark.parametrize("direction", [*Direction, None], ids=str)
@pytest.mark.parametrize("name", FIGURES)
def test_the_last_row_can_read_the_labels(name: str, direction: Direction | None) -> None:
    drawing = drawn(FIGURES[name](direction))
    assert smallest(drawing) >= 12
    assert drawing.width >= AREA.width / 2


@pytest.mark.parametrize("direction", [Direction.TB, Direction.LR])
@pytest.mark.parametrize("name", FIGURES)
def test_a_direction_that_is_kept_is_kept_whatever_the_size(name: str, direction: Direction) -> None:
    graph = FIGURES[name](direction)
    drawing = drawn(replace(graph, direction_policy=DirectionPolicy.KEEP))
    placed = boxes(drawing)
    for edge in graph.edges:
        tail, head = placed[edge.tail], placed[edge.head]
        if edge.tail != edge.head and not (edge.tail in clusters(drawing) or edge.head in clusters(drawing)):
            ahead = tail.bottom < head.top if direction is Direction.TB else tail.right < head.left
            assert ahead, edge.id


def test_a_direction_that_can_be_read_is_kept() -> None:
    graph = sketch("a > b; b > c; a > d".replace("a > b", "a; b; c; d; a > b"), Direction.TB)
    placed = boxes(drawn(graph))
    assert placed["n1"].bottom < placed["n2"].top < placed["n2"].bottom < placed["n3"].top


@pytest.mark.parametrize(("direction", "done"), [(Direction.TB, "columns"), (Direction.LR, "rows")])
def test_the_author_is_told_what_is_not_as_written(direction: Direction, done: str) -> None:
    _, (problem,) = layout(sketch(CHAIN, direction), AREA, RULER)
    assert re.search(
        rf"figure 'figure' runs otherwise than written \(.*in \d {done}\): its labels would be \d", str(problem)
    )
    assert "{direction=keep}" in problem.message
    assert problem.severity.value == "note"


@pytest.mark.parametrize("policy", [DirectionPolicy.KEEP, DirectionPolicy.FREE])
def test_an_author_who_has_decided_on_the_direction_is_not_told_of_it(policy: DirectionPolicy) -> None:
    graph = replace(sketch(CHAIN, Direction.TB), direction_policy=policy)
    _, problems = layout(graph, AREA, RULER)
    assert not [problem for problem in problems if problem.check == "figure-direction"]


def test_a_figure_that_is_as_written_needs_no_word() -> None:
    assert layout(sketch("a; b; c; a > b; b > c", Direction.TB), AREA, RULER)[1] == ()


@pytest.mark.parametrize("direction", Direction)
def test_rows_of_a_folded_chain_begin_at_one_edge_and_read_on(direction: Direction) -> None:
    placed = nodes(drawn(sketch(CHAIN, direction)))
    order = [placed[f"n{number}"].box for number in range(1, len(STEPS) + 1)]
    rows = sorted({round(box.center.y) for box in order})
    columns = sorted({round(box.center.x) for box in order})
    assert 2 <= min(len(rows), len(columns)) <= 4
    assert len(rows) * len(columns) <= len(order) + max(len(rows), len(columns))


def test_clusters_in_a_chain_stand_side_by_side_while_their_insides_run_down() -> None:
    drawing = drawn(mermaid(TIERS))
    frames = [clusters(drawing)[f"c{number}"].box for number in range(1, 5)]
    for one, two in pairwise(frames):
        assert one.right < two.left
    placed = boxes(drawing)
    assert placed["n5"].bottom < placed["n6"].top < placed["n6"].bottom < placed["n7"].top


@pytest.mark.parametrize("count", [7, 9, 12, 20])
def test_siblings_without_an_order_are_packed_into_a_grid(count: int) -> None:
    names = "; ".join(f"tool {number}" for number in range(count))
    graph = sketch(f"start; tools {{; {names}; }}; start > tools", Direction.LR)
    drawing = drawn(graph)
    inside = [nodes(drawing)[node.id].box for node in graph.nodes if node.cluster]
    assert len({round(box.center.x) for box in inside}) > 1
    assert len({round(box.center.y) for box in inside}) > 1
    assert smallest(drawing) >= 12


def test_what_is_tried_costs_no_edge_its_arrow_or_label() -> None:
    drawing = drawn(mermaid(DECISIONS))
    labels = sorted(edge.label.plain for edge in edges(drawing).values() if edge.label)
    assert labels == ["no", "no", "no", "yes", "yes", "yes"]
    assert {edge.head_arrow for edge in edges(drawing).values()} == {Arrow.TRIANGLE}


@pytest.mark.parametrize("name", FIGURES)
def test_the_same_figure_is_drawn_the_same_every_time(name: str) -> None:
    graph = FIGURES[name](Direction.TB)
    assert layout(graph, AREA, Ruler(Families())) == layout(graph, AREA, Ruler(Families()))


def timeline(periods: int) -> Graph:
    words = ("First batch jobs", "Time sharing on one machine", "Virtual machines return", "Containers arrive")
    lines = (f"    {1960 + 8 * number} : {words[number % 4]}" for number in range(periods))
    return mermaid("timeline\n" + "\n".join(lines))


def rows(drawing: Drawing) -> list[int]:
    """How many clusters stand in each row, from the top."""
    tops = sorted(round(each.box.top) for each in clusters(drawing).values())
    starts = [tops[0], *(two for one, two in pairwise(tops) if two - one > 40)]
    return [sum(start <= top <= start + 40 for top in tops) for start in starts]


@pytest.mark.parametrize("periods", [3, 4, 5])
def test_a_timeline_that_can_be_read_in_one_row_is_not_folded(periods: int) -> None:
    drawing = drawn(timeline(periods))
    assert rows(drawing) == [periods]
    assert smallest(drawing) >= 16


@pytest.mark.parametrize(("periods", "expected"), [(6, [3, 3]), (8, [4, 4])])
def test_a_long_timeline_has_rows_of_one_length(periods: int, expected: list[int]) -> None:
    assert rows(drawn(timeline(periods))) == expected


ROUND = ["User", "Browser", "Name lookup", "Address", "Route", "Handshake", "Request", "Server", "Answer"]


@pytest.mark.parametrize("back_to", ROUND[:3])
@pytest.mark.parametrize("direction", ["LR", "TB"])
def test_the_rows_of_a_cycle_wind_so_that_the_way_back_crosses_nothing(back_to: str, direction: str) -> None:
    steps = [f"n{number}[{word}]" for number, word in enumerate(ROUND)]
    drawing = drawn(mermaid(f"flowchart {direction}\n" + " --> ".join(steps) + f"\nn8 --> n{ROUND.index(back_to)}"))
    assert count_crossings({key: edge.path for key, edge in edges(drawing).items()}) == 0
    assert smallest(drawing) >= 16


ENTRIES = [f"+String entry{number}" for number in range(25)] + [f"+close{number}(int) bool" for number in range(20)]
LEDGER = "\n".join(["classDiagram", "class Ledger {", *ENTRIES, ""])
TALL = {
    "a class": LEDGER + "}\nLedger <|-- Journal\nJournal : +int pages",
    "an entity": "erDiagram\nBOOK {\n"
    + "".join(f'string mark{number} "found on page {number}"\n' for number in range(40))
    + "}\nSHELF ||--o{ BOOK : holds",
}


@pytest.mark.parametrize("name", TALL)
def test_a_table_that_is_higher_than_a_slide_is_set_in_columns(name: str) -> None:
    drawing = drawn(mermaid(TALL[name]))
    assert drawing.smallest_label >= 12
    table = max(nodes(drawing).values(), key=lambda node: node.box.height)
    assert len({round(cell.box.left) for cell in table.cells}) >= 3
    shown = " ".join(line.plain for cell in table.cells if cell.label for line in cell.label.lines)
    written = re.findall(r"entry\d+|close\d+|mark\d+|page \d+", TALL[name])
    assert re.findall(r"entry\d+|close\d+", shown) == [word for word in written if word[0] in "ec"]
    assert set(re.findall(r"mark\d+|page \d+", shown)) == {word for word in written if word[0] in "mp"}


def test_a_table_that_fits_keeps_its_compartments() -> None:
    drawing = drawn(mermaid("classDiagram\nclass Ledger {\n+int day\n+int sum\n+close()\n}"))
    assert len({round(cell.box.left) for cell in next(iter(nodes(drawing).values())).cells}) == 1
