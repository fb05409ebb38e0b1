"""Architecture diagrams: services with icons in groups, and lines between their sides.

    architecture-beta
        group api(cloud)[API]
        service db(database)[Database] in api
        service server(server)[Server] in api
        db:L -- R:server

Which sides lines join says what stands left of or above what; the figure runs from left to right in that order. Icons
are those of the `diagrams` library where it has the name. Source of the grammar: Mermaid's documentation,
"Architecture Diagrams".
"""

from __future__ import annotations

import re
from collections import deque

from msgspec import Struct, field

from coursedeck.base.images.library_icons import library_icon
from coursedeck.figures.mermaid import pseudostates
from coursedeck.figures.mermaid.graph_parts import GraphParts
from coursedeck.figures.mermaid.labels import read_label
from coursedeck.figures.mermaid.lines import StatementLine, statement_lines
from coursedeck.figures.mermaid.preamble import FenceText, NothingToDrawError
from coursedeck.figures.mermaid.refusing import refuse
from coursedeck.figures.mermaid.scanner import Scanner, quoted
from coursedeck.model.graph import Arrow, Cluster, Direction, Edge, Graph, GraphStyle, Icon, Label, Node, NodeShape
from coursedeck.model.problem import Source
from coursedeck.model.values import replace

KINDS = ("architecture-beta", "architecture")

_THING = re.compile(
    r"(group|service|junction)\s+([\w-]+)\s*(?:\(([\w:.-]+)\)|\"([^\"]*)\")?"
    r"\s*(?:\[\s*(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|([^\]]*))\s*\])?\s*(?:in\s+([\w-]+))?"
)
_LINE = re.compile(
    r"([\w-]+)(\{group\})?\s*:\s*([LRTB])\s*(<)?\s*(?:--|-\[\s*(?:\"([^\"]*)\"|([^\]]*))\s*\]-)\s*(>)?"
    r"\s*([LRTB])\s*:\s*([\w-]+)(\{group\})?"
)
_STEPS = {"L": (-1, 0), "R": (1, 0), "T": (0, -1), "B": (0, 1)}


class _SidedLine(Struct, frozen=True):
    """A line between two things, each with the side that it leaves."""

    ends: tuple[str, str]
    sides: tuple[str, str]
    groups: tuple[bool, bool]
    arrows: tuple[bool, bool]
    words: Label
    source: Source


class _Things(Struct):
    """What has been declared."""

    groups: dict[str, str] = field(default_factory=dict)
    """Name to the cluster's id."""
    nodes: dict[str, str] = field(default_factory=dict)
    inside: dict[str, str] = field(default_factory=dict)
    """Name of a thing to the group it stands in."""


def read_architecture(prepared: FenceText, name: str, fence: Source) -> Graph:
    """The figure that `prepared` describes. Raises CourseError for bad syntax and names that nothing bears."""
    scanner = prepared.scanner(fence)
    parts = GraphParts(scanner.source(prepared.start), read_label(prepared.title))
    things = _Things()
    lines: list[_SidedLine] = []
    for statement in statement_lines(scanner, parts):
        if statement.text.startswith("align "):
            continue
        if thing := _THING.fullmatch(statement.text):
            _declare(thing, parts, things, statement, scanner)
        elif line := _LINE.fullmatch(statement.text):
            lines.append(_line(line, things, statement.source))
        else:
            what = "expected `service db(database)[Database]`, `group`, `junction` or a line `db:L -- R:server`"
            refuse(f"found {quoted(statement.text)}; {what}", statement.source)
    if not parts.nodes and not parts.clusters:
        raise NothingToDrawError("the figure is empty; write a line such as `service db(database)[Database]`")
    return _graph(name, parts, things, lines)


def _declare(
    found: re.Match[str], parts: GraphParts, things: _Things, statement: StatementLine, scanner: Scanner
) -> None:
    kind, name, icon, text, *titles, parent = found.groups()
    words = next((title for title in titles if title is not None), "") or text or ""
    if parent is not None and parent not in things.groups:
        refuse(f"there is no group {quoted(parent)} above; write `group {parent}[Title]` before", statement.source)
    if name in things.groups or name in things.nodes:
        refuse(f"{quoted(name)} is declared twice; give each thing a name of its own", statement.source)
    if parent is not None:
        things.inside[name] = parent
    cluster = things.groups[parent] if parent is not None else None
    label = read_label(words)
    if kind == "group":
        things.groups[name] = parts.cluster(label, statement.source, cluster)
        return
    if kind == "junction":
        shape, style, size = pseudostates.APPEARANCE["start"]
        things.nodes[name] = parts.node(Label(), statement.source, cluster, shape, style or GraphStyle())
        parts.nodes[-1] = replace(parts.nodes[-1], width=size[0], height=size[1])
        return
    picture = _picture(icon, scanner, statement.source)
    shape = NodeShape.NONE if picture else NodeShape.ROUNDED
    things.nodes[name] = parts.node(label or Label(name), statement.source, cluster, shape, icon=picture)


def _picture(name: str | None, scanner: Scanner, source: Source) -> Icon | None:
    if name is None:
        return None
    picture = library_icon(name)
    if picture is None:
        scanner.warn(f"the icon {quoted(name)} is not in the library of `diagrams`: a box is drawn", source)
    return picture


