"""Figures whose nodes are not in ranks: places given by the author, or found without a direction.

`positions` finds the centres of nodes as the author's layout engine would, `separate` scales them until nothing
overlaps, `lines` runs edges straight from outline to outline. Input and output are those of the layered layout.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from coursedeck.figures.layout.labels import MeasuredLabel, Measurer
from coursedeck.figures.layout.measure import TITLE_FONT, SizedNode, edge_font, sized_nodes
from coursedeck.figures.layout.outer_labels import placed_labels
from coursedeck.figures.layout.painter import Places, drawing_of, fonts_of, scale_for
from coursedeck.figures.layout.placement import PlacedLabel
from coursedeck.figures.layout.spatial.lines import routes
from coursedeck.figures.layout.spatial.positions import engine_of, positions
from coursedeck.figures.layout.spatial.separate import separated
from coursedeck.model.drawing import Drawing
from coursedeck.model.graph import Cluster, Graph
from coursedeck.model.units import Box, Point, Points, Size

__all__ = ["is_spatial", "lay_out_spatial"]

_WRAPS = (9.0, 6.5)
"""Widths at which labels are broken, in em."""
_ROOMS = (1.0, 1.2, 1.5, 1.9)
"""How much farther apart nodes may be than they must, for labels of edges to have their places."""
_PAD: Points = 12.0
"""Between a cluster's border and what it holds."""


def is_spatial(graph: Graph) -> bool:
    """Whether the author wants nodes to be placed without ranks."""
    return engine_of(graph) is not None and bool(graph.nodes)


def lay_out_spatial(graph: Graph, area: Size, measurer: Measurer) -> Drawing | None:
    """The drawing, in `area` points; None where clusters would hold nodes that are not theirs.

    Nodes with a place of their own keep it relative to one another; there is more room where labels need it.
    """
    centers = positions(graph, area)
    best: Drawing | None = None
    for wrap in _WRAPS:
        for room in _ROOMS:
            drawn = _drawn(graph, area, measurer, centers, wrap, room)
            if drawn is None:
                return None
            drawing, clear = placed_labels(drawn[0], graph, area, measurer, drawn[1])
            if clear or room == _ROOMS[-1]:
                best = drawing if best is None or drawing.smallest_label > best.smallest_label else best
                break
    return best


def _drawn(
    graph: Graph, area: Size, measurer: Measurer, centers: Mapping[str, Point], wrap: float, room: float
) -> tuple[Drawing, float] | None:
    """The drawing without the labels of edges, and its scale."""
    sized = sized_nodes(graph, measurer, wrap, 0.9, 3.6)
    labels = {edge.id: measurer.words(edge.label, edge_font(edge, graph), 10.0) for edge in graph.edges}
    placed = separated(centers, sized, graph, {key: words for key, words in labels.items() if words is not None}, room)
    boxes = {key: _around(place, sized[key]) for key, place in placed.items()}
    titles = {
        cluster.id: measurer.words(cluster.label, cluster.style.font_size or TITLE_FONT, 14.0)
        for cluster in graph.clusters
    }
    clusters, placed_titles = _clusters(graph, boxes, titles)
    if not any(node.position for node in graph.nodes) and _strays(graph, boxes, clusters):
        return None
    everything = (*boxes.values(), *clusters.values())
    left, top = min(box.left for box in everything), min(box.top for box in everything)
    moved = {key: _moved(box, -left, -top) for key, box in (boxes | clusters).items()}
    size = Size(max(box.right for box in moved.values()), max(box.bottom for box in moved.values()))
    places = Places(
        moved,
        {key: PlacedLabel(words, _moved(box, -left, -top)) for key, (words, box) in placed_titles.items()},
        {},
        routes(graph, sized, moved),
        curved=False,
    )
    scale = scale_for(size, fonts_of(sized), area.width, area.height)
    return drawing_of(graph, sized, places, scale, size), scale


def _around(center: Point, sized: SizedNode) -> Box:
    return Box(center.x - sized.width / 2, center.y - sized.height / 2, sized.width, sized.height)


def _moved(box: Box, dx: Points, dy: Points) -> Box:
    return Box(box.left + dx, box.top + dy, box.width, box.height)


def _clusters(
    graph: Graph, boxes: Mapping[str, Box], titles: Mapping[str, MeasuredLabel | None]
) -> tuple[dict[str, Box], dict[str, tuple[MeasuredLabel, Box]]]:
    """Boxes around what each cluster holds, innermost first, with a title above it; empty ones are left out."""
    found: dict[str, Box] = {}
    placed: dict[str, tuple[MeasuredLabel, Box]] = {}
    for cluster in sorted(graph.clusters, key=lambda each: -_depth(each, graph)):
        inside = [boxes[node.id] for node in graph.nodes if node.cluster == cluster.id]
        inside += [found[each.id] for each in graph.clusters if each.parent == cluster.id and each.id in found]
        if not inside:
            inside = [Box(0.0, 0.0, 1.0, 1.0)]
        title = titles[cluster.id]
        box = _bounds(inside, _PAD, (title.height + 0.35 * title.size if title else 0.0), title.width if title else 0.0)
        found[cluster.id] = box
        if title is not None:
            place = Box(box.center.x - title.width / 2, box.top + _PAD * 0.6, title.width, title.height)
            placed[cluster.id] = (title, place)
    return found, placed


def _depth(cluster: Cluster, graph: Graph) -> int:
    parents = {each.id: each.parent for each in graph.clusters}
    depth, around = 0, cluster.parent
    while around is not None:
        depth, around = depth + 1, parents[around]
    return depth


def _bounds(boxes: Iterable[Box], pad: Points, title: Points, width: Points) -> Box:
    several = list(boxes)
    left, right = min(box.left for box in several) - pad, max(box.right for box in several) + pad
    top, bottom = min(box.top for box in several) - pad - title, max(box.bottom for box in several) + pad
    lacking = max(0.0, width + 2 * pad - (right - left))
    return Box(left - lacking / 2, top, right - left + lacking, bottom - top)


def _strays(graph: Graph, boxes: Mapping[str, Box], clusters: Mapping[str, Box]) -> bool:
    """Whether a node stands in a cluster that it does not belong to."""
    parents = {cluster.id: cluster.parent for cluster in graph.clusters}
    for node in graph.nodes:
        around, own = node.cluster, set()
        while around is not None:
            own.add(around)
            around = parents[around]
        box = boxes[node.id]
        for key, other in clusters.items():
            if key not in own and _overlap(box, other):
                return True
    return False


def _overlap(one: Box, two: Box) -> bool:
    return one.left < two.right and two.left < one.right and one.top < two.bottom and two.top < one.bottom
