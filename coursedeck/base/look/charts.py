"""Charts: colours of series and points, legends, labels and number formats."""

from __future__ import annotations

from coursedeck.base.look.contrast import contrast, readable
from coursedeck.base.look.dark_backgrounds import is_light
from coursedeck.base.look.paint import ACCENTS, ThemeColors
from coursedeck.base.text.scripts import has_right_to_left
from coursedeck.model.session import Chart, ChartKind
from coursedeck.model.units import Points

GAP_WIDTH = 45
"""Percent of a bar's width between two groups of bars."""
OVERLAP = -5
"""Percent of a bar's width by which the bars of one group overlap; those of a stack do wholly."""
HOLE = 60
"""Percent of a doughnut that is its hole."""
NEUTRAL = 30
"""Percent by which bars that do not matter stand out from the ground, where another one does."""
RING_NEUTRALS = (30, 22, 15)
"""The same for neighbouring slices of a ring, which must also differ from one another."""
LINE_WIDTH: Points = 2.5
MARKER_SIZE = 8
SLICE_GAP: Points = 1.5
MAX_LINE_LABELS = 8
"""With more points than this, labels would hide the line, so the axis alone shows the numbers."""
AXIS_LINE = "tx1@40"
GRID_LINE = "tx1@15"
THIN: Points = 0.75
SEEN = 3.0
"""Least contrast of bars, lines and slices with the ground (WCAG 2.2, 1.4.11)."""
WHOLE_STEPS = 8
"""Largest value from which the steps of an axis are whole numbers: programs draw fewer lines than that."""

FULL = 100.0
LEAST_INSIDE = 20.0
"""Percent from which on a bar on a track holds its number; shorter ones have it behind them, on the track."""
LIGHT_TRACK, DARK_TRACK = "accent1:15:85", "accent1:25"
"""Paints of tracks on light and on dark grounds."""

ROUND = frozenset({ChartKind.PIE, ChartKind.DOUGHNUT})


def is_bar(chart: Chart) -> bool:
    """Whether it has bars, standing or lying."""
    return chart.kind in {ChartKind.BAR, ChartKind.COLUMN}


def has_track(chart: Chart) -> bool:
    """Whether bars lie on tracks as long as the whole: shares of a hundred percent."""
    shares = chart.kind is ChartKind.BAR and len(chart.series) == 1 and chart.maximum == FULL
    return shares and chart.unit.strip() == "%" and all(0 <= value <= FULL for value in _values(chart))


def track_paint(colors: ThemeColors, ground: str = "bg1") -> str:
    """The colour of tracks on a ground."""
    return LIGHT_TRACK if is_light(colors, ground) else DARK_TRACK


def is_inside(chart: Chart, point: int) -> bool:
    """Whether the number of a bar on a track stands in the bar."""
    value = chart.series[0].values[point]
    return value is not None and value >= LEAST_INSIDE


def is_line(chart: Chart, index: int) -> bool:
    """Whether a series is drawn as a line: all are in a line chart, single ones may be among columns."""
    return chart.kind is ChartKind.LINE or (chart.series[index].line and chart.kind is ChartKind.COLUMN)


def shown_share(chart: Chart, value: float, total: float) -> str:
    """What stands at a pie's part: its value, its share, or both."""
    share = f"{value / total:.0%}" if total else ""
    if not chart.shares:
        return shown_number(chart, value)
    return f"{shown_number(chart, value)}; {share}" if chart.values_shown else share


def has_legend(chart: Chart) -> bool:
    """Whether a legend is needed: for several series, and for a ring, whose slices have no room for names."""
    named = any(series.name.plain.strip() for series in chart.series)
    return (len(chart.series) > 1 and named) or chart.kind is ChartKind.DOUGHNUT


def has_labels(chart: Chart) -> bool:
    """Whether values are written at the data, rather than on an axis alone."""
    if chart.kind is ChartKind.LINE:
        return len(chart.series) == 1 and len(chart.categories) <= MAX_LINE_LABELS
    return not _is_mixed(chart)


def has_value_axis(chart: Chart) -> bool:
    """Whether the axis of values is drawn, with lines across the plot."""
    if chart.kind in ROUND:
        return False
    return chart.kind is ChartKind.LINE or not has_labels(chart) or chart.value_title is not None


def _is_mixed(chart: Chart) -> bool:
    """Whether lines run in front of columns."""
    return chart.kind is ChartKind.COLUMN and any(series.line for series in chart.series)


