"""From placed levels to a Drawing: absolute coordinates, scaled to the area, painted.

Comes in: the root level. Goes out: every node, cluster and edge with its final geometry, text and colours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from coursedeck.figures.layout.absolute import Absolute, collect, way
from coursedeck.figures.layout.describe import describe
from coursedeck.figures.layout.lines import scaled_box, text_block
from coursedeck.figures.layout.measure import SizedNode, Words
from coursedeck.figures.layout.paint import GROUND, cluster_paint, edge_paint, node_paint, text_color
from coursedeck.figures.layout.placed import Placed
from coursedeck.figures.layout.spec import Lines, Spec
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
"""Around the figure, so that no stroke is cut."""
LARGEST_LABEL: Points = 20.0


def scale_for(placed: Placed, fonts: list[Points], width: Points, height: Points) -> float:
    """The factor that fits a layout into an area."""
    most = LARGEST_LABEL / max(fonts, default=13.0)
    return min((width - 2 * MARGIN) / max(placed.width, 1.0), (height - 2 * MARGIN) / max(placed.height, 1.0), most)


def compose(placed: Placed, spec: Spec, scale: float) -> Drawing:
    """The drawing of a layout, scaled."""
    found = Absolute()
    collect(placed, "", Point(0.0, 0.0), found)
    painter = _Painter(spec, found, scale)
    graph = spec.tree.graph
    depth = {cluster.id: len(list(spec.tree.ancestors(cluster.id))) - 1 for cluster in graph.clusters}
    clusters = sorted(graph.clusters, key=lambda cluster: (depth[cluster.id], cluster.order))
    drawn_clusters = [painter.cluster(cluster.id, depth[cluster.id]) for cluster in clusters]
    edges = [painter.edge(edge) for edge in graph.edges if not edge.style.invisible]
    nodes = [painter.node(spec.sized[node.id]) for node in graph.nodes if not node.style.invisible]
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
class _Painter:
    """Turns what was collected into drawn items, and remembers the sizes of their labels."""

    spec: Spec
    found: Absolute
    scale: float
    sizes: list[Points] = field(default_factory=list)

    def cluster(self, key: str, depth: int) -> DrawnCluster:
        cluster = self.spec.tree.clusters[key]
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
        """The colour behind a node or cluster."""
        for level in self.spec.tree.ancestors(key):
            if level in self.spec.tree.clusters:
                fill = cluster_paint(
                    self.spec.tree.clusters[level], len(list(self.spec.tree.ancestors(level))) - 1
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
        points, curved = way(edge, self.spec, self.found), self.spec.lines is Lines.CURVED
        path = tuple(self.point(point) for point in points)
        words = self.found.labels.get(edge.id)
        color = text_color(edge.style, self.edge_ground(words.box.center) if words else GROUND)
        return DrawnEdge(
            id=edge.id, tail=edge.tail, head=edge.head, path=path, curved=curved, paint=self.paint(edge_paint(edge)),
            tail_arrow=edge.tail_arrow, head_arrow=edge.head_arrow,
            label=self.text(words.words, words.box, color) if words else None,
        )  # fmt: skip

    def edge_ground(self, place: Point) -> str:
        """The colour behind a label between things."""
        ground, smallest = GROUND, float("inf")
        for key, cluster in self.spec.tree.clusters.items():
            box = self.found.boxes[key]
            inside = box.left <= place.x <= box.right and box.top <= place.y <= box.bottom
            fill = cluster_paint(cluster, len(list(self.spec.tree.ancestors(key))) - 1).fill
            if inside and fill is not None and box.width * box.height < smallest:
                ground, smallest = fill, box.width * box.height
        return ground

    def paint(self, paint: Paint) -> Paint:
        """Strokes as thick as they are asked for, thinner where the figure had to be made small."""
        return replace(paint, stroke_width=round(paint.stroke_width * min(1.0, max(0.3, self.scale / 0.85)), 3))

    def point(self, point: Point) -> Point:
        return Point(round(point.x * self.scale + MARGIN, 3), round(point.y * self.scale + MARGIN, 3))

    def box(self, box: Box) -> Box:
        return scaled_box(box, self.scale, MARGIN)

    def text(self, words: Words, box: Box, color: str) -> TextBlock:
        block = text_block(words, self.box(box), self.scale, color)
        self.sizes.append(block.size)
        return block


def _text_box(sized: SizedNode, box: Box) -> Box:
    """Where the words of a node stand."""
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
    return Box(x - words.width / 2, y - words.height / 2, words.width, words.height)


def fonts_of(sized: Mapping[str, SizedNode]) -> list[Points]:
    """Sizes of the labels of nodes, before scaling."""
    return [each.words.size for each in sized.values() if each.words is not None]
