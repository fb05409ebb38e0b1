"""What must hold in every drawing, as functions that return what is wrong."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations, pairwise

from coursedeck.model.drawing import Drawing, DrawnCluster, DrawnEdge, DrawnNode, TextBlock
from coursedeck.model.graph import Direction, Graph, NodeShape
from coursedeck.model.units import Box, Point

TOUCH = 0.05
"""Points by which rounding may let things touch."""


def nodes(drawing: Drawing) -> dict[str, DrawnNode]:
    return {item.id: item for item in drawing.items if isinstance(item, DrawnNode)}


def clusters(drawing: Drawing) -> dict[str, DrawnCluster]:
    return {item.id: item for item in drawing.items if isinstance(item, DrawnCluster)}


def edges(drawing: Drawing) -> dict[str, DrawnEdge]:
    return {item.id: item for item in drawing.items if isinstance(item, DrawnEdge)}


def boxes(drawing: Drawing) -> dict[str, Box]:
    found = {key: node.box for key, node in nodes(drawing).items()}
    return found | {key: cluster.box for key, cluster in clusters(drawing).items()}


def overlap(one: Box, two: Box) -> bool:
    return (
        min(one.right, two.right) - max(one.left, two.left) > TOUCH
        and min(one.bottom, two.bottom) - max(one.top, two.top) > TOUCH
    )


def inside(inner: Box, outer: Box) -> bool:
    return (
        inner.left >= outer.left - TOUCH
        and inner.top >= outer.top - TOUCH
        and inner.right <= outer.right + TOUCH
        and inner.bottom <= outer.bottom + TOUCH
    )


def siblings(graph: Graph) -> Iterator[tuple[str, str]]:
    """Pairs of things in one cluster, the first declared first."""
    things = [(n.order, n.id, n.cluster) for n in graph.nodes if not n.style.invisible]
    things += [(c.order, c.id, c.parent) for c in graph.clusters]
    for one, two in combinations(sorted(things), 2):
        if one[2] == two[2]:
            yield one[1], two[1]


def overlapping_siblings(graph: Graph, drawing: Drawing) -> list[tuple[str, str]]:
    placed = boxes(drawing)
    return [pair for pair in siblings(graph) if overlap(placed[pair[0]], placed[pair[1]])]


def outside_their_cluster(graph: Graph, drawing: Drawing) -> list[str]:
    placed = boxes(drawing)
    parents = {n.id: n.cluster for n in graph.nodes if not n.style.invisible} | {c.id: c.parent for c in graph.clusters}
    whole = Box(0, 0, drawing.width, drawing.height)
    return [key for key, parent in parents.items() if not inside(placed[key], placed[parent] if parent else whole)]


def out_of_order(graph: Graph, drawing: Drawing) -> list[tuple[str, str]]:
    """Siblings side by side across the direction that do not stand as they were declared."""
    placed = boxes(drawing)
    upright = graph.direction in {Direction.LR, Direction.RL}
    wrong = []
    for first, second in siblings(graph):
        one, two = placed[first], placed[second]
        if upright:
            beside = min(one.right, two.right) - max(one.left, two.left) > TOUCH
            wrong += [(first, second)] if beside and one.center.y > two.center.y else []
        else:
            beside = min(one.bottom, two.bottom) - max(one.top, two.top) > TOUCH
            wrong += [(first, second)] if beside and one.center.x > two.center.x else []
    return wrong


def off_the_rim(graph: Graph, drawing: Drawing) -> list[str]:
    """Edges that do not end on the outlines of what they join."""
    things: dict[str, DrawnNode | DrawnCluster] = {**nodes(drawing), **clusters(drawing)}
    hidden = {node.id for node in graph.nodes if node.style.invisible}
    wrong = []
    for edge in edges(drawing).values():
        for end, place in ((edge.tail, edge.path[0]), (edge.head, edge.path[-1])):
            if end not in hidden and rim_distance(things[end], place) > 0.1:
                wrong.append(f"{edge.id} at {end}: {place}")
    return wrong


def rim_distance(thing: DrawnNode | DrawnCluster, place: Point) -> float:
    """How far a point is from an outline, by the outline's own equation."""
    shape = thing.shape if isinstance(thing, DrawnNode) else NodeShape.RECTANGLE
    box = thing.box
    if isinstance(thing, DrawnNode) and thing.icon_box is not None and shape is NodeShape.NONE:
        return min(box_distance(box, place), box_distance(thing.icon_box, place))
    dx, dy = abs(place.x - box.center.x) / (box.width / 2), abs(place.y - box.center.y) / (box.height / 2)
    if shape is NodeShape.DIAMOND:
        return abs(dx + dy - 1) * min(box.width, box.height) / 2
    if shape in {NodeShape.CIRCLE, NodeShape.DOUBLE_CIRCLE, NodeShape.ELLIPSE, NodeShape.CLOUD}:
        return abs(math.hypot(dx, dy) - 1) * min(box.width, box.height) / 2
    if shape in {NodeShape.CYLINDER, NodeShape.STADIUM}:
        return max(0.0, box_distance(box, place) - 0.12 * box.height)
    polygon = polygon_of(shape, box)
    if polygon:
        return min(segment_distance(place, a, b) for a, b in pairwise([*polygon, polygon[0]]))
    return box_distance(box, place)


