"""Compose the Drawing of a layout: absolute coordinates, scaled to the area, with text and colours.

Input: the layout of the root graph. Output: every node, cluster and edge with its final geometry.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from coursedeck.figures.layout.absolute import AbsoluteLayout, collect, edge_route
from coursedeck.figures.layout.context import EdgeRouting, LayoutContext
from coursedeck.figures.layout.describe import describe
from coursedeck.figures.layout.measure import MeasuredLabel, SizedNode
from coursedeck.figures.layout.paint import GROUND, cluster_paint, edge_paint, node_paint, text_color
from coursedeck.figures.layout.placement import SubgraphLayout
from coursedeck.figures.layout.scaling import scaled_box, text_block
from coursedeck.model.drawing import (
    CYLINDER_CAP,
    SLANT,
    Drawing,
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
    depth = {cluster.id: len(list(context.tree.ancestors(cluster.id))) - 1 for cluster in graph.clusters}
    clusters = sorted(graph.clusters, key=lambda cluster: (depth[cluster.id], cluster.order))
    drawn_clusters = [painter.cluster(cluster.id, depth[cluster.id]) for cluster in clusters]
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

    def cluster(self, key: str, depth: int) -> DrawnCluster:
        cluster = self.context.tree.clusters[key]
        paint = cluster_paint(cluster, depth)
        title = self.found.titles.get(key)
        ground = paint.fill or self.ground(key)
        shown = title is not None and not cluster.style.invisible
        text = (
            self.text(title.words, title.box, text_color(cluster.style, ground))
            if shown and title is not None
            else None
        )
        return DrawnCluster(
            key,
            self.box(self.found.boxes[key]),
            self.paint(paint),
            text,
            cluster.style.rounded or not cluster.attributes,
        )

    def ground(self, key: str) -> str:
        """The fill behind a node or cluster."""
        for subgraph in self.context.tree.ancestors(key):
            if subgraph in self.context.tree.clusters:
                fill = cluster_paint(
                    self.context.tree.clusters[subgraph], len(list(self.context.tree.ancestors(subgraph))) - 1
                ).fill
                if fill is not None:
                    return fill
        return GROUND

    def node(self, sized: SizedNode) -> DrawnNode:
        node = sized.node
        box, paint = self.found.boxes[node.id], node_paint(node)
        color = text_color(node.style, (paint.fill if node.icon is None else None) or self.ground(node.id))
        label, icon_box = None, None
        if node.icon is not None:
            left = box.center.x - sized.icon_width / 2
            icon_box = self.box(Box(left, box.top, sized.icon_width, sized.icon_height))
        if sized.words is not None:
            label = self.text(sized.words, _text_box(sized, box), color)
        return DrawnNode(node.id, self.box(box), node.shape, self.paint(paint), label, node.icon, icon_box, node.link)

    def edge(self, edge: Edge) -> DrawnEdge:
        points, curved = edge_route(edge, self.context, self.found), self.context.routing is EdgeRouting.CURVED
        path = tuple(self.point(point) for point in points)
        words = self.found.labels.get(edge.id)
        color = text_color(edge.style, self.edge_ground(words.box.center) if words else GROUND)
        return DrawnEdge(
            id=edge.id, tail=edge.tail, head=edge.head, path=path, curved=curved, paint=self.paint(edge_paint(edge)),
            tail_arrow=edge.tail_arrow, head_arrow=edge.head_arrow,
            label=self.text(words.words, words.box, color) if words else None,
        )  # fmt: skip

    def edge_ground(self, place: Point) -> str:
        """The fill behind an edge label: that of the innermost cluster around it."""
        ground, smallest = GROUND, float("inf")
        for key, cluster in self.context.tree.clusters.items():
            box = self.found.boxes[key]
            inside = box.left <= place.x <= box.right and box.top <= place.y <= box.bottom
            fill = cluster_paint(cluster, len(list(self.context.tree.ancestors(key))) - 1).fill
            if inside and fill is not None and box.width * box.height < smallest:
                ground, smallest = fill, box.width * box.height
        return ground

    def paint(self, paint: Paint) -> Paint:
        """Line widths are kept, but become thinner in figures that are scaled down."""
        return replace(paint, stroke_width=round(paint.stroke_width * min(1.0, max(0.3, self.scale / 0.85)), 3))

    def point(self, point: Point) -> Point:
        return Point(round(point.x * self.scale + MARGIN, 3), round(point.y * self.scale + MARGIN, 3))

    def box(self, box: Box) -> Box:
        return scaled_box(box, self.scale, MARGIN)

    def text(self, words: MeasuredLabel, box: Box, color: str) -> TextBlock:
        block = text_block(words, self.box(box), self.scale, color)
        self.sizes.append(block.size)
        return block


def _text_box(sized: SizedNode, box: Box) -> Box:
    """The box of a node's label inside the node."""
    words = sized.words
    assert words is not None
    x, y = box.center.x, box.center.y
    match sized.node.shape:
        case _ if sized.node.icon is not None:
            y = box.bottom - words.height / 2
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
    return [each.words.size for each in sized.values() if each.words is not None]
