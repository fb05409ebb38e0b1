"""Bars, columns and lines: ``xychart``.

Source of the grammar: Mermaid's documentation, "XY Chart". Lines stand in front of columns; beside lying bars
they become bars too, and an unnamed line that only repeats a bar series is dropped.
"""

from __future__ import annotations

import re

from coursedeck.figures.mermaid.chart_statements import (
    ChartStatements,
    begin,
    build_chart,
    check_count,
    next_statement,
    take_common,
    take_text,
)
from coursedeck.figures.mermaid.preamble import FenceText, NothingToDrawError
from coursedeck.figures.mermaid.scanner import Scanner
from coursedeck.figures.mermaid.strings import take_quoted
from coursedeck.model.problem import Source
from coursedeck.model.session import Chart, ChartKind

KINDS = ("xychart", "xychart-beta")

_NUMBER = re.compile(r"[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})(?:[eE][+-]?\d{1,2})?(?![\w.])", re.ASCII)
_ORIENTATION = re.compile(r"(horizontal|vertical)(?!\w)")
_AXIS = re.compile(r"([xy])-axis(?!\w)")
_PLOT = re.compile(r"(bar|line)(?!\w)")
_ARROW = re.compile(r"[ \t]*-->[ \t]*")
_CATEGORY = re.compile(r"[^\[\]\",\n]*")


def read_xy_chart(prepared: FenceText, name: str, fence: Source) -> Chart:
    """Bars, columns or lines. Raises CourseError for bad syntax."""
    scanner, chart = begin(prepared, fence)
    while next_statement(scanner):
        if take_common(scanner, chart):
            continue
        if orientation := scanner.take(_ORIENTATION):
            chart.horizontal = orientation[1] == "horizontal"
        elif axis := scanner.take(_AXIS):
            _axis(scanner, chart, axis[1])
        elif plot := scanner.take(_PLOT):
            _plot(scanner, chart, plot[1])
        else:
            scanner.fail(f"found {scanner.found()}; expected `title`, `x-axis`, `y-axis`, `bar` or `line`")
    if not chart.plots:
        raise NothingToDrawError("the chart has no numbers; write a line such as `bar [1, 2, 3]`")
    _complete(scanner, chart, prepared.start)
    kind = _kind(chart)
    if kind is ChartKind.BAR and any(plot == "line" for plot, *_ in chart.plots):
        scanner.warn(
            "lines beside lying bars are drawn as bars; leave `horizontal` out", scanner.source(prepared.start)
        )
    return build_chart(kind, chart, scanner.source(prepared.start))


def _axis(scanner: Scanner, chart: ChartStatements, which: str) -> None:
    """``x-axis title [a, b]``, ``y-axis "title" 0 --> 10``, with or without a title."""
    scanner.skip_blanks()
    bounds = _range(scanner)
    title = ""
    if bounds is None and not scanner.looking_at("["):
        title = take_text(scanner)
        scanner.skip_blanks()
        bounds = _range(scanner)
    if which == "x":
        chart.x_title = title
    if which == "y":
        chart.y_title = title
        chart.maximum = bounds[1] if bounds else None
    elif scanner.looking_at("["):
        chart.categories = _categories(scanner)
    else:
        chart.x_range = bounds


def _range(scanner: Scanner) -> tuple[float, float] | None:
    start = scanner.position
    low = scanner.take(_NUMBER)
    if low and scanner.take(_ARROW) and (high := scanner.take(_NUMBER)):
        return float(low.group()), float(high.group())
    scanner.position = start
    return None


def _categories(scanner: Scanner) -> list[str]:
    found: list[str] = []
    scanner.accept("[")
    while True:
        scanner.skip_space()
        string = take_quoted(scanner)
        word = None if string else scanner.take(_CATEGORY)
        found.append(string.text if string else word.group().strip() if word else "")
        check_count(scanner, len(found))
        scanner.skip_space()
        if scanner.accept("]"):
            return found
        if not scanner.accept(","):
            scanner.fail(f"found {scanner.found()} among the categories; expected `,` or `]`")


def _plot(scanner: Scanner, chart: ChartStatements, kind: str) -> None:
    """``bar "name" [1, 2]``, or a stack: ``bar {"a": [1, 2], "b": [3, 4]}``."""
    scanner.skip_blanks()
    title = "" if scanner.text[scanner.position : scanner.position + 1] in {"[", "{"} else take_text(scanner)
    scanner.skip_blanks()
    if not scanner.accept("{"):
        chart.plots.append((kind, title, _numbers(scanner)))
        return
    chart.stacks += 1
    while True:
        scanner.skip_space()
        name = take_text(scanner)
        scanner.skip_space()
        if not scanner.accept(":"):
            scanner.fail(f'found {scanner.found()} in a stack; expected `"name": [1, 2]`')
        scanner.skip_space()
        chart.plots.append((kind, f"{title}: {name}" if title else name, _numbers(scanner)))
        scanner.skip_space()
        if scanner.accept("}"):
            return
        if not scanner.accept(","):
            scanner.fail(f"found {scanner.found()} in a stack; expected `,` or `}}`")


def _numbers(scanner: Scanner) -> list[float]:
    if not scanner.accept("["):
        scanner.fail(f"found {scanner.found()}; expected numbers: `[1, 2, 3]`")
    found: list[float] = []
    while True:
        scanner.skip_space()
        number = scanner.take(_NUMBER)
        if not number:
            scanner.fail(f"found {scanner.found()} among the numbers; expected a number such as `2.5`")
        found.append(float(number.group()))
        check_count(scanner, len(found))
        scanner.skip_space()
        if take_quoted(scanner):  # words at a point of a line have no place in a native chart
            scanner.skip_space()
        if scanner.accept("]"):
            return found
        if not scanner.accept(","):
            scanner.fail(f"found {scanner.found()} among the numbers; expected `,` or `]`")


def _complete(scanner: Scanner, chart: ChartStatements, start: int) -> None:
    longest = max(len(values) for *_, values in chart.plots)
    if chart.categories and longest > len(chart.categories):
        count = len(chart.categories)
        what = f"a series has {longest} values, but the x-axis only {count} categories"
        scanner.warn(f"{what}: the rest is left out; name them all", scanner.source(start))
        chart.plots = [(kind, name, values[:count]) for kind, name, values in chart.plots]
    if not chart.categories:
        low, high = chart.x_range or (1.0, float(longest))
        step = (high - low) / (longest - 1) if longest > 1 else 0.0
        chart.categories = [f"{low + step * index:g}" for index in range(longest)]
    bars = [values for kind, _, values in chart.plots if kind == "bar"]
    chart.plots = [plot for plot in chart.plots if not (plot[0] == "line" and not plot[1] and plot[2] in bars)]


def _kind(chart: ChartStatements) -> ChartKind:
    if all(kind == "line" for kind, *_ in chart.plots):
        return ChartKind.LINE
    return ChartKind.BAR if chart.horizontal else ChartKind.COLUMN