def polygon_of(shape: NodeShape, box: Box) -> list[Point]:
    s = min(0.3 * box.height, box.width / 3)
    left, top, right, bottom, middle = box.left, box.top, box.right, box.bottom, box.center
    places = {
        NodeShape.HEXAGON: [(left + s, top), (right - s, top), (right, middle.y), (right - s, bottom),
                            (left + s, bottom), (left, middle.y)],
        NodeShape.PARALLELOGRAM: [(left + s, top), (right, top), (right - s, bottom), (left, bottom)],
        NodeShape.PARALLELOGRAM_ALT: [(left, top), (right - s, top), (right, bottom), (left + s, bottom)],
        NodeShape.TRAPEZOID: [(left + s, top), (right - s, top), (right, bottom), (left, bottom)],
        NodeShape.TRAPEZOID_ALT: [(left, top), (right, top), (right - s, bottom), (left + s, bottom)],
        NodeShape.FLAG: [(left, top), (right, top), (right, bottom), (left, bottom), (left + s, middle.y)],
        NodeShape.TRIANGLE: [(middle.x, top), (right, bottom), (left, bottom)],
    }.get(shape, [])  # fmt: skip
    return [Point(x, y) for x, y in places]


def box_distance(box: Box, place: Point) -> float:
    corners = [
        Point(box.left, box.top),
        Point(box.right, box.top),
        Point(box.right, box.bottom),
        Point(box.left, box.bottom),
    ]
    return min(segment_distance(place, a, b) for a, b in pairwise([*corners, corners[0]]))


def segment_distance(place: Point, a: Point, b: Point) -> float:
    length = (b.x - a.x) ** 2 + (b.y - a.y) ** 2
    part = 0.0 if length == 0 else ((place.x - a.x) * (b.x - a.x) + (place.y - a.y) * (b.y - a.y)) / length
    part = min(1.0, max(0.0, part))
    return math.hypot(a.x + part * (b.x - a.x) - place.x, a.y + part * (b.y - a.y) - place.y)


def texts(drawing: Drawing) -> dict[str, TextBlock]:
    """Every text of a drawing by the id of what it belongs to."""
    found: dict[str, TextBlock] = {}
    for item in drawing.items:
        block = item.title if isinstance(item, DrawnCluster) else item.label
        if block is not None:
            found[item.id] = block
    return found


def lines_of(edge: DrawnEdge) -> list[tuple[Point, Point]]:
    """An edge as straight pieces."""
    if not edge.curved:
        return list(pairwise(edge.path))
    points = [edge.path[0]]
    for index in range(1, len(edge.path) - 2, 3):
        a, b, c, d = points[-1], *edge.path[index : index + 3]
        for step in range(1, 9):
            t = step / 8
            w = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            points.append(
                Point(*(sum(k * getattr(p, axis) for k, p in zip(w, (a, b, c, d), strict=True)) for axis in "xy"))
            )
    return list(pairwise(points))


def crosses(line: tuple[Point, Point], box: Box) -> bool:
    """Whether a straight piece passes the inside of a box."""
    a, b = line
    small = box.inset(min(0.6, box.width / 4, box.height / 4))
    low, high = 0.0, 1.0
    for start, delta, least, most in (
        (a.x, b.x - a.x, small.left, small.right), (a.y, b.y - a.y, small.top, small.bottom),
    ):  # fmt: skip
        if abs(delta) < 1e-9:
            if not least <= start <= most:
                return False
            continue
        one, two = sorted(((least - start) / delta, (most - start) / delta))
        low, high = max(low, one), min(high, two)
    return low < high


def edges_through_things(graph: Graph, drawing: Drawing) -> list[tuple[str, str]]:
    """Edges that pass through a node that they do not join, or through any text but that of a band they end at."""
    found = []
    words = texts(drawing)
    for edge in edges(drawing).values():
        pieces = lines_of(edge)
        for key, node in nodes(drawing).items():
            if key not in {edge.tail, edge.head} and any(crosses(piece, node.box) for piece in pieces):
                found.append((edge.id, key))
        for key, block in words.items():
            if any(crosses(piece, block.box) for piece in pieces):
                found.append((edge.id, f"text of {key}"))
    return found


def overlapping_texts(drawing: Drawing) -> list[tuple[str, str]]:
    blocks = texts(drawing)
    return [(a, b) for a, b in combinations(blocks, 2) if overlap(blocks[a].box, blocks[b].box)]


def texts_outside(drawing: Drawing) -> list[str]:
    """Texts that leave what they belong to, or the drawing."""
    placed, whole = boxes(drawing), Box(0, 0, drawing.width, drawing.height)
    return [key for key, block in texts(drawing).items() if not inside(block.box, placed.get(key, whole))]


def faults(graph: Graph, drawing: Drawing) -> dict[str, object]:
    """All that is wrong with a drawing."""
    found = {
        "overlapping siblings": overlapping_siblings(graph, drawing),
        "outside their cluster": outside_their_cluster(graph, drawing),
        "off the rim": off_the_rim(graph, drawing),
        "edges through things": edges_through_things(graph, drawing),
        "overlapping texts": overlapping_texts(drawing),
        "texts outside": texts_outside(drawing),
        "missing": sorted({e.id for e in graph.edges if not e.style.invisible} ^ set(edges(drawing)))
        + sorted({n.id for n in graph.nodes if not n.style.invisible} ^ set(nodes(drawing))),
    }  # fmt: skip
    return {name: wrong for name, wrong in found.items() if wrong}
