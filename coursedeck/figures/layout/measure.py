"""Measure nodes around their labels, tables and icons.

Input: nodes. Output: their sizes, in points before scaling.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct, field

from coursedeck.base.look.flowchart_shapes import FLOWCHART_SHAPES
from coursedeck.figures.layout.labels import LINE_PITCH, MeasuredLabel, Measurer
from coursedeck.figures.layout.tables import SizedCell, sized_cells
from coursedeck.model.graph import Edge, Graph, Node, NodeShape
from coursedeck.model.units import Point, Points
from coursedeck.model.values import replace

NODE_FONT: Points = 13.0
TITLE_FONT: Points = 13.0
EDGE_FONT: Points = 12.0
_JOINT: Points = 1.0
"""Side of a node without words and without a size: lines meet in it."""

BOXES = frozenset({NodeShape.RECTANGLE, NodeShape.ROUNDED, NodeShape.SUBROUTINE, NodeShape.STADIUM, NodeShape.DOCUMENT})
"""Outlines that may be stretched to the width of their neighbours."""


class SizedNode(Struct, frozen=True):
    """A node with its size and measured label."""

    node: Node
    width: Points
    height: Points
    words: MeasuredLabel | None
    icon_width: Points = 0.0
    icon_height: Points = 0.0
    cells: tuple[SizedCell, ...] = ()
    cell_ports: Mapping[str, Point] = field(default_factory=dict)
    """Centres of the cells that edges are bound to, relative to the node's centre, by edge."""

    @property
    def has_bare_icon(self) -> bool:
        """Whether edges end at its icon, which has no outline around it."""
        return self.node.icon is not None and self.node.shape is NodeShape.NONE

    @property
    def sizes(self) -> tuple[Points, ...]:
        """Font sizes of all its text."""
        own = (self.words.size,) if self.words is not None else ()
        return (*own, *(cell.words.size for cell in self.cells if cell.words is not None))

    @property
    def icon_gap(self) -> Points:
        """Between icon and label."""
        return self.words.size * 0.3 if self.words is not None and self.icon_height else 0.0

    @property
    def content_height(self) -> Points:
        """Height of icon and label together."""
        return self.icon_height + self.icon_gap + (self.words.height if self.words is not None else 0.0)


def node_font(node: Node) -> Points:
    """Size of a node's label before scaling."""
    return node.style.font_size or NODE_FONT


def edge_font(edge: Edge, graph: Graph) -> Points:
    """Size of an edge's labels before scaling: the author's, else no larger than that of any node."""
    return edge.style.font_size or min([EDGE_FONT, *(node_font(node) for node in graph.nodes)])


def sized_nodes(graph: Graph, measurer: Measurer, ems: float, pad: float, icon: float) -> dict[str, SizedNode]:
    """The size of every node, icons `icon` em large; similar boxes get the same size where that costs little."""
    sized = {node.id: _sized(node, measurer, ems, pad, icon) for node in graph.nodes}
    sized |= {key: replace(each, cell_ports=_cell_ports(each, graph)) for key, each in sized.items() if each.cells}
    depth = _depths(graph)
    for group in _alike(sized.values(), lambda each: depth[each.node.id]):
        evened = _evened(group)
        parts = [evened] if evened else [_evened(part) for part in _alike(group, lambda each: each.node.cluster)]
        sized |= {each.node.id: each for part in parts for each in part}
    return sized


def _cell_ports(sized: SizedNode, graph: Graph) -> dict[str, Point]:
    """Where the edges of a table node meet it, if their ports name cells."""
    centers = {cell.cell.port: cell.box.center for cell in sized.cells if cell.cell.port}
    found: dict[str, Point] = {}
    for edge in graph.edges:
        for end, port in ((edge.tail, edge.tail_port), (edge.head, edge.head_port)):
            center = centers.get(port.partition(":")[0]) if port else None
            if end == sized.node.id and center is not None:
                found[edge.id] = Point(center.x - sized.width / 2, center.y - sized.height / 2)
    return found


def turned_marks(sized: Mapping[str, SizedNode], horizontal: Callable[[str], bool]) -> dict[str, SizedNode]:
    """`sized` with the bars of forks and joins turned across the flow: upright where edges run left or right."""
    return {
        key: replace(each, width=each.height, height=each.width)
        if not each.sizes and each.node.icon is None and each.width > 3 * each.height and horizontal(key)
        else each
        for key, each in sized.items()
    }


def _alike(sized: Iterable[SizedNode], place: Callable[[SizedNode], object]) -> list[list[SizedNode]]:
    """Groups of boxes that may get the same size, by their place."""
    groups: dict[tuple[object, ...], list[SizedNode]] = {}
    for each in sized:
        if each.node.shape in BOXES and each.node.icon is None and each.words is not None:
            groups.setdefault((place(each), each.words.size, each.node.width), []).append(each)
    return list(groups.values())


