"""A figure as one group: clusters and nodes with their own text, and connectors attached to them."""

from __future__ import annotations

from collections.abc import Iterator

from coursedeck.base.look.dark_backgrounds import adapt_to_background
from coursedeck.base.look.scaled import DrawingScale
from coursedeck.model.drawing import RADIUS, DrawnCluster, DrawnEdge, DrawnItem, DrawnNode
from coursedeck.model.graph import Arrow
from coursedeck.model.slide import FigureShape
from coursedeck.model.units import Points
from coursedeck.output.deck.figures.connection_sites import ConnectionSites, connection_sites
from coursedeck.output.deck.figures.edges import edge_shapes
from coursedeck.output.deck.figures.labels import text_box
from coursedeck.output.deck.figures.nodes import ConnectableShape, cluster_outline, cluster_shape, node_shape
from coursedeck.output.deck.figures.shape_definitions import SHAPE_DEFINITIONS, ShapeDefinition
from coursedeck.output.deck.groups import group
from coursedeck.output.deck.part_context import PartContext
from coursedeck.output.deck.shapes import drawing_properties
from coursedeck.output.deck.xml import Element

_CENTERED_ON_TIP = {Arrow.CIRCLE, Arrow.DIAMOND}


def figure_group(shape: FigureShape, context: PartContext) -> Element:
    """``p:grpSp`` of a figure, with the shape's name and alternative text."""
    drawing = shape.drawing
    scale = DrawingScale(shape.box.width / drawing.width if drawing.width else 1.0, shape.box.left, shape.box.top)
    items = [scale.item(item) for item in adapt_to_background(drawing.items, context.colors, context.layout.ground)]
    outer = drawing_properties(context, shape.name, shape.alt)
    radius = RADIUS * scale.factor
    placed = {box.item.id: box for box in _placed(items, context)}
    return group(outer, shape.box, _shapes(items, placed, radius, context))


def _placed(items: list[DrawnItem], context: PartContext) -> Iterator[ConnectableShape]:
    """Every node and cluster with its shape id and the connection sites of the edges that end there."""
    edges = [item for item in items if isinstance(item, DrawnEdge)]
    for item in items:
        if isinstance(item, DrawnEdge):
            continue
        ends = [(edge.id, False, edge.path[0]) for edge in edges if edge.tail == item.id]
        ends += [(edge.id, True, edge.path[-1]) for edge in edges if edge.head == item.id]
        found: ConnectionSites = connection_sites(item.box, [point for _, _, point in ends])
        sites = {(edge, head): index for (edge, head, _), index in zip(ends, found.indexes, strict=True)}
        yield ConnectableShape(item, context.next_id(), _outline(item), found, sites)


def _outline(item: DrawnCluster | DrawnNode) -> ShapeDefinition:
    return cluster_outline(item) if isinstance(item, DrawnCluster) else SHAPE_DEFINITIONS[item.shape]


def _back_to_front(items: list[DrawnItem]) -> list[DrawnItem]:
    """Drawing order, but edges with ovals and diamonds last: these lie half on their node (20.1.10.33)."""
    return sorted(items, key=lambda item: isinstance(item, DrawnEdge) and bool(_CENTERED_ON_TIP & _arrows(item)))


def _arrows(edge: DrawnEdge) -> set[Arrow]:
    return {edge.tail_arrow, edge.head_arrow}


def _shapes(
    items: list[DrawnItem], placed: dict[str, ConnectableShape], radius: Points, context: PartContext
) -> Iterator[Element]:
    for item in _back_to_front(items):
        if isinstance(item, DrawnEdge):
            yield from edge_shapes(item, placed.get(item.tail), placed.get(item.head), context)
        elif isinstance(item, DrawnCluster):
            yield cluster_shape(item, placed[item.id], radius, context)
        else:
            yield node_shape(item, placed[item.id], radius, context)
            if item.outer_label is not None:
                yield text_box(item.outer_label, context)
