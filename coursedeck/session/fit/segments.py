"""Content of a region as measured segments, in reading order; a page break falls between segments only.

Neighbouring segments of one container (running text, a table, a code block) become one shape on the slide.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import groupby

from msgspec import Struct

from coursedeck.model.problem import Problem
from coursedeck.model.session import Chart, FigureRef, Picture, PictureRow, Table
from coursedeck.model.slide import TextParagraph
from coursedeck.model.text import Formula
from coursedeck.model.units import Points

FOOT = 1_000_000
"""Index of the container of a page's footnotes."""

GAP: Points = 12.0
"""Between two shapes of one region."""


class ContainerKind(StrEnum):
    """What a container becomes."""

    TEXT = "text"
    CARD = "card"
    CODE = "code"
    TABLE = "table"
    FORMULA = "formula"
    OBJECT = "object"


class TableRow(Struct, frozen=True):
    """The cells of a row, measured; those that a merged cell covers are empty."""

    cells: tuple[tuple[TextParagraph, ...], ...]
    height: Points
    spans: tuple[tuple[int, int, int], ...] = ()
    """Merged cells that begin in this row: column, rows, columns."""


class TableLayout(Struct, frozen=True):
    """Columns of a table and its header, which every page of the table repeats."""

    table: Table
    columns: tuple[Points, ...]
    header: tuple[TableRow, ...] = ()

    @property
    def header_height(self) -> Points:
        """Height of the header's rows."""
        return sum(row.height for row in self.header)


class Container(Struct, frozen=True):
    """What segments belong to; `index` distinguishes containers of one kind."""

    index: int
    kind: ContainerKind
    padding: tuple[Points, Points] = (0.0, 0.0)
    """Horizontal and vertical space inside, on each side."""
    fill: str | None = None
    stroke: str | None = None
    dash: str | None = None
    """Of a frame that no theme draws in its own way."""
    table_layout: TableLayout | None = None
    ascii_art: bool = False
    """Code whose columns line up, and which is never cut."""
    language: str = ""
    """Of code."""
    formula: Formula | None = None
    object: FigureRef | Picture | PictureRow | Chart | None = None

    @property
    def overhead(self) -> Points:
        """Height in points that the container takes besides its segments."""
        return 2 * self.padding[1] + (self.table_layout.header_height if self.table_layout else 0.0)


class FlowSegment(Struct, frozen=True):
    """One paragraph, table row, line of code or object; heights in points."""

    container: Container
    height: Points
    space: Points = 0.0
    """Above it, unless it is the first of its shape."""
    lines: int = 1
    paragraphs: tuple[TextParagraph, ...] = ()
    beside: tuple[TextParagraph, ...] = ()
    """Code of the right column, where it stands in two."""
    cells: tuple[tuple[TextParagraph, ...], ...] = ()
    spans: tuple[tuple[int, int, int], ...] = ()
    """Merged cells that begin in this table row: column, rows, columns."""
    keep: bool = False
    """Must not be the last of a page."""
    footnotes: tuple[FlowSegment, ...] = ()
    """Those of the marks in it, which stand at the foot of its page."""
    top: bool = True
    """A page may well begin here: not a nested item or the continuation of a paragraph."""
    problems: tuple[Problem, ...] = ()

    @property
    def blank(self) -> bool:
        """Whether it is a blank line of code."""
        code = self.container.kind is ContainerKind.CODE and not self.container.ascii_art
        return code and not any(paragraph.plain.strip() for paragraph in self.paragraphs)


def shapes_of(segments: Sequence[FlowSegment]) -> list[tuple[Container, tuple[FlowSegment, ...]]]:
    """The segments grouped by container, in order."""
    return [
        (members[0].container, tuple(members))
        for _, group in groupby(segments, key=lambda segment: segment.container.index)
        if (members := list(group))
    ]


def shape_height(container: Container, segments: Sequence[FlowSegment]) -> Points:
    """Height of one shape in points."""
    return container.overhead + sum(s.height + (s.space if i else 0.0) for i, s in enumerate(segments))


def page_height(segments: Sequence[FlowSegment]) -> Points:
    """Height in points that the segments need, with the gaps between their shapes."""
    shapes = shapes_of((*segments, *footnotes_below(segments)))
    return sum(shape_height(c, s) for c, s in shapes) + GAP * max(0, len(shapes) - 1)


def footnotes_below(segments: Sequence[FlowSegment]) -> tuple[FlowSegment, ...]:
    """The footnotes of a page, each once, in the order of their numbers."""
    found = {segment.paragraphs: segment for one in segments for segment in one.footnotes}
    return tuple(sorted(found.values(), key=_number))


def _number(footnote: FlowSegment) -> int:
    mark = footnote.paragraphs[0].runs[0].text
    return int(mark) if mark.isdecimal() else 0


def page_lines(segments: Sequence[FlowSegment]) -> int:
    """Lines of prose; tables, code and objects are counted apart."""
    return sum(
        segment.lines for segment in segments if segment.container.kind in {ContainerKind.TEXT, ContainerKind.CARD}
    )


def code_lines(segments: Sequence[FlowSegment]) -> int:
    """Lines of code."""
    return sum(segment.lines for segment in segments if segment.container.kind is ContainerKind.CODE)
