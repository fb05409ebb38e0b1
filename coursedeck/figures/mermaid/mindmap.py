"""Mind maps: a tree by indentation, drawn to both sides of its root.

    mindmap
        root((Topic))
            First branch
                leaf[In a box]
            Second branch

Source of the grammar: Mermaid's documentation, "Mindmap".
"""

from __future__ import annotations

import re

from coursedeck.figures.mermaid.builder import GraphBuilder
from coursedeck.figures.mermaid.labels import read_label
from coursedeck.figures.mermaid.links import Link
from coursedeck.figures.mermaid.preamble import FenceText
from coursedeck.figures.mermaid.scanner import Scanner
from coursedeck.figures.mermaid.strings import Quoted, take_quoted
from coursedeck.model.graph import Arrow, Direction, Graph, NodeShape
from coursedeck.model.problem import Source
from coursedeck.model.values import replace

KINDS = ("mindmap",)

_BRACKETS = (
    ("((", "))", NodeShape.CIRCLE),
    ("))", "((", NodeShape.CLOUD),
    ("{{", "}}", NodeShape.HEXAGON),
    ("[", "]", NodeShape.RECTANGLE),
    ("(", ")", NodeShape.ROUNDED),
    (")", "(", NodeShape.CLOUD),
)
_INDENT = re.compile(r"(?:[ \t]*(?:%%[^\n]*)?\n)*([ \t]*)")
_DECORATION = re.compile(r":::[^\n]*|::icon\([^\n]*")
_ID = re.compile(r"[^\s()\[\]{}\"]*(?=\(|\)|\[|\{\{)")
_WORDS = re.compile(r"[^\n]+")
_CLOSING = re.compile(r"\)\)|\}\}|[\])]")
"""Mermaid takes any of these for the end of a bracket."""
_OPENED = re.compile(r"\n[^\n]*[\[({]")
"""Another bracket on a later line: the one before was not closed."""
_TAB = 4


def read_mindmap(prepared: FenceText, name: str, fence: Source) -> Graph:
    """The tree that `prepared` describes. Raises CourseError for bad syntax, two roots and more than 500 nodes."""
    scanner = prepared.scanner(fence)
    builder = GraphBuilder(scanner.source(prepared.start), NodeShape.ROUNDED, Direction.LR, read_label(prepared.title))
    branch: list[tuple[int, str]] = []
    """Indents and names from the root to the node read last."""
    count = 0
    while (depth := _next_line(scanner)) is not None:
        if scanner.take(_DECORATION):
            continue
        source = scanner.source()
        node = f"node {count}"
        count += 1
        builder.mention(node, source)
        while branch and branch[-1][0] >= depth:
            branch.pop()
        if branch:
            builder.connect((branch[-1][1],), (node,), Link(Arrow.NONE, Arrow.NONE), source)
        elif count > 1:
            scanner.fail("a mind map has one root, and this line stands as far left; indent it below the root")
        branch.append((depth, node))
        _node(scanner, builder, node, source)
    if not count:
        scanner.fail("the mind map is empty; write its root on the next line", prepared.start)
    return replace(builder.build(name), mind_map=True)


def _next_line(scanner: Scanner) -> int | None:
    """Columns in front of the next line's words; None at the end."""
    indent = scanner.take(_INDENT)
    if scanner.at_end():
        return None
    return len(indent[1].expandtabs(_TAB)) if indent else 0


def _node(scanner: Scanner, builder: GraphBuilder, node: str, source: Source) -> None:
    start = scanner.position
    scanner.take(_ID)
    for opening, closing, shape in _BRACKETS:
        if scanner.accept(opening):
            words = _bracketed(scanner, opening, closing, start)
            builder.describe(node, source, read_label(words.text, words.markdown), shape)
            scanner.skip_blanks()
            if not scanner.at_end() and not scanner.looking_at("\n"):
                scanner.fail(f"found {scanner.found()} behind a node; expected a new line")
            return
    scanner.position = start
    quoted = take_quoted(scanner)
    plain = None if quoted else scanner.take(_WORDS)
    words = quoted or Quoted(re.split(r"\s%%", plain.group())[0] if plain else "")
    builder.describe(node, source, read_label(words.text, words.markdown))


def _bracketed(scanner: Scanner, opening: str, closing: str, start: int) -> Quoted:
    if words := take_quoted(scanner):
        if not scanner.accept(closing) and not scanner.take(_CLOSING):
            scanner.fail(f"found {scanner.found()} behind a text in quotes; expected `{closing}`", start)
        return words
    end = scanner.text.find(closing, scanner.position)
    if end < 0 or _OPENED.search(scanner.text, scanner.position, end):
        scanner.fail(f"the text that `{opening}` opens has no end; close it with `{closing}`", start)
    text = scanner.text[scanner.position : end]
    scanner.position = end + len(closing)
    markdown = len(text) > 1 and text.startswith("`") and text.endswith("`")
    return Quoted(text.strip("`") if markdown else text, markdown)
