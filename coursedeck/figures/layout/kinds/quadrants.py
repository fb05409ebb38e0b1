"""Quadrant charts: four tinted quarters, axes named below and on the left, points with their names beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from coursedeck.base.look.figure_paint import INK, PAPER
from coursedeck.base.look.type_sizes import LEGIBLE
from coursedeck.figures.layout.kinds.canvas import AXIS, FONT, Canvas, Look
from coursedeck.figures.layout.kinds.palette import INKS, STRONG, TINTS
from coursedeck.figures.layout.labels import MeasuredLabel
from coursedeck.model.drawing import Align
from coursedeck.model.figure_kinds import QuadrantPoint, Quadrants
from coursedeck.model.graph import Graph, Node, NodeShape
from coursedeck.model.units import Box, Point, Points

_RADIUS: Points = 5.0
_WIDEST = 1.9
"""Width to height at most."""
_GAP: Points = 6.0
_HUES = (2, 0, 3, 1)
"""Of quarters 1 to 4."""
_PAD: Points = 7.0
_FAR = (0.0, 0.8 * FONT, 1.6 * FONT)
"""From a point to its name, the best first."""
_EMS = (9.0, 6.0, 4.0)
"""Widths at which the name of a point is broken, the best first."""
_Title: TypeAlias = tuple[str, int, MeasuredLabel, list[Box]]
"""The key of a quarter's words, their hue, the words, and where they may stand."""


def compose_quadrants(graph: Graph, kind: Quadrants, canvas: Canvas) -> None:
    """Draw the chart, as large as the canvas."""
    nodes = {node.id: node for node in graph.nodes}
    below = [canvas.words(nodes[key].label, 16.0, bold=True) if key else None for key in kind.x_axis]
    beside = [canvas.words(nodes[key].label, 7.0, bold=True) if key else None for key in kind.y_axis]
    left = max((words.width + _GAP for words in beside if words), default=0.0)
    height = canvas.room.height - max((words.height + _GAP for words in below if words), default=0.0)
    width = min(canvas.room.width - left, _WIDEST * height)
    field = Box(left, 0.0, width, height)
    places = [_place(point, field) for point in kind.points]
    middle = field.center
    borders = Box(middle.x - 1.5, field.top, 3.0, field.height), Box(field.left, middle.y - 1.5, field.width, 3.0)
    taken = [*borders, *places, *_quarters(kind, nodes, field, places, canvas)]
    _axes(kind, field, below, beside, canvas)
    for number, (point, place) in enumerate(zip(kind.points, places, strict=True)):
        _point(point, nodes[point.id], number, place, canvas)
    for point, place in zip(kind.points, places, strict=True):
        named = [words for ems in _EMS if (words := canvas.words(nodes[point.id].label, ems, fixed=ems != _EMS[0]))]
        if named:
            words, box = _free(place, named, field, taken)
            canvas.crowded |= canvas.size > LEGIBLE and _covered(box, field, taken) > 0
            taken.append(box)
            canvas.text(f"{point.id}.name", words, box, INK)


def _quarters(kind: Quadrants, nodes: dict[str, Node], field: Box, points: list[Box], canvas: Canvas) -> list[Box]:
    """Draw the quarters; where their words stand: all at the same place if no point is there."""
    wide, high = field.width / 2, field.height / 2
    corners = ((wide, 0.0), (0.0, 0.0), (0.0, high), (wide, high))
    titles: list[_Title] = []
    for number, (key, (x, y)) in enumerate(zip(kind.quarters, corners, strict=True), 1):
        box = Box(field.left + x, field.top + y, wide, high)
        hue = _HUES[number - 1]
        canvas.box(f"quarter{number}", box, Look(TINTS[hue], PAPER, 2.0), name=f"{number}")
        words = canvas.words(nodes[key].label, (wide - 2 * _PAD) / FONT, bold=True, fixed=True) if key else None
        if key and words is not None:
            titles.append((key, hue, words, list(_in_quarter(box, words, centered=not points))))
    return [_title(title, titles, field, points, canvas) for title in titles]


def _title(title: _Title, titles: list[_Title], field: Box, points: list[Box], canvas: Canvas) -> Box:
    """Write the words of a quarter where those of all quarters are free of points, else where its own are."""
    key, hue, words, places = title
    shared = next(
        (n for n in range(len(places)) if not any(_covered(each[3][n], field, points) for each in titles)), -1
    )
    place = places[shared] if shared >= 0 else min(places, key=lambda place: _covered(place, field, points))
    canvas.text(key, words, place, INKS[hue])
    return place


