"""Radar charts: axes around a centre, a closed line with marks for each series, a legend on the right."""

from __future__ import annotations

import math

from coursedeck.base.look.figure_paint import INK, NODE_STROKE, PAPER
from coursedeck.figures.layout.describe import brief
from coursedeck.figures.layout.kinds.canvas import FONT, LINE, Canvas, Look, Stroke
from coursedeck.figures.layout.kinds.palette import STRONG
from coursedeck.figures.layout.labels import MeasuredLabel
from coursedeck.model.drawing import Align
from coursedeck.model.figure_kinds import Radar
from coursedeck.model.graph import Dash, Graph, NodeShape
from coursedeck.model.units import Box, Point, Points

_GAP: Points = 6.0
_MARK: Points = 4.0
_WEB = Stroke("#c3ccd6", 0.75)
_SPOKE = Stroke(NODE_STROKE, 0.75)
_SHAPES = (NodeShape.CIRCLE, NodeShape.RECTANGLE, NodeShape.DIAMOND, NodeShape.TRIANGLE)
_DASHES = (Dash.SOLID, Dash.DASHED, Dash.DOTTED)


def compose_radar(graph: Graph, kind: Radar, canvas: Canvas) -> None:
    """Draw the chart, as high as the canvas."""
    nodes = {node.id: node for node in graph.nodes}
    names = [canvas.words(nodes[axis].label, 9.0) for axis in kind.axes]
    legend = [canvas.words(nodes[curve.id].label, 12.0) for curve in kind.curves]
    aside = max((words.width for words in legend if words), default=0.0) + 5 * _GAP + 3 * FONT
    tall = max((words.height for words in names if words), default=LINE) + _GAP
    wide = max((words.width for words in names if words), default=0.0) + _GAP
    radius = min(canvas.room.height / 2 - tall, (canvas.room.width - aside) / 2 - wide)
    radius = max(radius, 4 * FONT)
    center = Point(wide + radius, tall + radius)
    top = _maximum(kind)
    span = top - kind.minimum or 1.0
    _web(kind, center, radius, canvas)
    _ticks(kind, center, radius, top, canvas)
    for index, (axis, words) in enumerate(zip(kind.axes, names, strict=True)):
        canvas.text(axis, words, _around(center, radius + _GAP, _angle(index, len(kind.axes)), words), INK)
    for number, curve in enumerate(kind.curves):
        shares = [min(max((value - kind.minimum) / span, 0.0), 1.0) for value in curve.values]
        points = [_on(center, radius * share, _angle(i, len(shares))) for i, share in enumerate(shares)]
        stroke = Stroke(STRONG[number % len(STRONG)], 2.5, _DASHES[number // len(STRONG) % len(_DASHES)])
        canvas.line(f"{curve.id}.line", [*points, points[0]], stroke)
        for index, point in enumerate(points):
            _mark(f"{curve.id}.{index + 1}", point, number, f"{curve.values[index]:g}", canvas)
    _legend(kind, legend, Point(center.x + radius + wide + 2 * _GAP, 0.0), canvas)
    canvas.description = _told(graph, kind)


def _maximum(kind: Radar) -> float:
    if kind.maximum is not None and kind.maximum > kind.minimum:
        return kind.maximum
    return max((value for curve in kind.curves for value in curve.values), default=1.0)


def _angle(index: int, count: int) -> float:
    """Clockwise from the top."""
    return 2 * math.pi * index / count


def _on(center: Point, radius: Points, angle: float) -> Point:
    return Point(center.x + radius * math.sin(angle), center.y - radius * math.cos(angle))


def _web(kind: Radar, center: Point, radius: Points, canvas: Canvas) -> None:
    """Rings and spokes."""
    count = len(kind.axes)
    for ring in range(1, kind.ticks + 1):
        far = radius * ring / kind.ticks
        if kind.round:
            box = Box(center.x - far, center.y - far, 2 * far, 2 * far)
            canvas.box(f"ring{ring}", box, Look(None, _WEB.color, _WEB.width), shape=NodeShape.CIRCLE, name=f"{ring}")
        else:
            points = [_on(center, far, _angle(index, count)) for index in range(count)]
            canvas.line(f"ring{ring}", [*points, points[0]], _WEB)
    for index in range(count):
        canvas.line(f"spoke{index + 1}", (center, _on(center, radius, _angle(index, count))), _SPOKE)


def _ticks(kind: Radar, center: Point, radius: Points, top: float, canvas: Canvas) -> None:
    """What the rings stand for, on patches between the last spoke and the first."""
    step = 1 if radius / kind.ticks >= 1.2 * LINE else math.ceil(1.2 * kind.ticks * LINE / radius)
    between = -math.pi / len(kind.axes)
    for ring in range(kind.ticks, 0, -step):
        words = canvas.words(f"{kind.minimum + (top - kind.minimum) * ring / kind.ticks:g}")
        if words is not None:
            far = radius * ring / kind.ticks * (1.0 if kind.round else math.cos(between))
            place = _on(center, far, between)
            box = Box(place.x - words.width / 2 - 1, place.y - words.height / 2, words.width + 2, words.height)
            canvas.box(f"tick{ring}", box, Look(PAPER, ink=INK), words)


def _around(center: Point, radius: Points, angle: float, words: MeasuredLabel | None) -> Box:
    """Where the name of an axis stands: beyond its end."""
    width, height = (words.width, words.height) if words else (0.0, 0.0)
    end = _on(center, radius, angle)
    return Box(
        end.x - width / 2 + math.sin(angle) * width / 2,
        end.y - height / 2 - math.cos(angle) * height / 2,
        width,
        height,
    )


def _mark(key: str, point: Point, number: int, name: str, canvas: Canvas) -> None:
    box = Box(point.x - _MARK, point.y - _MARK, 2 * _MARK, 2 * _MARK)
    look = Look(STRONG[number % len(STRONG)], PAPER, 1.0)
    canvas.box(key, box, look, shape=_SHAPES[number % len(_SHAPES)], name=name)


def _legend(kind: Radar, legend: list[MeasuredLabel | None], corner: Point, canvas: Canvas) -> None:
    y = corner.y
    for number, (curve, words) in enumerate(zip(kind.curves, legend, strict=True)):
        if words is None:
            continue
        middle = y + words.height / 2
        line = (Point(corner.x, middle), Point(corner.x + 2 * FONT, middle))
        stroke = Stroke(STRONG[number % len(STRONG)], 2.5, _DASHES[number // len(STRONG) % len(_DASHES)])
        canvas.line(f"{curve.id}.key", line, stroke)
        _mark(f"{curve.id}.sign", Point(corner.x + FONT, middle), number, "", canvas)
        box = Box(corner.x + 2 * FONT + _GAP, y, words.width, words.height)
        canvas.text(curve.id, words, box, align=Align.LEFT)
        y += words.height + _GAP


def _told(graph: Graph, kind: Radar) -> str:
    names = {node.id: brief(node.label) for node in graph.nodes}
    axes = [names[axis] for axis in kind.axes]
    parts = [
        f"{names[curve.id]} ({', '.join(f'{axis} {value:g}' for axis, value in zip(axes, curve.values, strict=True))})"
        for curve in kind.curves
    ]
    title = brief(graph.title)
    return f"{title}: {'; '.join(parts)}" if title else "; ".join(parts)
