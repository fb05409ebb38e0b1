"""Line charts: a value axis with grid lines, and series with a marker at every point."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from coursedeck.base.look.charts import (
    AXIS_LINE,
    GRID_LINE,
    LINE_WIDTH,
    MARKER_SIZE,
    THIN,
    has_labels,
    series_paint,
    shown_number,
)
from coursedeck.base.svg import element, path_of
from coursedeck.model.drawing import Align
from coursedeck.model.session import Series
from coursedeck.model.units import Box, Point, Points
from coursedeck.output.preview.chart_plot import NEAR, Plot, scale_of
from coursedeck.output.preview.paints import fill, stroke


def lines(plot: Plot) -> str:
    """Grid, axes, and every series as a line with markers."""
    low, high, step = scale_of(plot.chart)
    ticks = [low + step * index for index in range(round((high - low) / step) + 1)]
    aside = max(plot.width(shown_number(plot.chart, tick)) for tick in ticks) + NEAR
    box, beneath = plot.box, plot.line + NEAR
    area = Box(box.left + aside, box.top + plot.line / 2, box.width - aside, box.height - beneath - plot.line / 2)
    grid = "".join(_grid(plot, area, ticks))
    series = "".join(part for index in range(len(plot.chart.series)) for part in _series(plot, index, area, low, high))
    return grid + "".join(_categories(plot, area)) + series


def _grid(plot: Plot, area: Box, ticks: list[float]) -> Iterator[str]:
    for tick in ticks:
        y = _height(area, tick, ticks[0], ticks[-1])
        paint = AXIS_LINE if tick == ticks[0] else GRID_LINE
        line = path_of(map(plot.at, (Point(area.left, y), Point(area.right, y))))
        yield element("path", {"d": line, "fill": "none", **stroke(paint, plot.canvas.colors, THIN)})
        yield plot.label(shown_number(plot.chart, tick), area.left - NEAR, y, Align.RIGHT)


def _categories(plot: Plot, area: Box) -> Iterator[str]:
    for index, text in enumerate(plot.chart.categories):
        x = _place(plot, area, index)
        yield plot.label(text.plain, x, area.bottom + NEAR + plot.line / 2, Align.CENTER)


def _series(plot: Plot, index: int, area: Box, low: float, high: float) -> Iterator[str]:
    paint = series_paint(plot.chart, index, plot.canvas.colors, plot.canvas.ground)
    line = stroke(paint, plot.canvas.colors, LINE_WIDTH)
    points = _points(plot, plot.chart.series[index], area, low, high)
    for known, group in groupby(points, key=lambda point: point is not None):
        path = [point for point in group if point is not None]
        if known and len(path) > 1:
            yield element(
                "path", {"d": path_of(map(plot.at, path)), "fill": "none", **line, "stroke-linejoin": "round"}
            )
    for point, value in zip(points, plot.chart.series[index].values, strict=False):
        if point is None or value is None:
            continue
        dot = {"cx": plot.at(point).x, "cy": point.y, "r": MARKER_SIZE / 2}
        yield element("circle", {**dot, **fill(paint, plot.canvas.colors)})
        if has_labels(plot.chart):
            yield plot.label(shown_number(plot.chart, value), point.x, point.y - plot.line * 0.75, Align.CENTER)


def _points(plot: Plot, series: Series, area: Box, low: float, high: float) -> list[Point | None]:
    return [
        None if value is None else Point(_place(plot, area, index), _height(area, value, low, high))
        for index, value in enumerate(series.values[: len(plot.chart.categories)])
    ]


def _place(plot: Plot, area: Box, index: int) -> Points:
    return area.left + (index + 0.5) * area.width / max(len(plot.chart.categories), 1)


def _height(area: Box, value: float, low: float, high: float) -> Points:
    return area.bottom - (value - low) / (high - low) * area.height
