"""Figures for readers from right to left: what stood on the left stands on the right.

Words are not mirrored, and neither are outlines, save those that are the mirror image of another.
"""

from __future__ import annotations

from collections.abc import Mapping

from coursedeck.base.look.flowchart_shapes import FLOWCHART_SHAPES
from coursedeck.base.text.languages import runs_right_to_left
from coursedeck.base.text.scripts import has_right_to_left
from coursedeck.figures.layout.clipping import clip_to_outline
from coursedeck.figures.layout.spatial import is_spatial
from coursedeck.model.direction_policy import DirectionPolicy
from coursedeck.model.drawing import (
    Align,
    Drawing,
    DrawnCell,
    DrawnCluster,
    DrawnEdge,
    DrawnItem,
    DrawnNode,
    TextBlock,
)
from coursedeck.model.figure_kinds import Packet, Quadrants, Radar, Treemap
from coursedeck.model.graph import Graph, NodeShape
from coursedeck.model.units import Box, Point, Points
from coursedeck.model.values import replace

_UNTURNED = (Packet, Quadrants, Radar, Treemap)
"""Bits, axes of numbers and areas have no order of reading."""
_PAIRS = (
    (NodeShape.PARALLELOGRAM, NodeShape.PARALLELOGRAM_ALT),
    (NodeShape.ARROW_LEFT, NodeShape.ARROW_RIGHT),
    (NodeShape.BRACE, NodeShape.BRACE_RIGHT),
)
_OUTLINES = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}
_LEVEL = 0.01
"""Points by which a level line may rise."""
_SIDES = {Align.LEFT: Align.RIGHT, Align.RIGHT: Align.LEFT}


def is_read_from_right(graph: Graph, language: str) -> bool:
    """Whether a figure of this language follows the order in which its words are read.

    Where the author keeps the direction, has given places or has words of another script alone, nothing is turned.
    """
    if not runs_right_to_left(language) or graph.direction_policy is DirectionPolicy.KEEP or is_spatial(graph):
        return False
    if isinstance(graph.kind, _UNTURNED):
        return False
    labels = [
        *(each.label.text for each in graph.nodes),
        *(each.label.text for each in graph.clusters),
        *(each.label.text for each in graph.edges),
    ]
    return graph.kind is not None or any(map(has_right_to_left, labels))


def mirrored(drawing: Drawing) -> Drawing:
    """The drawing with everything at the other side."""
    turn = _Turn(drawing.width)
    items = [turn.item(each) for each in drawing.items]
    unturned = {each.id: each for each in items if isinstance(each, DrawnNode) and _stays(each.shape)}
    return replace(
        drawing, items=tuple(_met(each, unturned) if isinstance(each, DrawnEdge) else each for each in items)
    )


def _stays(shape: NodeShape) -> bool:
    """Whether an outline is drawn as it was, though its sides may differ: no other one is its mirror image."""
    return shape is NodeShape.FLAG or (shape in FLOWCHART_SHAPES and shape not in _OUTLINES)


def _met(edge: DrawnEdge, nodes: Mapping[str, DrawnNode]) -> DrawnEdge:
    """The edge led up to the outlines of these nodes where it runs straight up to them."""
    if edge.curved or len(edge.path) < 2:
        return edge
    path = list(edge.path)
    for end, inner, id_ in ((0, 1, edge.tail), (-1, -2, edge.head)):
        node = nodes.get(id_)
        if node is None or abs(path[end].y - path[inner].y) > _LEVEL:
            continue
        side = node.box.left if path[inner].x < path[end].x else node.box.right
        path[end] = clip_to_outline(node.shape, node.box, Point(side, path[end].y))
    return replace(edge, path=tuple(path))


class _Turn:
    """Mirrors about the middle of a width."""

    def __init__(self, width: Points) -> None:
        self._width = width

    def item(self, item: DrawnItem) -> DrawnItem:
        match item:
            case DrawnCluster():
                return replace(item, box=self._box(item.box), title=self._text(item.title))
            case DrawnEdge():
                return self._edge(item)
            case DrawnNode():
                return self._node(item)

    def _edge(self, edge: DrawnEdge) -> DrawnEdge:
        return replace(
            edge,
            path=tuple(Point(self._width - point.x, point.y) for point in edge.path),
            label=self._text(edge.label),
            tail_label=self._text(edge.tail_label),
            head_label=self._text(edge.head_label),
        )

    def _node(self, node: DrawnNode) -> DrawnNode:
        box, label = self._box(node.box), self._text(node.label)
        if node.label is not None and label is not None and _stays(node.shape):
            inside = node.label.box.left - node.box.left
            label = replace(label, box=replace(label.box, left=box.left + inside))
        return replace(
            node,
            box=box,
            shape=_OUTLINES.get(node.shape, node.shape),
            label=label,
            icon_box=self._box(node.icon_box) if node.icon_box is not None else None,
            cells=tuple(self._cell(cell) for cell in node.cells),
            outer_label=self._text(node.outer_label),
        )

    def _cell(self, cell: DrawnCell) -> DrawnCell:
        return replace(cell, box=self._box(cell.box), label=self._text(cell.label))

    def _text(self, block: TextBlock | None) -> TextBlock | None:
        if block is None:
            return None
        return replace(block, box=self._box(block.box), align=_SIDES.get(block.align, block.align))

    def _box(self, box: Box) -> Box:
        return replace(box, left=self._width - box.right)
