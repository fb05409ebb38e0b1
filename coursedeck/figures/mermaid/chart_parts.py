"""What ``pie`` and ``xychart`` share: titles, the words of a chart, and the Chart that comes of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from coursedeck.figures.mermaid.labels import read_label
from coursedeck.figures.mermaid.preamble import Prepared
from coursedeck.figures.mermaid.scanner import Scanner
from coursedeck.figures.mermaid.strings import take_quoted
from coursedeck.model.problem import Source
from coursedeck.model.session import Chart, ChartKind, Series
from coursedeck.model.text import Text, literal

_TITLE = re.compile(r"title(?:[ \t]+([^\n]*)|(?=\n|\Z))")
_ACCESSIBLE = re.compile(r"acc(Title|Descr)\s*(?::[ \t]*([^\n]*)|\{([^}]*)\})")
_WORD = re.compile(r"[^\s\[\]{}\",:]+")
_LONGEST = 500
"""Points of a series; a slide shows no more."""


@dataclass(slots=True)
class Said:
    """What a chart's statements say, in any order; `categories` and `plots` are what is drawn."""

    title: str = ""
    description: str = ""
    horizontal: bool = False
    categories: list[str] = field(default_factory=list)
    x_range: tuple[float, float] | None = None
    y_title: str = ""
    maximum: float | None = None
    plots: list[tuple[str, str, list[float]]] = field(default_factory=list)
    """``bar`` or ``line``, name, values."""
    stacks: int = 0


def begin(prepared: Prepared, fence: Source) -> tuple[Scanner, Said]:
    """A cursor behind the kind of the chart, and nothing said yet."""
    scanner = Scanner(prepared.text, fence)
    scanner.position = prepared.start + len(prepared.kind)
    return scanner, Said(title=prepared.title)


def next_statement(scanner: Scanner) -> bool:
    """Move to the next statement; False at the end."""
    while True:
        scanner.skip_space()
        if not scanner.accept(";"):
            return not scanner.at_end()


def take_common(scanner: Scanner, said: Said) -> bool:
    """A title or a description at the cursor."""
    if title := scanner.take(_TITLE):
        said.title = (title[1] or "").strip().strip('"')
        return True
    if accessible := scanner.take(_ACCESSIBLE):
        text = (accessible[2] if accessible[2] is not None else accessible[3]).strip()
        if accessible[1] == "Descr":
            said.description = text
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
    if count > _LONGEST:
        scanner.fail(f"a chart holds at most {_LONGEST} values a series, and this one has more; leave some out")


def build_chart(kind: ChartKind, said: Said, source: Source) -> Chart:
    """The chart that was said; short series are filled up with gaps."""

    def text(words: str) -> Text:
        return literal(read_label(words).text, source)

    count = len(said.categories)
    return Chart(
        kind=kind,
        title=text(said.title) if said.title else None,
        categories=tuple(text(category) for category in said.categories),
        series=tuple(
            Series(
                text(name or (said.y_title if len(said.plots) == 1 else "")), (*values, *[None] * (count - len(values)))
            )
            for _, name, values in said.plots
        ),
        source=source,
        stacked=said.stacks == 1 and len(said.plots) > 1 and all(kind == "bar" for kind, *_ in said.plots),
        maximum=said.maximum,
        alt=text(said.description) if said.description else None,
    )
