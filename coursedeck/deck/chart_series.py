"""Series of a chart: numbers, colours by emphasis, and labels at the data (ECMA-376 part 1, 21.2.2)."""

from __future__ import annotations

from collections.abc import Iterator

from coursedeck.deck.chart_text import number_format, text_properties
from coursedeck.deck.colors import ACCENTS, solid_fill
from coursedeck.deck.page import Page
from coursedeck.deck.shapes import one_line, outline
from coursedeck.deck.workbook import cell_name
from coursedeck.deck.xml import Element, element
from coursedeck.model.session import Chart, ChartKind, Series
from coursedeck.model.slide import ChartShape
from coursedeck.model.units import Points

NEUTRAL = 30
"""Percent by which bars that do not matter stand out from the ground, where another one does."""
RING_NEUTRALS = (30, 22, 15)
LINE_WIDTH: Points = 2.5
MARKER_SIZE = 8
SLICE_GAP: Points = 1.5
MAX_LINE_LABELS = 8
"""More labels than this along one line hide it; the axis then tells the numbers."""

_ROUND = frozenset({ChartKind.PIE, ChartKind.DOUGHNUT})


def series_element(shape: ChartShape, index: int, page: Page) -> Element:
    """``c:ser`` of one series; its cells are column B and on, rows 2 and on."""
    chart, series = shape.chart, shape.chart.series[index]
    column, last = index + 1, len(chart.categories)
    paint = series_paint(chart, index, page)
    round_or_bar = chart.kind is not ChartKind.LINE
    return element(
        "c:ser",
        None,
        element("c:idx", {"val": index}),
        element("c:order", {"val": index}),
        element("c:tx", None, _text_reference(cell_name(0, column), [series.name.plain])),
        _shape_properties(chart, paint),
        element("c:invertIfNegative", {"val": False}) if _is_bar(chart) else None,
        None if round_or_bar else _marker(paint),
        *_points(chart, page),
        data_labels(shape, index, page),
        element("c:cat", None, _text_reference(_rows(0, last), [text.plain for text in chart.categories])),
        element("c:val", None, _numbers(series, _rows(column, last), chart)),
        None if round_or_bar else element("c:smooth", {"val": False}),
    )


def series_paint(chart: Chart, index: int, page: Page) -> str:
    """A series' colour: accents in turn, neutral where single points are to stand out."""
    if chart.emphasis and len(chart.series) == 1 and _is_bar(chart):
        return page.colors.step("bg1", NEUTRAL)
    return ACCENTS[index % len(ACCENTS)]


def data_labels(shape: ChartShape, index: int | None, page: Page) -> Element:
    """``c:dLbls``: the number with its unit, and for a pie its category too; `index` None is the whole plot."""
    chart = shape.chart
    if chart.kind is ChartKind.LINE and (len(chart.series) > 1 or len(chart.categories) > MAX_LINE_LABELS):
        return element("c:dLbls", None, *_shown(value=False))
    emphasised = () if index is None else _emphasised_labels(shape, page)
    paint = _inside_ink(chart, page, emphasised=not chart.emphasis)
    return element("c:dLbls", None, *emphasised, *_label_look(shape, page, bold=False, paint=paint))


def _inside_ink(chart: Chart, page: Page, *, emphasised: bool) -> str | None:
    """Ink of a label on its bar or ring; None beside it, where the slide's own reads."""
    if not (chart.kind is ChartKind.DOUGHNUT or (chart.stacked and _is_bar(chart))):
        return None
    return page.colors.ink("accent1") if emphasised or len(chart.series) > 1 else None


def _emphasised_labels(shape: ChartShape, page: Page) -> Iterator[Element]:
    for point in sorted(set(shape.chart.emphasis)):
        if point < len(shape.chart.categories):
            look = _label_look(shape, page, bold=True, paint=_inside_ink(shape.chart, page, emphasised=True))
            yield element("c:dLbl", None, element("c:idx", {"val": point}), *look)


def _label_look(shape: ChartShape, page: Page, *, bold: bool, paint: str | None) -> Iterator[Element | None]:
    chart = shape.chart
    yield element("c:numFmt", {"formatCode": number_format(chart), "sourceLinked": False})
    yield element("c:spPr", None, element("a:noFill"), element("a:ln", None, element("a:noFill")))
    yield text_properties(shape.size, page, paint, bold=bold)
    position = _position(chart)
    yield element("c:dLblPos", {"val": position}) if position else None
    yield from _shown(value=True, category=chart.kind is ChartKind.PIE)


def _position(chart: Chart) -> str | None:
    """Where a label stands; a doughnut's have no choice."""
    if chart.kind is ChartKind.DOUGHNUT:
        return None
    if chart.kind is ChartKind.LINE:
        return "t"
    return "ctr" if chart.stacked and _is_bar(chart) else "outEnd"


def _shown(*, value: bool, category: bool = False) -> Iterator[Element]:
    flags = {
        "showLegendKey": False, "showVal": value, "showCatName": category, "showSerName": False, "showPercent": False,
        "showBubbleSize": False,
    }  # fmt: skip
    for name, shown in flags.items():
        yield element(f"c:{name}", {"val": shown})
    if category:
        yield element("c:separator", text="\n")


def _points(chart: Chart, page: Page) -> Iterator[Element]:
    """``c:dPt`` of the points whose colour is not their series'."""
    for point in range(len(chart.categories)):
        paint = _point_paint(chart, point, page)
        if paint is None:
            continue
        width = outline("bg1", SLICE_GAP) if chart.kind in _ROUND else None
        inverted = element("c:invertIfNegative", {"val": False})
        fill = element("c:spPr", None, solid_fill(paint), width)
        yield element(
            "c:dPt", None, element("c:idx", {"val": point}), inverted, element("c:bubble3D", {"val": False}), fill
        )


def _point_paint(chart: Chart, point: int, page: Page) -> str | None:
    stands_out = point in chart.emphasis
    if chart.kind in _ROUND:
        if chart.emphasis:
            return ACCENTS[0] if stands_out else page.colors.step("bg1", RING_NEUTRALS[point % 3])
        return ACCENTS[point % len(ACCENTS)]
    return ACCENTS[0] if stands_out and len(chart.series) == 1 and _is_bar(chart) else None


def _shape_properties(chart: Chart, paint: str) -> Element | None:
    if chart.kind in _ROUND:
        return None
    if chart.kind is ChartKind.LINE:
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


def _is_bar(chart: Chart) -> bool:
    return chart.kind in {ChartKind.BAR, ChartKind.COLUMN}
