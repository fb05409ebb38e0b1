"""Centres of nodes as Graphviz's layout engines without ranks find them (https://graphviz.org/docs/layouts/)."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping, Sequence

from coursedeck.figures.layout.spatial.stress import majorized
from coursedeck.model.graph import PINNING_ENGINES, SPATIAL_ENGINES, Graph
from coursedeck.model.units import Point, Points, Size

APART: Points = 72.0
"""Length that an edge should have (Graphviz ``len``)."""

Neighbours = Mapping[str, Sequence[str]]


def engine_of(graph: Graph) -> str | None:
    """The author's layout engine, if it does without ranks."""
    engine = dict(graph.attributes).get("layout", "").strip().lower()
    return engine if engine in SPATIAL_ENGINES else None


def positions(graph: Graph, area: Size) -> dict[str, Point]:
    """The centre of every node; before anything has a size, so that nodes may overlap."""
    engine = engine_of(graph)
    pinned = {node.id: node.position for node in graph.nodes if node.position is not None and engine in PINNING_ENGINES}
    neighbours = _neighbours(graph)
    if len(pinned) == len(graph.nodes):
        return pinned
    if engine == "circo":
        return _on_circles(neighbours, max(1.0, min(1.6, area.width / area.height)))
    if engine == "twopi":
        return _landscape(_on_rings(neighbours, dict(graph.attributes).get("root"), graph))
    start = {**_circle(list(neighbours), 1.0), **pinned}
    found = majorized(start, _distances(neighbours, _alike(graph)), frozenset(pinned), APART)
    return found if pinned else _landscape(found)


def _neighbours(graph: Graph) -> dict[str, list[str]]:
    """The nodes that edges join each node to, in order of declaration; a cluster stands for its first node."""
    first = {cluster.id: next((n.id for n in graph.nodes if n.cluster == cluster.id), "") for cluster in graph.clusters}
    found: dict[str, list[str]] = {node.id: [] for node in graph.nodes}
    for edge in graph.edges:
        tail, head = first.get(edge.tail, edge.tail), first.get(edge.head, edge.head)
        if tail != head and tail in found and head in found and head not in found[tail]:
            found[tail].append(head)
            found[head].append(tail)
    return found


def _alike(graph: Graph) -> dict[str, str]:
    """The cluster that each node is in."""
    return {node.id: node.cluster for node in graph.nodes if node.cluster is not None}


def _distances(neighbours: Neighbours, clusters: Mapping[str, str]) -> dict[tuple[str, str], float]:
    """Edges between each two nodes; clusters keep their own nodes together and others away."""
    found: dict[tuple[str, str], float] = {}
    for start in neighbours:
        steps = _steps(start, neighbours)
        farthest = max(steps.values())
        for other in neighbours:
            if other == start:
                continue
            distance = float(steps.get(other, farthest + 2))
            if clusters:
                same = clusters.get(start) == clusters.get(other)
                distance = min(distance, 1.4) if same and start in clusters else distance + (0.0 if same else 0.8)
            found[start, other] = distance
    return found


def _steps(start: str, neighbours: Neighbours) -> dict[str, int]:
    steps, waiting = {start: 0}, deque([start])
    while waiting:
        node = waiting.popleft()
        for other in neighbours[node]:
            if other not in steps:
                steps[other] = steps[node] + 1
                waiting.append(other)
    return steps


def _circle(nodes: Sequence[str], flat: float) -> dict[str, Point]:
    """Nodes around a circle, the first on top, or around an ellipse `flat` times as wide as high."""
    radius = APART * max(1.0, len(nodes)) / (2 * math.pi)
    return {
        node: Point(
            flat * radius * math.sin(2 * math.pi * index / len(nodes)),
            -radius * math.cos(2 * math.pi * index / len(nodes)),
        )
        for index, node in enumerate(nodes)
    }


def _on_circles(neighbours: Neighbours, flat: float) -> dict[str, Point]:
    """A circle for each part that hangs together, one beside another; neighbours stand side by side where they can."""
    found: dict[str, Point] = {}
    left = 0.0
    for part in _parts(neighbours):
        circle = _circle(_walk(part[0], neighbours), flat)
        low, high = min(place.x for place in circle.values()), max(place.x for place in circle.values())
        found |= {node: Point(place.x - low + left, place.y) for node, place in circle.items()}
        left += high - low + APART
    return {node: found[node] for node in neighbours}


def _parts(neighbours: Neighbours) -> list[list[str]]:
    parts: list[list[str]] = []
    seen: set[str] = set()
    for node in neighbours:
        if node not in seen:
            part = list(_steps(node, neighbours))
            seen.update(part)
            parts.append(part)
    return parts


def _walk(start: str, neighbours: Neighbours) -> list[str]:
    """Nodes in the order of a depth-first search."""
    order: list[str] = []
    stack = [start]
    while stack:
        node = stack.pop()
        if node not in order:
            order.append(node)
            stack.extend(reversed(neighbours[node]))
    return order


def _on_rings(neighbours: Neighbours, wanted: str | None, graph: Graph) -> dict[str, Point]:
    """Rings around a root, each an edge farther out; every node within the angle of its parent's."""
    found: dict[str, Point] = {}
    left = 0.0
    named = {node.label.text: node.id for node in graph.nodes}
    for part in _parts(neighbours):
        root = named.get(wanted or "", "")
        root = root if root in part else _center(part, neighbours)
        ring = _rings(root, neighbours)
        low, high = min(place.x for place in ring.values()), max(place.x for place in ring.values())
        found |= {node: Point(place.x - low + left, place.y) for node, place in ring.items()}
        left += high - low + APART
    return {node: found[node] for node in neighbours}


def _center(part: Sequence[str], neighbours: Neighbours) -> str:
    """The node from which no other is farther than it must be; of several, that with the most edges."""
    return min(part, key=lambda node: (max(_steps(node, neighbours).values()), -len(neighbours[node])))


def _rings(root: str, neighbours: Neighbours) -> dict[str, Point]:
    steps = _steps(root, neighbours)
    children: dict[str, list[str]] = {node: [] for node in steps}
    for node in steps:
        if node != root:
            children[next(other for other in neighbours[node] if steps[other] == steps[node] - 1)].append(node)
    leaves: dict[str, int] = {}
    for node in reversed(steps):
        leaves[node] = sum(leaves[child] for child in children[node]) or 1
    found = {root: Point(0.0, 0.0)}
    stack = [(root, 0.0, 2 * math.pi)]
    while stack:
        node, start, span = stack.pop()
        for child in children[node]:
            share = span * leaves[child] / leaves[node]
            angle, radius = start + share / 2, APART * steps[child]
            found[child] = Point(radius * math.sin(angle), -radius * math.cos(angle))
            stack.append((child, start, share))
            start += share
    return found


def _landscape(places: Mapping[str, Point]) -> dict[str, Point]:
    """Turned by a quarter if that makes the figure wider than high."""
    xs, ys = [place.x for place in places.values()], [place.y for place in places.values()]
    if max(xs) - min(xs) >= max(ys) - min(ys):
        return dict(places)
    return {node: Point(place.y, place.x) for node, place in places.items()}
