"""Content of a region as strips: what may not be cut, measured, in the order in which it is read.

A page of a region is a run of strips; neighbours of one container (a list, a table, a piece of code) become one shape.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from coursedeck.model.problem import Problem
from coursedeck.model.session import Chart, FigureRef, Picture, Table
from coursedeck.model.slide import TextParagraph
from coursedeck.model.units import Points

GAP: Points = 12.0
"""Between two shapes of one region."""


class Kind(StrEnum):
    """What a container becomes."""

    TEXT = "text"
    CARD = "card"
    CODE = "code"
    TABLE = "table"
    OBJECT = "object"


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns of a table and its header row, which every page of the table repeats."""

    table: Table
    columns: tuple[Points, ...]
    header: tuple[tuple[TextParagraph, ...], ...]
    header_height: Points


@dataclass(frozen=True, slots=True)
class Container:
    """What strips belong to; `index` tells two containers of one kind apart."""

    index: int
    kind: Kind
    padding: tuple[Points, Points] = (0.0, 0.0)
    """Horizontal and vertical space inside, on each side."""
    fill: str | None = None
    stroke: str | None = None
    grid: Grid | None = None
    art: bool = False
    """Code whose pieces stand in columns."""
    object: FigureRef | Picture | Chart | None = None

    @property
    def overhead(self) -> Points:
        """Height that the container takes besides its strips."""
        return 2 * self.padding[1] + (self.grid.header_height if self.grid else 0.0)


@dataclass(frozen=True, slots=True)
class Strip:
    """One paragraph, table row, line of code or object; heights in points."""

    container: Container
    height: Points
    space: Points = 0.0
    """Above it, unless it is the first of its shape."""
    lines: int = 1
    paragraphs: tuple[TextParagraph, ...] = ()
    cells: tuple[tuple[TextParagraph, ...], ...] = ()
    keep: bool = False
    """Must not be the last of a page."""
    top: bool = True
    """A good place to begin a page: not a nested item."""
    problems: tuple[Problem, ...] = ()

    @property
    def blank(self) -> bool:
        """Whether it is a blank line of code."""
        code = self.container.kind is Kind.CODE and not self.container.art
        return code and not any(paragraph.plain.strip() for paragraph in self.paragraphs)


def shapes_of(strips: Sequence[Strip]) -> list[tuple[Container, tuple[Strip, ...]]]:
    """The strips gathered by container, in order."""
    return [
        (members[0].container, tuple(members))
        for _, group in groupby(strips, key=lambda strip: strip.container.index)
        if (members := list(group))
    ]


def shape_height(container: Container, strips: Sequence[Strip]) -> Points:
    """Height of one shape."""
    return container.overhead + sum(s.height + (s.space if i else 0.0) for i, s in enumerate(strips))


def page_height(strips: Sequence[Strip]) -> Points:
    """Height that the strips need, with the gaps between their shapes."""
    shapes = shapes_of(strips)
    return sum(shape_height(c, s) for c, s in shapes) + GAP * max(0, len(shapes) - 1)


def page_lines(strips: Sequence[Strip]) -> int:
    """Lines of prose; tables, code and objects are counted apart."""
    return sum(strip.lines for strip in strips if strip.container.kind in {Kind.TEXT, Kind.CARD})


def code_lines(strips: Sequence[Strip]) -> int:
    """Lines of code."""
    return sum(strip.lines for strip in strips if strip.container.kind is Kind.CODE)
