"""Pie charts with labels around them, and doughnut charts with a legend beside them."""

from __future__ import annotations

import math
from collections.abc import Iterator

from msgspec import Struct

from coursedeck.base.look.charts import HOLE, SLICE_GAP, inside_ink, point_paint, shown_number, shown_share
from coursedeck.base.svg import element, path_of, short
from coursedeck.model.drawing import Align
from coursedeck.model.session import ChartKind
from coursedeck.model.units import Box, Point, Points, Size
from coursedeck.output.preview.chart_plot import NEAR, Plot
from coursedeck.output.preview.paints import fill, stroke


class _Slice(Struct, frozen=True):
    """A category's slice; angles in radians clockwise from the top."""

    index: int
    value: float
    start: float
    end: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


def pie_or_doughnut(plot: Plot) -> str:
    """Slices and labels: of the first series in a pie, of all series as concentric rings in a doughnut."""
    return "".join(_pie(plot) if plot.chart.kind is ChartKind.PIE else _rings(plot))


def _pie(plot: Plot) -> Iterator[str]:
    slices = _slices(plot, 0)
    blocks = [_block(plot, one) for one in slices]
    radius = _radius(slices, blocks, plot.box)
    around = _around(slices, blocks, radius)
    center = Point(plot.box.center.x - around.center.x, plot.box.center.y - around.center.y)
    yield from (_wedge(plot, one, center, radius, 0.0) for one in slices)
    for one, block in zip(slices, blocks, strict=True):
        yield _name(plot, one, _beside(one, block, radius), center)


def _block(plot: Plot, one: _Slice) -> Size:
    """Size of a slice's label: category and value in two lines."""
    texts = _texts(plot, one)
    return Size(max(plot.width(text, bold=True) for text in texts), 2 * plot.line)


def _texts(plot: Plot, one: _Slice) -> tuple[str, str]:
    total = sum(max(value or 0.0, 0.0) for value in plot.chart.series[0].values)
    return plot.chart.categories[one.index].plain, shown_share(plot.chart, one.value, total)


def _beside(one: _Slice, block: Size, radius: Points) -> Box:
    """Box of a slice's label relative to the centre of the pie: outside it, touching the rim."""
    across, along = math.sin(one.middle), -math.cos(one.middle)
    x, y = across * (radius + block.width / 2 + NEAR / 2), along * (radius + block.height / 2)
    return Box(x - block.width / 2, y - block.height / 2, block.width, block.height)


def _around(slices: list[_Slice], blocks: list[Size], radius: Points) -> Box:
    """Bounding box of pie and labels relative to the centre of the pie."""
    boxes = [_beside(one, block, radius) for one, block in zip(slices, blocks, strict=True)]
    left = min([-radius, *(box.left for box in boxes)])
    top = min([-radius, *(box.top for box in boxes)])
    right, bottom = max([radius, *(box.right for box in boxes)]), max([radius, *(box.bottom for box in boxes)])
    return Box(left, top, right - left, bottom - top)


def _radius(slices: list[_Slice], blocks: list[Size], room: Box) -> Points:
    """The largest radius with which pie and labels fit, by bisection."""
    low, high = 4.0, max(4.0, min(room.width, room.height) / 2)
    for _ in range(20):
        middle = (low + high) / 2
        around = _around(slices, blocks, middle)
        fits = around.width <= room.width and around.height <= room.height
        low, high = (middle, high) if fits else (low, middle)
    return low


def _name(plot: Plot, one: _Slice, place: Box, center: Point) -> str:
    bold = one.index in plot.chart.emphasis
    texts = _texts(plot, one)
    x, top = center.x + place.center.x, center.y + place.top
    return "".join(
        plot.label(text, x, top + (row + 0.5) * plot.line, Align.CENTER, bold=bold) for row, text in enumerate(texts)
    )


def _rings(plot: Plot) -> Iterator[str]:
    center, outer = plot.box.center, max(4.0, min(plot.box.width, plot.box.height) / 2)
    hole = outer * HOLE / 100
    band = (outer - hole) / max(len(plot.chart.series), 1)
    for number in range(len(plot.chart.series)):
        inside = hole + number * band
        for one in _slices(plot, number):
            yield _wedge(plot, one, center, inside + band, inside)
            emphasised = one.index in plot.chart.emphasis
            ink = inside_ink(plot.chart, number, one.index, plot.canvas.colors, plot.canvas.ground)
            place = _on(center, inside + band / 2, one.middle)
            text = shown_number(plot.chart, one.value)
            yield plot.label(text, place.x, place.y, Align.CENTER, ink, bold=emphasised)


def _slices(plot: Plot, number: int) -> list[_Slice]:
    values = plot.chart.series[number].values if plot.chart.series else ()
    shares = [max(value or 0.0, 0.0) for value in values[: len(plot.chart.categories)]]
    total, start, found = sum(shares) or 1.0, 0.0, []
    for index, share in enumerate(shares):
        end = start + 2 * math.pi * share / total
        if share > 0:
            found.append(_Slice(index, share, start, end))
        start = end
    return found


def _wedge(plot: Plot, one: _Slice, center: Point, radius: Points, hole: Points) -> str:
    paint = point_paint(plot.chart, one.index, plot.canvas.colors, plot.canvas.ground) or "accent1"
    edge = stroke("bg1", plot.canvas.colors, SLICE_GAP)
    return element("path", {"d": _outline(one, center, radius, hole), **fill(paint, plot.canvas.colors), **edge})


def _outline(one: _Slice, center: Point, radius: Points, hole: Points) -> str:
    end = min(one.end, one.start + 2 * math.pi - 1e-4)
    large = int(end - one.start > math.pi)
    first, last = _on(center, radius, one.start), _on(center, radius, end)
    arc = f"A {short(radius)} {short(radius)} 0 {large} 1 {short(last.x)} {short(last.y)}"
    if hole <= 0:
        return f"{path_of((center, first))} {arc} Z"
    back, home = _on(center, hole, end), _on(center, hole, one.start)
    inner = f"A {short(hole)} {short(hole)} 0 {large} 0 {short(home.x)} {short(home.y)}"
    return f"M {short(first.x)} {short(first.y)} {arc} L {short(back.x)} {short(back.y)} {inner} Z"


def _on(center: Point, radius: Points, angle: float) -> Point:
    return Point(center.x + radius * math.sin(angle), center.y - radius * math.cos(angle))
