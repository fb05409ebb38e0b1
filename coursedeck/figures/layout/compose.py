"""Compose the Drawing of a layout: absolute coordinates, scaled to the area, with text and colours.

Input: the layout of the root graph. Output: every node, cluster and edge with its final geometry.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from coursedeck.base.look.contrast import over
from coursedeck.figures.layout.absolute import AbsoluteLayout, collect, edge_route
from coursedeck.figures.layout.context import EdgeRouting, LayoutContext
from coursedeck.figures.layout.describe import describe, node_words
from coursedeck.figures.layout.labels import MeasuredLabel
from coursedeck.figures.layout.measure import SizedNode
from coursedeck.figures.layout.paint import (
    GROUND,
    cell_paint,
    cell_text_style,
    cluster_paint,
    edge_paint,
    node_paint,
    opaque,
    text_color,
)
from coursedeck.figures.layout.placement import SubgraphLayout
from coursedeck.figures.layout.scaling import scaled_box, text_block
from coursedeck.figures.layout.tables import SizedCell
from coursedeck.model.drawing import (
    CYLINDER_CAP,
    SLANT,
    Align,
    Drawing,
    DrawnCell,
    DrawnCluster,
    DrawnEdge,
    DrawnItem,
    DrawnNode,
    Paint,
    TextBlock,
)
from coursedeck.model.graph import Edge, NodeShape
from coursedeck.model.units import Box, Point, Points

MARGIN: Points = 3.0
"""Around the figure, so that outlines at its edge are not cut off."""
LARGEST_LABEL: Points = 20.0


def scale_for(placed: SubgraphLayout, fonts: list[Points], width: Points, height: Points) -> float:
    """The factor that fits a layout into an area."""
    most = LARGEST_LABEL / max(fonts, default=13.0)
    return min((width - 2 * MARGIN) / max(placed.width, 1.0), (height - 2 * MARGIN) / max(placed.height, 1.0), most)


def compose(placed: SubgraphLayout, context: LayoutContext, scale: float) -> Drawing:
    """The drawing of a layout at `scale`."""
    found = AbsoluteLayout()
    collect(placed, "", Point(0.0, 0.0), found)
    painter = _GraphPainter(context, found, scale)
    graph = context.tree.graph
    clusters = sorted(graph.clusters, key=lambda cluster: (painter.depth(cluster.id), cluster.order))
    drawn_clusters = [painter.cluster(cluster.id) for cluster in clusters]
    edges = [painter.edge(edge) for edge in graph.edges if not edge.style.invisible]
    nodes = [painter.node(context.sized[node.id]) for node in graph.nodes if not node.style.invisible]
    items: tuple[DrawnItem, ...] = (*drawn_clusters, *edges, *nodes)
    return Drawing(
        name=graph.name,
        title=" ".join(graph.title.text.split()),
        description=describe(graph),
        width=round(placed.width * scale + 2 * MARGIN, 3),
        height=round(placed.height * scale + 2 * MARGIN, 3),
        items=items,
        smallest_label=min(painter.sizes, default=LARGEST_LABEL),
    )


@dataclass(slots=True)
class _GraphPainter:
    """Creates drawn items from collected coordinates and records the sizes of their labels."""

    context: LayoutContext
    found: AbsoluteLayout
    scale: float
    sizes: list[Points] = field(default_factory=list)

    @property
    def paper(self) -> str:
        """The colour behind the whole figure."""
        return over(self.context.tree.graph.style.fill or GROUND, GROUND)

    def cluster(self, key: str) -> DrawnCluster:
        cluster = self.context.tree.clusters[key]
        paint = opaque(cluster_paint(cluster, self.depth(key)), self.ground(key))
        title = self.found.titles.get(key)
        text = None
        if title is not None and not cluster.style.invisible:
            color = text_color(cluster.style, self.fill(key))
            text = self.text(title.words, title.box, color, cluster.label.align)
        rounded = cluster.style.rounded or not cluster.attributes
        return DrawnCluster(key, self.box(self.found.boxes[key]), self.paint(paint), text, rounded)

    def depth(self, key: str) -> int:
        """How many clusters are around a cluster."""
        return len(list(self.context.tree.ancestors(key))) - 1

    def ground(self, key: str) -> str:
        """The fill behind a node or cluster."""
        around = next(self.context.tree.ancestors(key), None)
        return self.fill(around) if around in self.context.tree.clusters else self.paper

    def fill(self, key: str) -> str:
        """The fill of a cluster, or what is seen through it."""
        behind = self.ground(key)
        return opaque(cluster_paint(self.context.tree.clusters[key], self.depth(key)), behind).fill or behind

    def node(self, sized: SizedNode) -> DrawnNode:
        node = sized.node
        box, behind = self.found.boxes[node.id], self.ground(node.id)
        paint = opaque(node_paint(node), behind)
        ground = behind if sized.has_bare_icon else paint.fill or behind
        label, icon_box = None, None
        if node.icon is not None:
            left, top = box.center.x - sized.icon_width / 2, box.center.y - sized.content_height / 2
            icon_box = self.box(Box(left, top, sized.icon_width, sized.icon_height))
        if sized.words is not None:
            label = self.text(sized.words, _text_box(sized, box), text_color(node.style, ground), node.label.align)
        cells = tuple(self.cell(cell, sized, box, paint, ground) for cell in sized.cells)
        paint = self.paint(paint)
        name = node_words(node) if node.cells else ""
        return DrawnNode(node.id, self.box(box), node.shape, paint, label, node.icon, icon_box, node.link, name, cells)

    def cell(self, sized: SizedCell, table: SizedNode, box: Box, paint: Paint, behind: str) -> DrawnCell:
        """A cell of a table; stretched with the table if that was made larger."""
        across, down = box.width / table.width, box.height / table.height
        own = sized.box
        place = Box(box.left + own.left * across, box.top + own.top * down, own.width * across, own.height * down)
        drawn = opaque(cell_paint(sized.cell, paint), behind)
        label = None
        if sized.words is not None:
            color = text_color(cell_text_style(sized.cell, table.node), drawn.fill or behind)
            label = self.text(sized.words, sized.text_box(place), color, sized.cell.label.align)
        return DrawnCell(self.box(place), self.paint(drawn), label)

    def edge(self, edge: Edge) -> DrawnEdge:
        points, curved = edge_route(edge, self.context, self.found), self.context.routing is EdgeRouting.CURVED
        path = tuple(self.point(point) for point in points)
        words = self.found.labels.get(edge.id)
        color = text_color(edge.style, self.edge_ground(words.box.center) if words else self.paper)
        paint = self.paint(opaque(edge_paint(edge), self.edge_ground(points[len(points) // 2])))
        return DrawnEdge(
            id=edge.id, tail=edge.tail, head=edge.head, path=path, curved=curved, paint=paint,
            tail_arrow=edge.tail_arrow, head_arrow=edge.head_arrow,
            label=self.text(words.words, words.box, color, edge.label.align) if words else None,
        )  # fmt: skip

    def edge_ground(self, place: Point) -> str:
        """The fill behind a place between nodes: that of the innermost cluster around it."""
        innermost, smallest = None, float("inf")
        for key in self.context.tree.clusters:
            box = self.found.boxes[key]
            inside = box.left <= place.x <= box.right and box.top <= place.y <= box.bottom
            if inside and box.width * box.height < smallest:
                innermost, smallest = key, box.width * box.height
        return self.paper if innermost is None else self.fill(innermost)

    def paint(self, paint: Paint) -> Paint:
        """Line widths are kept, but become thinner in figures that are scaled down."""
        return replace(paint, stroke_width=round(paint.stroke_width * min(1.0, max(0.3, self.scale / 0.85)), 3))

    def point(self, point: Point) -> Point:
        return Point(round(point.x * self.scale + MARGIN, 3), round(point.y * self.scale + MARGIN, 3))

    def box(self, box: Box) -> Box:
        return scaled_box(box, self.scale, MARGIN)

    def text(self, words: MeasuredLabel, box: Box, color: str, align: Align = Align.CENTER) -> TextBlock:
        block = text_block(words, self.box(box), self.scale, color, align)
        self.sizes.append(block.size)
        return block


def _text_box(sized: SizedNode, box: Box) -> Box:
    """The box of a node's label inside the node."""
    words = sized.words
    assert words is not None
    x, y = box.center.x, box.center.y
    match sized.node.shape:
        case _ if sized.node.icon is not None:
            y = box.center.y + (sized.content_height - words.height) / 2
        case NodeShape.CYLINDER:
            y += CYLINDER_CAP * box.height * 0.7
        case NodeShape.TRIANGLE:
            y += box.height * 0.2
        case NodeShape.DOCUMENT:
            y -= box.height * 0.05
        case NodeShape.FLAG:
            x += SLANT * box.height / 3
        case _:
            pass
    return Box(x - words.width / 2, y - words.height / 2, words.width, words.height)


def fonts_of(sized: Mapping[str, SizedNode]) -> list[Points]:
    """Font sizes of the labels of nodes, before scaling."""
    return [size for each in sized.values() for size in each.sizes]