def series_paint(chart: Chart, index: int, colors: ThemeColors, ground: str = "bg1") -> str:
    """A series' colour on a ground: accents in turn, neutral where single points are to stand out."""
    if chart.emphasis and len(chart.series) == 1 and is_bar(chart):
        return colors.step("bg1", NEUTRAL)
    return _seen(ACCENTS[index % len(ACCENTS)], colors, ground)


def _seen(paint: str, colors: ThemeColors, ground: str) -> str:
    """A paint that is seen on a ground, in its own hue."""
    own, behind = f"#{colors.hex(paint)}", f"#{colors.hex(ground)}"
    return paint if contrast(own, behind) >= SEEN else colors.paint(readable(own, behind, SEEN))


def point_paint(chart: Chart, point: int, colors: ThemeColors, ground: str = "bg1") -> str | None:
    """The colour of a point that differs from its series'; None for the others."""
    stands_out = point in chart.emphasis
    if chart.kind in ROUND:
        if chart.emphasis:
            first = _seen(ACCENTS[0], colors, ground)
            return first if stands_out else colors.step("bg1", RING_NEUTRALS[point % 3])
        return _seen(ACCENTS[point % len(ACCENTS)], colors, ground)
    if stands_out and len(chart.series) == 1 and is_bar(chart):
        return _seen(ACCENTS[0], colors, ground)
    return None


def inside_ink(chart: Chart, index: int, point: int, colors: ThemeColors, ground: str = "bg1") -> str | None:
    """Text colour of a label on its bar, track or ring; None for others, which have the slide's text colour."""
    if has_track(chart) and not is_inside(chart, point):
        return colors.ink(track_paint(colors, ground))
    if not (chart.kind is ChartKind.DOUGHNUT or (chart.stacked and is_bar(chart)) or has_track(chart)):
        return None
    return colors.ink(point_paint(chart, point, colors, ground) or series_paint(chart, index, colors, ground))


def number_format(chart: Chart, value: float | None = None) -> str:
    """The format code of the chart's numbers, or of one of them, the unit behind it (ECMA-376 part 1, 18.8.31).

    Whole numbers get separators of thousands; others are shown as they were written. Behind a unit's quotes stands no
    ``General``, which some programs take for the whole code: the digits are counted.
    """
    unit = chart.unit.replace('"', "”")
    if _whole(chart):
        code = "#,##0"
    elif not unit:
        return "General"
    else:
        decimals = {_decimals(one) for one in (_values(chart) if value is None else (value,))}
        code = _digits(-1 if -1 in decimals else max(decimals))
    return _with_unit(code, unit)


def axis_format(chart: Chart) -> str:
    """The format code of the axis of values, whose steps are whole where the values are far apart."""
    if chart.unit and max(map(abs, _values(chart)), default=0.0) >= WHOLE_STEPS:
        unit = chart.unit.replace('"', "”")
        return _with_unit("#,##0", unit)
    return number_format(chart)


def _with_unit(code: str, unit: str) -> str:
    """A format code with the unit behind it; one that runs from the right is left of the number in every program."""
    if has_right_to_left(unit):
        return f'"{_RIGHT_TO_LEFT}"{code}"{unit}{_END}"'
    return code + (f'"{unit}"' if unit else "")


_RIGHT_TO_LEFT, _END = "\u202b", "\u202c"
"""A stretch that runs from the right, and its end (UAX #9, RLE and PDF)."""


def has_mixed_decimals(chart: Chart) -> bool:
    """Whether points need format codes of their own, since ``General`` cannot stand before a unit."""
    return bool(chart.unit) and not _whole(chart) and len(set(map(_decimals, _values(chart)))) > 1


def shown_number(chart: Chart, value: float) -> str:
    """A number as that format code shows it."""
    return (f"{value:,.0f}" if _whole(chart) else f"{value:g}") + chart.unit


def _whole(chart: Chart) -> bool:
    return all(float(value).is_integer() for value in _values(chart))


def _values(chart: Chart) -> tuple[float, ...]:
    return tuple(value for series in chart.series for value in series.values if value is not None)


def _decimals(value: float) -> int:
    """Digits behind the point of a number as it is shown; -1 for one that is written with an exponent."""
    shown = f"{value:g}"
    return -1 if "e" in shown else len(shown.partition(".")[2])


def _digits(decimals: int) -> str:
    if decimals < 0:
        return "0.0#####E+00"
    return "0." + "0" * decimals if decimals else "0"
