"""Requirement diagrams: requirements and elements are tables of what is known about them, relations dashed arrows.

    requirementDiagram
        requirement speed {
            id: 1
            text: "Answers within a second"
            risk: high
            verifymethod: test
        }
        element server { type: simulation }
        server - satisfies -> speed

Source of the grammar: Mermaid's documentation, "Requirement Diagram".
"""

from __future__ import annotations

import re

from coursedeck.figures.mermaid.accessible import take_accessible
from coursedeck.figures.mermaid.boxed_rows import escaped
from coursedeck.figures.mermaid.builder import GraphBuilder
from coursedeck.figures.mermaid.directions import read_direction
from coursedeck.figures.mermaid.labels import read_label
from coursedeck.figures.mermaid.links import Link
from coursedeck.figures.mermaid.preamble import FenceText, NothingToDrawError
from coursedeck.figures.mermaid.scanner import Scanner
from coursedeck.figures.mermaid.statements import STATEMENTS
from coursedeck.model.graph import Align, Arrow, Cell, Dash, Graph, GraphStyle, Label, NodeShape
from coursedeck.model.problem import Source

KINDS = ("requirementDiagram", "requirement")

_TITLES = {
    "requirement": "Requirement",
    "functionalrequirement": "Functional Requirement",
    "interfacerequirement": "Interface Requirement",
    "performancerequirement": "Performance Requirement",
    "physicalrequirement": "Physical Requirement",
    "designconstraint": "Design Constraint",
    "element": "Element",
}
_FIELDS = {
    "id": "ID",
    "text": "Text",
    "risk": "Risk",
    "verifymethod": "Verification",
    "type": "Type",
    "docref": "Doc Ref",
}
_NAME = r"(?:\"([^\"]*)\"|((?:[^\s\"{}:<>-]|-(?!\s|>|-))+(?:[ \t]+(?!-)[^\s\"{}:<>-]+)*))"
_DECLARATION = re.compile(rf"({'|'.join(_TITLES)})[ \t]+{_NAME}[ \t]*(?::::([\w,-]+))?\s*\{{", re.IGNORECASE)
_FIELD = re.compile(r"([A-Za-z]+)[ \t]*:[ \t]*(?:\"([^\"]*)\"|([^\n}]*))")
_RELATION = re.compile(rf"{_NAME}[ \t]*(?:-[ \t]*(\w+)[ \t]*->|<-[ \t]*(\w+)[ \t]*-)[ \t]*{_NAME}")
_KEYWORD = re.compile(r"(direction|style|classDef|class)(?=[ \t])")
_WORN = re.compile(rf"{_NAME}[ \t]*:::([\w,-]+)")
_TITLE = re.compile(r"title[ \t]+([^\n]*)")


def read_requirements(prepared: FenceText, name: str, fence: Source) -> Graph:
    """The figure that `prepared` describes. Raises CourseError for bad syntax."""
    scanner = prepared.scanner(fence)
    builder = GraphBuilder(scanner.source(prepared.start), NodeShape.RECTANGLE, title=read_label(prepared.title))
    found = 0
    while True:
        scanner.skip_space()
        if scanner.at_end():
            break
        if scanner.accept(";") or take_accessible(scanner, builder):
            continue
        found += _statement(scanner, builder)
        scanner.skip_blanks()
        if not scanner.at_break():
            scanner.fail(f"found {scanner.found()}; expected a new line")
    if not found:
        raise NothingToDrawError("the figure is empty; begin with `requirement name {` and a line `id: 1`")
    return builder.build(name)


def _statement(scanner: Scanner, builder: GraphBuilder) -> int:
    """One statement; how many things it is about."""
    source = scanner.source()
    if title := scanner.take(_TITLE):
        builder.title = builder.title or read_label(title[1])
    elif declared := scanner.take(_DECLARATION):
        name = declared[2] or declared[3]
        builder.mention(name, source)
        builder.tabulate(name, _cells(declared[1], name, _fields(scanner)))
        if declared[4]:
            builder.style_sheet.apply_classes((name,), declared[4].split(","))
        return 1
    elif keyword := scanner.peek(_KEYWORD):
        scanner.position = keyword.end()
        if keyword[1] == "direction":
            scanner.skip_blanks()
            builder.turn(read_direction(scanner))
        else:
            STATEMENTS[keyword[1]](scanner, builder, source)
    elif relation := scanner.take(_RELATION):
        _relate(relation, builder, source)
        return 1
    elif worn := scanner.take(_WORN):
        builder.style_sheet.apply_classes((worn[1] or worn[2],), worn[3].split(","))
    else:
        what = "expected `requirement name {`, `element name {` or a relation such as `a - satisfies -> b`"
        scanner.fail(f"found {scanner.found()}; {what}")
    return 0


def _fields(scanner: Scanner) -> list[tuple[str, str]]:
    """What stands in the braces, up to their end."""
    opening = scanner.position - 1
    fields: list[tuple[str, str]] = []
    while True:
        scanner.skip_space()
        if scanner.accept("}"):
            return fields
        if scanner.at_end():
            scanner.fail("these braces have no end; close them with `}`", opening)
        found = scanner.peek(_FIELD)
        if not found or found[1].lower() not in _FIELDS:
            scanner.fail(f"found {scanner.found()}; expected one of {', '.join(_FIELDS)} with a value: `id: 1`")
        scanner.position = found.end()
        value = found[2] if found[2] is not None else found[3].strip()
        fields.append((_FIELDS[found[1].lower()], value))


def _cells(kind: str, name: str, fields: list[tuple[str, str]]) -> tuple[Cell, ...]:
    head = Label(f"«{_TITLES[kind.lower()]}»\n**{escaped(name)}**", markdown=True)
    cells = [Cell(head, 0, 0, columns=2 if fields else 1)]
    for row, (field, value) in enumerate(fields, 1):
        cells.append(Cell(Label(field, align=Align.LEFT), row, 0))
        label = read_label(value)
        cells.append(Cell(Label(label.text, label.markdown, Align.LEFT), row, 1))
    return tuple(cells)


def _relate(found: re.Match[str], builder: GraphBuilder, source: Source) -> None:
    ends = [found[1] or found[2], found[5] or found[6]]
    if found[4]:
        ends.reverse()
    for name in ends:
        builder.mention(name, source)
    label = Label(f"«{found[3] or found[4]}»")
    link = Link(Arrow.NONE, Arrow.OPEN, GraphStyle(dash=Dash.DASHED), label=label)
    builder.connect((ends[0],), (ends[1],), link, source)
