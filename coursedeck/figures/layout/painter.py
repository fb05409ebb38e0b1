"""Draw a graph whose parts have their places: colours, text and icons, scaled to the area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from coursedeck.base.look.contrast import READABLE, contrast, over, readable
from coursedeck.base.look.dark_icons import light_icon
from coursedeck.base.look.figure_paint import (
    GROUND,
    PAPER,
    cell_paint,
    cell_text_style,
    cluster_paint,
    edge_paint,
    node_paint,
    opaque,
    text_color,
)
from coursedeck.base.look.flowchart_shapes import FLOWCHART_SHAPES
from coursedeck.figures.layout.describe import describe, node_words
from coursedeck.figures.layout.labels import MeasuredLabel
from coursedeck.figures.layout.measure import SizedNode
from coursedeck.figures.layout.placement import PlacedLabel, SubgraphLayout
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
    DrawnNode,
    Paint,
    TextBlock,
)
from coursedeck.model.graph import Cluster, Edge, Graph, Icon, Node, NodeShape
from coursedeck.model.units import Box, Point, Points, Size
from coursedeck.model.values import replace

MARGIN: Points = 3.0
"""Around the figure, so that outlines at its edge are not cut off."""
LARGEST_LABEL: Points = 20.0
SEEN = 3.0
"""Contrast of a line with what is behind it (WCAG 2.2, 1.4.11)."""


class Places(Struct, frozen=True):
    """Where everything in a figure is, before scaling."""

    boxes: Mapping[str, Box]
    """By node and cluster."""
    titles: Mapping[str, PlacedLabel]
    labels: Mapping[str, PlacedLabel]
    """By edge."""
    routes: Mapping[str, Sequence[Point]]
    """By edge; see `DrawnEdge`."""
    curved: bool


def scale_for(size: SubgraphLayout | Size, fonts: list[Points], width: Points, height: Points) -> float:
    """The factor that fits a figure of this size into an area, with labels of at most `LARGEST_LABEL`."""
    most = LARGEST_LABEL / max(fonts, default=13.0)
    return min((width - 2 * MARGIN) / max(size.width, 1.0), (height - 2 * MARGIN) / max(size.height, 1.0), most)


def drawing_of(graph: Graph, sized: Mapping[str, SizedNode], places: Places, scale: float, size: Size) -> Drawing:
    """The drawing of a graph at `scale`; `size` is the figure's before scaling."""
    return _GraphPainter(graph, sized, places, scale).drawing(size)


