"""Drawings in another size and place: on the slide, or with room around them."""

from __future__ import annotations

from msgspec import Struct

from coursedeck.model.drawing import DrawnCell, DrawnCluster, DrawnEdge, DrawnItem, Paint, TextBlock, TextLine
from coursedeck.model.units import Box, Point, Points
from coursedeck.model.values import replace


class DrawingScale(Struct, frozen=True):
    """Maps points of a drawing: multiplied by `factor`, then moved."""

    factor: float
    dx: Points = 0.0
    dy: Points = 0.0

    def item(self, item: DrawnItem) -> DrawnItem:
        """A cluster, edge or node with all its text."""
        paint = self.paint(item.paint)
        if isinstance(item, DrawnEdge):
            labels = (self.text(label) for label in (item.label, item.tail_label, item.head_label))
            path = tuple(self.point(point) for point in item.path)
            label, tail_label, head_label = labels
            return replace(item, path=path, paint=paint, label=label, tail_label=tail_label, head_label=head_label)
        if isinstance(item, DrawnCluster):
            return replace(item, box=self.box(item.box), title=self.text(item.title), paint=paint)
        return replace(
            item,
            box=self.box(item.box),
            label=self.text(item.label),
            paint=paint,
            icon_box=self.box(item.icon_box) if item.icon_box else None,
            cells=tuple(self.cell(cell) for cell in item.cells),
            outer_label=self.text(item.outer_label),
        )

    def cell(self, cell: DrawnCell) -> DrawnCell:
        """A cell of a table node."""
        return DrawnCell(self.box(cell.box), self.paint(cell.paint), self.text(cell.label))

    def text(self, text: TextBlock | None) -> TextBlock | None:
        """Text, in letters of another size."""
        if text is None:
            return None
        lines = tuple(
            TextLine(line.spans, line.width * self.factor, line.baseline * self.factor + self.dy) for line in text.lines
        )
        return replace(text, box=self.box(text.box), lines=lines, size=text.size * self.factor)

    def paint(self, paint: Paint) -> Paint:
        """Colours stay, lines become thicker or thinner."""
        return replace(paint, stroke_width=paint.stroke_width * self.factor)

    def point(self, point: Point) -> Point:
        """A place."""
        return Point(point.x * self.factor + self.dx, point.y * self.factor + self.dy)

    def box(self, box: Box) -> Box:
        """A rectangle."""
        return box.scaled(self.factor, self.dx, self.dy)