def _evened(group: list[SizedNode]) -> list[SizedNode]:
    """The boxes with one size, if their sizes are similar; else none."""
    widest, tallest = max(each.width for each in group), max(each.height for each in group)
    if widest > 2.1 * min(each.width for each in group) or tallest > 2.2 * min(each.height for each in group):
        return []
    return [replace(each, width=widest, height=each.height if each.node.height else tallest) for each in group]


def _depths(graph: Graph) -> dict[str, int]:
    parents = {cluster.id: cluster.parent for cluster in graph.clusters}
    depths: dict[str, int] = {}
    for node in graph.nodes:
        depth, around = 0, node.cluster
        while around is not None:
            depth, around = depth + 1, parents[around]
        depths[node.id] = depth
    return depths


def _sized(node: Node, measurer: Measurer, ems: float, pad: float, icon: float) -> SizedNode:
    size = node_font(node)
    if node.cells:
        cells = sized_cells(node, size, measurer, ems)
        return SizedNode(node, max(c.box.right for c in cells), max(c.box.bottom for c in cells), None, cells=cells)
    wrap = ems
    if node.width is not None and (node.icon is None or node.shape is not NodeShape.NONE):
        wrap = max(ems, (node.width - size) / size)
    words = measurer.words(node.label, size, wrap, bold=node.style.bold, italic=node.style.italic)
    if node.icon is not None:
        return _sized_icon(node, words, icon * size, size * pad)
    if words is None and node.width is not None and node.height is not None:  # with no size a joint of lines
        return SizedNode(node, max(node.width, _JOINT), max(node.height, _JOINT), None)
    text_width, text_height = (words.width, words.height) if words else (size * 2, size * LINE_PITCH)
    if node.shape is NodeShape.NONE:
        width, height = text_width + size * 0.3, text_height + size * 0.2
    else:
        width, height = _outline(node.shape, text_width, text_height, size * pad)
    return SizedNode(node, *_at_least(node, width, height), words)


def _sized_icon(node: Node, words: MeasuredLabel | None, side: Points, pad: Points) -> SizedNode:
    """An icon above its label; if the node has an outline, both are inside it."""
    icon = node.icon
    assert icon is not None
    factor = side / max(icon.width, icon.height)
    sized = SizedNode(node, 0.0, 0.0, words, icon.width * factor, icon.height * factor)
    width, height = max(sized.icon_width, words.width if words else 0.0), sized.content_height
    if sized.has_bare_icon:
        return replace(sized, width=width, height=height)
    width, height = _at_least(node, *_outline(node.shape, width, height, pad))
    return replace(sized, width=width, height=height)


def _at_least(node: Node, width: Points, height: Points) -> tuple[Points, Points]:
    """Size of an outline that is not smaller than the author's."""
    width, height = max(width, node.width or 0.0), max(height, node.height or 0.0)
    if node.shape in {NodeShape.CIRCLE, NodeShape.DOUBLE_CIRCLE}:
        width = height = max(width, height)
    return width, height


_GROWTH: dict[NodeShape, tuple[float, float, float, float]] = {
    NodeShape.DIAMOND: (1.6, 2.2, 1.9, 1.4),
    NodeShape.TRIANGLE: (1.8, 2.0, 2.1, 1.0),
    NodeShape.ELLIPSE: (1.42, 0.8, 1.42, 0.8),
    NodeShape.CLOUD: (1.42, 0.8, 1.42, 0.8),
    NodeShape.SUBROUTINE: (1.0, 2.9, 1.0, 1.0),
    NodeShape.CYLINDER: (1.0, 1.7, 1.4, 1.8),
    NodeShape.DOCUMENT: (1.0, 1.7, 1.0, 1.8),
}
"""Factors by shape: width = text width × [0] + padding × [1]; height = text height × [2] + padding × [3]."""
_SLANTED = {
    NodeShape.HEXAGON: 0.6, NodeShape.PARALLELOGRAM: 0.6, NodeShape.PARALLELOGRAM_ALT: 0.6, NodeShape.FLAG: 0.6,
    NodeShape.TRAPEZOID: 0.8, NodeShape.TRAPEZOID_ALT: 0.8, NodeShape.STADIUM: 0.4,
}  # fmt: skip
"""Extra width of slanted or round sides by shape, as a fraction of the height."""


def _outline(shape: NodeShape, width: Points, height: Points, pad: Points) -> tuple[Points, Points]:
    """Size of an outline around a text of this size."""
    if shape in {NodeShape.CIRCLE, NodeShape.DOUBLE_CIRCLE}:
        side = math.hypot(width, height) + pad * (1.6 if shape is NodeShape.DOUBLE_CIRCLE else 1.0)
        return side, side
    if shape in FLOWCHART_SHAPES:
        left, top, right, bottom = FLOWCHART_SHAPES[shape].text
        return (width + 1.4 * pad) / (right - left) * 100, (height + 0.9 * pad) / (bottom - top) * 100
    wide, wide_pad, tall, tall_pad = _GROWTH.get(shape, (1.0, 1.7, 1.0, 1.0))
    outer_height = height * tall + pad * tall_pad
    return width * wide + pad * wide_pad + outer_height * _SLANTED.get(shape, 0.0), outer_height
