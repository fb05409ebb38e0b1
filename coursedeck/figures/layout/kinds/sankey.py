"""Sankey diagrams: things in columns, as high as what flows through them, joined by bands as wide as what flows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations, pairwise

from coursedeck.base.look.figure_paint import INK, PAPER
from coursedeck.figures.layout.describe import brief
from coursedeck.figures.layout.kinds.canvas import FONT, LINE, Canvas, Look, Stroke
from coursedeck.figures.layout.kinds.palette import STRONG
from coursedeck.model.drawing import Align
from coursedeck.model.figure_kinds import Sankey
from coursedeck.model.graph import Edge, Graph
from coursedeck.model.units import Box, Point, Points

_BAR: Points = 12.0
_GAP: Points = 6.0
_THINNEST: Points = 1.0
_SWEEPS = 8
_MOST_PLACES = 14
"""Bars and passing flows in a column."""
_PALE = ("#b9cfe9", "#ecc4ab", "#b3d8c0", "#d0bfe6", "#a9d8d3", "#e6b3c4")
"""Of bands: the hues of the palette, paler."""


def compose_sankey(graph: Graph, kind: Sankey, canvas: Canvas) -> None:
    """Draw the diagram, as large as the canvas."""
    _SankeyDiagram(graph, kind, canvas).draw()
    canvas.description = _told(graph, kind)


class _SankeyDiagram:
    """One diagram while it is drawn."""

    def __init__(self, graph: Graph, kind: Sankey, canvas: Canvas) -> None:
        self.graph, self.kind, self.canvas = graph, kind, canvas
        self.edges: Mapping[str, Edge] = {edge.id: edge for edge in graph.edges}
        self.column = _columns(graph)
        self.values = {flow.id: flow.value for flow in kind.flows}
        self.amount = {
            node.id: max(self._sum(node.id, out=True), self._sum(node.id, out=False)) for node in graph.nodes
        }
        self.totals = {**self.amount, **dict(kind.totals)}
        self.words = {node.id: canvas.words(self._said(node.id, node.label.text), 10.0) for node in graph.nodes}
        self.columns: list[list[str]] = [[] for _ in range(max(self.column.values(), default=0) + 1)]
        for node in graph.nodes:
            self.columns[self.column[node.id]].append(node.id)
        self.ways: dict[str, tuple[str, ...]] = {edge.id: (edge.tail, edge.head) for edge in graph.edges}
        self._keep_room_for_long_flows()
        self._order_columns()

    def _keep_room_for_long_flows(self) -> None:
        """Let flows over several columns take a place of their own in each, so that they pass no bar.

        Where that would fill a column with many places they run behind the bars instead.
        """
        passing = {
            edge.id: range(self.column[edge.tail] + 1, self.column[edge.head])
            for edge in self.graph.edges
            if self.column[edge.head] > self.column[edge.tail] + 1
        }
        for number, column in enumerate(self.columns):
            if len(column) + sum(number in columns for columns in passing.values()) > _MOST_PLACES:
                return
        for edge, columns in passing.items():
            places = [f"{edge}.{number}" for number in columns]
            self.ways[edge] = (self.ways[edge][0], *places, self.ways[edge][-1])
            for number, place in zip(columns, places, strict=True):
                self.columns[number].append(place)
                self.amount[place] = self.values[edge]

    def _order_columns(self) -> None:
        """Sort each column by what flows in, then by what flows out, and so on; the least crossed order is kept."""
        best, least = [list(column) for column in self.columns], self._crossed()
        for sweep in range(_SWEEPS):
            numbers = range(len(self.columns)) if sweep % 2 == 0 else range(len(self.columns) - 1, -1, -1)
            for number in numbers:
                middles = self._middles()
                wanted = {key: self._wanted(key, middles, after=sweep % 2 == 1) for key in self.columns[number]}
                self.columns[number].sort(key=lambda key: wanted[key])
            if (crossed := self._crossed()) < least:
                best, least = [list(column) for column in self.columns], crossed
        self.columns = best

    def _middles(self) -> dict[str, float]:
        """The middle of each place in its column, as a share of what the column holds."""
        found: dict[str, float] = {}
        for column in self.columns:
            whole, before = sum(self.amount[key] for key in column) or 1.0, 0.0
            for key in column:
                found[key] = (before + self.amount[key] / 2) / whole
                before += self.amount[key]
        return found

    def _wanted(self, key: str, middles: Mapping[str, float], *, after: bool) -> float:
        """The middle of what a place is joined to on one side; its own where there is nothing."""
        near = [
            (middles[two if after else one], self.values[edge])
            for edge, way in self.ways.items()
            for one, two in pairwise(way)
            if key == (one if after else two)
        ]
        weight = sum(value for _, value in near)
        return sum(middle * value for middle, value in near) / weight if weight else middles[key]

    def _crossed(self) -> float:
        """How much flows across other flows."""
        place = {key: number for column in self.columns for number, key in enumerate(column)}
        column = {key: number for number, keys in enumerate(self.columns) for key in keys}
        hops = [(column[one], place[one], place[two], self.values[edge])
                for edge, way in self.ways.items() for one, two in pairwise(way)]  # fmt: skip
        return sum(
            min(one[3], two[3])
            for one, two in combinations(hops, 2)
            if one[0] == two[0] and (one[1] - two[1]) * (one[2] - two[2]) < 0
        )

    def _sum(self, node: str, *, out: bool) -> float:
        return sum(self.values[edge.id] for edge in self.graph.edges if (edge.tail if out else edge.head) == node)

    def _said(self, node: str, words: str) -> str:
        if not self.kind.values_shown:
            return words
        return f"{words}\n{self.kind.prefix}{self.totals[node]:g}{self.kind.suffix}"

    def draw(self) -> None:
        scale = self._scale()
        boxes = self._boxes(scale)
        starts = {key: box.top for key, box in boxes.items()}
        ends = dict(starts)
        hue = {node.id: number for number, node in enumerate(self.graph.nodes)}
        leaves: dict[str, Point] = {}
        enters: dict[str, Point] = {}
        for edge, way in sorted(self.ways.items(), key=lambda each: boxes[each[1][1]].top):
            width = self.values[edge] * scale
            leaves[edge] = Point(boxes[way[0]].right, starts[way[0]] + width / 2)
            starts[way[0]] += width
        for edge, way in sorted(self.ways.items(), key=lambda each: boxes[each[1][-2]].top):
            width = self.values[edge] * scale
            enters[edge] = Point(boxes[way[-1]].left, ends[way[-1]] + width / 2)
            ends[way[-1]] += width
        for edge, way in self.ways.items():
            path = _band(leaves[edge], [boxes[place] for place in way[1:-1]], enters[edge])
            stroke = Stroke(_PALE[hue[way[0]] % len(_PALE)], max(self.values[edge] * scale, _THINNEST))
            self.canvas.line(edge, path, stroke, ends=(way[0], way[-1]), curved=True)
        for node in self.graph.nodes:
            box = boxes[node.id]
            look = Look(STRONG[hue[node.id] % len(STRONG)])
            self.canvas.box(node.id, box, look, name=" ".join(node.label.text.split()))
            self._name(node.id, box)

    def _scale(self) -> float:
        """Points for each unit: the fullest column fills the canvas."""
        rooms = []
        for column in self.columns:
            amount = sum(self.amount[key] for key in column)
            gaps = sum(max(self._tall(key), 0.0) for key in column[1:])
            room = self.canvas.room.height - gaps - _GAP * (len(column) - 1)
            rooms.append(max(room, 2 * FONT) / amount if amount else float("inf"))
        return min(rooms)

    def _tall(self, key: str) -> Points:
        """What the name of a thing needs beyond the thing's own height is its distance to the next."""
        words = self.words.get(key)
        return 0.35 * (words.height if words else LINE if key in self.words else 0.0)

    def _said_height(self, key: str) -> Points:
        words = self.words.get(key)
        return words.height if words else 0.0

    def _boxes(self, scale: float) -> dict[str, Box]:
        before = max((words.width for key in self.columns[0] if (words := self.words.get(key))), default=0.0) + _GAP
        after = max((words.width for key in self.columns[-1] if (words := self.words.get(key))), default=0.0) + _GAP
        step = (self.canvas.room.width - before - after - _BAR) / max(len(self.columns) - 1, 1)
        boxes: dict[str, Box] = {}
        for number, column in enumerate(self.columns):
            heights = [max(self.amount[key] * scale, _THINNEST) for key in column]
            least = [max(height, self._said_height(key)) for key, height in zip(column, heights, strict=True)]
            spare = self.canvas.room.height - sum(least)
            gap = max(_GAP, min(spare / max(len(column), 1), 3 * LINE))
            y = max(0.0, (self.canvas.room.height - sum(least) - gap * (len(column) - 1)) / 2)
            for key, height, slot in zip(column, heights, least, strict=True):
                boxes[key] = Box(before + number * step, y + (slot - height) / 2, _BAR, height)
                y += slot + gap
        return boxes

    def _name(self, key: str, box: Box) -> None:
        """Left of the first column, right of all others."""
        words = self.words[key]
        if words is None:
            return
        first = self.column[key] == 0
        left = box.left - _GAP - words.width if first else box.right + _GAP
        place = Box(left, box.center.y - words.height / 2, words.width, words.height)
        align = Align.RIGHT if first else Align.LEFT
        if first or self.column[key] == len(self.columns) - 1:
            self.canvas.text(f"{key}.name", words, place, INK, align=align)
        else:  # on a patch, since bands run there
            patch = Box(place.left - 3.0, place.top, place.width + 6.0, place.height)
            self.canvas.box(f"{key}.name", patch, Look(PAPER), words)


