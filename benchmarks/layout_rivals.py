"""Lay figures out with Graphviz's dot and with elkjs, with the sizes that coursedeck has measured.

Input: a graph. Output: a Drawing as the product's own layout makes it, so that all are measured and painted alike. Both
tools get the author's direction, their own default distances, and nodes, edge labels and titles as boxes of fixed size.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from coursedeck.base.text import Ruler  # noqa: E402 (the path above is needed first)
from coursedeck.figures.layout.labels import MeasuredLabel, Measurer  # noqa: E402
from coursedeck.figures.layout.layered import edge_label  # noqa: E402
from coursedeck.figures.layout.measure import SizedNode, sized_nodes  # noqa: E402
from coursedeck.figures.layout.painter import Places, drawing_of, fonts_of, scale_for  # noqa: E402
from coursedeck.figures.layout.placement import PlacedLabel  # noqa: E402
from coursedeck.figures.layout.search import ICON, WRAPS  # noqa: E402
from coursedeck.figures.layout.subgraph import cluster_title  # noqa: E402
from coursedeck.model.drawing import Drawing  # noqa: E402
from coursedeck.model.graph import Direction, Edge, Graph, Node, NodeShape  # noqa: E402
from coursedeck.model.units import Box, Point, Size  # noqa: E402

PADDING = 0.9
"""Of labels in nodes, in em."""
CLUSTER_PADDING = 12.0
"""ELK's default, in points."""
INCH = 72.0


@dataclass(frozen=True)
class Measured:
    """A graph with the sizes of everything in it, in points before scaling."""

    graph: Graph
    nodes: Mapping[str, SizedNode]
    labels: Mapping[str, MeasuredLabel]
    """By edge."""
    titles: Mapping[str, MeasuredLabel]
    """By cluster."""

    def inside(self, cluster: str | None) -> tuple[list[str], list[Node]]:
        """Clusters and nodes right inside a cluster, or outside of all."""
        clusters = [each.id for each in self.graph.clusters if each.parent == cluster]
        return clusters, [node for node in self.graph.nodes if node.cluster == cluster]

    def first_node(self, key: str) -> str:
        """A node that stands for `key` where a tool joins nodes only."""
        clusters, nodes = self.inside(key)
        if key in self.nodes or (not clusters and not nodes):
            return key
        return nodes[0].id if nodes else self.first_node(clusters[0])

    @property
    def edges(self) -> list[Edge]:
        """All edges, invisible ones too, since they say what stands on what."""
        return list(self.graph.edges)

    @property
    def horizontal(self) -> bool:
        """Whether edges run sideways."""
        return self.direction.horizontal

    @property
    def direction(self) -> Direction:
        """The author's direction; downwards where there is none, as in both tools."""
        return self.graph.direction or Direction.TB


def measured(graph: Graph, ruler: Ruler) -> Measured:
    """Measure labels and nodes as the product does before it tries other line breaks."""
    measurer = Measurer(ruler)
    labels = {edge.id: edge_label(edge, graph, measurer, WRAPS[0]) for edge in graph.edges if edge.label}
    titles = {each.id: cluster_title(each, graph, measurer) for each in graph.clusters}
    return Measured(
        graph,
        sized_nodes(graph, measurer, WRAPS[0], PADDING, ICON),
        {key: words for key, words in labels.items() if words is not None},
        {key: words for key, words in titles.items() if words is not None},
    )


@dataclass(frozen=True)
class Geometry:
    """Where a tool has put everything, y downwards, before scaling."""

    boxes: dict[str, Box]
    titles: dict[str, Point]
    """Centres, by cluster."""
    labels: dict[str, Point]
    routes: dict[str, list[Point]]
    curved: bool


