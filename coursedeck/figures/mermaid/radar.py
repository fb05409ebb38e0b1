"""Radar charts: axes around a centre, and a curve for each series.

    radar-beta
        axis math["Math"], art["Art"], sport["Sport"]
        curve kim["Kim"]{85, 90, 80}
        max 100

Source of the grammar: Mermaid's documentation, "Radar Diagram".
"""

from __future__ import annotations

import re

from msgspec import Struct, field

from coursedeck.figures.mermaid.accessible import take_accessible
from coursedeck.figures.mermaid.graph_parts import GraphParts
from coursedeck.figures.mermaid.labels import read_label
from coursedeck.figures.mermaid.preamble import FenceText, NothingToDrawError
from coursedeck.figures.mermaid.scanner import Scanner
from coursedeck.model.figure_kinds import Curve, Radar
from coursedeck.model.graph import Graph
from coursedeck.model.problem import Source

KINDS = ("radar-beta", "radar")

_TITLE = re.compile(r"title(?:[ \t]+([^\n]*)|(?=\n|\Z))")
_THING = re.compile(r"\s*([\w-]+)\s*(?:\[\s*(?:\"([^\"]*)\"|'([^']*)')\s*\])?")
_ENTRIES = re.compile(r"\s*\{([^{}]*)\}")
_ENTRY = re.compile(r"(?:([A-Za-z_][\w-]*)\s*:?\s*)?(-?\d{1,12}(?:\.\d{1,9})?)")
_OPTION = re.compile(r"(showLegend|ticks|max|min|graticule)[ \t]+([\w.-]+)")
_WORD = re.compile(r"(axis|curve)(?!\w)")


class _RadarText(Struct):
    axes: dict[str, str] = field(default_factory=dict)
    """Name to the node's id."""
    curves: list[tuple[str, str, int]] = field(default_factory=list)
    """Node, entries, where they stand."""
    options: dict[str, str] = field(default_factory=dict)


def read_radar(prepared: FenceText, name: str, fence: Source) -> Graph:
    """The chart that `prepared` describes. Raises CourseError for bad syntax and values that fit no axis."""
    scanner = prepared.scanner(fence)
    parts = GraphParts(scanner.source(prepared.start), read_label(prepared.title))
    said = _RadarText()
    while True:
        scanner.take(re.compile(r"[\s;:,]+|%%[^\n]*"))
        if scanner.at_end():
            break
        if not scanner.peek(re.compile(r"\s|%%|[;:,]")):
            _statement(scanner, parts, said)
    if not (said.axes and said.curves):
        raise NothingToDrawError("the chart needs axes and curves: `axis a, b, c` and `curve one{1, 2, 3}`")
    curves = tuple(Curve(node, _values(text, said, scanner, place)) for node, text, place in said.curves)
    return parts.graph(name, _kind(said, curves))


def _statement(scanner: Scanner, parts: GraphParts, said: _RadarText) -> None:
    if title := scanner.take(_TITLE):
        parts.title = parts.title or read_label((title[1] or "").strip())
    elif take_accessible(scanner, parts):
        return
    elif option := scanner.take(_OPTION):
        said.options[option[1]] = option[2]
    elif word := scanner.take(_WORD):
        _things(word[1], scanner, parts, said)
    else:
        scanner.fail(f"found {scanner.found()}; expected `axis`, `curve`, `max`, `min`, `ticks` or `graticule`")


def _things(kind: str, scanner: Scanner, parts: GraphParts, said: _RadarText) -> None:
    while True:
        source = scanner.source()
        found = scanner.take(_THING)
        if not found:
            scanner.fail(f'found {scanner.found()}; expected a name: `{kind} name["Words"]`')
        words = next((part for part in found.groups()[1:] if part is not None), found[1])
        node = parts.node(read_label(words), source)
        if kind == "axis":
            said.axes[found[1]] = node
        else:
            place = scanner.position
            entries = scanner.take(_ENTRIES)
            if not entries:
                scanner.fail(f"found {scanner.found()}; expected the values of the curve: `{{1, 2, 3}}`")
            said.curves.append((node, entries[1], place))
        if not scanner.take(re.compile(r"[ \t]*,")):
            return


def _values(text: str, said: _RadarText, scanner: Scanner, place: int) -> tuple[float, ...]:
    """A curve's values in the order of the axes."""
    entries = [_ENTRY.fullmatch(part.strip()) for part in text.split(",")]
    count = len(said.axes)
    if any(entry is None for entry in entries) or len(entries) != count:
        scanner.fail(f"found `{{{text.strip()}}}`; expected {count} numbers, one for each axis", place)
    known = [entry for entry in entries if entry is not None]
    if all(entry[1] is None for entry in known):
        return tuple(float(entry[2]) for entry in known)
    named = {entry[1]: float(entry[2]) for entry in known}
    if set(named) != set(said.axes):
        scanner.fail(f"found `{{{text.strip()}}}`; expected a value for each axis by its name", place)
    return tuple(named[axis] for axis in said.axes)


def _kind(said: _RadarText, curves: tuple[Curve, ...]) -> Radar:
    def number(name: str) -> float | None:
        text = said.options.get(name, "")
        return float(text) if re.fullmatch(r"-?\d{1,12}(?:\.\d{1,9})?", text, re.ASCII) else None

    ticks = number("ticks")
    return Radar(
        tuple(said.axes.values()),
        curves,
        number("min") or 0.0,
        number("max"),
        round(min(max(ticks, 1), 12)) if ticks is not None else 5,
        round=said.options.get("graticule") != "polygon",
    )