def _band(start: Point, between: Iterable[Box], end: Point) -> tuple[Point, ...]:
    """Bézier segments from one bar to another, level where they pass a column between."""
    path = [start]
    stops = [Point(side, box.center.y) for box in between for side in (box.left, box.right)]
    for place in (*stops, end):
        before = path[-1]
        bend = (place.x - before.x) / 2
        path += [Point(before.x + bend, before.y), Point(place.x - bend, place.y), place]
    return tuple(path)


def _columns(graph: Graph) -> dict[str, int]:
    """The longest way to each node; one into which all flows ends stands last."""
    column = {node.id: 0 for node in graph.nodes}
    for _ in graph.nodes:
        for edge in graph.edges:
            column[edge.head] = max(column[edge.head], column[edge.tail] + 1)
    last = max(column.values(), default=0)
    leaving = {edge.tail for edge in graph.edges}
    return {key: place if key in leaving else last for key, place in column.items()}


def _told(graph: Graph, kind: Sankey) -> str:
    names = {node.id: brief(node.label) for node in graph.nodes}
    edges = {edge.id: edge for edge in graph.edges}
    flows = [
        f"{names[edges[flow.id].tail]} → {names[edges[flow.id].head]} {kind.prefix}{flow.value:g}{kind.suffix}"
        for flow in kind.flows
    ]
    title = brief(graph.title)
    return f"{title}: {'; '.join(flows)}" if title else "; ".join(flows)
