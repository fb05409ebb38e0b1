"""Charts, approximately as office programs draw them, which choose the exact positions themselves."""

from __future__ import annotations

from coursedeck.base.look.charts import LINE_WIDTH, ROUND, has_legend, is_line, point_paint, series_paint
from coursedeck.base.svg import element, path_of, preset_path
from coursedeck.model.drawing import Align
from coursedeck.model.session import Chart, ChartKind
from coursedeck.model.slide import ChartShape
from coursedeck.model.units import Box, Point
from coursedeck.model.values import replace
from coursedeck.output.preview.chart_bars import bars
from coursedeck.output.preview.chart_lines import lines
from coursedeck.output.preview.chart_pies import pie_or_doughnut
from coursedeck.output.preview.chart_plot import NEAR, Plot, inner
from coursedeck.output.preview.context import SlideCanvas
from coursedeck.output.preview.paints import fill, stroke

KEY = 0.5
"""Side of the squares in a legend, in em."""


def chart(shape: ChartShape, canvas: SlideCanvas) -> str:
    """A chart with its legend, if any."""
    plot = Plot(shape, canvas, inner(shape.box), turned=shape.rtl)
    entries = _entries(plot) if has_legend(shape.chart) else []
    if entries:
        plot, legend = _with_legend(plot, entries)
    else:
        legend = ""
    plot, titles = _with_axis_titles(plot)
    content = legend + titles + _drawn(plot)
    where = canvas.source(shape.chart.source)
    return element("g", {"data-source": where, "role": "group", "aria-label": shape.alt}, content)


def _drawn(plot: Plot) -> str:
    if plot.chart.kind in ROUND:  # parts follow one another clockwise in every language
        return pie_or_doughnut(replace(plot, box=plot.across(plot.box), turned=False))
    return lines(plot) if plot.chart.kind is ChartKind.LINE else bars(plot)


def _entries(plot: Plot) -> list[tuple[str, str]]:
    """Text and paint of every legend entry."""
    chart, colors, ground = plot.chart, plot.canvas.colors, plot.canvas.ground
    if chart.kind in ROUND:
        paints = (point_paint(chart, index, colors, ground) or "accent1" for index in range(len(chart.categories)))
        return [(text.plain, paint) for text, paint in zip(chart.categories, paints, strict=True)]
    return [
        (series.name.plain, series_paint(chart, index, colors, ground)) for index, series in enumerate(chart.series)
    ]


def _names_of_lines(chart: Chart) -> set[str]:
    return {series.name.plain for index, series in enumerate(chart.series) if is_line(chart, index)}


def _with_legend(plot: Plot, entries: list[tuple[str, str]]) -> tuple[Plot, str]:
    """The plot reduced by its legend, and the legend: right of a doughnut, above other charts."""
    key, box = KEY * plot.size, plot.box
    widths = [key + NEAR + plot.width(text) for text, _ in entries]
    if plot.chart.kind is ChartKind.DOUGHNUT:
        left, top = box.right - max(widths), box.center.y - plot.line * len(entries) / 2
        places = [(left, top + (row + 0.5) * plot.line) for row in range(len(entries))]
        smaller = Box(box.left, box.top, box.width - max(widths) - 2 * NEAR, box.height)
    else:
        gap = 2 * NEAR
        left = box.center.x - (sum(widths) + gap * (len(widths) - 1)) / 2
        places = [(left + sum(widths[:i]) + gap * i, box.top + plot.line / 2) for i in range(len(entries))]
        above = plot.line + 2 * NEAR
        smaller = Box(box.left, box.top + above, box.width, box.height - above)
    drawn = "".join(_entry(plot, entry, place) for entry, place in zip(entries, places, strict=True))
    return replace(plot, box=smaller), drawn


def _with_axis_titles(plot: Plot) -> tuple[Plot, str]:
    """The plot reduced by the titles of its axes: below it, and above its left upper corner."""
    chart, box = plot.chart, plot.box
    below, beside = (chart.category_title, chart.value_title)
    if chart.kind is ChartKind.BAR:
        below, beside = beside, below
    drawn = ""
    if beside is not None:
        drawn += plot.label(beside.plain, box.left, box.top + plot.line / 2, Align.LEFT)
        box = Box(box.left, box.top + plot.line + NEAR, box.width, box.height - plot.line - NEAR)
    if below is not None:
        drawn += plot.label(below.plain, box.center.x, box.bottom - plot.line / 2, Align.CENTER)
        box = Box(box.left, box.top, box.width, box.height - plot.line - NEAR)
    return replace(plot, box=box), drawn


def _entry(plot: Plot, entry: tuple[str, str], place: tuple[float, float]) -> str:
    (text, paint), (left, middle) = entry, place
    key, colors = KEY * plot.size, plot.canvas.colors
    square = Box(left, middle - key / 2, key, key)
    mark = element("path", {"d": preset_path("rect", plot.across(square)), **fill(paint, colors)})
    if plot.chart.kind is ChartKind.LINE or text in _names_of_lines(plot.chart):
        ends = (Point(left - key / 2, middle), Point(left + key * 1.5, middle))
        line = element("path", {"d": path_of(map(plot.at, ends)), "fill": "none", **stroke(paint, colors, LINE_WIDTH)})
        mark = line + element("path", {"d": preset_path("ellipse", plot.across(square)), **fill(paint, colors)})
    return mark + plot.label(text, left + key + NEAR, middle, Align.LEFT)
