"""What all charts share: plot area, scale of values, and text labels."""

from __future__ import annotations

import math

from msgspec import Struct

from coursedeck.base.text import BrokenLine, Piece
from coursedeck.base.text.languages import language_runs
from coursedeck.model.drawing import Align
from coursedeck.model.session import Chart
from coursedeck.model.slide import ChartShape, TextRun
from coursedeck.model.units import Box, Point, Points
from coursedeck.model.values import replace
from coursedeck.output.preview.context import SlideCanvas
from coursedeck.output.preview.text_lines import LINE_HEIGHT, LinePlacement, TextColors, line_element, segments

MARGIN = 0.02
"""On each side, as a share of the chart's width and height."""
NEAR: Points = 6.0
"""Gap between a label and what it names."""
STEPS = 10
"""Maximum number of intervals on an axis."""


class Plot(Struct, frozen=True):
    """A chart being drawn on a canvas."""

    shape: ChartShape
    canvas: SlideCanvas
    box: Box
    """The space left inside margins and legend, in points."""
    turned: bool = False
    """Everything stands at the other side of the chart's middle than its place says: it is read from the right."""

    @property
    def chart(self) -> Chart:
        """The chart's data."""
        return self.shape.chart

    @property
    def size(self) -> Points:
        """Text size of all labels."""
        return self.shape.size

    def width(self, text: str, *, bold: bool = False) -> Points:
        """Width of a text at the chart's size, in points."""
        return segments(self._line(text, bold), self.size, self.canvas.ruler)[1]

    def across(self, box: Box) -> Box:
        """Where a box stands."""
        whole = self.shape.box
        return replace(box, left=whole.left + whole.right - box.right) if self.turned else box

    def at(self, point: Point) -> Point:
        """Where a point is."""
        whole = self.shape.box
        return Point(whole.left + whole.right - point.x, point.y) if self.turned else point

    def label(
        self, text: str, x: Points, middle: Points, align: Align, paint: str | None = None, *, bold: bool = False
    ) -> str:
        """One line of text, vertically centred on `middle`; `x` is its left, centre or right, by `align`."""
        line = self._line(text, bold)
        width = segments(line, self.size, self.canvas.ruler)[1]
        left = x - {Align.LEFT: 0.0, Align.CENTER: width / 2, Align.RIGHT: width}[align]
        left = self.across(Box(left, middle, width, 0.0)).left
        color = self.canvas.hex(paint or self.canvas.colors.ink(self.canvas.ground))
        baseline = middle + 0.35 * self.size
        families, ruler = self.canvas.context.families, self.canvas.ruler
        return line_element(
            line, LinePlacement(left, baseline, self.size, TextColors(color, color, {}), families, ruler)
        )

    def _line(self, text: str, bold: bool) -> BrokenLine[TextRun]:
        parts = language_runs(text, self.canvas.context.session.locale)
        return BrokenLine(tuple(Piece(words, TextRun(words, lang, bold=bold)) for words, lang in parts), 0.0)

    @property
    def line(self) -> Points:
        """Height of a line of text."""
        return LINE_HEIGHT * self.size


def inner(box: Box) -> Box:
    """A chart's box without its margins."""
    across, along = MARGIN * box.width, MARGIN * box.height
    return Box(box.left + across, box.top + along, box.width - 2 * across, box.height - 2 * along)


def largest(chart: Chart) -> float:
    """The largest value, in a stacked chart the largest sum."""
    if not chart.stacked:
        return max((value for series in chart.series for value in series.values if value is not None), default=0.0)
    stacks = zip(*(series.values for series in chart.series), strict=False)
    return max((sum(value or 0.0 for value in stack) for stack in stacks), default=0.0)


def lowest(chart: Chart) -> float:
    """The lowest value, at most 0."""
    return min(0.0, *(value for series in chart.series for value in series.values if value is not None), 0.0)


def step_of(span: float) -> float:
    """The interval of an axis over `span`: 1, 2 or 5 times a power of ten, so that at most ten fit.

    >>> step_of(25), step_of(100), step_of(7)
    (5.0, 10.0, 1.0)
    """
    if span <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(span / STEPS))
    return next(power * factor for factor in (1, 2, 5, 10) if span / (power * factor) <= STEPS + 1e-9)


def scale_of(chart: Chart) -> tuple[float, float, float]:
    """Start, end and interval of the value axis."""
    high, low = chart.maximum if chart.maximum is not None else largest(chart), lowest(chart)
    step = step_of(high - low)
    top = high if chart.maximum is not None else math.ceil(high / step - 1e-9) * step
    bottom = math.floor(low / step + 1e-9) * step
    return bottom, max(top, bottom + step), step
