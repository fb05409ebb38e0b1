"""Place the labels that stand beside a finished drawing's parts: along edges, at their ends, and outside of nodes.

Input: a drawing without them. Output: the drawing with each where it covers least, and room made for those at its rim.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise

from msgspec import Struct, field

from coursedeck.base.look.behind import PAPER, fill_behind
from coursedeck.base.look.contrast import over
from coursedeck.base.look.figure_paint import text_color
from coursedeck.base.look.scaled import DrawingScale
from coursedeck.figures.layout.labels import MeasuredLabel, Measurer
from coursedeck.figures.layout.measure import edge_font, node_font
from coursedeck.figures.layout.scaling import text_block
from coursedeck.model.drawing import GROUND_ID, Drawing, DrawnCluster, DrawnEdge, DrawnItem, DrawnNode, Paint, TextBlock
from coursedeck.model.graph import Edge, Graph, GraphStyle, Label, Node
from coursedeck.model.units import Box, Point, Points, Size
from coursedeck.model.values import replace

MARGIN: Points = 3.0
_GAP: Points = 3.0
"""Between a label and its line or node."""
_AROUND: Points = 9.0
"""Of the figure's own ground, on each side."""
_STEPS = (0.0, 6.0, 12.0, 24.0, 36.0, 54.0, 72.0)
"""How far from the end of its line a label may be; the nearest place where it covers nothing is taken."""
_TOUCHED = 1.0
"""Cost of labels that only touch something."""
_LINE = 25.0
"""Cost of a line through a label, in square points."""
_WRAP = 12.0
"""Width at which these labels are broken, in em."""


def has_outer_labels(graph: Graph) -> bool:
    """Whether any label stands at the end of an edge, or beside a node."""
    return any(edge.tail_label or edge.head_label for edge in graph.edges) or any(
        node.outer_label for node in graph.nodes
    )


def measured_end_labels(graph: Graph, measurer: Measurer) -> dict[tuple[str, str], MeasuredLabel]:
    """Labels at the ends of edges, by edge and the node at that end."""
    found: dict[tuple[str, str], MeasuredLabel] = {}
    for edge in graph.edges:
        for end, label in ((edge.tail, edge.tail_label), (edge.head, edge.head_label)):
            words = _measured(label, edge_font(edge, graph), edge.style, measurer) if label else None
            if words is not None:
                found[edge.id, end] = words
    return found


def _measured(label: Label, size: Points, style: GraphStyle, measurer: Measurer) -> MeasuredLabel | None:
    return measurer.words(label, size, _WRAP, bold=style.bold, italic=style.italic)


def with_outer_labels(drawing: Drawing, graph: Graph, area: Size, measurer: Measurer, scale: float) -> Drawing:
    """The drawing, which was laid out at `scale`, with these labels, made to fit `area` again."""
    return placed_labels(drawing, graph, area, measurer, scale)[0]


def placed_labels(drawing: Drawing, graph: Graph, area: Size, measurer: Measurer, scale: float) -> tuple[Drawing, bool]:
    """The same, and whether no label covers anything."""
    placer = _Placer(graph, list(drawing.items), measurer, scale)
    items = tuple(placer.item(item) for item in drawing.items)
    made = fitted(replace(drawing, items=items), [text.box for text in placer.placed], area, placer.sizes)
    return made, placer.covered < _TOUCHED


def fitted(drawing: Drawing, more: list[Box], area: Size, sizes: list[Points]) -> Drawing:
    """A drawing moved and scaled so that the boxes `more` are on it, too; `sizes` are those of further labels."""
    left, top = (min([0.0, *edges]) for edges in ([b.left - MARGIN for b in more], [b.top - MARGIN for b in more]))
    right = max([drawing.width, *(box.right + MARGIN for box in more)])
    bottom = max([drawing.height, *(box.bottom + MARGIN for box in more)])
    smallest = min([drawing.smallest_label, *sizes])
    if (left, top, right, bottom) == (0.0, 0.0, drawing.width, drawing.height):
        return replace(drawing, smallest_label=smallest)
    factor = min(1.0, area.width / (right - left), area.height / (bottom - top))
    scale = DrawingScale(factor, -left * factor, -top * factor)
    return replace(
        drawing,
        items=tuple(scale.item(item) for item in drawing.items),
        width=round((right - left) * factor, 3),
        height=round((bottom - top) * factor, 3),
        smallest_label=smallest * factor,
    )


