"""Compose the Drawing of a sequence diagram: scaled to the area, with text and colours.

Back to front: boxes around participants, frames, lifelines, activities, heads, messages, tabs and notes.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from coursedeck.base.look.figure_paint import EDGE_STROKE, GROUND, NODE_STROKE, edge_paint, node_paint, text_color
from coursedeck.figures.layout.labels import MeasuredLabel
from coursedeck.figures.layout.painter import LARGEST_LABEL, MARGIN
from coursedeck.figures.layout.scaling import scaled_box, text_block
from coursedeck.figures.layout.sequences.describe import describe_sequence
from coursedeck.figures.layout.sequences.labels import ACTOR_HEIGHT, LABEL_SIZE, ParticipantHead
from coursedeck.figures.layout.sequences.lifelines import BAR_WIDTH, NESTED_OFFSET
from coursedeck.figures.layout.sequences.timeline import (
    LIFELINE_WIDTH,
    TAB_PAD,
    ActivationBar,
    FragmentFrame,
    SequenceLayout,
    path_of,
)
from coursedeck.model.drawing import Drawing, DrawnCluster, DrawnEdge, DrawnItem, DrawnNode, Paint, TextBlock
from coursedeck.model.graph import Cluster, Dash, Graph, GraphStyle, NodeShape
from coursedeck.model.units import Box, Point, Points, Size
from coursedeck.model.values import replace

HEAD_FILL = "#e5f5fd"
BAR_FILL = "#d5dce3"
TAB_FILL = "#eef1f4"
GROUP_FILL = "#f5f7f9"
LIFELINE = "#aeb6be"
_CROSS: Points = 12.0


def scale_of(placed: SequenceLayout, area: Size) -> float:
    """The factor that scales a layout to an area."""
    bounds = bounds_of(placed)
    across, down = (area.width - 2 * MARGIN) / bounds.width, (area.height - 2 * MARGIN) / bounds.height
    return min(across, down, LARGEST_LABEL / LABEL_SIZE)


def bounds_of(placed: SequenceLayout) -> Box:
    """The bounding box of a layout."""
    boxes = [*placed.heads.values(), *placed.notes.values(), *placed.groups.values()]
    boxes += [frame.box for frame in placed.frames]
    boxes += [message.label for message in placed.message if message.label is not None]
    points = [point for message in placed.message for point in path_of(message, placed.lifelines, placed.heads)]
    lefts = [*(box.left for box in boxes), *(point.x for point in points)]
    rights = [*(box.right for box in boxes), *(point.x for point in points)]
    left, top = min(lefts, default=0.0), min((box.top for box in boxes), default=0.0)
    lows = [*(box.bottom for box in boxes), *placed.ends.values(), *(bar.bottom for bar in placed.bars)]
    return Box(left, top, max(max(rights, default=1.0) - left, 1.0), max(max(lows, default=1.0) - top, 1.0))


def composed(graph: Graph, placed: SequenceLayout, scale: float) -> Drawing:
    """The drawing of a layout at `scale`."""
    bounds = bounds_of(placed)
    painter = _SequencePainter(graph, placed, scale, bounds)
    items: tuple[DrawnItem, ...] = (
        *painter.groups(), *painter.frames(), *painter.lifelines(), *painter.bars(), *painter.heads(),
        *painter.messages(), *painter.tabs(), *painter.notes(), *painter.crosses(),
    )  # fmt: skip
    return Drawing(
        name=graph.name,
        title=" ".join(graph.title.text.split()),
        description=describe_sequence(graph),
        width=round(bounds.width * scale + 2 * MARGIN, 3),
        height=round(bounds.height * scale + 2 * MARGIN, 3),
        items=items,
        smallest_label=round(LABEL_SIZE * scale, 3),
    )


class _SequencePainter(Struct):
    """Creates drawn items from a sequence layout."""

    graph: Graph
    placed: SequenceLayout
    scale: float
    bounds: Box
    clusters: dict[str, Cluster] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.clusters = {cluster.id: cluster for cluster in self.graph.clusters}
        self.names = {head.node.id: " ".join(head.node.label.text.split()) for head in self.placed.words.heads}

    def groups(self) -> Iterator[DrawnItem]:
        for key, box in self.placed.groups.items():
            style = self.clusters[key].style
            paint = Paint(None if style.unfilled else style.fill or GROUP_FILL, LIFELINE, self.width(1.0))
            words = self.placed.words.tabs[key]
            title = None
            if words is not None:
                place = Box(box.center.x - words.width / 2, box.top + TAB_PAD, words.width, words.height)
                title = self.text(words, place, text_color(style, paint.fill or GROUND))
            yield DrawnCluster(key, self.box(box), paint, title, rounded=False)

    def frames(self) -> Iterator[DrawnItem]:
        """Frames of fragments and, with dashed borders, of their sections; ``rect`` has a fill and no border."""
        for frame in self.placed.frames:
            style = self.clusters[frame.id].style
            stroke = None if self._is_ground(frame) else NODE_STROKE
            paint = Paint(None if style.unfilled else style.fill, stroke, self.width(1.0))
            yield DrawnCluster(frame.id, self.box(frame.box), paint, None, rounded=False)
            for part, box in _parts(frame):
                yield DrawnCluster(
                    part, self.box(box), Paint(None, NODE_STROKE, self.width(1.0), Dash.DASHED), None, rounded=False
                )

    def tabs(self) -> Iterator[DrawnItem]:
        """Titles of fragments and sections, in front of the lifelines."""
        for frame in self.placed.frames:
            if not self._is_ground(frame):
                yield from self._tab(frame.id, frame.box, Paint(TAB_FILL, NODE_STROKE, self.width(1.0)))
            for part, box in _parts(frame):
                yield from self._tab(part, box, Paint(self.ground(box), None, 0.0))

    def _tab(self, key: str, around: Box, paint: Paint) -> Iterator[DrawnItem]:
        words = self.placed.words.tabs[key]
        if words is None:
            return
        inset = 0.0 if paint.stroke else 1.5
        box = Box(around.left + inset, around.top + inset, words.width + 2 * TAB_PAD, words.height + TAB_PAD)
        place = Box(box.center.x - words.width / 2, box.center.y - words.height / 2, words.width, words.height)
        text = self.text(words, place, text_color(GraphStyle(), paint.fill or GROUND))
        yield DrawnNode(f"{key}.tab", self.box(box), NodeShape.RECTANGLE, paint, text)

    def lifelines(self) -> Iterator[DrawnItem]:
        for key, head in self.placed.heads.items():
            x = self.placed.lifelines.places[key]
            box = Box(
                x - LIFELINE_WIDTH / 2, head.bottom, LIFELINE_WIDTH, max(self.placed.ends[key] - head.bottom, 1.0)
            )
            yield self._plain(f"{key}.line", box, NodeShape.RECTANGLE, Paint(LIFELINE, None, 0.0), self.names[key])

    def bars(self) -> Iterator[DrawnItem]:
        paint = Paint(BAR_FILL, NODE_STROKE, self.width(1.0))
        for bar in self.placed.bars:
            yield self._plain(bar.id, self._bar_box(bar), NodeShape.RECTANGLE, paint, self.names[bar.participant])

    def _bar_box(self, bar: ActivationBar) -> Box:
        x = self.placed.lifelines.places[bar.participant] + bar.depth * NESTED_OFFSET
        return Box(x - BAR_WIDTH / 2, bar.top, BAR_WIDTH, bar.bottom - bar.top)

    def heads(self) -> Iterator[DrawnItem]:
        for head in self.placed.words.heads:
            box = self.placed.heads[head.node.id]
            if head.node.shape is NodeShape.ACTOR:
                yield from self._actor(head, box)
                continue
            paint = node_paint(head.node)
            paint = replace(paint, fill=head.node.style.fill or HEAD_FILL, stroke_width=self.width(paint.stroke_width))
            caps = (box.height - (head.words.height if head.words else 0.0)) / 6
            lower = caps if head.node.shape is NodeShape.CYLINDER else 0.0
            text = self._middle(head.words, box, paint, head.node.style, lower)
            yield DrawnNode(head.node.id, self.box(box), head.node.shape, paint, text, link=head.node.link)

    def _actor(self, head: ParticipantHead, box: Box) -> Iterator[DrawnItem]:
        """A stick figure above its name."""
        width = ACTOR_HEIGHT * 0.7
        figure = Box(box.center.x - width / 2, box.top, width, ACTOR_HEIGHT)
        paint = Paint(HEAD_FILL, EDGE_STROKE, self.width(1.5))
        yield self._plain(f"{head.node.id}.figure", figure, NodeShape.ACTOR, paint, self.names[head.node.id])
        below = Box(box.left, box.top + ACTOR_HEIGHT + 2, box.width, box.height - ACTOR_HEIGHT - 2)
        text = self._middle(head.words, below, Paint(None, None, 0.0), head.node.style)
        yield DrawnNode(head.node.id, self.box(below), NodeShape.NONE, Paint(None, None, 0.0), text)

    def messages(self) -> Iterator[DrawnItem]:
        for message in self.placed.message:
            edge, words = message.edge, self.placed.words.messages[message.edge.id]
            path = tuple(self.point(point) for point in path_of(message, self.placed.lifelines, self.placed.heads))
            label = None
            if words is not None and message.label is not None:
                label = self.text(words, message.label, text_color(edge.style, self.ground(message.label)))
            paint = edge_paint(edge)
            yield DrawnEdge(
                id=edge.id,
                tail=message.tail.id if message.tail else f"{edge.tail}.line",
                head=edge.head if message.creates else message.head.id if message.head else f"{edge.head}.line",
                path=path, curved=False, paint=replace(paint, stroke_width=self.width(paint.stroke_width)),
                tail_arrow=edge.tail_arrow, head_arrow=edge.head_arrow, label=label,
            )  # fmt: skip

    def notes(self) -> Iterator[DrawnItem]:
        nodes = {node.id: node for node in self.graph.nodes}
        for key, box in self.placed.notes.items():
            paint = node_paint(nodes[key])
            paint = replace(paint, stroke_width=self.width(paint.stroke_width))
            text = self._middle(self.placed.words.notes[key], box, paint, nodes[key].style)
            yield DrawnNode(key, self.box(box), nodes[key].shape, paint, text)

    def crosses(self) -> Iterator[DrawnItem]:
        """The crosses at the ends of destroyed participants."""
        for key in self.placed.crossed:
            x, y = self.placed.lifelines.places[key], self.placed.ends[key]
            box = Box(x - _CROSS / 2, y - _CROSS / 2, _CROSS, _CROSS)
            paint = Paint(None, EDGE_STROKE, self.width(2.0))
            yield self._plain(f"{key}.end", box, NodeShape.CROSS, paint, f"{self.names[key]} ×")

    def ground(self, box: Box) -> str:
        """The fill behind a box: that of the innermost ``rect`` or group around it."""
        color = GROUND
        around = [(place, key) for key, place in self.placed.groups.items()]
        around += [(frame.box, frame.id) for frame in self.placed.frames]
        middle = box.center
        for place, key in around:
            if place.left <= middle.x <= place.right and place.top <= middle.y <= place.bottom:
                style = self.clusters[key].style
                grouped = GROUP_FILL if key in self.placed.groups and not style.unfilled else color
                color = style.fill or grouped
        return color

    def _is_ground(self, frame: FragmentFrame) -> bool:
        return dict(self.clusters[frame.id].attributes).get("block") == "rect"

    def _plain(self, key: str, box: Box, shape: NodeShape, paint: Paint, name: str) -> DrawnNode:
        return DrawnNode(key, self.box(box), shape, paint, None, name=name)

    def _middle(
        self, words: MeasuredLabel | None, box: Box, paint: Paint, style: GraphStyle, lower: Points = 0.0
    ) -> TextBlock | None:
        """A label at the centre of a box, or `lower` points below it."""
        if words is None:
            return None
        top = box.center.y - words.height / 2 + lower
        place = Box(box.center.x - words.width / 2, top, words.width, words.height)
        return self.text(words, place, text_color(style, paint.fill or self.ground(box)))

    def text(self, words: MeasuredLabel, box: Box, color: str) -> TextBlock:
        return text_block(words, self.box(box), self.scale, color)

    def box(self, box: Box) -> Box:
        moved = Box(box.left - self.bounds.left, box.top - self.bounds.top, box.width, box.height)
        return scaled_box(moved, self.scale, MARGIN)

    def point(self, point: Point) -> Point:
        x, y = point.x - self.bounds.left, point.y - self.bounds.top
        return Point(round(x * self.scale + MARGIN, 3), round(y * self.scale + MARGIN, 3))

    def width(self, width: Points) -> Points:
        """Line widths are kept, but become thinner in figures that are scaled down."""
        return round(width * min(1.0, max(0.3, self.scale / 0.85)), 3)


def _parts(frame: FragmentFrame) -> Iterator[tuple[str, Box]]:
    """The sections of a frame after its first, each as wide as the frame."""
    lows = [*(top for _, top in frame.parts), frame.box.bottom][1:]
    for (key, top), low in zip(frame.parts, lows, strict=False):
        yield key, Box(frame.box.left, top, frame.box.width, low - top)
