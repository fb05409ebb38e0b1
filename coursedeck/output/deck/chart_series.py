"""Series of a chart: values, colours by emphasis, and data labels (ECMA-376 part 1, 21.2.2)."""

from __future__ import annotations

from collections.abc import Iterator

from coursedeck.base.look.charts import (
    LINE_WIDTH,
    MARKER_SIZE,
    ROUND,
    SLICE_GAP,
    has_labels,
    has_mixed_decimals,
    has_track,
    inside_ink,
    is_bar,
    is_inside,
    is_line,
    number_format,
    point_paint,
    series_paint,
)
from coursedeck.model.session import Chart, ChartKind, Series
from coursedeck.model.slide import ChartShape
from coursedeck.output.deck.chart_text import text_properties
from coursedeck.output.deck.colors import solid_fill
from coursedeck.output.deck.part_context import PartContext
from coursedeck.output.deck.shapes import one_line, outline
from coursedeck.output.deck.workbook import cell_name
from coursedeck.output.deck.xml import Element, element


def series_element(shape: ChartShape, index: int, context: PartContext) -> Element:
    """``c:ser`` of one series, whose values stand in the workbook from column B and row 2 on."""
    chart, series = shape.chart, shape.chart.series[index]
    column, last = index + 1, len(chart.categories)
    paint = series_paint(chart, index, context.colors, context.layout.ground)
    round_or_bar = not is_line(chart, index)
    return element(
        "c:ser",
        None,
        element("c:idx", {"val": index}),
        element("c:order", {"val": index}),
        element("c:tx", None, _text_reference(cell_name(0, column), [series.name.plain])),
        _shape_properties(chart, index, paint),
        element("c:invertIfNegative", {"val": False}) if is_bar(chart) and round_or_bar else None,
        None if round_or_bar else _marker(paint),
        *(_points(chart, context) if round_or_bar or chart.kind is ChartKind.LINE else ()),
        data_labels(shape, index, context),
        element("c:cat", None, _text_reference(_rows(0, last), [text.plain for text in chart.categories])),
        element("c:val", None, _numbers(series, _rows(column, last), chart)),
        None if round_or_bar else element("c:smooth", {"val": False}),
    )


def data_labels(shape: ChartShape, index: int | None, context: PartContext) -> Element:
    """``c:dLbls``: the value with its unit, in a pie the category too; `index` None labels the whole plot."""
    chart = shape.chart
    if not has_labels(chart) or (index is not None and chart.series[index].line):
        return element("c:dLbls", None, *_shown(value=False))
    points = () if index is None else _point_labels(shape, index, context)
    paint = inside_ink(chart, index or 0, 0, context.colors, context.layout.ground)
    track = has_track(chart)
    look = _label_look(shape, context, bold=track, paint=paint, inside=track and is_inside(chart, 0))
    return element("c:dLbls", None, *points, *look)


def _point_labels(shape: ChartShape, index: int, context: PartContext) -> Iterator[Element]:
    """``c:dLbl`` of the points whose labels differ from those of their series: in stress, decimals or ground."""
    chart = shape.chart
    mixed, track = has_mixed_decimals(chart), has_track(chart)
    for point, value in enumerate(chart.series[index].values[: len(chart.categories)]):
        stressed = point in chart.emphasis
        paint = inside_ink(chart, index, point, context.colors, context.layout.ground)
        alike = paint == inside_ink(chart, index, 0, context.colors, context.layout.ground)
        inside = track and is_inside(chart, point)
        alike = alike and (not track or inside == is_inside(chart, 0))
        if not stressed and alike and (not mixed or value is None):
            continue
        own = value if mixed else None
        look = _label_look(shape, context, bold=stressed or track, paint=paint, value=own, inside=inside)
        yield element("c:dLbl", None, element("c:idx", {"val": point}), *look)


def _label_look(
    shape: ChartShape,
    context: PartContext,
    *,
    bold: bool,
    paint: str | None,
    value: float | None = None,
    inside: bool = False,
) -> Iterator[Element | None]:
    chart = shape.chart
    code = number_format(chart, value) if chart.values_shown else "0%"
    yield element("c:numFmt", {"formatCode": code, "sourceLinked": False})
    yield element("c:spPr", None, element("a:noFill"), element("a:ln", None, element("a:noFill")))
    yield text_properties(shape.size, context, paint, bold=bold)
    position = "inEnd" if inside else _position(chart)
    yield element("c:dLblPos", {"val": position}) if position else None
    yield from _shown(value=chart.values_shown, category=chart.kind is ChartKind.PIE, share=chart.shares)


def _position(chart: Chart) -> str | None:
    """``ST_DLblPos`` of the labels; the schema allows none in a doughnut."""
    if chart.kind is ChartKind.DOUGHNUT:
        return None
    if chart.kind is ChartKind.LINE:
        return "t"
    return "ctr" if chart.stacked and is_bar(chart) else "outEnd"


def _shown(*, value: bool, category: bool = False, share: bool = False) -> Iterator[Element]:
    flags = {
        "showLegendKey": False, "showVal": value, "showCatName": category, "showSerName": False, "showPercent": share,
        "showBubbleSize": False,
    }  # fmt: skip
    for name, shown in flags.items():
        yield element(f"c:{name}", {"val": shown})
    if category:
        yield element("c:separator", text="\n")


def _points(chart: Chart, context: PartContext) -> Iterator[Element]:
    """``c:dPt`` of the points that differ from the colour of their series."""
    for point in range(len(chart.categories)):
        paint = point_paint(chart, point, context.colors, context.layout.ground)
        if paint is None:
            continue
        width = outline("bg1", SLICE_GAP) if chart.kind in ROUND else None
        inverted = element("c:invertIfNegative", {"val": False})
        fill = element("c:spPr", None, solid_fill(paint), width)
        yield element(
            "c:dPt", None, element("c:idx", {"val": point}), inverted, element("c:bubble3D", {"val": False}), fill
        )


def _shape_properties(chart: Chart, index: int, paint: str) -> Element | None:
    if chart.kind in ROUND:
        return None
    if is_line(chart, index):
        return element("c:spPr", None, outline(paint, LINE_WIDTH))
    return element("c:spPr", None, solid_fill(paint), outline(None))


def _marker(paint: str) -> Element:
    look = element("c:spPr", None, solid_fill(paint), outline(None))
    return element(
        "c:marker", None, element("c:symbol", {"val": "circle"}), element("c:size", {"val": MARKER_SIZE}), look
    )


def _text_reference(cells: str, texts: list[str]) -> Element:
    points = [element("c:pt", {"idx": index}, element("c:v", text=one_line(text))) for index, text in enumerate(texts)]
    cache = element("c:strCache", None, element("c:ptCount", {"val": len(texts)}), *points)
    return element("c:strRef", None, element("c:f", text=cells), cache)


def _numbers(series: Series, cells: str, chart: Chart) -> Element:
    points = [
        element("c:pt", {"idx": index}, element("c:v", text=repr(value)))
        for index, value in enumerate(series.values)
        if value is not None
    ]
    code = element("c:formatCode", text=number_format(chart))
    cache = element("c:numCache", None, code, element("c:ptCount", {"val": len(series.values)}), *points)
    return element("c:numRef", None, element("c:f", text=cells), cache)


def _rows(column: int, last: int) -> str:
    return f"{cell_name(1, column)}:{cell_name(last, column).partition('!')[2]}"
