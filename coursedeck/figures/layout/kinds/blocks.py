"""Block diagrams: blocks on the grid that their author gave, grids within grids, links from rim to rim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from coursedeck.base.look.figure_paint import EDGE_STROKE, GROUND, cluster_paint, edge_paint, node_paint, text_color
from coursedeck.base.look.flowchart_shapes import FLOWCHART_SHAPES
from coursedeck.figures.layout.kinds.canvas import FONT, LINE, Canvas, Look, Stroke, block
from coursedeck.figures.layout.labels import MeasuredLabel
from coursedeck.figures.layout.outer_labels import crosses, shared
from coursedeck.model.drawing import Paint, TextBlock
from coursedeck.model.figure_kinds import BlockGrid, Blocks, GridBlock
from coursedeck.model.graph import Edge, Graph, GraphStyle, Node, NodeShape
from coursedeck.model.units import Box, Point, Points

_GAP: Points = 1.5 * FONT
_PAD: Points = 0.8 * FONT
_LOW: Points = LINE + 1.2 * FONT
"""Height of a block with a line of words."""
_LOOSEST = 1.5
"""How much wider and higher than needed a figure may be made."""
_EMS = 12.0
_ROUND = frozenset({NodeShape.CIRCLE, NodeShape.DOUBLE_CIRCLE})
_UPRIGHT = frozenset({NodeShape.ARROW_UP, NodeShape.ARROW_DOWN, NodeShape.ARROW_UPRIGHT})
_LEVEL = frozenset({NodeShape.ARROW_LEFT, NodeShape.ARROW_RIGHT, NodeShape.ARROW_LEVEL})
_STOUT = 1.5
"""How much broader than long a thick arrow may be."""


def compose_blocks(graph: Graph, kind: Blocks, canvas: Canvas) -> None:
    """Draw the diagram; columns share the canvas, as wide as their widest block needs."""
    _BlockDiagram(graph, kind, canvas).draw()


class _BlockDiagram:
    """One diagram while it is drawn."""

    def __init__(self, graph: Graph, kind: Blocks, canvas: Canvas) -> None:
        self.graph, self.canvas = graph, canvas
        self.grids: Mapping[str | None, BlockGrid] = {grid.cluster: grid for grid in kind.grids}
        self.nodes = {node.id: node for node in graph.nodes}
        self.clusters = {cluster.id: cluster for cluster in graph.clusters}
        self.words = {node.id: canvas.words(node.label, _EMS) for node in graph.nodes}
        self.titles = {cluster.id: canvas.words(cluster.label, _EMS, bold=True) for cluster in graph.clusters}
        self.boxes: dict[str, Box] = {}

    def draw(self) -> None:
        width, height = self._least(None)
        room = self.canvas.room
        wide = max(width, min(room.width, _LOOSEST * width))
        self._place(None, Box(0.0, 0.0, wide, max(height, min(room.height, _LOOSEST * height))))
        for cluster in sorted(self.graph.clusters, key=lambda each: each.order):
            look = _look(cluster_paint(cluster, self._depth(cluster.id)), cluster.style)
            self.canvas.frame(cluster.id, self.boxes[cluster.id], look, self.titles[cluster.id])
        for edge in self.graph.edges:
            if not edge.style.invisible:
                self._link(edge)
        for node in self.graph.nodes:
            self._block(node)

    def _depth(self, key: str) -> int:
        """How many clusters lie around one."""
        parent = self.clusters[key].parent
        return 0 if parent is None else self._depth(parent) + 1

    def _least(self, key: str | None) -> tuple[Points, Points]:
        """Width and height that a grid needs, with its title and its rim."""
        grid = self.grids[key]
        needs = [(self._needs(part)[0] - (part.columns - 1) * _GAP) / part.columns for part in grid.blocks]
        width = grid.columns * max(needs, default=_LOW) + (grid.columns - 1) * _GAP
        rows = self._rows(grid)
        height = sum(rows) + (len(rows) - 1) * _GAP
        if key is None:
            return width, height
        title = self._title(key)
        return max(width, title[0]) + 2 * _PAD, height + 2 * _PAD + title[1]

    def _title(self, key: str) -> tuple[Points, Points]:
        words = self.titles[key]
        return (words.width, words.height + 4.0) if words else (0.0, 0.0)

    def _rows(self, grid: BlockGrid) -> list[Points]:
        """Least height of each row; one that stays free has the usual."""
        heights = [_LOW] * (max((part.row for part in grid.blocks), default=0) + 1)
        for part in grid.blocks:
            heights[part.row] = max(heights[part.row], self._needs(part)[1])
        return heights

    def _needs(self, part: GridBlock) -> tuple[Points, Points]:
        """Width and height that a block needs around its words."""
        if part.id in self.grids:
            return self._least(part.id)
        words = self.words[part.id]
        width, height = (words.width, words.height) if words else (FONT, LINE)
        width, height = width + 1.6 * FONT, height + 1.2 * FONT
        shape = self.nodes[part.id].shape
        if shape in _ROUND:
            return max(width, height), max(width, height)
        if shape is NodeShape.DIAMOND:
            return 1.7 * width, 1.8 * height
        if shape in FLOWCHART_SHAPES:
            left, top, right, bottom = FLOWCHART_SHAPES[shape].text
            return width / (right - left) * 100, height / (bottom - top) * 100
        if shape is NodeShape.CYLINDER:
            return width, 1.4 * height
        return (width, height) if shape is NodeShape.RECTANGLE else (width + 0.8 * height, height)

    def _place(self, key: str | None, area: Box) -> None:
        """Give every block of a grid its box; rows share what height is left."""
        grid = self.grids[key]
        if key is not None:
            top = area.top + _PAD + self._title(key)[1]
            area = Box(area.left + _PAD, top, area.width - 2 * _PAD, area.bottom - _PAD - top)
        wide = (area.width - (grid.columns - 1) * _GAP) / grid.columns
        rows = self._rows(grid)
        spare = max(0.0, area.height - sum(rows) - (len(rows) - 1) * _GAP) / len(rows)
        tops = [area.top + sum(rows[:row]) + row * (_GAP + spare) for row in range(len(rows))]
        for part in grid.blocks:
            width = part.columns * wide + (part.columns - 1) * _GAP
            box = Box(area.left + part.column * (wide + _GAP), tops[part.row], width, rows[part.row] + spare)
            self.boxes[part.id] = self._shaped(part, box)
            if part.id in self.grids:
                self._place(part.id, box)

    def _shaped(self, part: GridBlock, box: Box) -> Box:
        """Round blocks are as wide as they are high; thick arrows are not much broader than long."""
        shape = self.nodes[part.id].shape if part.id in self.nodes else None
        width, height = box.width, box.height
        if shape in _ROUND:
            width = height = min(width, height)
        elif shape in _UPRIGHT or shape is NodeShape.ARROW_ALL:
            width = min(width, max(self._needs(part)[0], _STOUT * height))
        elif shape in _LEVEL:
            height = min(height, max(self._needs(part)[1], _STOUT * width))
        return Box(box.center.x - width / 2, box.center.y - height / 2, width, height)

    def _block(self, node: Node) -> None:
        if node.id not in self.boxes:  # a style names it, and nothing else does
            return
        box, look = self.boxes[node.id], _look(node_paint(node), node.style)
        at = FLOWCHART_SHAPES[node.shape].text_box(box) if node.shape in FLOWCHART_SHAPES else None
        name = " ".join(node.label.text.split()) or node.shape.value
        self.canvas.box(node.id, box, look, self.words[node.id], shape=node.shape, at=at, name=name, link=node.link)

    def _link(self, edge: Edge) -> None:
        """A line from rim to rim: straight, or at right angles where that passes no other block."""
        paint = edge_paint(edge)
        color = paint.stroke or EDGE_STROKE
        stroke = Stroke(color, paint.stroke_width, paint.dash, edge.tail_arrow, edge.head_arrow)
        path = self._route(edge)
        words = self.canvas.words(edge.label, 8.0)
        label = self._label(words, path, edge.style) if words else None
        self.canvas.line(edge.id, path, stroke, ends=(edge.tail, edge.head), label=label)

    def _route(self, edge: Edge) -> tuple[Point, ...]:
        """The first of the possible routes that passes no block, else the straight one."""
        tail, head = self.boxes[edge.tail], self.boxes[edge.head]
        around = {edge.tail, edge.head, *self._inside(edge.tail), *self._inside(edge.head)}
        others = [self.boxes[key] for key in self.nodes if key in self.boxes and key not in around]
        routes = list(_routes(tail, head))
        return next((route for route in routes if not _passes(route, others)), routes[0])

    def _label(self, words: MeasuredLabel, path: tuple[Point, ...], style: GraphStyle) -> TextBlock:
        """The words beside the longest piece of a line where they lie on no block, else beside the longest."""
        places = [_beside(words, *leg, style) for leg in sorted(pairwise(path), key=_length, reverse=True)]
        blocks = [self.boxes[key] for key in self.nodes if key in self.boxes]
        return next((text for text in places if not any(shared(text.box, box) for box in blocks)), places[0])

    def _inside(self, key: str) -> list[str]:
        """What lies within a grid."""
        parts = self.grids[key].blocks if key in self.grids else ()
        return [inner for part in parts for inner in (part.id, *self._inside(part.id))]


def _routes(tail: Box, head: Box) -> Iterator[tuple[Point, ...]]:
    """Straight; round one corner; then through the room between rows or columns beside either end."""
    one, two = tail.center, head.center
    yield _rim(tail, two), _rim(head, one)
    for corner in (Point(two.x, one.y), Point(one.x, two.y)):
        yield _rim(tail, corner), corner, _rim(head, corner)
    down, right = (1 if two.y > one.y else -1), (1 if two.x > one.x else -1)
    for y in (one.y + down * (tail.height + _GAP) / 2, two.y - down * (head.height + _GAP) / 2):
        first, last = Point(one.x, y), Point(two.x, y)
        yield _rim(tail, first), first, last, _rim(head, last)
    for x in (one.x + right * (tail.width + _GAP) / 2, two.x - right * (head.width + _GAP) / 2):
        first, last = Point(x, one.y), Point(x, two.y)
        yield _rim(tail, first), first, last, _rim(head, last)
    leaves, enters = one.y + down * (tail.height + _GAP) / 2, two.y - down * (head.height + _GAP) / 2
    for box in (tail, head):
        for x in (box.right + _GAP / 2, box.left - _GAP / 2):
            first, last = Point(one.x, leaves), Point(two.x, enters)
            yield _rim(tail, first), first, Point(x, leaves), Point(x, enters), last, _rim(head, last)


def _passes(route: tuple[Point, ...], boxes: Iterable[Box]) -> bool:
    return any(crosses(box, *leg) for box in boxes for leg in pairwise(route))


def _length(leg: tuple[Point, Point]) -> Points:
    return abs(leg[1].x - leg[0].x) + abs(leg[1].y - leg[0].y)


def _beside(words: MeasuredLabel, start: Point, end: Point, style: GraphStyle) -> TextBlock:
    """The words of a link in its middle: above a level one, else on the right."""
    middle = Point((start.x + end.x) / 2, (start.y + end.y) / 2)
    level = abs(end.x - start.x) >= 2 * abs(end.y - start.y)
    top = middle.y - words.height - 3.0 if level else middle.y - words.height / 2
    slant = abs((end.x - start.x) / (end.y - start.y)) * words.height / 2 if end.y != start.y else 0.0
    left = middle.x - words.width / 2 if level else middle.x + slant + 0.5 * FONT
    return block(words, Box(left, top, words.width, words.height), text_color(style, GROUND))


def _look(paint: Paint, style: GraphStyle) -> Look:
    ink = text_color(style, paint.fill or GROUND)
    return Look(paint.fill, paint.stroke, paint.stroke_width, ink, paint.dash)


def _rim(box: Box, toward: Point) -> Point:
    """Where the line from the middle of a box to a point leaves the box."""
    middle = box.center
    dx, dy = toward.x - middle.x, toward.y - middle.y
    shares = [box.width / 2 / abs(dx)] if dx else []
    shares += [box.height / 2 / abs(dy)] if dy else []
    share = min([*shares, 1.0])
    return Point(middle.x + dx * share, middle.y + dy * share)
