"""Treemaps: parts within parts by indentation, with their sizes.

    treemap-beta
        "Servers"
            "Web": 12
            "Database": 20

Source of the grammar: Mermaid's documentation, "Treemap Diagram".
"""

from __future__ import annotations

import re

from coursedeck.figures.mermaid.graph_parts import GraphParts
from coursedeck.figures.mermaid.labels import read_label
from coursedeck.figures.mermaid.lines import StatementLine, statement_lines
from coursedeck.figures.mermaid.preamble import FenceText, NothingToDrawError
from coursedeck.figures.mermaid.refusing import refuse
from coursedeck.figures.mermaid.scanner import quoted
from coursedeck.figures.mermaid.style_sheet import StyleSheet
from coursedeck.figures.mermaid.styles import apply, declarations
from coursedeck.model.figure_kinds import Leaf, Treemap
from coursedeck.model.graph import Graph, GraphStyle
from coursedeck.model.problem import Source
from coursedeck.model.values import replace

KINDS = ("treemap-beta", "treemap")

_ITEM = re.compile(r"(?:\"([^\"]*)\"|'([^']*)')\s*(?:[:,]\s*([0-9_.,]+))?\s*(?::::(\w+))?")
_CLASS = re.compile(r"classDef\s+(\w+)\s*(.*)")


def read_treemap(prepared: FenceText, name: str, fence: Source) -> Graph:
    """The map that `prepared` describes. Raises CourseError for bad syntax and sizes that are none."""
    scanner = prepared.scanner(fence)
    parts = GraphParts(scanner.source(prepared.start), read_label(prepared.title))
    sheet = StyleSheet()
    worn: dict[str, str] = {}
    leaves: list[Leaf] = []
    around: list[tuple[int, str]] = []
    """Indents and ids of the clusters from the outermost to the innermost."""
    for line in statement_lines(scanner, parts, semicolons=False):
        if given := _CLASS.fullmatch(line.text):
            sheet.define_class([given[1]], declarations(_commas(given[2]), line.source))
            continue
        found = _ITEM.fullmatch(line.text)
        if not found:
            refuse(f'found {quoted(line.text)}; expected `"Part": 12`, or `"Part"` above its parts', line.source)
        while around and around[-1][0] >= line.indent:
            around.pop()
        parent = around[-1][1] if around else None
        label = read_label(found[1] if found[1] is not None else found[2])
        if found[3] is None:
            id_ = parts.cluster(label, line.source, parent)
            around.append((line.indent, id_))
        else:
            id_ = parts.node(label, line.source, parent)
            leaves.append(Leaf(id_, _size(found[3], line)))
        if found[4]:
            worn[id_] = found[4]
    if not leaves:
        raise NothingToDrawError('the map has no sizes; write lines such as `"Part": 12`')
    return _styled(parts.graph(name, Treemap(tuple(leaves))), sheet, worn)


def _size(text: str, line: StatementLine) -> float:
    try:
        value = float(re.sub(r"[_,]", "", text))
    except ValueError:
        refuse(f"found {quoted(text)}; expected a size such as 12 or 3.5", line.source)
    return value


def _commas(text: str) -> str:
    """Declarations that blanks part, as commas part them."""
    return re.sub(r"[\s,]+(?=[\w-]+\s*:)", ",", text.strip().rstrip(";"))


def _styled(graph: Graph, sheet: StyleSheet, worn: dict[str, str]) -> Graph:
    for id_, name in worn.items():
        sheet.apply_classes([id_], [name])
    return replace(
        graph,
        nodes=tuple(replace(each, style=apply(GraphStyle(), sheet.of(each.id))) for each in graph.nodes),
        clusters=tuple(replace(each, style=apply(GraphStyle(), sheet.of(each.id))) for each in graph.clusters),
    )
