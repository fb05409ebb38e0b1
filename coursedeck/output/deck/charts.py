"""Native charts with an embedded workbook (ECMA-376 part 1, 21.2)."""

from __future__ import annotations

from collections.abc import Iterator

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from coursedeck.base.look.charts import GAP_WIDTH, HOLE, OVERLAP, ROUND, has_legend, has_track, is_line, track_paint
from coursedeck.model.session import ChartKind
from coursedeck.model.slide import ChartShape
from coursedeck.output.deck.chart_axes import axes
from coursedeck.output.deck.chart_series import data_labels, series_element
from coursedeck.output.deck.chart_text import text_properties
from coursedeck.output.deck.colors import solid_fill
from coursedeck.output.deck.part_context import PartContext
from coursedeck.output.deck.shapes import drawing_properties, object_place, outline, transform
from coursedeck.output.deck.workbook import workbook
from coursedeck.output.deck.xml import NAMESPACES, ROOT_NAMESPACES, Element, element, serialise

_GRAPHIC = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def chart_frame(shape: ChartShape, context: PartContext) -> Element:
    """``p:graphicFrame`` of a chart; adds the chart part and its workbook part to the package."""
    package, number = context.part.package, context.media.next_chart()
    chart = Part(PackURI(f"/ppt/charts/chart{number}.xml"), CT.DML_CHART, package, b"")
    book = PackURI(f"/ppt/embeddings/Microsoft_Excel_Worksheet{number}.xlsx")
    data = chart.relate_to(Part(book, CT.SML_SHEET, package, workbook(shape.chart)), RT.PACKAGE)
    chart.blob = serialise(chart_space(shape, data, context))
    frame = element("p:cNvGraphicFramePr", None, element("a:graphicFrameLocks", {"noGrp": True}))
    non_visual = element(
        "p:nvGraphicFramePr",
        None,
        drawing_properties(context, shape.name, shape.alt),
        frame,
        object_place(shape.placeholder, context),
    )
    link = element("c:chart", {"r:id": context.relate(chart, RT.CHART)})
    graphic = element("a:graphic", None, element("a:graphicData", {"uri": _GRAPHIC}, link))
    return element("p:graphicFrame", None, non_visual, transform("p:xfrm", shape.box), graphic)


def chart_space(shape: ChartShape, workbook_id: str, context: PartContext) -> Element:
    """``c:chartSpace``, the root of a chart part."""
    chart = shape.chart
    track = element("c:spPr", None, solid_fill(track_paint(context.colors, context.layout.ground)), outline(None))
    plot = element(
        "c:plotArea",
        None,
        element("c:layout"),
        *_plots(shape, context),
        *_axes_of(shape, context),
        track if has_track(chart) else None,
    )
    body = element(
        "c:chart",
        None,
        element("c:autoTitleDeleted", {"val": True}),
        plot,
        _legend(shape, context) if has_legend(chart) else None,
        element("c:plotVisOnly", {"val": True}),
        element("c:dispBlanksAs", {"val": "gap"}),
    )
    return element(
        "c:chartSpace",
        None,
        element("c:date1904", {"val": False}),
        element("c:lang", {"val": context.defaults.language}),
        element("c:roundedCorners", {"val": False}),
        body,
        element("c:spPr", None, element("a:noFill"), element("a:ln", None, element("a:noFill"))),
        text_properties(shape.size, context),
        element("c:externalData", {"r:id": workbook_id}, element("c:autoUpdate", {"val": False})),
        spaces={"c": NAMESPACES["c"], **ROOT_NAMESPACES},
    )


def _plots(shape: ChartShape, context: PartContext) -> Iterator[Element]:
    """The chart elements of the plot area: one, and a line chart in front of columns that have lines among them."""
    chart = shape.chart
    vary = element("c:varyColors", {"val": chart.kind in ROUND})
    if chart.kind in ROUND:
        series = [series_element(shape, index, context) for index in range(len(chart.series))]
        if chart.kind is ChartKind.PIE:
            yield element("c:pieChart", None, vary, *series, _first_slice())
        else:
            hole = element("c:holeSize", {"val": HOLE})
            yield element("c:doughnutChart", None, vary, *series, _first_slice(), hole)
        return
    lines = [index for index in range(len(chart.series)) if is_line(chart, index)]
    bars = [index for index in range(len(chart.series)) if index not in lines]
    if bars:
        yield _bar_chart(shape, bars, context)
    if lines:
        yield _line_chart(shape, lines, context)


def _bar_chart(shape: ChartShape, indexes: list[int], context: PartContext) -> Element:
    chart = shape.chart
    return element(
        "c:barChart",
        None,
        element("c:barDir", {"val": "bar" if chart.kind is ChartKind.BAR else "col"}),
        element("c:grouping", {"val": "stacked" if chart.stacked else "clustered"}),
        element("c:varyColors", {"val": False}),
        *(series_element(shape, index, context) for index in indexes),
        data_labels(shape, None, context),
        element("c:gapWidth", {"val": GAP_WIDTH}),
        element("c:overlap", {"val": 100 if chart.stacked else OVERLAP}),
        *_axis_ids(),
    )


def _line_chart(shape: ChartShape, indexes: list[int], context: PartContext) -> Element:
    return element(
        "c:lineChart",
        None,
        element("c:grouping", {"val": "standard"}),
        element("c:varyColors", {"val": False}),
        *(series_element(shape, index, context) for index in indexes),
        element("c:marker", {"val": True}),
        *_axis_ids(),
    )


def _axis_ids() -> list[Element]:
    return [element("c:axId", {"val": axis}) for axis in (1, 2)]


def _axes_of(shape: ChartShape, context: PartContext) -> list[Element]:
    return [] if shape.chart.kind in ROUND else axes(shape, context)


def _first_slice() -> Element:
    return element("c:firstSliceAng", {"val": 0})


def _legend(shape: ChartShape, context: PartContext) -> Element:
    beside = "l" if shape.rtl else "r"
    side = beside if shape.chart.kind is ChartKind.DOUGHNUT else "t"
    place = element("c:legendPos", {"val": side})
    return element("c:legend", None, place, element("c:overlay", {"val": False}), text_properties(shape.size, context))