def drawn(given: Measured, found: Geometry, area: Size) -> Drawing:
    """The product's drawing of what a tool has laid out, fitted into `area`."""
    labels = {key: _placed(given.labels[key], place) for key, place in found.labels.items() if key in given.labels}
    titles = {key: _placed(given.titles[key], place) for key, place in found.titles.items() if key in given.titles}
    points = [point for route in found.routes.values() for point in route]
    corners = [
        *found.boxes.values(),
        *(each.box for each in (*labels.values(), *titles.values())),
        *(Box(point.x, point.y, 0.0, 0.0) for point in points),
    ]
    left, top = min(box.left for box in corners), min(box.top for box in corners)
    size = Size(max(box.right for box in corners) - left, max(box.bottom for box in corners) - top)

    def box_at(box: Box) -> Box:
        return Box(box.left - left, box.top - top, box.width, box.height)

    def all_at(placed: Mapping[str, PlacedLabel]) -> dict[str, PlacedLabel]:
        return {key: PlacedLabel(each.words, box_at(each.box)) for key, each in placed.items()}

    places = Places(
        {key: box_at(box) for key, box in found.boxes.items()},
        all_at(titles),
        all_at(labels),
        {key: [Point(point.x - left, point.y - top) for point in route] for key, route in found.routes.items()},
        found.curved,
    )
    scale = scale_for(size, fonts_of(given.nodes), area.width, area.height)
    return drawing_of(given.graph, given.nodes, places, scale, size)


def _placed(words: MeasuredLabel, center: Point) -> PlacedLabel:
    box = Box(center.x - words.width / 2, center.y - words.height / 2, words.width, words.height)
    return PlacedLabel(words, box)


# Graphviz


def dot(given: Measured) -> Geometry:
    """The layout of Graphviz's dot, in this process (pygraphviz brings it along)."""
    from pygraphviz import AGraph  # noqa: PLC0415 - a tool of this benchmark only

    answer = AGraph(string=_dot_source(given)).draw(format="json", prog="dot")
    return _read_dot(given, json.loads(answer))


def _dot_source(given: Measured) -> str:
    lines = [
        "digraph {",
        f'compound=true; rankdir={given.direction}; node [label="", fixedsize=true, shape=box];',
        *_dot_cluster(given, None),
    ]
    clusters = {each.id for each in given.graph.clusters}
    for edge in given.edges:
        attributes = {"id": edge.id, "minlen": str(edge.length), "constraint": str(edge.constraint).lower()}
        if edge.tail in clusters:
            attributes["ltail"] = f"cluster_{edge.tail}"
        if edge.head in clusters:
            attributes["lhead"] = f"cluster_{edge.head}"
        quoted = ", ".join(f'{key}="{value}"' for key, value in attributes.items())
        if edge.id in given.labels:
            words = given.labels[edge.id]
            quoted += f", label={_blank(words.width, words.height)}"
        tail, head = _dot_end(given, edge, edge.tail, "e"), _dot_end(given, edge, edge.head, "w")
        lines.append(f"{tail} -> {head} [{quoted}];")
    return "\n".join([*lines, "}"])


def _dot_end(given: Measured, edge: Edge, key: str, side: str) -> str:
    node = given.first_node(key)
    bound = given.horizontal and node in given.nodes and edge.id in given.nodes[node].cell_ports
    return f'"{node}":"{edge.id}":{side}' if bound else f'"{node}"'


def _dot_cluster(given: Measured, key: str | None) -> Iterable[str]:
    clusters, nodes = given.inside(key)
    if key is not None:
        yield f'subgraph "cluster_{key}" {{'
        if key in given.titles:
            yield f"label={_blank(given.titles[key].width, given.titles[key].height)};"
        if not clusters and not nodes:
            yield f'"{key}" [width=0.4, height=0.4];'
    for cluster in clusters:
        yield from _dot_cluster(given, cluster)
    for node in nodes:
        yield _dot_node(given.nodes[node.id])
    if key is not None:
        yield "}"


