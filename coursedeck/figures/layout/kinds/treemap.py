"""Treemaps: parts as rectangles whose areas tell their sizes, parts of a whole inside it, largest first.

Squarified as in Bruls, Huizing and van Wijk, "Squarified Treemaps" (2000), so that rectangles are near squares.
"""

from __future__ import annotations

from msgspec import Struct

from coursedeck.base.look.figure_paint import NODE_STROKE, text_color
from coursedeck.figures.layout.describe import brief
from coursedeck.figures.layout.kinds.canvas import FONT, LINE, Canvas, Look
from coursedeck.figures.layout.kinds.palette import BANDS, INKS, STRONG, TINTS
from coursedeck.model.figure_kinds import Treemap
from coursedeck.model.graph import Cluster, Graph, GraphStyle, Node
from coursedeck.model.units import Box, Points

_PAD: Points = 3.0
_RATIO = 2.1
"""Width to height of the whole at most."""


class _TreemapPart(Struct, frozen=True):
    """A leaf, or a cluster with its parts, largest first."""

    thing: Node | Cluster
    value: float
    parts: tuple[_TreemapPart, ...] = ()


def compose_treemap(graph: Graph, kind: Treemap, canvas: Canvas) -> None:
    """Draw the map, as high as the canvas."""
    values = {leaf.id: leaf.value for leaf in kind.leaves}
    height = canvas.room.height
    whole = Box(0.0, 0.0, min(canvas.room.width, _RATIO * height), height)
    roots = _parts(graph, None, values)
    hues = _hues(roots)
    for part, box in _squarified(roots, whole):
        _draw(part, box.inset(_PAD / 2), hues, 0, canvas)
    canvas.description = _told(graph, values)


def _parts(graph: Graph, parent: str | None, values: dict[str, float]) -> tuple[_TreemapPart, ...]:
    found = [_TreemapPart(node, values[node.id]) for node in graph.nodes if node.cluster == parent]
    for cluster in graph.clusters:
        if cluster.parent == parent:
            inner = _parts(graph, cluster.id, values)
            found.append(_TreemapPart(cluster, sum(part.value for part in inner), inner))
    return tuple(sorted((part for part in found if part.value > 0), key=lambda part: -part.value))


def _hues(roots: tuple[_TreemapPart, ...]) -> dict[str, int]:
    """A hue for all leaves of one part, and for each leaf that stands alone."""
    found: dict[str, int] = {}
    waiting = list(roots)
    for part in roots:
        found[part.thing.id] = len(found)
    while waiting:
        part = waiting.pop(0)
        for inner in part.parts:
            found[inner.thing.id] = len(set(found.values())) if inner.parts else found[part.thing.id]
            waiting.append(inner)
    return found


def _squarified(parts: tuple[_TreemapPart, ...], area: Box) -> list[tuple[_TreemapPart, Box]]:
    """Every part with its rectangle: rows along the shorter side, as long as they make rectangles squarer."""
    found: list[tuple[_TreemapPart, Box]] = []
    left = list(parts)
    while left:
        total = sum(part.value for part in left)
        across = area.width < area.height
        side, length = (area.width, area.height) if across else (area.height, area.width)
        row: list[_TreemapPart] = []
        while left and (not row or _worst([*row, left[0]], total, side, length) <= _worst(row, total, side, length)):
            row.append(left.pop(0))
        share = sum(part.value for part in row) / total
        thick = share * length
        place = 0.0
        for part in row:
            extent = side * part.value / (share * total)
            if across:
                found.append((part, Box(area.left + place, area.top, extent, thick)))
            else:
                found.append((part, Box(area.left, area.top + place, thick, extent)))
            place += extent
        if across:
            area = Box(area.left, area.top + thick, area.width, area.height - thick)
        else:
            area = Box(area.left + thick, area.top, area.width - thick, area.height)
    return found


def _worst(row: list[_TreemapPart], total: float, side: Points, length: Points) -> float:
    """The worst ratio of sides in a row; rectangles half as high again as wide are best for words."""
    share = sum(part.value for part in row) / total
    thick = share * length
    extents = [side * part.value / (share * total) for part in row]
    return max(max(thick / extent, extent / thick) if extent and thick else float("inf") for extent in extents)


def _draw(part: _TreemapPart, box: Box, hues: dict[str, int], depth: int, canvas: Canvas) -> None:
    style, hue = part.thing.style, hues[part.thing.id]
    if isinstance(part.thing, Node):
        look = _look(style, TINTS[hue % len(TINTS)], STRONG[hue % len(STRONG)])
        ems = max((box.width - 6.0) / FONT, 2.0)
        words = canvas.words(f"{part.thing.label.text}\n{part.value:g}", ems, fixed=True)
        if words is not None and words.height > box.height:
            words = canvas.words(f"{part.thing.label.text} · {part.value:g}", ems, fixed=True)
        canvas.box(part.thing.id, box, look, words)
        return
    ground = BANDS[depth % len(BANDS)]
    look = _look(style, ground, NODE_STROKE)
    head = f"{part.thing.label.text} · {part.value:g}"
    title = canvas.words(head, max((box.width - 2 * _PAD) / FONT, 2.0), bold=True, fixed=True)
    tall = (title.height if title else LINE) + 2 * _PAD
    at = Box(box.left, box.top, box.width, tall)
    if not style.fill and not style.color:
        look = Look(look.fill, look.stroke, look.width, INKS[hue % len(INKS)])
    canvas.frame(part.thing.id, box, look, title, at=at, rounded=False)
    inner = Box(box.left + _PAD, box.top + tall, box.width - 2 * _PAD, box.height - tall - _PAD)
    if inner.height <= 0 or inner.width <= 0:
        return
    for inside, place in _squarified(part.parts, inner):
        _draw(inside, place.inset(min(_PAD / 2, place.width / 4, place.height / 4)), hues, depth + 1, canvas)


def _look(style: GraphStyle, fill: str, stroke: str) -> Look:
    fill = style.fill or fill
    width = style.stroke_width if style.stroke_width is not None else 1.0
    return Look(fill, style.stroke or stroke, width, text_color(style, fill))


def _told(graph: Graph, values: dict[str, float]) -> str:
    def inside(parent: str | None) -> str:
        parts = [f"{brief(node.label)} {values[node.id]:g}" for node in graph.nodes if node.cluster == parent]
        parts += [f"{brief(each.label)} ({inside(each.id)})" for each in graph.clusters if each.parent == parent]
        return ", ".join(parts)

    title = brief(graph.title)
    return f"{title}: {inside(None)}" if title else inside(None)
