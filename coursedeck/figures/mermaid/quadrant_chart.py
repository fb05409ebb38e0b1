"""Quadrant charts: points between two axes, and what each quarter means.

    quadrantChart
        x-axis Low Reach --> High Reach
        y-axis Low Engagement --> High Engagement
        quadrant-1 We should expand
        Campaign A: [0.3, 0.6] radius: 12

Source of the grammar: Mermaid's documentation, "Quadrant Chart".
"""

from __future__ import annotations

import re

from coursedeck.figures.mermaid.colors import NOTHING, read_color
from coursedeck.figures.mermaid.graph_parts import GraphParts
from coursedeck.figures.mermaid.labels import read_label
from coursedeck.figures.mermaid.lines import StatementLine, statement_lines
from coursedeck.figures.mermaid.preamble import FenceText, NothingToDrawError
from coursedeck.figures.mermaid.refusing import refuse
from coursedeck.figures.mermaid.scanner import quoted
from coursedeck.model.figure_kinds import QuadrantPoint, Quadrants
from coursedeck.model.graph import Graph, GraphStyle
from coursedeck.model.problem import Source

KINDS = ("quadrantChart",)

_AXIS = re.compile(r"([xy])-axis\s+(.*)", re.IGNORECASE)
_QUADRANT = re.compile(r"quadrant-([1-4])\s*(.*)", re.IGNORECASE)
_POINT = re.compile(r"(.*?)(?::::(\w+))?\s*:\s*\[\s*([\d.]+)\s*,\s*([\d.]+)\s*\]\s*(.*)")
_CLASS = re.compile(r"classDef\s+(\w+)\s+(.*)")
_ARROW = re.compile(r"\s*--+>\s*")
_LENGTH = re.compile(r"(\d{1,3}(?:\.\d+)?)(?:px)?")
_PIXEL = 0.75


def read_quadrant_chart(prepared: FenceText, name: str, fence: Source) -> Graph:
    """The chart that `prepared` describes. Raises CourseError for bad syntax and points outside the chart."""
    scanner = prepared.scanner(fence)
    parts = GraphParts(scanner.source(prepared.start), read_label(prepared.title))
    axes: dict[str, tuple[str | None, str | None]] = {}
    quarters: dict[int, str] = {}
    points: list[QuadrantPoint] = []
    classes: dict[str, str] = {}
    lines = list(statement_lines(scanner, parts))
    classes |= {found[1]: found[2] for line in lines if (found := _CLASS.fullmatch(line.text))}
    for line in lines:
        if axis := _AXIS.fullmatch(line.text):
            low, _, high = (text.strip().strip('"') for text in _ARROW.sub("\0", axis[2], 1).partition("\0"))
            axes[axis[1].lower()] = _words(parts, low, line.source), _words(parts, high, line.source)
        elif quarter := _QUADRANT.fullmatch(line.text):
            quarters[int(quarter[1])] = _words(parts, quarter[2], line.source) or ""
        elif point := _POINT.fullmatch(line.text):
            points.append(_point(parts, point, classes, line))
        elif not _CLASS.fullmatch(line.text):
            what = "expected a point such as `Name: [0.3, 0.6]`, `x-axis`, `y-axis` or `quadrant-1`"
            refuse(f"found {quoted(line.text)}; {what}", line.source)
    if not (points or axes or quarters):
        raise NothingToDrawError("the chart is empty; write points such as `Name: [0.3, 0.6]`")
    none = (None, None)
    words = tuple(quarters.get(number) or None for number in (1, 2, 3, 4))
    return parts.graph(name, Quadrants(tuple(points), words, axes.get("x", none), axes.get("y", none)))


def _words(parts: GraphParts, text: str, source: Source) -> str | None:
    label = read_label(text.strip().strip('"').strip("`"))
    return parts.node(label, source) if label else None


def _point(parts: GraphParts, found: re.Match[str], classes: dict[str, str], line: StatementLine) -> QuadrantPoint:
    try:
        x, y = float(found[3]), float(found[4])
    except ValueError:
        refuse(f"found {quoted(found.group())}; expected numbers from 0 to 1", line.source)
    if not (0 <= x <= 1 and 0 <= y <= 1):
        refuse(f"{quoted(f'[{found[3]}, {found[4]}]')} lies outside; both numbers are from 0 to 1", line.source)
    given = _declared(classes.get(found[2] or "", "")) | _declared(found[5])
    style = GraphStyle(
        fill=_color(given.get("color", ""), line.source),
        stroke=_color(given.get("stroke-color", ""), line.source),
        stroke_width=_length(given.get("stroke-width", "")),
    )
    node = parts.node(read_label(found[1].strip().strip('"')), line.source, style=style)
    return QuadrantPoint(node, x, y, _length(given.get("radius", "")))


def _declared(text: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in re.split(r",(?![^(]*\))", text))
    return {name.strip().lower(): value.strip() for name, colon, value in pairs if colon}


def _color(text: str, source: Source) -> str | None:
    if not text:
        return None
    try:
        color = read_color(text)
    except ValueError:
        refuse(f"{quoted(text)} names no colour; write #rrggbb or a CSS colour name", source)
    return None if color == NOTHING else color


def _length(text: str) -> float | None:
    found = _LENGTH.fullmatch(text)
    return float(found[1]) * _PIXEL if found else None
