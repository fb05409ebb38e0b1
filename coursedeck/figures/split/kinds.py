"""Cut Gantt charts, boards and the other figures that are no graphs, each along what it runs along."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

from coursedeck.figures.split.strips import Strip
from coursedeck.model.figure_kinds import Board, FigureKind, Flow, Gantt, GitGraph, Journey, Packet, Sankey, Treemap
from coursedeck.model.graph import Graph
from coursedeck.model.values import replace

WITHIN = 0.6
"""What a cut within a section costs."""
CROSSED = 0.2
"""What a line costs that is cut."""

Strips: TypeAlias = tuple[Strip, ...]


def strips_of_kind(graph: Graph) -> Strips:
    """The ways in which a figure can be cut; none where it cannot."""
    found = _STRIPS.get(type(graph.kind))
    return found(graph, graph.kind) if found else ()


def _gantt(graph: Graph, kind: Gantt) -> Strips:
    """By rows; what stands across all of them stands in every piece."""
    sections = [None, *(cluster.id for cluster in graph.clusters)]
    home = {node.id: node.cluster for node in graph.nodes}
    upright = [task for task in kind.tasks if task.line]
    rows = [task for section in sections for task in kind.tasks if home[task.id] == section and not task.line]
    ids = [task.id for task in rows]

    def part(start: int, stop: int) -> Graph:
        some = {task.id for task in rows[start:stop]}
        times = [time for task in rows[start:stop] for time in (task.start, task.end)]
        lines = [task.id for task in upright if min(times) <= task.start <= max(times)]
        kept = tuple(task for task in kind.tasks if task.id in some or task.id in lines)
        return _narrowed(graph, [task.id for task in kept], replace(kind, tasks=kept))

    return (Strip([1 / 16] * len(rows), _breaks(graph, ids), part),)


def _board(graph: Graph, kind: Board) -> Strips:
    """By columns, or by rows of cards."""
    home = {node.id: node.cluster for node in graph.nodes}
    columns = {column: [card for card in kind.cards if home[card.id] == column] for column in kind.columns}
    tallest = max((len(cards) for cards in columns.values()), default=0)

    def shown(names: Sequence[str], rows: slice) -> Graph:
        cards = tuple(card for name in names for card in columns[name][rows])
        board = replace(kind, columns=tuple(names), cards=cards)
        return _narrowed(graph, [card.id for card in cards], board, frozenset(names))

    def across(start: int, stop: int) -> Graph:
        return shown(kind.columns[start:stop], slice(None))

    def down(start: int, stop: int) -> Graph:
        return shown([name for name in kind.columns if len(columns[name]) > start], slice(start, stop))

    return (
        Strip([1 / 6] * len(kind.columns), [0.0] * len(kind.columns), across),
        Strip([1 / 8] * tallest, [0.0] * tallest, down),
    )


def _git_graph(graph: Graph, kind: GitGraph) -> Strips:
    """By commits; parents of what a piece shows stand before it once more."""
    names = [commit.id for commit in kind.commits]
    parents: dict[str, list[str]] = {}
    for edge in graph.edges:
        parents.setdefault(edge.head, []).append(edge.tail)

    def part(start: int, stop: int) -> Graph:
        some = set(names[start:stop])
        some |= {parent for name in names[start:stop] for parent in parents.get(name, ())}
        commits = tuple(commit for commit in kind.commits if commit.id in some)
        branches = {commit.branch for commit in commits}
        shown = [key for commit in commits for key in (commit.id, *commit.tags)]
        lanes = tuple(branch for branch in kind.branches if branch in branches)
        edges = {edge.id for edge in graph.edges if edge.head in names[start:stop]}
        narrowed = _narrowed(graph, shown, replace(kind, commits=commits, branches=lanes), frozenset(lanes))
        return replace(narrowed, edges=tuple(edge for edge in narrowed.edges if edge.id in edges))

    return (Strip([1 / 14] * len(names), _breaks(graph, names), part),)


def _journey(graph: Graph, kind: Journey) -> Strips:
    names = [task.id for task in kind.tasks]

    def part(start: int, stop: int) -> Graph:
        tasks = kind.tasks[start:stop]
        actors = tuple(actor for actor in kind.actors if any(actor in task.actors for task in tasks))
        return _narrowed(graph, [*(task.id for task in tasks), *actors], replace(kind, tasks=tasks, actors=actors))

    return (Strip([1 / 10] * len(names), _breaks(graph, names), part),)


def _packet(graph: Graph, kind: Packet) -> Strips:
    """By rows that begin with a field."""
    rows: list[list[int]] = []
    for index, field in enumerate(kind.fields):
        if not rows or field.first % kind.bits == 0:
            rows.append([])
        rows[-1].append(index)

    def part(start: int, stop: int) -> Graph:
        fields = kind.fields[rows[start][0] : rows[stop - 1][-1] + 1]
        return _narrowed(graph, [field.id for field in fields], replace(kind, fields=fields))

    return (Strip([1 / 7] * len(rows), [0.0] * len(rows), part),)


def _treemap(graph: Graph, kind: Treemap) -> Strips:
    """By the outermost parts, or by what is in the only one."""
    inside: dict[str | None, list[str]] = {}
    for thing, around in [*((n.id, n.cluster) for n in graph.nodes), *((c.id, c.parent) for c in graph.clusters)]:
        inside.setdefault(around, []).append(thing)
    level: list[str] = inside.get(None, [])
    while len(level) == 1 and level[0] in inside:
        level = inside[level[0]]

    def leaves(thing: str) -> Iterable[str]:
        return [leaf for inner in inside[thing] for leaf in leaves(inner)] if thing in inside else [thing]

    def part(start: int, stop: int) -> Graph:
        some = {leaf for thing in level[start:stop] for leaf in leaves(thing)}
        kept = tuple(leaf for leaf in kind.leaves if leaf.id in some)
        return _narrowed(graph, [leaf.id for leaf in kept], replace(kind, leaves=kept))

    return (Strip([1 / 8] * len(level), [0.0] * len(level), part),)


def _sankey(graph: Graph, kind: Sankey) -> Strips:
    """By flows, those of one node together; nodes stand in every piece in which something flows to or from them."""
    ends = {edge.id: (edge.tail, edge.head) for edge in graph.edges}
    totals = {node.id: _flowing(kind, ends, node.id) for node in graph.nodes}
    step = _steps(graph)
    at: dict[int, tuple[set[str], set[str]]] = {}
    for tail, head in ends.values():
        tails, heads = at.setdefault(step[tail], (set(), set()))
        tails.add(tail)
        heads.add(head)
    order = {node.id: number for number, node in enumerate(graph.nodes)}

    def hub(flow: Flow) -> str:
        tail, head = ends[flow.id]
        tails, heads = at[step[tail]]
        return head if len(heads) < len(tails) else tail

    flows = sorted(kind.flows, key=lambda flow: (step[ends[flow.id][0]], order[hub(flow)]))

    def part(start: int, stop: int) -> Graph:
        some = {flow.id for flow in flows[start:stop]}
        shown = {end for flow in some for end in ends[flow]}
        kept = tuple(flow for flow in kind.flows if flow.id in some)
        piece = replace(kind, flows=kept, totals=tuple((node, totals[node]) for node in totals if node in shown))
        narrowed = _narrowed(graph, shown, piece)
        return replace(narrowed, edges=tuple(edge for edge in narrowed.edges if edge.id in some))

    breaks = [0.0] + [WITHIN * (hub(one) == hub(two)) for one, two in pairwise(flows)]
    return (Strip([1 / 12] * len(flows), breaks, part),)


def _flowing(kind: Sankey, ends: Mapping[str, tuple[str, str]], node: str) -> float:
    """What flows through a node: into it or out of it, whichever is more."""
    amounts = (sum(flow.value for flow in kind.flows if ends[flow.id][side] == node) for side in (0, 1))
    return max(amounts)


def _steps(graph: Graph) -> dict[str, int]:
    """The longest way to each node."""
    step = {node.id: 0 for node in graph.nodes}
    for _ in graph.nodes:
        for edge in graph.edges:
            step[edge.head] = max(step[edge.head], step[edge.tail] + 1)
    return step


_STRIPS: dict[type[Any], Callable[[Graph, Any], Strips]] = {
    Gantt: _gantt,
    Board: _board,
    GitGraph: _git_graph,
    Journey: _journey,
    Packet: _packet,
    Sankey: _sankey,
    Treemap: _treemap,
}


def _breaks(graph: Graph, names: Sequence[str]) -> list[float]:
    """What cuts before nodes cost: nothing between clusters, more where lines are cut."""
    home = {node.id: node.cluster for node in graph.nodes}
    place = {name: index for index, name in enumerate(names)}
    found = [WITHIN * (index > 0 and home[name] == home[names[index - 1]]) for index, name in enumerate(names)]
    for edge in graph.edges:
        if edge.tail in place and edge.head in place:
            low, high = sorted((place[edge.tail], place[edge.head]))
            for index in range(low + 1, min(high, low + len(names)) + 1):
                found[index] += CROSSED
    return found


def _narrowed(graph: Graph, shown: Iterable[str], kind: FigureKind, clusters: frozenset[str] = frozenset()) -> Graph:
    """The graph with some nodes, the clusters around them and those in `clusters`, and the edges between them."""
    ids = set(shown)
    parents = {cluster.id: cluster.parent for cluster in graph.clusters}
    around = set(clusters)
    for node in graph.nodes:
        home = node.cluster if node.id in ids else None
        while home is not None:
            around.add(home)
            home = parents[home]
    return replace(
        graph,
        nodes=tuple(node for node in graph.nodes if node.id in ids),
        clusters=tuple(cluster for cluster in graph.clusters if cluster.id in around),
        edges=tuple(edge for edge in graph.edges if {edge.tail, edge.head} <= ids),
        kind=kind,
    )
