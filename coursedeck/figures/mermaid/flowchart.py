"""Flowcharts: the statements of ``flowchart`` and ``graph``.

    flowchart LR
        subgraph one [Title]
            A[Text]:::calm -->|label| B & C
        end
        style A fill:#f9f

Source of the grammar: Mermaid's documentation, "Flowcharts". The parser is a recursive descent that accepts a little
more than Mermaid's own (comments after statements, links at the beginning of a line).
"""

from __future__ import annotations

import re

from coursedeck.figures.mermaid.accessible import take_accessible
from coursedeck.figures.mermaid.builder import GraphBuilder
from coursedeck.figures.mermaid.directions import read_direction
from coursedeck.figures.mermaid.labels import read_label
from coursedeck.figures.mermaid.links import take_link
from coursedeck.figures.mermaid.nodes import skip_edge_data, take_nodes
from coursedeck.figures.mermaid.preamble import FenceText
from coursedeck.figures.mermaid.scanner import Scanner
from coursedeck.figures.mermaid.statements import STATEMENTS
from coursedeck.figures.mermaid.strings import take_quoted
from coursedeck.model.graph import Graph, Label
from coursedeck.model.problem import Source

KINDS = ("flowchart", "graph", "flowchart-elk")

_KEYWORD = re.compile(r"([A-Za-z]+)(?=[ \t]|$)", re.MULTILINE)
_END = re.compile(r"end(?=[\s;]|%%|\Z)")
_SUBGRAPH = re.compile(r"subgraph(?=[\s;]|\Z)")
_DIRECTION = re.compile(r"direction[ \t]+([A-Za-z]+)(?=[\s;]|\Z)")
_TITLED = re.compile(r"([^\n\[\]\"]*?)[ \t]*\[(?=[^\n]*\])")
_TITLE_END = re.compile(r"[ \t]*\]")
_PLAIN_TITLE = re.compile(r"[^\n\]]*")


def read_flowchart(prepared: FenceText, name: str, fence: Source) -> Graph:
    """The figure that `prepared` describes. Raises CourseError for bad syntax and for more than 500 nodes."""
    scanner = prepared.scanner(fence)
    builder = GraphBuilder(scanner.source(prepared.start), title=read_label(prepared.title))
    scanner.skip_blanks()
    if not scanner.at_break():
        builder.direction = read_direction(scanner)
    while _next_statement(scanner):
        _statement(scanner, builder)
    if opened := builder.open_source:
        scanner.fail(f"the subgraph of line {opened.line} has no `end`; write `end` on a line of its own")
    return builder.build(name)


def _next_statement(scanner: Scanner) -> bool:
    while True:
        scanner.skip_space()
        if not scanner.accept(";"):
            return not scanner.at_end()


def _statement(scanner: Scanner, builder: GraphBuilder) -> None:
    if scanner.peek(_SUBGRAPH):
        _subgraph(scanner, builder)
    elif scanner.peek(_END):
        _end(scanner, builder)
    elif scanner.peek(_DIRECTION):
        scanner.position += len("direction")
        scanner.skip_blanks()
        builder.turn(read_direction(scanner))
    elif take_accessible(scanner, builder) or skip_edge_data(scanner, builder):
        pass
    elif (keyword := scanner.peek(_KEYWORD)) and keyword[1] in STATEMENTS:
        source = scanner.source()
        scanner.position = keyword.end()
        STATEMENTS[keyword[1]](scanner, builder, source)
    else:
        _chain(scanner, builder)
    scanner.skip_blanks()
    if not scanner.at_break():
        bracket = scanner.text[scanner.position] in "[({"
        hint = "no space may stand between a node and its bracket" if bracket else "or begin a new line"
        scanner.fail(f"found {scanner.found()}; expected a link such as `-->`; {hint}")


def _chain(scanner: Scanner, builder: GraphBuilder) -> None:
    """``A & B --> C -- text --> D``."""
    tails = take_nodes(scanner, builder)
    while True:
        position = scanner.position
        source = scanner.source()
        link = take_link(scanner)
        if not link:
            scanner.position = position
            return
        scanner.skip_space()
        if scanner.at_end():
            scanner.fail("the figure ends behind a link; expected a node such as `A` or `A[text]`", position)
        heads = take_nodes(scanner, builder)
        builder.connect(tails, heads, link, source)
        tails = heads


def _subgraph(scanner: Scanner, builder: GraphBuilder) -> None:
    """``subgraph id [title]``, ``subgraph "title"``, ``subgraph several words`` or ``subgraph`` alone."""
    source = scanner.source()
    scanner.position += len("subgraph")
    scanner.skip_blanks()
    if titled := scanner.take(_TITLED):
        name = titled[1].strip()
        label = _bracketed_title(scanner, titled.end() - 1)
    elif string := take_quoted(scanner):
        name = "" if re.search(r"\s", string.text) else string.text
        label = read_label(string.text, string.markdown)
    else:
        name = scanner.rest()
        label = read_label(name)
        name = "" if re.search(r"\s", name) else name
    builder.open_cluster(name, label, source)


def _bracketed_title(scanner: Scanner, opening: int) -> Label:
    scanner.skip_blanks()
    if string := take_quoted(scanner):
        label = read_label(string.text, string.markdown)
    else:
        text = scanner.take(_PLAIN_TITLE)
        label = read_label(text.group() if text else "")
    if not scanner.take(_TITLE_END):
        scanner.fail(f"found {scanner.found()} in a subgraph's title; expected `]`", opening)
    return label


def _end(scanner: Scanner, builder: GraphBuilder) -> None:
    if not builder.open_source:
        scanner.fail(
            "`end` stands where no subgraph is open; take it away, or write `End` or `A[end]` if it names a node"
        )
    scanner.position += len("end")
    builder.close_cluster()