def _dot_node(sized: SizedNode) -> str:
    size = f"width={sized.width / INCH:.4f}, height={sized.height / INCH:.4f}"
    shape = "diamond" if sized.node.shape is NodeShape.DIAMOND else "box"
    if not sized.cell_ports:
        return f'"{sized.node.id}" [{size}, shape={shape}];'
    rows = "".join(
        f'<TR><TD FIXEDSIZE="TRUE" WIDTH="{sized.width:.0f}" HEIGHT="{height:.1f}" PORT="{port}"></TD></TR>'
        for height, port in _rows(sized)
    )
    table = f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">{rows}</TABLE>>'
    return f'"{sized.node.id}" [{size}, shape=none, margin=0, fixedsize=false, label={table}];'


def _rows(sized: SizedNode) -> Iterable[tuple[float, str]]:
    """Height and port of rows of which each holds the port of one edge in its middle."""
    ports = sorted(sized.cell_ports.items(), key=lambda each: each[1].y)
    top = 0.0
    for index, (edge, place) in enumerate(ports):
        middle = place.y + sized.height / 2
        below = ports[index + 1][1].y + sized.height / 2 if index + 1 < len(ports) else 2 * sized.height - middle
        bottom = min((middle + below) / 2, sized.height)
        yield max(1.0, bottom - top), edge
        top = bottom


def _blank(width: float, height: float) -> str:
    """An empty label of this size in points, as HTML-like label."""
    size = f'FIXEDSIZE="TRUE" WIDTH="{width:.0f}" HEIGHT="{height:.0f}"'
    return f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" {size}><TR><TD></TD></TR></TABLE>>'


def _read_dot(given: Measured, answer: Mapping[str, Any]) -> Geometry:
    boxes: dict[str, Box] = {}
    titles: dict[str, Point] = {}
    for item in answer.get("objects", []):
        name = item["name"].removeprefix("cluster_")
        if "bb" in item:
            left, bottom, right, top = map(float, item["bb"].split(","))
            boxes[name] = Box(left, -top, right - left, top - bottom)
            if "lp" in item:
                titles[name] = _dot_point(item["lp"])
        elif name in given.nodes:
            middle, sized = _dot_point(item["pos"]), given.nodes[name]
            boxes[name] = Box(middle.x - sized.width / 2, middle.y - sized.height / 2, sized.width, sized.height)
    edges = answer.get("edges", [])
    routes = {edge["id"]: _dot_route(edge["pos"]) for edge in edges if "pos" in edge}
    labels = {edge["id"]: _dot_point(edge["lp"]) for edge in edges if "lp" in edge}
    return Geometry(boxes, titles, labels, routes, curved=True)


def _dot_point(text: str) -> Point:
    x, y = text.split(",")[:2]
    return Point(float(x), -float(y))


def _dot_route(text: str) -> list[Point]:
    """A Bézier route in Graphviz's ``splineType``, extended to the tips of its arrow heads."""
    start = end = None
    points: list[Point] = []
    for part in text.replace(";", " ").split():
        if part.startswith("e,"):
            end = _dot_point(part[2:])
        elif part.startswith("s,"):
            start = _dot_point(part[2:])
        else:
            points.append(_dot_point(part))
    before = [start, start, points[0]] if start else []
    after = [points[-1], end, end] if end else []
    return [*before, *points, *after]


# ELK


def elk(given: Sequence[Measured], folder: Path) -> list[Geometry | None]:
    """The layouts of ELK's layered algorithm; `folder` has elkjs in its node_modules. None where it fails."""
    program = Path(__file__).with_name("elk_layout.cjs")
    source = json.dumps([_elk_graph(each) for each in given])
    answer = subprocess.run(
        ["node", str(program), str(folder.resolve())], input=source, capture_output=True, text=True, check=True
    )
    found = zip(given, json.loads(answer.stdout), strict=True)
    return [_read_elk(each, graph) if graph else None for each, graph in found]


_ELK_DIRECTIONS = {Direction.TB: "DOWN", Direction.BT: "UP", Direction.LR: "RIGHT", Direction.RL: "LEFT"}


def _elk_graph(given: Measured) -> dict[str, Any]:
    return {
        "id": "",
        "layoutOptions": {
            "elk.algorithm": "layered",
            "elk.direction": _ELK_DIRECTIONS[given.direction],
            "elk.hierarchyHandling": "INCLUDE_CHILDREN",
            "elk.aspectRatio": "2.2",
            "json.shapeCoords": "ROOT",
            "json.edgeCoords": "ROOT",
        },
        "children": _elk_children(given, None),
        "edges": [_elk_edge(given, edge) for edge in given.edges],
    }