class _GraphPainter(Struct):
    """Creates drawn items from coordinates before scaling, and records the sizes of their labels."""

    graph: Graph
    sized: Mapping[str, SizedNode]
    places: Places
    scale: float
    sizes: list[Points] = field(default_factory=list)
    clusters: dict[str, Cluster] = field(default_factory=dict)
    parents: dict[str, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.clusters = {cluster.id: cluster for cluster in self.graph.clusters}
        self.parents = {node.id: node.cluster for node in self.graph.nodes}
        self.parents |= {cluster.id: cluster.parent for cluster in self.graph.clusters}

    def drawing(self, size: Size) -> Drawing:
        """All items, back to front; `size` is the figure's before scaling."""
        graph = self.graph
        ordered = sorted(graph.clusters, key=lambda cluster: (self.depth(cluster.id), cluster.order))
        clusters = [self.cluster(cluster.id) for cluster in ordered]
        edges = [self.edge(edge) for edge in graph.edges if not edge.style.invisible]
        nodes = [self.node(self.sized[node.id]) for node in graph.nodes if not node.style.invisible]
        return Drawing(
            name=graph.name,
            title=" ".join(graph.title.text.split()),
            description=describe(graph),
            width=round(size.width * self.scale + 2 * MARGIN, 3),
            height=round(size.height * self.scale + 2 * MARGIN, 3),
            items=(*clusters, *edges, *nodes),
            smallest_label=min(self.sizes, default=LARGEST_LABEL),
        )

    @property
    def paper(self) -> str:
        """The colour behind the whole figure."""
        return over(self.graph.style.fill or GROUND, GROUND)

    def cluster(self, key: str) -> DrawnCluster:
        cluster = self.clusters[key]
        paint = opaque(cluster_paint(cluster, self.depth(key)), self.ground(key))
        title = self.places.titles.get(key)
        text = None
        if title is not None and not cluster.style.invisible:
            color = text_color(cluster.style, self.fill(key))
            text = self.text(title.words, title.box, color, cluster.label.align)
        rounded = cluster.style.rounded or not cluster.attributes
        return DrawnCluster(key, self.box(self.places.boxes[key]), self.paint(paint), text, rounded)

    def depth(self, key: str) -> int:
        """How many clusters are around a cluster."""
        around = self.parents[key]
        return 0 if around is None else self.depth(around) + 1

    def ground(self, key: str) -> str:
        """The fill behind a node or cluster."""
        around = self.parents[key]
        return self.paper if around is None else self.fill(around)

    def fill(self, key: str) -> str:
        """The fill of a cluster, or what is seen through it."""
        behind = self.ground(key)
        return opaque(cluster_paint(self.clusters[key], self.depth(key)), behind).fill or behind

    def node(self, sized: SizedNode) -> DrawnNode:
        node = sized.node
        box, behind = self.places.boxes[node.id], self.ground(node.id)
        paint = opaque(_unfilled(node, behind), behind)
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
        icon = icon_on(node.icon, ground) if node.icon else None
        return DrawnNode(node.id, self.box(box), node.shape, paint, label, icon, icon_box, node.link, name, cells)

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
        points, curved = self.places.routes[edge.id], self.places.curved
        path = tuple(self.point(point) for point in points)
        words = self.places.labels.get(edge.id)
        color = text_color(edge.style, self.edge_ground(words.box.center) if words else self.paper)
        paint = self.paint(self.edge_paint(edge, points))
        return DrawnEdge(
            id=edge.id, tail=edge.tail, head=edge.head, path=path, curved=curved, paint=paint,
            tail_arrow=edge.tail_arrow, head_arrow=edge.head_arrow,
            label=self.text(words.words, words.box, color, edge.label.align) if words else None,
        )  # fmt: skip

    def edge_paint(self, edge: Edge, points: Sequence[Point]) -> Paint:
        """The author's colour, or one that is seen on all that the line passes."""
        paint = opaque(edge_paint(edge), self.edge_ground(points[len(points) // 2]))
        for ground in dict.fromkeys(map(self.edge_ground, points)) if edge.style.stroke is None else ():
            paint = replace(paint, stroke=readable(paint.stroke or PAPER, ground, SEEN))
        return paint

    def edge_ground(self, place: Point) -> str:
        """The fill behind a place between nodes: that of the innermost cluster around it."""
        innermost, smallest = None, float("inf")
        for key in self.clusters:
            box = self.places.boxes[key]
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


def _unfilled(node: Node, behind: str) -> Paint:
    """The paint of a node; a box without a fill has none where its words are meant for a dark ground behind it."""
    paint, color = node_paint(node), node.style.color
    if node.style.fill is None and paint.fill == PAPER and color is not None:
        color = over(color, behind)
        if contrast(color, PAPER) < READABLE <= contrast(color, behind):
            return replace(paint, fill=None, stroke=readable(paint.stroke, behind, SEEN) if paint.stroke else None)
    return paint


def icon_on(icon: Icon, ground: str) -> Icon:
    """`icon`, or if it is drawn in black and the author's ground is dark, the same in light ink."""
    return light_icon(icon, ground, PAPER) if contrast(PAPER, ground) >= READABLE else icon


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
        case shape if shape in FLOWCHART_SHAPES:
            middle = FLOWCHART_SHAPES[shape].text_box(box).center
            x, y = middle.x, middle.y
        case _:
            pass
    return Box(x - words.width / 2, y - words.height / 2, words.width, words.height)


def fonts_of(sized: Mapping[str, SizedNode]) -> list[Points]:
    """Font sizes of the labels of nodes, before scaling."""
    return [size for each in sized.values() for size in each.sizes]
