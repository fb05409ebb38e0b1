"""Default colours and line widths of a drawing; the author's own take precedence."""

from __future__ import annotations

from coursedeck.base.look.contrast import READABLE, contrast, over, readable
from coursedeck.model.drawing import Paint
from coursedeck.model.graph import Cell, Cluster, Edge, GraphStyle, Node, NodeShape
from coursedeck.model.units import Points
from coursedeck.model.values import replace

GROUND = "#ffffff"
INK = "#1b2430"
PAPER = "#ffffff"
NODE_STROKE = "#7b8894"
EDGE_STROKE = "#5b6875"
CLUSTER_STROKE = "#aeb6be"
CLUSTER_TINTS = ("#e5f5fd", "#ebf3e7", "#ece8f6", "#fdf7e3")
"""Fills of clusters by depth of nesting, the same as in `diagrams`."""
NODE_WIDTH: Points = 1.25
CLUSTER_WIDTH: Points = 1.0
EDGE_WIDTH: Points = 1.5
_OPEN = frozenset({NodeShape.BRACE, NodeShape.BRACE_RIGHT, NodeShape.BRACES})
"""Outlines that enclose nothing."""


def text_color(style: GraphStyle, ground: str) -> str:
    """Dark on light fills and light on dark ones; the author's colour, darker or lighter if it could not be read."""
    if style.color is not None:
        return readable(over(style.color, ground), ground)
    dark = contrast(INK, ground) >= READABLE or contrast(INK, ground) >= contrast(PAPER, ground)
    return readable(INK if dark else PAPER, ground)


def opaque(paint: Paint, ground: str) -> Paint:
    """`paint` without transparency, as it looks on `ground`."""
    fill = over(paint.fill, ground) if paint.fill else None
    return replace(paint, fill=fill, stroke=over(paint.stroke, fill or ground) if paint.stroke else None)


def node_paint(node: Node) -> Paint:
    """Fill and outline of a node."""
    style = node.style
    if node.shape is NodeShape.NONE:
        width = style.stroke_width or NODE_WIDTH
        return Paint(style.fill, style.stroke if node.icon is None and style.fill else None, width, style.dash)
    width = NODE_WIDTH if style.stroke_width is None else style.stroke_width
    stroke = (style.stroke or NODE_STROKE) if width else None
    return Paint(None if style.unfilled or node.shape in _OPEN else style.fill or PAPER, stroke, width, style.dash)


def cell_paint(cell: Cell, table: Paint) -> Paint:
    """Fill and outline of a cell; the outline is the table's if the cell has none of its own."""
    style = cell.style
    width = table.stroke_width if style.stroke_width is None else style.stroke_width
    stroke = (style.stroke or table.stroke or NODE_STROKE) if width else None
    return Paint(style.fill, stroke, width, table.dash)


def cell_text_style(cell: Cell, table: Node) -> GraphStyle:
    """The text colour of a cell, else its table's."""
    return replace(cell.style, color=cell.style.color or table.style.color)


def cluster_paint(cluster: Cluster, depth: int) -> Paint:
    """Fill and outline of a cluster."""
    style = cluster.style
    if style.invisible:
        return Paint(None, None, 0.0)
    width = CLUSTER_WIDTH if style.stroke_width is None else style.stroke_width
    stroke = (style.stroke or CLUSTER_STROKE) if width else None
    tint = None if style.unfilled else CLUSTER_TINTS[depth % len(CLUSTER_TINTS)]
    return Paint(style.fill or tint, stroke, width, style.dash)


def edge_paint(edge: Edge) -> Paint:
    """Line of an edge."""
    width = EDGE_WIDTH if edge.style.stroke_width is None else max(0.5, edge.style.stroke_width)
    return Paint(None, edge.style.stroke or EDGE_STROKE, width, edge.style.dash)
