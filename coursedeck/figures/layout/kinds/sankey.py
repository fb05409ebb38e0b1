"""Sankey diagrams: things in columns, as high as what flows through them, joined by bands as wide as what flows."""

from __future__ import annotations

from collections.abc import Mapping

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
        for edge in sorted(self.graph.edges, key=lambda edge: (boxes[edge.tail].top, boxes[edge.head].top)):
            width = self.values[edge.id] * scale
            tail, head = boxes[edge.tail], boxes[edge.head]
            start = Point(tail.right, starts[edge.tail] + width / 2)
            end = Point(head.left, ends[edge.head] + width / 2)
            starts[edge.tail] += width
            ends[edge.head] += width
            bend = (end.x - start.x) / 2
            path = (start, Point(start.x + bend, start.y), Point(end.x - bend, end.y), end)
            stroke = Stroke(_PALE[hue[edge.tail] % len(_PALE)], max(width, _THINNEST))
            self.canvas.line(edge.id, path, stroke, ends=(edge.tail, edge.head), curved=True)
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
        words = self.words[key]
        return 0.35 * (words.height if words else LINE)

    def _said_height(self, key: str) -> Points:
        words = self.words[key]
        return words.height if words else 0.0

    def _boxes(self, scale: float) -> dict[str, Box]:
        before = max((words.width for key in self.columns[0] if (words := self.words[key])), default=0.0) + _GAP
        after = max((words.width for key in self.columns[-1] if (words := self.words[key])), default=0.0) + _GAP
        step = (self.canvas.room.width - before - after - _BAR) / max(len(self.columns) - 1, 1)
        boxes: dict[str, Box] = {}
        for number, column in enumerate(self.columns):
            heights = [max(self.amount[key] * scale, _THINNEST) for key in column]
            order = sorted(range(len(column)), key=lambda index: (self._from(column[index], boxes), index))
            column[:] = [column[index] for index in order]
            heights = [heights[index] for index in order]
            least = [max(height, self._said_height(key)) for key, height in zip(column, heights, strict=True)]
            spare = self.canvas.room.height - sum(least)
            gap = max(_GAP, min(spare / max(len(column), 1), 3 * LINE))
            y = max(0.0, (self.canvas.room.height - sum(least) - gap * (len(column) - 1)) / 2)
            for key, height, slot in zip(column, heights, least, strict=True):
                boxes[key] = Box(before + number * step, y + (slot - height) / 2, _BAR, height)
                y += slot + gap
        return boxes

    def _from(self, key: str, boxes: Mapping[str, Box]) -> Points:
        """The middle of what flows into a thing, so that bands cross little."""
        places = [
            (boxes[edge.tail].center.y, self.values[edge.id])
            for edge in self.graph.edges
            if edge.head == key and edge.tail in boxes
        ]
        weight = sum(value for _, value in places)
        return sum(y * value for y, value in places) / weight if weight else 0.0

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
