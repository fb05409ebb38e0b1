"""A figure as one group: clusters and nodes with their own words, and connectors glued to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from coursedeck.base.look.grounds import on_ground
from coursedeck.output.deck.figures.edges import edge_shapes
from coursedeck.output.deck.figures.geometry import Glue, glue
from coursedeck.output.deck.figures.labels import scaled_label
from coursedeck.output.deck.figures.nodes import Placed, cluster_outline, cluster_shape, node_shape
from coursedeck.output.deck.figures.outlines import OUTLINES, Outline
from coursedeck.output.deck.groups import group
from coursedeck.output.deck.page import Page
from coursedeck.output.deck.shapes import naming
from coursedeck.output.deck.xml import Element
from coursedeck.model.drawing import RADIUS, DrawnCluster, DrawnEdge, DrawnItem, DrawnNode, Paint
from coursedeck.model.graph import Arrow
from coursedeck.model.slide import FigureShape
from coursedeck.model.units import Point, Points

_ON_THE_RIM = {Arrow.CIRCLE, Arrow.DIAMOND}


@dataclass(frozen=True, slots=True)
class _Scale:
    """From the drawing to the slide."""

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


def figure_group(shape: FigureShape, page: Page) -> Element:
    """The figure's group, named after it; its alt text says what the figure says."""
    drawing = shape.drawing
    scale = _Scale(shape.box.width / drawing.width if drawing.width else 1.0, shape.box.left, shape.box.top)
    items = [scale.item(item) for item in on_ground(drawing.items, page.colors, page.layout.ground)]
    outer = naming(page, shape.name, shape.alt)
    radius = RADIUS * scale.factor
    placed = {box.item.id: box for box in _placed(items, page)}
    return group(outer, shape.box, _shapes(items, placed, radius, page))


def _placed(items: list[DrawnItem], page: Page) -> Iterator[Placed]:
    """Every box with its shape id and the sites of the lines that end there."""
    edges = [item for item in items if isinstance(item, DrawnEdge)]
    for item in items:
        if isinstance(item, DrawnEdge):
            continue
        ends = [(edge.id, False, edge.path[0]) for edge in edges if edge.tail == item.id]
        ends += [(edge.id, True, edge.path[-1]) for edge in edges if edge.head == item.id]
        found: Glue = glue(item.box, [point for _, _, point in ends])
        sites = {(edge, head): index for (edge, head, _), index in zip(ends, found.indexes, strict=True)}
        yield Placed(item, page.next_id(), _outline(item), found, sites)


def _outline(item: DrawnCluster | DrawnNode) -> Outline:
    return cluster_outline(item) if isinstance(item, DrawnCluster) else OUTLINES[item.shape]


def _back_to_front(items: list[DrawnItem]) -> list[DrawnItem]:
    """As drawn, but lines whose heads lie half on their node (20.1.10.33) come last, or these would be half hidden."""
    return sorted(items, key=lambda item: isinstance(item, DrawnEdge) and bool(_ON_THE_RIM & _arrows(item)))


def _arrows(edge: DrawnEdge) -> set[Arrow]:
    return {edge.tail_arrow, edge.head_arrow}


def _shapes(items: list[DrawnItem], placed: dict[str, Placed], radius: Points, page: Page) -> Iterator[Element]:
    for item in _back_to_front(items):
        if isinstance(item, DrawnEdge):
            yield from edge_shapes(item, placed.get(item.tail), placed.get(item.head), page)
        elif isinstance(item, DrawnCluster):
            yield cluster_shape(item, placed[item.id], radius, page)
        else:
            yield node_shape(item, placed[item.id], radius, page)
