"""Measure a drawing: crossings, bends, lengths, overlaps, area and the size of its smallest label."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from coursedeck.figures.layout.outer_labels import crosses
from coursedeck.model.drawing import Drawing, DrawnCluster, DrawnEdge, DrawnNode, TextBlock
from coursedeck.model.units import Box, Point, Points, Size

STEPS = 12
"""Straight pieces for each Bézier segment."""
TOUCH: Points = 0.5
"""Overlaps up to this are rounding."""
SAME: Points = 1.5
"""Lines that cross another within this distance of one another cross it as one line."""

Line = tuple[Point, Point]


@dataclass(frozen=True)
class Measures:
    """What is compared; lengths in points on the slide."""

    crossings: int
    """Pairs of lines that cross, each time."""
    seen_crossings: int
    """Places where lines cross: a trunk of several lines is crossed once."""
    bends: float
    """All turns of all lines, in right angles."""
    length: Points
    """Of a line, on average."""
    overlaps: int
    """Labels that cover another label or a node, or through which a line runs."""
    area: float
    """Fraction of the slide's area that the figure spans."""
    label: Points
    """Size of the smallest label."""


def measure(drawing: Drawing, area: Size) -> Measures:
    """Measure a drawing that is shown in `area`."""
    edges = [item for item in drawing.items if isinstance(item, DrawnEdge)]
    lines = {edge.id: list(pairwise(flat(edge))) for edge in edges}
    places = [place for one, two in combinations(lines.values(), 2) for place in crossings(one, two)]
    lengths = [sum(math.dist(_xy(a), _xy(b)) for a, b in pieces) for pieces in lines.values()]
    return Measures(
        crossings=len(places),
        seen_crossings=len(_distinct(places)),
        bends=sum(turns(edge) for edge in edges),
        length=sum(lengths) / max(1, len(lengths)),
        overlaps=overlaps(drawing, lines),
        area=drawing.width * drawing.height / (area.width * area.height),
        label=drawing.smallest_label,
    )


def flat(edge: DrawnEdge) -> list[Point]:
    """The route of an edge as a polyline.

    Symmetrical curves cross in their middle or where two segments meet; a corner there would hide that.
    """
    if not edge.curved:
        return list(edge.path)
    points = [edge.path[0]]
    for index in range(1, len(edge.path) - 2, 3):
        corners = edge.path[index - 1 : index + 3]
        points += [_bezier(corners, (step + 0.5) / STEPS) for step in range(STEPS)]
    return [*points, edge.path[-1]]


def _bezier(corners: Sequence[Point], at: float) -> Point:
    weights = ((1 - at) ** 3, 3 * at * (1 - at) ** 2, 3 * at * at * (1 - at), at**3)
    x = sum(weight * corner.x for weight, corner in zip(weights, corners, strict=True))
    y = sum(weight * corner.y for weight, corner in zip(weights, corners, strict=True))
    return Point(x, y)


def turns(edge: DrawnEdge) -> float:
    """How far an edge turns on its way, in right angles; for lines at right angles the number of their bends."""
    total, before = 0.0, None
    for one, two in pairwise(flat(edge)):
        if math.dist(_xy(one), _xy(two)) < 0.01:
            continue
        now = math.atan2(two.y - one.y, two.x - one.x)
        if before is not None:
            turn = abs(now - before) % (2 * math.pi)
            total += min(turn, 2 * math.pi - turn)
        before = now
    return total / (math.pi / 2)


def crossings(one: Sequence[Line], two: Sequence[Line]) -> Iterator[Point]:
    """Where two lines cross; lines that touch, or run together for a while, do not cross there."""
    for a, b in one:
        for c, d in two:
            low, high = max(min(a.x, b.x), min(c.x, d.x)), min(max(a.x, b.x), max(c.x, d.x))
            if low > high or max(min(a.y, b.y), min(c.y, d.y)) > min(max(a.y, b.y), max(c.y, d.y)):
                continue
            place = _crossing(a, b, c, d)
            if place is not None:
                yield place


def _crossing(a: Point, b: Point, c: Point, d: Point) -> Point | None:
    turn = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x)
    if abs(turn) < 1e-9:
        return None
    along = ((c.x - a.x) * (d.y - c.y) - (c.y - a.y) * (d.x - c.x)) / turn
    across = ((c.x - a.x) * (b.y - a.y) - (c.y - a.y) * (b.x - a.x)) / turn
    if not (1e-6 < along < 1 - 1e-6 and 1e-6 < across < 1 - 1e-6):
        return None
    return Point(a.x + along * (b.x - a.x), a.y + along * (b.y - a.y))


def _distinct(places: Sequence[Point]) -> list[Point]:
    kept: list[Point] = []
    for place in places:
        if all(math.dist(_xy(place), _xy(other)) > SAME for other in kept):
            kept.append(place)
    return kept


def overlaps(drawing: Drawing, lines: dict[str, list[Line]]) -> int:
    """Labels that are covered: by another label, a node that is not theirs, or a line."""
    labels = list(_labels(drawing))
    nodes = [item for item in drawing.items if isinstance(item, DrawnNode)]
    count = sum(_overlap(one.box, two.box) for (_, one), (_, two) in combinations(labels, 2))
    for owner, label in labels:
        count += sum(_overlap(label.box, node.box) for node in nodes if node.id != owner)
        box = label.box.inset(min(TOUCH, label.box.width / 4, label.box.height / 4))
        count += sum(any(crosses(box, *line) for line in pieces) for edge, pieces in lines.items() if edge != owner)
    return count


def _labels(drawing: Drawing) -> Iterator[tuple[str, TextBlock]]:
    """The labels of edges and titles of clusters; those of nodes are in their boxes."""
    for item in drawing.items:
        if isinstance(item, DrawnCluster) and item.title is not None:
            yield item.id, item.title
        if isinstance(item, DrawnEdge) and item.label is not None:
            yield item.id, item.label


def _overlap(one: Box, two: Box) -> bool:
    width = min(one.right, two.right) - max(one.left, two.left)
    height = min(one.bottom, two.bottom) - max(one.top, two.top)
    return width > TOUCH and height > TOUCH


def _xy(point: Point) -> tuple[float, float]:
    return point.x, point.y