_Candidates = Callable[[Points, Points], Iterator[Box]]
"""From a label's width and height to the places where it may stand, the best first."""


def with_ground(drawing: Drawing, graph: Graph, area: Size) -> Drawing:
    """The drawing on the figure's own ground (Graphviz ``bgcolor``), if it has one."""
    if graph.style.fill is None:
        return drawing
    around = Box(-_AROUND, -_AROUND, drawing.width + 2 * _AROUND, drawing.height + 2 * _AROUND)
    wide = fitted(drawing, [around.inset(MARGIN)], area, [])
    ground = DrawnCluster(
        GROUND_ID, Box(0.0, 0.0, wide.width, wide.height), Paint(over(graph.style.fill, PAPER), None, 0.0), None
    )
    return replace(wide, items=(ground, *wide.items))


class _Placer(Struct):
    """Places one label after another; each is in the way of the next."""

    graph: Graph
    items: list[DrawnItem]
    measurer: Measurer
    scale: float
    placed: list[TextBlock] = field(default_factory=list)
    sizes: list[Points] = field(default_factory=list)
    covered: float = 0.0
    """Cost of all places together."""
    solid: list[Box] = field(default_factory=list)
    lines: list[tuple[Point, Point]] = field(default_factory=list)
    tips: set[tuple[Point, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        for item in self.items:
            if isinstance(item, DrawnEdge):
                self.lines += list(pairwise(item.path))
                self.solid += [item.label.box] if item.label else []
            elif isinstance(item, DrawnNode):
                self.solid.append(item.box)
            else:
                self.solid += [item.title.box] if item.title else []
                self.lines += list(sides(item.box))

    def item(self, item: DrawnItem) -> DrawnItem:
        """The item with its outer labels."""
        if isinstance(item, DrawnEdge):
            edge = next(edge for edge in self.graph.edges if edge.id == item.id)
            tail = self._at_end(edge, edge.tail_label, item.path) if edge.tail_label else None
            head = self._at_end(edge, edge.head_label, item.path[::-1]) if edge.head_label else None
            label = item.label
            if label is None and edge.label:
                label = self._best(edge.label, edge_font(edge, self.graph), edge.style, partial(_beside, item.path))
            return replace(item, label=label, tail_label=tail, head_label=head)
        node = next((node for node in self.graph.nodes if node.id == item.id), None)
        if isinstance(item, DrawnCluster) or node is None or not node.outer_label:
            return item
        return replace(item, outer_label=self._beside(node, item.box))

    def _at_end(self, edge: Edge, label: Label, path: tuple[Point, ...]) -> TextBlock | None:
        size = edge_font(edge, self.graph)
        tip = (path[0], label.text)
        if tip in self.tips:  # edges that reach a node as one line share what is said there
            return None
        self.tips.add(tip)
        return self._best(label, size, edge.style, lambda w, h: _along(path, w, h))

    def _beside(self, node: Node, box: Box) -> TextBlock | None:
        style = GraphStyle(color=node.style.color) if node.style.fill is None else GraphStyle()
        return self._best(node.outer_label, node_font(node), style, lambda w, h: _around(box, w, h))

    def _best(self, label: Label, size: Points, style: GraphStyle, candidates: _Candidates) -> TextBlock | None:
        words = _measured(label, size, style, self.measurer)
        if words is None:
            return None
        width, height = words.width * self.scale, words.height * self.scale
        box = min(candidates(width, height), key=self._cost)
        self.covered += self._cost(box)
        color = text_color(style, fill_behind(self.items, box.center, over(self.graph.style.fill or PAPER, PAPER)))
        text = text_block(words, box, self.scale, color, label.align)
        self.placed.append(text)
        self.solid.append(box)
        self.sizes.append(text.size)
        return text

    def _cost(self, box: Box) -> float:
        covered = sum(shared(box, other) for other in self.solid)
        crossed = sum(crosses(box, one, other) for one, other in self.lines)
        return covered + _LINE * crossed


def _along(path: tuple[Point, ...], width: Points, height: Points) -> Iterator[Box]:
    """Boxes beside the start of a path, the nearest first: above the line, else below it; right of an upright one."""
    start = path[0]
    second = next((point for point in path[1:] if point != start), start)
    length = math.hypot(second.x - start.x, second.y - start.y) or 1.0
    dx, dy = (second.x - start.x) / length, (second.y - start.y) / length
    across, along = (abs(dy) * width + abs(dx) * height) / 2, (abs(dx) * width + abs(dy) * height) / 2
    upper = -1 if dx > abs(dy) * 0.01 or (abs(dx) <= abs(dy) * 0.01 and dy > 0) else 1
    for step in _STEPS:
        for side in (upper, -upper):
            ahead, aside = along + _GAP + step, side * (across + _GAP)
            x, y = start.x + dx * ahead - dy * aside, start.y + dy * ahead + dx * aside
            yield Box(x - width / 2, y - height / 2, width, height)


def _beside(path: tuple[Point, ...], width: Points, height: Points) -> Iterator[Box]:
    """Boxes beside the middle of a path, on either side, and then nearer to its ends."""
    legs = list(pairwise(path))
    one, two = max(legs, key=lambda leg: math.hypot(leg[1].x - leg[0].x, leg[1].y - leg[0].y))
    length = math.hypot(two.x - one.x, two.y - one.y) or 1.0
    dx, dy = (two.x - one.x) / length, (two.y - one.y) / length
    aside = (abs(dy) * width + abs(dx) * height) / 2 + _GAP
    for share in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74):
        for side in (-1, 1) if dx >= 0 else (1, -1):
            x, y = one.x + dx * length * share - dy * aside * side, one.y + dy * length * share + dx * aside * side
            yield Box(x - width / 2, y - height / 2, width, height)


def _around(box: Box, width: Points, height: Points) -> Iterator[Box]:
    """Boxes around a node, above it first."""
    middle, above, below = box.center, box.top - _GAP - height, box.bottom + _GAP
    for left in (middle.x - width / 2, box.left - width, box.right):
        yield Box(left, above, width, height)
    yield Box(box.right + _GAP, middle.y - height / 2, width, height)
    yield Box(box.left - _GAP - width, middle.y - height / 2, width, height)
    for left in (middle.x - width / 2, box.right, box.left - width):
        yield Box(left, below, width, height)


def sides(box: Box) -> Iterator[tuple[Point, Point]]:
    """The four sides of a box."""
    corners = [
        Point(box.left, box.top), Point(box.right, box.top), Point(box.right, box.bottom), Point(box.left, box.bottom)
    ]  # fmt: skip
    return pairwise([*corners, corners[0]])


def shared(one: Box, two: Box) -> float:
    """Area that two boxes share."""
    width = min(one.right, two.right) - max(one.left, two.left)
    height = min(one.bottom, two.bottom) - max(one.top, two.top)
    return width * height if width > 0 and height > 0 else 0.0


def crosses(box: Box, one: Point, two: Point) -> bool:
    """Whether a straight line runs through a box (Liang and Barsky's clipping)."""
    first, last = 0.0, 1.0
    for start, change, low, high in (
        (one.x, two.x - one.x, box.left, box.right),
        (one.y, two.y - one.y, box.top, box.bottom),
    ):
        if abs(change) < 1e-9:
            if not low < start < high:
                return False
            continue
        enter, leave = sorted(((low - start) / change, (high - start) / change))
        first, last = max(first, enter), min(last, leave)
    return first < last
