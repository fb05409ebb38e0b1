"""Charts as HTML tables with a bar in every cell, which screen readers and printers can handle."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from coursedeck.model.session import Chart, Series
from coursedeck.output.pages.inline import inline
from coursedeck.output.pages.numbers import plain_number

_WIDTH = 100
_HEIGHT = 12


def chart_table(chart: Chart) -> Markup:
    """The data of a chart as a table with a row for each category; emphasised categories are marked."""
    longest = chart.maximum or max((abs(value) for value in _values(chart.series)), default=0) or 1
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(inline(one.name)) for one in chart.series)
    rows = Markup("\n").join(_row(chart, index, longest) for index in range(len(chart.categories)))
    caption = Markup("<figcaption>{}</figcaption>\n").format(inline(chart.title)) if chart.title else Markup("")
    return Markup(
        '<figure class="chart">\n{}<table>\n<thead>\n<tr><td></td>{}</tr>\n</thead>\n'
        "<tbody>\n{}\n</tbody>\n</table>\n</figure>"
    ).format(caption, head, rows)


def _values(series: Iterable[Series]) -> list[float]:
    return [value for one in series for value in one.values if value is not None]


def _row(chart: Chart, index: int, longest: float) -> Markup:
    cells = Markup("").join(
        _cell(one.values[index], chart.unit, longest, number) for number, one in enumerate(chart.series)
    )
    stressed = Markup(' class="stressed"') if index in chart.emphasis else Markup("")
    return Markup('<tr{}><th scope="row">{}</th>{}</tr>').format(stressed, inline(chart.categories[index]), cells)


def _cell(value: float | None, unit: str, longest: float, series: int) -> Markup:
    if value is None:
        return Markup("<td>–</td>")
    width = plain_number(min(abs(value) / longest, 1.0) * _WIDTH, 2)
    bar = (
        '<svg class="bar series-{}" viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="track" width="{}" height="{}"/><rect class="value" width="{}" height="{}"/></svg>'
    )
    drawn = Markup(bar).format(series % 6 + 1, _WIDTH, _HEIGHT, _WIDTH, _HEIGHT, width, _HEIGHT)
    return Markup('<td>{}<span class="number">{}{}</span></td>').format(drawn, plain_number(value), unit)
