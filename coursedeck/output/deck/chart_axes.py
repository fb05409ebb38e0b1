"""Axes of a chart (ECMA-376 part 1, 21.2.2.25, 21.2.2.226); the value axis shows only where data has no labels."""

from __future__ import annotations

from coursedeck.base.look.charts import AXIS_LINE, GAP_WIDTH, GRID_LINE, THIN, axis_format, has_track, has_value_axis
from coursedeck.model.session import ChartKind
from coursedeck.model.slide import ChartShape
from coursedeck.output.deck.chart_text import axis_title, text_properties
from coursedeck.output.deck.part_context import PartContext
from coursedeck.output.deck.shapes import outline
from coursedeck.output.deck.xml import Element, element


def axes(shape: ChartShape, context: PartContext) -> list[Element]:
    """``c:catAx`` (id 1) and ``c:valAx`` (id 2) of a bar, column or line chart."""
    sideways = shape.chart.kind is ChartKind.BAR
    return [_categories(shape, context, sideways), _values(shape, context, sideways)]


def _categories(shape: ChartShape, context: PartContext, sideways: bool) -> Element:
    # a horizontal bar chart starts at the bottom by default; reversing the axis puts the first category on top
    direction = element("c:orientation", {"val": "maxMin" if sideways or shape.rtl else "minMax"})
    beside, track = "r" if shape.rtl else "l", has_track(shape.chart)
    return element(
        "c:catAx",
        None,
        element("c:axId", {"val": 1}),
        element("c:scaling", None, direction),
        element("c:delete", {"val": False}),
        element("c:axPos", {"val": beside if sideways else "b"}),
        _between_tracks(shape, context) if track else None,
        axis_title(shape.chart.category_title, shape.size, context, upright=sideways),
        element("c:numFmt", {"formatCode": "General", "sourceLinked": False}),
        element("c:majorTickMark", {"val": "none"}),
        element("c:minorTickMark", {"val": "none"}),
        element("c:tickLblPos", {"val": "low"}),
        element("c:spPr", None, outline(None if track else AXIS_LINE, THIN)),
        text_properties(shape.size, context),
        element("c:crossAx", {"val": 2}),
        element("c:crosses", {"val": "autoZero"}),
        element("c:auto", {"val": False}),
        element("c:lblAlgn", {"val": "ctr"}),
        element("c:lblOffset", {"val": 100}),
        element("c:noMultiLvlLbl", {"val": True}),
    )


def _between_tracks(shape: ChartShape, context: PartContext) -> Element:
    """Broad lines in the colour of the ground between the categories, which part the plot's fill into tracks.

    So the tracks are no numbers in the chart's data, and follow when somebody adds a category.
    """
    pitch = shape.box.height / max(len(shape.chart.categories), 1)
    line = outline(context.layout.ground, round(pitch * GAP_WIDTH / (100 + GAP_WIDTH), 1))
    return element("c:majorGridlines", None, element("c:spPr", None, line))


def _values(shape: ChartShape, context: PartContext, sideways: bool) -> Element:
    chart = shape.chart
    lowest = min((value for series in chart.series for value in series.values if value is not None), default=0.0)
    limits = [
        element("c:orientation", {"val": "maxMin" if sideways and shape.rtl else "minMax"}),
        None if chart.maximum is None else element("c:max", {"val": f"{chart.maximum:g}"}),
        element("c:min", {"val": 0}) if lowest >= 0 else None,
    ]
    shown = has_value_axis(chart)
    grid = element("c:majorGridlines", None, element("c:spPr", None, outline(GRID_LINE, THIN)))
    return element(
        "c:valAx",
        None,
        element("c:axId", {"val": 2}),
        element("c:scaling", None, *limits),
        element("c:delete", {"val": not shown}),
        element("c:axPos", {"val": "b" if sideways else "r" if shape.rtl else "l"}),
        grid if shown else None,
        axis_title(chart.value_title, shape.size, context, upright=not sideways),
        element("c:numFmt", {"formatCode": axis_format(chart), "sourceLinked": False}),
        element("c:majorTickMark", {"val": "none"}),
        element("c:minorTickMark", {"val": "none"}),
        element("c:tickLblPos", {"val": "nextTo"}),
        element("c:spPr", None, outline(None)),
        text_properties(shape.size, context),
        element("c:crossAx", {"val": 1}),
        element("c:crosses", {"val": "max" if sideways else "autoZero"}),
        element("c:crossBetween", {"val": "between"}),
    )