def _in_quarter(box: Box, words: MeasuredLabel, *, centered: bool) -> Iterator[Box]:
    """Where the words of a quarter may stand, the best place first."""
    inner = box.inset(_PAD)
    left, low = inner.center.x - words.width / 2, inner.bottom - words.height
    if centered:
        yield Box(left, inner.center.y - words.height / 2, words.width, words.height)
    for top in (inner.top, low):
        for x in (left, inner.left, inner.right - words.width):
            yield Box(x, top, words.width, words.height)


def _axes(
    kind: Quadrants,
    field: Box,
    below: list[MeasuredLabel | None],
    beside: list[MeasuredLabel | None],
    canvas: Canvas,
) -> None:
    """Names of the ends of each axis, in the middle of their half."""
    canvas.line("x-axis", (Point(field.left, field.bottom), Point(field.right, field.bottom)), AXIS)
    canvas.line("y-axis", (Point(field.left, field.bottom), Point(field.left, field.top)), AXIS)
    for index, (key, words) in enumerate(zip(kind.x_axis, below, strict=True)):
        if key and words:
            half = Box(field.left + index * field.width / 2, field.bottom + _GAP, field.width / 2, words.height)
            canvas.text(key, words, half if kind.x_axis[1] else Box(field.left, half.top, field.width, half.height))
    for index, (key, words) in enumerate(zip(kind.y_axis, beside, strict=True)):
        if key and words:
            top = field.top + (1 - index) * field.height / 2
            half = Box(0.0, top, field.left - _GAP, field.height / 2)
            whole = Box(0.0, field.top, half.width, field.height)
            canvas.text(key, words, half if kind.y_axis[1] else whole, align=Align.RIGHT)


def _place(point: QuadrantPoint, field: Box) -> Box:
    """A point's circle, whole within the field."""
    radius = max(_RADIUS, min(point.radius or _RADIUS, 2.5 * FONT))
    x = min(max(field.left + point.x * field.width, field.left + radius), field.right - radius)
    y = min(max(field.bottom - point.y * field.height, field.top + radius), field.bottom - radius)
    return Box(x - radius, y - radius, 2 * radius, 2 * radius)


def _point(point: QuadrantPoint, node: Node, number: int, place: Box, canvas: Canvas) -> None:
    style = node.style
    look = Look(style.fill or STRONG[0], style.stroke or PAPER, style.stroke_width or 1.25)
    name = " ".join(node.label.text.split()) or f"{number + 1}"
    canvas.box(point.id, place, look, shape=NodeShape.CIRCLE, name=name)


def _free(point: Box, named: list[MeasuredLabel], field: Box, taken: list[Box]) -> tuple[MeasuredLabel, Box]:
    """A name in the lines, and at the place beside its point, that have the least of anything under them."""
    places = [(words, box) for far in _FAR for words in named for box in _around(point, words, far)]
    return min(places, key=lambda place: _covered(place[1], field, taken))


def _around(point: Box, words: MeasuredLabel, far: Points) -> Iterator[Box]:
    """Where a name may stand so far from its point."""
    middle = point.center
    lefts = {"right": point.right + 3.0, "left": point.left - 3.0 - words.width, "over": middle.x - words.width / 2}
    tops = {"beside": middle.y - words.height / 2, "above": point.top - words.height, "below": point.bottom}
    yield Box(lefts["right"] + far, tops["beside"], words.width, words.height)
    yield Box(lefts["left"] - far, tops["beside"], words.width, words.height)
    for sign, top in ((-1, tops["above"]), (1, tops["below"])):
        for left in (lefts["over"], lefts["right"], lefts["left"]):
            yield Box(left, top + sign * far, words.width, words.height)


def _covered(box: Box, field: Box, taken: list[Box]) -> float:
    inside = max(0.0, min(box.right, field.right) - max(box.left, field.left)) * max(
        0.0, min(box.bottom, field.bottom) - max(box.top, field.top)
    )
    outside = box.width * box.height - inside
    return round(10 * outside + sum(_common(box, other) for other in taken), 2)


def _common(one: Box, two: Box) -> float:
    """The area that two boxes share, a little room around them included."""
    across = min(one.right, two.right) - max(one.left, two.left) + 1.0
    down = min(one.bottom, two.bottom) - max(one.top, two.top) + 1.0
    return max(0.0, across) * max(0.0, down)