def _elk_edge(given: Measured, edge: Edge) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": edge.id,
        "sources": [_elk_end(given, edge, edge.tail)],
        "targets": [_elk_end(given, edge, edge.head)],
    }
    if edge.id in given.labels:
        words = given.labels[edge.id]
        found["labels"] = [{"text": edge.id, "width": words.width, "height": words.height}]
    return found


def _elk_end(given: Measured, edge: Edge, key: str) -> str:
    bound = given.horizontal and key in given.nodes and edge.id in given.nodes[key].cell_ports
    return f"{key}:{edge.id}" if bound else key


def _elk_children(given: Measured, key: str | None) -> list[dict[str, Any]]:
    clusters, nodes = given.inside(key)
    return [
        *(_elk_cluster(given, cluster) for cluster in clusters),
        *(_elk_node(given, given.nodes[node.id]) for node in nodes),
    ]


def _elk_cluster(given: Measured, key: str) -> dict[str, Any]:
    title = given.titles.get(key)
    top = CLUSTER_PADDING + (title.height + CLUSTER_PADDING / 2 if title else 0.0)
    least = title.width + 2 * CLUSTER_PADDING if title else 0.0
    side = f"left={CLUSTER_PADDING},bottom={CLUSTER_PADDING},right={CLUSTER_PADDING}"
    return {
        "id": key,
        "width": max(least, 30.0),
        "height": top + CLUSTER_PADDING,
        "children": _elk_children(given, key),
        "layoutOptions": {
            "elk.padding": f"[top={top},{side}]",
            "elk.nodeSize.constraints": "[MINIMUM_SIZE]",
            "elk.nodeSize.minimum": f"({least},{top})",
        },
    }


def _elk_node(given: Measured, sized: SizedNode) -> dict[str, Any]:
    found: dict[str, Any] = {"id": sized.node.id, "width": sized.width, "height": sized.height}
    if given.horizontal and sized.cell_ports:
        found["layoutOptions"] = {"elk.portConstraints": "FIXED_POS"}
        leaving = {edge.id for edge in given.edges if edge.tail == sized.node.id}
        found["ports"] = [_elk_port(sized, edge, place, edge in leaving) for edge, place in sized.cell_ports.items()]
    return found


def _elk_port(sized: SizedNode, edge: str, place: Point, leaves: bool) -> dict[str, Any]:
    return {
        "id": f"{sized.node.id}:{edge}",
        "x": sized.width if leaves else 0.0,
        "y": place.y + sized.height / 2,
        "width": 0.0,
        "height": 0.0,
        "layoutOptions": {"elk.port.side": "EAST" if leaves else "WEST"},
    }


def _read_elk(given: Measured, answer: Mapping[str, Any]) -> Geometry:
    boxes: dict[str, Box] = {}
    titles: dict[str, Point] = {}
    waiting = list(answer["children"])
    while waiting:
        item = waiting.pop()
        box = boxes[item["id"]] = Box(item["x"], item["y"], item["width"], item["height"])
        waiting += item.get("children", [])
        if item["id"] in given.titles:
            titles[item["id"]] = Point(box.center.x, box.top + CLUSTER_PADDING + given.titles[item["id"]].height / 2)
    routes: dict[str, list[Point]] = {}
    labels: dict[str, Point] = {}
    for edge in answer["edges"]:
        for section in edge.get("sections", []):
            places = [section["startPoint"], *section.get("bendPoints", []), section["endPoint"]]
            routes[edge["id"]] = [Point(place["x"], place["y"]) for place in places]
        for label in edge.get("labels", []):
            labels[edge["id"]] = Point(label["x"] + label["width"] / 2, label["y"] + label["height"] / 2)
    return Geometry(boxes, titles, labels, routes, curved=False)
