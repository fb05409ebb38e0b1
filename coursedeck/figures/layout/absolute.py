"""Convert nested subgraph layouts to one coordinate system, and join the parts of each edge's route."""

from __future__ import annotations

from itertools import pairwise

from msgspec import Struct, field

from coursedeck.figures.layout.context import EdgeRouting, LayoutContext
from coursedeck.figures.layout.hierarchy import ROOT
from coursedeck.figures.layout.placement import PlacedLabel, SubgraphLayout
from coursedeck.model.graph import Direction, Edge
from coursedeck.model.units import Box, Point
from coursedeck.model.values import replace


class AbsoluteLayout(Struct):
    """Boxes, labels and routes in the coordinates of the whole figure, before scaling."""

    boxes: dict[str, Box] = field(default_factory=dict)
    titles: dict[str, PlacedLabel] = field(default_factory=dict)
    labels: dict[str, PlacedLabel] = field(default_factory=dict)
    pieces: dict[tuple[str, str], tuple[Point, ...]] = field(default_factory=dict)
    """By edge and subgraph."""
    directions: dict[str, Direction] = field(default_factory=dict)


def routes_of(placed: SubgraphLayout, context: LayoutContext) -> dict[str, list[Point]]:
    """The route of every visible edge, by edge, before scaling."""
    found = AbsoluteLayout()
    collect(placed, ROOT, Point(0.0, 0.0), found)
    return {edge.id: edge_route(edge, context, found) for edge in context.tree.graph.edges if not edge.style.invisible}


def collect(placed: SubgraphLayout, key: str, origin: Point, found: AbsoluteLayout) -> None:
    """Add a subgraph and everything in it to `found`, with its top left at `origin`."""
    found.directions[key] = placed.direction
    for item, box in placed.boxes.items():
        found.boxes[item] = _moved(box, origin)
    if placed.title is not None:
        found.titles[key] = replace(placed.title, box=_moved(placed.title.box, origin))
    for edge, words in placed.labels.items():
        found.labels[edge] = replace(words, box=_moved(words.box, origin))
    for edge, points in placed.paths.items():
        found.pieces[edge, key] = tuple(Point(p.x + origin.x, p.y + origin.y) for p in points)
    for item, (inner, place) in placed.inner.items():
        collect(inner, item, Point(origin.x + place.x, origin.y + place.y), found)


def _moved(box: Box, by: Point) -> Box:
    return Box(box.left + by.x, box.top + by.y, box.width, box.height)


def edge_route(edge: Edge, context: LayoutContext, found: AbsoluteLayout) -> list[Point]:
    """The whole route of an edge, tail first: a polyline, or cubic Béziers if routing is curved (see `DrawnEdge`)."""
    subgraphs = {end: _subgraphs(edge.id, end, context, found) for end in (edge.tail, edge.head)}
    common = next(subgraph for subgraph in subgraphs[edge.tail] if subgraph in subgraphs[edge.head])
    tail_side, head_side = (
        [found.pieces[edge.id, subgraph] for subgraph in subgraphs[end][: subgraphs[end].index(common)]]
        for end in (edge.tail, edge.head)
    )
    inside = context.tree.subgraphs[common]
    link = next((each for each in (*inside.links, *inside.flat_links) if each.edge.id == edge.id), None)
    middle = found.pieces[edge.id, common]
    if link is not None and link.turned:
        middle = middle[::-1]
    elif link is None and edge.head == common:
        middle = _towards(middle, found.boxes.get(edge.tail))
    elif link is None:
        middle = _towards(middle, found.boxes.get(edge.head))[::-1]
    if link is None and common in found.boxes:
        middle = _to_border(middle, found.boxes[common], found.directions[common], at_end=edge.head == common)
    points = [*_joined(tail_side, middle[0], first=True), *middle, *_joined(head_side, middle[-1], first=False)]
    return _finished(points, found.directions[common], context.routing)


def _to_border(points: tuple[Point, ...], box: Box, direction: Direction, *, at_end: bool) -> tuple[Point, ...]:
    """A piece that ends on the border of its cluster, extended to the cluster's final border.

    A cluster may be stretched to the height of its layer, so its border may be farther out than its own layout says.
    """
    last, before = (points[-1], points[-2]) if at_end else (points[0], points[1])
    if direction.horizontal:
        outer = Point(box.right if last.x > before.x else box.left, last.y)
    else:
        outer = Point(last.x, box.bottom if last.y > before.y else box.top)
    return (*points[:-1], outer) if at_end else (outer, *points[1:])


def _subgraphs(edge: str, end: str, context: LayoutContext, found: AbsoluteLayout) -> list[str]:
    """The subgraphs around `end` in which the edge has a piece, innermost first."""
    around = [subgraph for subgraph in context.tree.ancestors(end) if (edge, subgraph) in found.pieces]
    return [end, *around] if (edge, end) in found.pieces else around


def _finished(points: list[Point], direction: Direction, lines: EdgeRouting) -> list[Point]:
    straight = _simplified(points)
    return _curves(straight, direction) if lines is EdgeRouting.CURVED else straight


def _towards(points: tuple[Point, ...], box: Box | None) -> tuple[Point, ...]:
    """A piece between a cluster's border and an item inside, oriented from the inside to the border."""
    if box is None:
        return points
    first, last = ((p.x - box.center.x) ** 2 + (p.y - box.center.y) ** 2 for p in (points[0], points[-1]))
    return points if first <= last else points[::-1]


def _joined(pieces: list[tuple[Point, ...]], meeting: Point, *, first: bool) -> list[Point]:
    """The pieces concatenated: towards the meeting point if `first`, else away from it."""
    edge_route: list[Point] = []
    target = meeting
    for piece in reversed(pieces):
        away = piece if _near(piece[0], target) <= _near(piece[-1], target) else piece[::-1]
        edge_route.extend(away)
        target = away[-1]
    return edge_route[::-1] if first else edge_route


def _near(one: Point, two: Point) -> float:
    return (one.x - two.x) ** 2 + (one.y - two.y) ** 2


def _simplified(points: list[Point]) -> list[Point]:
    """The polyline without duplicate points and collinear corners."""
    kept: list[Point] = []
    for point in points:
        if kept and _near(kept[-1], point) < 1e-4:
            continue
        if len(kept) > 1 and _on_line(kept[-2], kept[-1], point):
            kept[-1] = point
        else:
            kept.append(point)
    return kept if len(kept) > 1 else points[:1] + points[-1:]


def _on_line(a: Point, b: Point, c: Point) -> bool:
    cross = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    dot = (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y)
    return abs(cross) < 0.003 * max(1.0, abs(c.x - a.x) + abs(c.y - a.y)) and dot >= 0


def _curves(points: list[Point], direction: Direction) -> list[Point]:
    """Cubic Béziers through the points whose tangents there are along the flow."""
    horizontal = direction.horizontal
    found = [points[0]]
    for one, two in pairwise(points):
        if abs(one.x - two.x) < 0.01 or abs(one.y - two.y) < 0.01:
            third = Point((2 * one.x + two.x) / 3, (2 * one.y + two.y) / 3)
            far = Point((one.x + 2 * two.x) / 3, (one.y + 2 * two.y) / 3)
        elif horizontal:
            third, far = Point((one.x + two.x) / 2, one.y), Point((one.x + two.x) / 2, two.y)
        else:
            third, far = Point(one.x, (one.y + two.y) / 2), Point(two.x, (one.y + two.y) / 2)
        found.extend([third, far, two])
    return found
