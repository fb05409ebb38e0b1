"""Sankey diagrams: amounts that flow from one thing to another, as comma-separated values.

    sankey-beta
        Grid,Industry,342.1
        Grid,"Heating, homes",113.7

Source of the grammar: Mermaid's documentation, "Sankey diagram"; values are separated as RFC 4180 has it.
"""

from __future__ import annotations

import csv

from coursedeck.figures.mermaid.graph_parts import GraphParts
from coursedeck.figures.mermaid.labels import read_label
from coursedeck.figures.mermaid.lines import statement_lines
from coursedeck.figures.mermaid.preamble import FenceText, NothingToDrawError
from coursedeck.figures.mermaid.refusing import refuse
from coursedeck.figures.mermaid.scanner import quoted
from coursedeck.model.figure_kinds import Flow, Sankey
from coursedeck.model.graph import Graph
from coursedeck.model.problem import Source

KINDS = ("sankey-beta", "sankey")


def read_sankey(prepared: FenceText, name: str, fence: Source) -> Graph:
    """The diagram that `prepared` describes. Raises CourseError for bad syntax, amounts below 0 and circles."""
    scanner = prepared.scanner(fence)
    parts = GraphParts(scanner.source(prepared.start), read_label(prepared.title))
    nodes: dict[str, str] = {}
    flows: list[Flow] = []
    for line in statement_lines(scanner, parts, semicolons=False):
        fields = [field.strip() for field in next(csv.reader([line.text], skipinitialspace=True), [])]
        value = _amount(fields[2]) if len(fields) == 3 else None
        if value is None:
            refuse(f"found {quoted(line.text)}; expected `source,target,amount`", line.source)
        ends = []
        for words in fields[:2]:
            if words not in nodes:
                nodes[words] = parts.node(read_label(words), line.source)
            ends.append(nodes[words])
        flows.append(Flow(parts.edge(ends[0], ends[1], line.source), value))
        if _reaches(ends[1], ends[0], parts):
            refuse(
                f"what flows from {quoted(fields[0])} comes back to it; a Sankey diagram has no circles", line.source
            )
    if not flows:
        raise NothingToDrawError("nothing flows yet; write lines such as `Grid,Industry,342.1`")
    shown = prepared.setting("sankey", "showValues") != "false"
    prefix, suffix = prepared.setting("sankey", "prefix"), prepared.setting("sankey", "suffix")
    return parts.graph(name, Sankey(tuple(flows), prefix, suffix, shown))


def _amount(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 <= value < 1e12 else None


def _reaches(start: str, wanted: str, parts: GraphParts) -> bool:
    """Whether something flows on from one node to another, or they are the same."""
    following: dict[str, list[str]] = {}
    for edge in parts.edges:
        following.setdefault(edge.tail, []).append(edge.head)
    waiting, seen = [start], {start}
    while waiting:
        here = waiting.pop()
        if here == wanted:
            return True
        fresh = [each for each in following.get(here, ()) if each not in seen]
        seen.update(fresh)
        waiting += fresh
    return False
