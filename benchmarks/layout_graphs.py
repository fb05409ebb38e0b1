"""Graphs to lay out: fences and scripts of courses, and graphs that are made from a seed."""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from coursedeck.model.values import replace

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from coursedeck.figures.capture import capture  # noqa: E402 (the path above is needed first)
from coursedeck.figures.mermaid import read  # noqa: E402
from coursedeck.model.graph import Graph  # noqa: E402
from coursedeck.model.problem import CourseError, Source  # noqa: E402

FENCE = re.compile(r"^( *)(`{3,}|~{3,})\s*\{?\s*mermaid\b[^\n]*\n(.*?)^\1\2", re.MULTILINE | re.DOTALL)

WORDS = [
    "Intake",
    "Mill",
    "Sieve",
    "Boiler",
    "Filter",
    "Pump",
    "Basin",
    "Tower",
    "Gauge",
    "Valve",
    "Press",
    "Kiln",
    "Silo",
    "Hopper",
    "Chute",
    "Scale",
    "Ledger",
    "Register",
    "Depot",
    "Signal",
    "Points",
    "Platform",
    "Siding",
    "Crane",
    "Yard",
    "Office",
    "Archive",
    "Mailroom",
    "Counter",
    "Till",
    "Oven",
    "Proofer",
    "Mixer",
    "Larder",
]
LINKS = ("feeds", "checks", "opens when full", "twice a day", "reports", "on demand")


def from_folder(folder: Path) -> Iterator[Graph]:
    """The figures with nodes and edges of all Markdown files and `diagrams` scripts in a folder."""
    for file in sorted(folder.rglob("*.md")):
        text = file.read_text(encoding="utf-8", errors="replace")
        for number, found in enumerate(FENCE.finditer(text), start=1):
            code = "\n".join(line.removeprefix(found[1]) for line in found[3].splitlines())
            graph = parsed(code, f"{file.stem}-{number}")
            if graph is not None:
                yield graph
    for script in sorted(folder.rglob("*.py")):
        if re.search(r"^\s*(from|import) diagrams\b", script.read_text(encoding="utf-8", errors="replace"), re.M):
            try:
                yield from filter(is_plain, capture(script, folder)[0])
            except CourseError:
                continue


def parsed(code: str, name: str) -> Graph | None:
    """The graph of a fence; None if it cannot be read, or is a figure of another kind."""
    try:
        graph, _ = read(code, name, Source(f"{name}.md", 1))
    except CourseError:
        return None
    return graph if isinstance(graph, Graph) and is_plain(graph) else None


def is_plain(graph: Graph) -> bool:
    """Whether a figure consists of nodes and edges that all tools may place as they like."""
    return graph.steps is None and graph.kind is None and not graph.mind_map and len(graph.nodes) > 1


def generated(count: int, seed: int) -> Iterator[Graph]:
    """So many graphs: trees, networks, nested clusters and tables with ports, in turn."""
    makers = (tree, network, clustered, nested, tables)
    for number in range(count):
        chance = random.Random(f"{seed}/{number}")
        kind = makers[number % len(makers)]
        graph = parsed("\n".join(kind(chance)), f"{kind.__name__}-{number // len(makers) + 1}")
        if graph is not None:
            yield with_ports(graph, chance) if kind is tables else graph


def _head(chance: random.Random) -> str:
    return f"flowchart {chance.choice(('LR', 'TB'))}"


def _node(number: int) -> str:
    again = f" {number // len(WORDS) + 1}" if number >= len(WORDS) else ""
    return f"    n{number}[{WORDS[number % len(WORDS)]}{again}]"


def _label(chance: random.Random, share: float) -> str:
    return f"|{chance.choice(LINKS)}|" if chance.random() < share else ""


def tree(chance: random.Random) -> Iterator[str]:
    """A tree of 6 to 24 nodes."""
    count = chance.randint(6, 24)
    yield _head(chance)
    yield from map(_node, range(count))
    for number in range(1, count):
        yield f"    n{min(number - 1, chance.randint(number // 3, number // 2))} --> n{number}"


def network(chance: random.Random) -> Iterator[str]:
    """A network of 6 to 20 nodes with about 1.4 edges for each, a few of which run back."""
    count = chance.randint(6, 20)
    yield _head(chance)
    yield from map(_node, range(count))
    for number in range(1, count):
        yield f"    n{chance.randint(max(0, number - 4), number - 1)} -->{_label(chance, 0.2)} n{number}"
    for _ in range(round(0.4 * count)):
        one, two = chance.sample(range(count), 2)
        if chance.random() < 0.85:
            one, two = sorted((one, two))
        yield f"    n{one} -->{_label(chance, 0.2)} n{two}"


def clustered(chance: random.Random) -> Iterator[str]:
    """Three to five clusters with edges within and between them."""
    yield _head(chance)
    yield from _clusters(chance, chance.randint(3, 5), nested_too=False)


def nested(chance: random.Random) -> Iterator[str]:
    """Clusters in clusters, with edges across their borders."""
    yield _head(chance)
    yield from _clusters(chance, chance.randint(3, 4), nested_too=True)


def _clusters(chance: random.Random, count: int, *, nested_too: bool) -> Iterator[str]:
    number, first = 0, []
    for index in range(count):
        yield f"    subgraph c{index} [{('Works', 'Depot', 'Office', 'Yard', 'Plant')[index]}]"
        inner = nested_too and chance.random() < 0.7
        start = number
        for part in range(2 if inner else 1):
            if inner:
                yield f"    subgraph c{index}i{part} [{('Hall', 'Cellar')[part]} {index + 1}]"
            size = chance.randint(2, 3) if inner else chance.randint(2, 5)
            for place in range(size):
                yield _node(number)
                if place and chance.random() < 0.7:
                    yield f"    n{number - 1} --> n{number}"
                number += 1
            if inner:
                yield "    end"
        first.append((start, number - 1))
        yield "    end"
    for (low, high), (next_low, next_high) in pairwise(first):
        yield f"    n{chance.randint(low, high)} -->{_label(chance, 0.3)} n{chance.randint(next_low, next_high)}"
    for _ in range(count - 1):
        one, two = sorted(chance.sample(range(count), 2))
        yield f"    n{chance.randint(*first[one])} --> n{chance.randint(*first[two])}"


def tables(chance: random.Random) -> Iterator[str]:
    """Tables of a database; `with_ports` joins their rows."""
    count = chance.randint(3, 7)
    yield "erDiagram"
    yield "    direction LR"
    for number in range(count):
        yield f"    {WORDS[number]} {{"
        yield "        int id PK"
        yield from (f"        text {WORDS[10 + place].lower()}" for place in range(chance.randint(1, 4)))
        yield "    }"
    for number in range(1, count):
        one = WORDS[chance.randint(0, number - 1)]
        yield f"    {one} ||--o{{ {WORDS[number]} : {chance.choice(('has', 'holds', 'needs'))}"


def with_ports(graph: Graph, chance: random.Random) -> Graph:
    """`graph` with every edge bound to a row of both its tables."""
    rows = {node.id: max((cell.row for cell in node.cells), default=0) for node in graph.nodes}
    cells = {
        node.id: tuple(replace(cell, port=f"r{cell.row}") if cell.column == 0 else cell for cell in node.cells)
        for node in graph.nodes
    }
    nodes = tuple(replace(node, cells=cells[node.id]) for node in graph.nodes)
    edges = tuple(
        replace(edge, tail_port="r1", head_port=f"r{chance.randint(1, max(1, rows[edge.head]))}")
        for edge in graph.edges
    )
    return replace(graph, nodes=nodes, edges=edges)
