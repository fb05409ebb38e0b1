"""Bar and column charts: categories along one axis, data labels at the bars."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from coursedeck.base.look.charts import (
    AXIS_LINE,
    GAP_WIDTH,
    LINE_WIDTH,
    MARKER_SIZE,
    OVERLAP,
    THIN,
    has_labels,
    has_track,
    inside_ink,
    is_inside,
    is_line,
    point_paint,
    series_paint,
    shown_number,
    track_paint,
)
from coursedeck.base.svg import element, path_of, preset_path
from coursedeck.model.drawing import Align
from coursedeck.model.session import ChartKind
from coursedeck.model.units import Box, Point, Points
from coursedeck.output.preview.chart_plot import NEAR, Plot, scale_of
from coursedeck.output.preview.paints import fill, stroke


class _Axes(Struct, frozen=True):
    """Positions of values and categories in points; `area` is the plot area of the bars."""

    area: Box
    sideways: bool
    low: float
    high: float
    count: int

    def along(self, value: float) -> Points:
        """Position of a value, from the left (bar chart) or from the top (column chart)."""
        share = (value - self.low) / (self.high - self.low)
        if self.sideways:
            return self.area.left + share * self.area.width
        return self.area.bottom - share * self.area.height

    @property
    def pitch(self) -> Points:
        """Space for each category."""
        return (self.area.height if self.sideways else self.area.width) / max(self.count, 1)

    def middle(self, category: int) -> Points:
        """Middle of the space of a category."""
        return (self.area.top if self.sideways else self.area.left) + (category + 0.5) * self.pitch


def bars(plot: Plot) -> str:
    """Bars, the axis line at zero, category labels and data labels."""
    axes = _axes(plot)
    zero = axes.along(max(axes.low, 0.0))
    area = axes.area
    ends = (Point(zero, area.top), Point(zero, area.bottom)) if axes.sideways else (
        Point(area.left, zero), Point(area.right, zero))  # fmt: skip
    line = element(
        "path", {"d": path_of(map(plot.at, ends)), "fill": "none", **stroke(AXIS_LINE, plot.canvas.colors, THIN)}
    )
    drawn = "".join(_bars(plot, axes)) + ("" if has_track(plot.chart) else line)
    return "".join(_tracks(plot, axes)) + drawn + "".join(_categories(plot, axes)) + "".join(_lines(plot, axes))


def _tracks(plot: Plot, axes: _Axes) -> Iterator[str]:
    """What is behind bars that are shares of a whole."""
    paint = track_paint(plot.canvas.colors, plot.canvas.ground)
    thick = axes.pitch / (1 + GAP_WIDTH / 100)
    for category in range(axes.count if has_track(plot.chart) else 0):
        box = _bar(axes, axes.middle(category), thick, axes.low, axes.high)
        yield element("path", {"d": preset_path("rect", plot.across(box)), **fill(paint, plot.canvas.colors)})


def _axes(plot: Plot) -> _Axes:
    chart, box = plot.chart, plot.box
    sideways = chart.kind is ChartKind.BAR
    low, high, _ = scale_of(chart)
    if sideways:
        aside = max((plot.width(text.plain) for text in chart.categories), default=0.0) + NEAR
        area = Box(box.left + aside, box.top, box.width - aside, box.height)
    else:
        area = Box(box.left, box.top, box.width, box.height - plot.line - NEAR)
    return _Axes(area, sideways, low, high, len(chart.categories))


def _categories(plot: Plot, axes: _Axes) -> Iterator[str]:
    for index, text in enumerate(plot.chart.categories):
        middle = axes.middle(index)
        if axes.sideways:
            yield plot.label(text.plain, axes.area.left - NEAR, middle, Align.RIGHT)
        else:
            yield plot.label(text.plain, middle, axes.area.bottom + NEAR + plot.line / 2, Align.CENTER)


def _bars(plot: Plot, axes: _Axes) -> Iterator[str]:
    chart = plot.chart
    standing = [index for index in range(len(chart.series)) if not is_line(chart, index)]
    lanes = 1 if chart.stacked else len(standing)
    thick = axes.pitch / (lanes - (lanes - 1) * OVERLAP / 100 + GAP_WIDTH / 100)
    stacks = [max(axes.low, 0.0)] * len(chart.categories)
    for place, index in enumerate(standing):
        series = chart.series[index]
        lane = 0 if chart.stacked else place
        offset = (lane - (lanes - 1) / 2) * thick * (1 - OVERLAP / 100)
        for category, value in enumerate(series.values[: len(chart.categories)]):
            if value is None:
                continue
            start = stacks[category] if chart.stacked else max(axes.low, 0.0)
            stacks[category] = start + value
            box = _bar(axes, axes.middle(category) + offset, thick, start, start + value)
            paint = _paint(plot, index, category)
            yield element("path", {"d": preset_path("rect", plot.across(box)), **fill(paint, plot.canvas.colors)})
            if has_labels(chart):
                yield _number(plot, axes, box, index, category, value)


def _paint(plot: Plot, index: int, category: int) -> str:
    """The paint of one bar."""
    colors, ground = plot.canvas.colors, plot.canvas.ground
    own = point_paint(plot.chart, category, colors, ground)
    return own or series_paint(plot.chart, index, colors, ground)


def _lines(plot: Plot, axes: _Axes) -> Iterator[str]:
    """Series that are lines in front of columns."""
    for index, series in enumerate(plot.chart.series):
        if not is_line(plot.chart, index):
            continue
        paint = series_paint(plot.chart, index, plot.canvas.colors, plot.canvas.ground)
        points = [
            plot.at(Point(axes.middle(category), axes.along(value)))
            for category, value in enumerate(series.values[: axes.count])
            if value is not None
        ]
        line = stroke(paint, plot.canvas.colors, LINE_WIDTH)
        yield element("path", {"d": path_of(points), "fill": "none", **line, "stroke-linejoin": "round"})
        for point in points:
            dot = {"cx": point.x, "cy": point.y, "r": MARKER_SIZE / 2}
            yield element("circle", {**dot, **fill(paint, plot.canvas.colors)})


def _bar(axes: _Axes, middle: Points, thick: Points, start: float, end: float) -> Box:
    one, other = sorted((axes.along(start), axes.along(end)))
    if axes.sideways:
        return Box(one, middle - thick / 2, other - one, thick)
    return Box(middle - thick / 2, one, thick, other - one)


def _number(plot: Plot, axes: _Axes, box: Box, index: int, category: int, value: float) -> str:
    chart = plot.chart
    emphasised = category in chart.emphasis
    text = shown_number(chart, value)
    if chart.stacked:
        ink = inside_ink(chart, index, category, plot.canvas.colors, plot.canvas.ground)
        return plot.label(text, box.center.x, box.center.y, Align.CENTER, ink, bold=emphasised)
    if has_track(chart):
        ink = inside_ink(chart, index, category, plot.canvas.colors, plot.canvas.ground)
        within = is_inside(chart, category)
        place, align = (box.right - NEAR, Align.RIGHT) if within else (box.right + NEAR, Align.LEFT)
        return plot.label(text, place, box.center.y, align, ink, bold=True)
    if axes.sideways:
        if value < 0:
            return plot.label(text, box.left - 3, box.center.y, Align.RIGHT, bold=emphasised)
        return plot.label(text, box.right + 3, box.center.y, Align.LEFT, bold=emphasised)
    middle = box.bottom + plot.line / 2 if value < 0 else box.top - plot.line / 2
    return plot.label(text, box.center.x, middle, Align.CENTER, bold=emphasised)
