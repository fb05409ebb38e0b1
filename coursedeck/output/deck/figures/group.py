"""A figure as one group: clusters and nodes with their own text, and connectors attached to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from coursedeck.base.look.dark_backgrounds import adapt_to_background
from coursedeck.model.drawing import RADIUS, DrawnCluster, DrawnEdge, DrawnItem, DrawnNode, Paint
from coursedeck.model.graph import Arrow
from coursedeck.model.slide import FigureShape
from coursedeck.model.units import Point, Points
from coursedeck.output.deck.figures.connection_sites import ConnectionSites, connection_sites
from coursedeck.output.deck.figures.edges import edge_shapes
from coursedeck.output.deck.figures.labels import scaled_label
from coursedeck.output.deck.figures.nodes import ConnectableShape, cluster_outline, cluster_shape, node_shape
from coursedeck.output.deck.figures.shape_definitions import SHAPE_DEFINITIONS, ShapeDefinition
from coursedeck.output.deck.groups import group
from coursedeck.output.deck.part_context import PartContext
from coursedeck.output.deck.shapes import drawing_properties
from coursedeck.output.deck.xml import Element

_CENTERED_ON_TIP = {Arrow.CIRCLE, Arrow.DIAMOND}


@dataclass(frozen=True, slots=True)
class _Scale:
    """Maps points of the drawing to points of the slide."""

    factor: float
    dx: Points
    dy: Points

    def point(self, point: Point) -> Point:
        return Point(point.x * self.factor + self.dx, point.y * self.factor + self.dy)

    def paint(self, paint: Paint) -> Paint:
        return replace(paint, stroke_width=paint.stroke_width * self.factor)

    def item(self, item: DrawnItem) -> DrawnItem:
        label = scaled_label(
            item.title if isinstance(item, DrawnCluster) else item.label, self.factor, self.dx, self.dy
        )
        paint = self.paint(item.paint)
        if isinstance(item, DrawnEdge):
            return replace(item, path=tuple(self.point(point) for point in item.path), label=label, paint=paint)
        box = item.box.scaled(self.factor, self.dx, self.dy)
        if isinstance(item, DrawnCluster):
            return replace(item, box=box, title=label, paint=paint)
        icon_box = item.icon_box.scaled(self.factor, self.dx, self.dy) if item.icon_box else None
        return replace(item, box=box, label=label, paint=paint, icon_box=icon_box)


def figure_group(shape: FigureShape, context: PartContext) -> Element:
    """``p:grpSp`` of a figure, with the shape's name and alternative text."""
    drawing = shape.drawing
    scale = _Scale(shape.box.width / drawing.width if drawing.width else 1.0, shape.box.left, shape.box.top)
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
