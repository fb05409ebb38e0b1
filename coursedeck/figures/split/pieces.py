"""Cut a graph without clusters: an order that keeps chains together, and the place where few edges are cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursedeck.model.graph import Graph

EDGE = 1.0
"""What a cut edge costs; a cut at a third of the nodes rather than in the middle costs 1 as well."""


def reading_order(graph: Graph, rim: frozenset[str]) -> list[str]:
    """The nodes in topological order, each right before what follows from it; cycles are entered as declared."""
    following: dict[str, list[str]] = {node.id: [] for node in graph.nodes}
    entered: set[str] = set()
    for edge in graph.edges:
        if edge.tail in following and edge.head in following:
            following[edge.tail].append(edge.head)
            entered.add(edge.head)
    found: list[str] = []
    seen: set[str] = set(rim)
    starts = sorted((node.id for node in graph.nodes), key=lambda node: node in entered)
    for start in reversed(starts):
        if start not in entered:
            _visit(start, following, seen, found)
    for start in reversed(starts):
        _visit(start, following, seen, found)
    return found[::-1]


def _visit(start: str, following: dict[str, list[str]], seen: set[str], found: list[str]) -> None:
    """Depth-first search that lists a node after all that can be reached from it."""
    if start in seen:
        return
    seen.add(start)
    path: list[tuple[str, Iterator[str]]] = [(start, iter(reversed(following[start])))]
    while path:
        node, rest = path[-1]
        after = next((one for one in rest if one not in seen), None)
        if after is None:
            found.append(node)
            path.pop()
        else:
            seen.add(after)
            path.append((after, iter(reversed(following[after]))))


def halves(order: Sequence[str], graph: Graph) -> tuple[Sequence[str], Sequence[str]]:
    """An order of at least two nodes cut between a third and two thirds of it, where few edges are cut."""
    place = {node: index for index, node in enumerate(order)}
    count = len(order)
    cut = [0.0] * (count + 1)
    for edge in graph.edges:
        if edge.tail in place and edge.head in place:
            low, high = sorted((place[edge.tail], place[edge.head]))
            for index in range(low + 1, high + 1):
                cut[index] += EDGE
    options = range(max(1, count // 3), min(count - 1, -(-2 * count // 3)) + 1)
    best = min(options, key=lambda index: (cut[index] + abs(6 * index / count - 3), index))
    return order[:best], order[best:]
