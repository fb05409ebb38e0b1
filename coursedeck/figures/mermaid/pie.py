"""Pie charts. Source of the grammar: Mermaid's documentation, "Pie chart diagrams"."""

from __future__ import annotations

import re

from coursedeck.figures.mermaid.chart_statements import begin, build_chart, check_count, next_statement, take_common
from coursedeck.figures.mermaid.preamble import FenceText, NothingToDrawError
from coursedeck.figures.mermaid.strings import take_quoted
from coursedeck.model.problem import Source
from coursedeck.model.session import Chart, ChartKind
from coursedeck.model.values import replace

KINDS = ("pie",)

_SHOW_DATA = re.compile(r"showData(?!\w)")
_COLON = re.compile(r"[ \t]*:[ \t]*")
_VALUE = re.compile(r"(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})(?![\w.])", re.ASCII)


def read_pie(prepared: FenceText, name: str, fence: Source) -> Chart:
    """A pie chart. Raises CourseError for bad syntax and for negative values."""
    scanner, chart = begin(prepared, fence)
    values: list[float] = []
    values_shown = False
    while next_statement(scanner):
        if take_common(scanner, chart):
            continue
        if scanner.take(_SHOW_DATA):
            values_shown = True
            continue
        label = take_quoted(scanner)
        if not label:
            scanner.fail(f'found {scanner.found()}; expected a slice: `"name" : 42`')
        value = scanner.take(_VALUE) if scanner.take(_COLON) else None
        if not value:
            scanner.fail(f'found {scanner.found()} behind a name; expected a number, 0 or more: `"name" : 42`')
        chart.categories.append(label.text)
        values.append(float(value.group()))
        check_count(scanner, len(values))
    if not values:
        raise NothingToDrawError('the pie has no slices; write lines such as `"name" : 42`')
    chart.plots = [("pie", "", values)]
    pie = build_chart(ChartKind.PIE, chart, scanner.source(prepared.start))
    return replace(pie, shares=True, values_shown=values_shown)
