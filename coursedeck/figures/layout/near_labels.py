"""Bring labels that stand far from their own line to it, where there is room beside it.

Input: places before scaling. Output: the labels of all edges, most of them where they were.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from coursedeck.figures.layout.outer_labels import crosses, shared, sides
from coursedeck.figures.layout.painter import Places
from coursedeck.figures.layout.placement import PlacedLabel
from coursedeck.model.graph import Graph
from coursedeck.model.units import Box, Point, Points, Size
from coursedeck.model.values import replace

_FAR: Points = 6.0
_GAP: Points = 3.0
"""Between a label and its line."""
_LEVEL: Points = 0.5
_PIECES = 6
"""Straight lines that stand for one curved segment."""
_ROOM: Points = 1.0
"""Between a label and other things."""
_SHARES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)
"""Where along a piece of its line a label may stand, the best place first."""


def labels_near_lines(graph: Graph, places: Places, size: Size) -> dict[str, PlacedLabel]:
    """The labels of a figure of this size, those that were far from their lines beside them if that is free."""
    found = dict(places.labels)
    clusters = {cluster.id for cluster in graph.clusters}
    routes = {edge: _straightened(route) if places.curved else route for edge, route in places.routes.items()}
    lines = [leg for route in routes.values() for leg in pairwise(route)]
    lines += [leg for key in clusters if key in places.boxes for leg in sides(places.boxes[key])]
    solid = [box for key, box in places.boxes.items() if key not in clusters]
    solid += [title.box for title in places.titles.values()]
    for edge, label in places.labels.items():
        route = routes.get(edge, ())
        if not route or min(_distance(label.box, *leg) for leg in pairwise(route)) <= _FAR:
            continue
        others = [*solid, *(other.box for key, other in found.items() if key != edge)]
        for box in _beside(route, label.box):
            if _inside(box, size) and _is_free(box.inset(-_ROOM), others, lines):
                found[edge] = replace(label, box=box)
                break
    return found


def _straightened(route: Sequence[Point]) -> list[Point]:
    """Cubic Bézier segments (see `DrawnEdge`) as short straight lines; one at right angles stays one line."""
    found = list(route[:1])
    for index in range(1, len(route) - 2, 3):
        one, (two, three, four) = route[index - 1], route[index : index + 3]
        if abs(one.x - four.x) > _LEVEL and abs(one.y - four.y) > _LEVEL:
            for step in range(1, _PIECES):
                t = step / _PIECES
                weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
                terms = list(zip(weights, (one, two, three, four), strict=True))
                found.append(Point(sum(w * p.x for w, p in terms), sum(w * p.y for w, p in terms)))
        found.append(four)
    return found


def _beside(route: Sequence[Point], label: Box) -> Iterator[Box]:
    """Boxes of a label's size beside the pieces of a route, the longest piece first."""
    legs = sorted(pairwise(route), key=lambda leg: -abs(leg[1].x - leg[0].x) - abs(leg[1].y - leg[0].y))
    for one, two in legs:
        level = abs(two.y - one.y) < abs(two.x - one.x)
        off = _GAP + (label.height if level else label.width) / 2
        for share in _SHARES:
            x, y = one.x + (two.x - one.x) * share, one.y + (two.y - one.y) * share
            for side in (-off, off) if level else (off, -off):
                middle = Point(x, y + side) if level else Point(x + side, y)
                yield Box(middle.x - label.width / 2, middle.y - label.height / 2, label.width, label.height)


def _distance(box: Box, one: Point, two: Point) -> Points:
    """Between a box and the rectangle around a straight line."""
    across = max(box.left - max(one.x, two.x), min(one.x, two.x) - box.right, 0.0)
    down = max(box.top - max(one.y, two.y), min(one.y, two.y) - box.bottom, 0.0)
    return max(across, down)


def _inside(box: Box, size: Size) -> bool:
    return box.left >= 0 and box.top >= 0 and box.right <= size.width and box.bottom <= size.height


def _is_free(box: Box, solid: Sequence[Box], lines: Sequence[tuple[Point, Point]]) -> bool:
    return not any(shared(box, other) for other in solid) and not any(crosses(box, *line) for line in lines)
