"""What the parsers of ``pie`` and ``xychart`` share: title statements, strings, and building the Chart."""

from __future__ import annotations

import re

from msgspec import Struct, field

from coursedeck.figures.mermaid.labels import read_label
from coursedeck.figures.mermaid.preamble import FenceText
from coursedeck.figures.mermaid.scanner import Scanner
from coursedeck.figures.mermaid.strings import take_quoted
from coursedeck.model.problem import Source
from coursedeck.model.session import Chart, ChartKind, Series
from coursedeck.model.text import Text, literal

_TITLE = re.compile(r"title(?:[ \t]+([^\n]*)|(?=\n|\Z))")
_ACCESSIBLE = re.compile(r"acc(Title|Descr)\s*(?::[ \t]*([^\n]*)|\{([^}]*)\})")
_WORD = re.compile(r"[^\s\[\]{}\",:]+")
_MAX_VALUES = 500
"""Values in one series; more cannot be told apart on a slide."""


class ChartStatements(Struct):
    """The statements of a chart, in any order; `categories` and `plots` are the data."""

    title: str = ""
    description: str = ""
    horizontal: bool = False
    categories: list[str] = field(default_factory=list)
    x_range: tuple[float, float] | None = None
    x_title: str = ""
    y_title: str = ""
    maximum: float | None = None
    plots: list[tuple[str, str, list[float]]] = field(default_factory=list)
    """``bar`` or ``line``, name, values."""
    stacks: int = 0


def begin(prepared: FenceText, fence: Source) -> tuple[Scanner, ChartStatements]:
    """A scanner after the chart's keyword, and an empty chart with the front matter's title."""
    return prepared.scanner(fence), ChartStatements(title=prepared.title)


def next_statement(scanner: Scanner) -> bool:
    """Move to the next statement; False at the end."""
    while True:
        scanner.skip_space()
        if not scanner.accept(";"):
            return not scanner.at_end()


def take_common(scanner: Scanner, chart: ChartStatements) -> bool:
    """Parse a title or description statement at the cursor; False if there is none."""
    if title := scanner.take(_TITLE):
        chart.title = (title[1] or "").strip().strip('"')
        return True
    if accessible := scanner.take(_ACCESSIBLE):
        text = (accessible[2] if accessible[2] is not None else accessible[3]).strip()
        if accessible[1] == "Descr":
            chart.description = text
        return True
    return False


def take_text(scanner: Scanner) -> str:
    """A quoted string or a single word; empty where neither stands."""
    if string := take_quoted(scanner):
        return string.text
    word = scanner.take(_WORD)
    return word.group() if word else ""


def check_count(scanner: Scanner, count: int) -> None:
    """Raises CourseError above 500 values."""
    if count > _MAX_VALUES:
        scanner.fail(f"a chart holds at most {_MAX_VALUES} values a series, and this one has more; leave some out")


def build_chart(kind: ChartKind, chart: ChartStatements, source: Source) -> Chart:
    """The finished chart; series shorter than the categories are padded with gaps."""

    def text(words: str) -> Text:
        return literal(read_label(words).text, source)

    count = len(chart.categories)
    mixed = kind is ChartKind.COLUMN and len({plot for plot, *_ in chart.plots}) > 1
    return Chart(
        kind=kind,
        title=text(chart.title) if chart.title else None,
        categories=tuple(text(category) for category in chart.categories),
        series=tuple(
            Series(
                text(name or (chart.y_title if len(chart.plots) == 1 else "")),
                (*values, *[None] * (count - len(values))),
                line=plot == "line" and mixed,
            )
            for plot, name, values in chart.plots
        ),
        source=source,
        stacked=chart.stacks == 1 and len(chart.plots) > 1 and all(kind == "bar" for kind, *_ in chart.plots),
        maximum=chart.maximum,
        alt=text(chart.description) if chart.description else None,
        category_title=text(chart.x_title) if chart.x_title else None,
        value_title=text(chart.y_title) if chart.y_title else None,
    )