def _line(found: re.Match[str], things: _Things, source: Source) -> _SidedLine:
    tail, tail_group, tail_side, into_tail, quoted_words, words, into_head, head_side, head, head_group = found.groups()
    for name in (tail, head):
        if name not in things.nodes and name not in things.groups:
            refuse(f"nothing is called {quoted(name)}; declare it above: `service {name}[Title]`", source)
    label = read_label(quoted_words or words or "")
    arrows = bool(into_tail), bool(into_head)
    return _SidedLine((tail, head), (tail_side, head_side), (bool(tail_group), bool(head_group)), arrows, label, source)


def _graph(name: str, parts: GraphParts, things: _Things, lines: list[_SidedLine]) -> Graph:
    """The figure from left to right; things stand in the order in which their sides say."""
    places = _places(things, lines)
    node_names = {id_: each for each, id_ in things.nodes.items()}
    filled = {node.cluster for node in parts.nodes} | {cluster.parent for cluster in parts.clusters}
    boxes = [cluster for cluster in parts.clusters if cluster.id not in filled]
    for line in lines:
        ends = [_end(end, group, things) for end, group in zip(line.ends, line.groups, strict=True)]
        if ends[0] == ends[1]:
            continue
        arrows = [Arrow.TRIANGLE if arrow else Arrow.NONE for arrow in line.arrows]
        upright = {"T", "B"} >= set(line.sides)
        if _is_turned(line, places):
            ends.reverse()
            arrows.reverse()
        parts.edge(ends[0], ends[1], line.source, line.words, (arrows[0], arrows[1]))
        if upright and not any(line.groups):
            parts.edges[-1] = replace(parts.edges[-1], length=0)
    order = sorted(
        parts.nodes, key=lambda node: (places[node_names[node.id]][1], places[node_names[node.id]][0], node.order)
    )
    rank = {node.id: number for number, node in enumerate(order)}
    graph = parts.graph(name, None, Direction.LR)
    return _boxed(_ordered(graph, rank), boxes)


def _end(name: str, whole: bool, things: _Things) -> str:
    """The id of a line's end; with `{group}`, of the group around it."""
    if name in things.groups:
        return things.groups[name]
    return things.groups[things.inside[name]] if whole and name in things.inside else things.nodes[name]


def _is_turned(line: _SidedLine, places: dict[str, tuple[int, int]]) -> bool:
    """Whether the head stands left of the tail, or above it."""
    tail, head = (places.get(end, (0, 0)) for end in line.ends)
    return head < tail


def _places(things: _Things, lines: list[_SidedLine]) -> dict[str, tuple[int, int]]:
    """Column and row of every thing, as the sides of lines say; parts without lines between them one below another."""
    beside: dict[str, list[tuple[str, int, int]]] = {}
    for line in lines:
        (x1, y1), (x2, y2) = (_STEPS[side] for side in line.sides)
        dx, dy = (x1 - x2 + (x1 - x2 > 0) - (x1 - x2 < 0)) // 2, (y1 - y2 + (y1 - y2 > 0) - (y1 - y2 < 0)) // 2
        beside.setdefault(line.ends[0], []).append((line.ends[1], dx, dy))
        beside.setdefault(line.ends[1], []).append((line.ends[0], -dx, -dy))
    places: dict[str, tuple[int, int]] = {}
    bottom = 0
    for start in (*things.nodes, *things.groups):
        if start in places:
            continue
        found = {start: (0, 0)}
        queue = deque([start])
        while queue:
            name = queue.popleft()
            for other, dx, dy in beside.get(name, ()):
                if other not in found:
                    found[other] = (found[name][0] + dx, found[name][1] + dy)
                    queue.append(other)
        top, left = min(y for _, y in found.values()), min(x for x, _ in found.values())
        places |= {name: (x - left, y - top + bottom) for name, (x, y) in found.items()}
        bottom = max(y for _, y in places.values()) + 1
    return places


def _ordered(graph: Graph, rank: dict[str, int]) -> Graph:
    """The graph with nodes, and clusters by their first node, declared in the order of `rank`."""
    first: dict[str, int] = {}
    parents = {cluster.id: cluster.parent for cluster in graph.clusters}
    for node in graph.nodes:
        around = node.cluster
        while around is not None:
            first[around] = min(first.get(around, rank[node.id]), rank[node.id])
            around = parents[around]
    things: list[Node | Cluster] = [*graph.clusters, *graph.nodes]
    things.sort(
        key=lambda each: (rank.get(each.id, first.get(each.id, each.order)), isinstance(each, Node), each.order)
    )
    order = {each.id: number for number, each in enumerate(things)}
    return replace(
        graph,
        nodes=tuple(replace(node, order=order[node.id]) for node in graph.nodes),
        clusters=tuple(replace(cluster, order=order[cluster.id]) for cluster in graph.clusters),
    )


def _boxed(graph: Graph, empty: list[Cluster]) -> Graph:
    """Groups that hold nothing as boxes, since an empty cluster has no place of its own."""
    if not empty:
        return graph
    ids = {cluster.id: f"n{len(graph.nodes) + number}" for number, cluster in enumerate(empty, 1)}
    orders = {cluster.id: cluster.order for cluster in graph.clusters}
    nodes = tuple(
        Node(ids[each.id], each.label, orders[each.id], each.source, NodeShape.ROUNDED, cluster=each.parent)
        for each in empty
    )

    def moved(edge: Edge) -> Edge:
        return replace(edge, tail=ids.get(edge.tail, edge.tail), head=ids.get(edge.head, edge.head))

    return replace(
        graph,
        nodes=(*graph.nodes, *nodes),
        clusters=tuple(cluster for cluster in graph.clusters if cluster.id not in ids),
        edges=tuple(map(moved, graph.edges)),
    )
