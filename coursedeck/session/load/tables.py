"""Markdown tables: surplus cells of a row are kept in its last cell and reported."""

from __future__ import annotations

import re

from markdown_it.rules_block.table import escapedSplit
from markdown_it.tree import SyntaxTreeNode

from coursedeck.base.markdown import parse_inline
from coursedeck.model.session import Block, Table
from coursedeck.model.text import Text
from coursedeck.session.load.context import LoadContext

_ALIGNMENT = re.compile(r"text-align:(\w+)")
_MARKERS = re.compile(r"^(?:\s*(?:>|[-+*](?=\s)|\d{1,9}[.)](?=\s)|\[\^[^\]\s]+\]:))*\s*")


def read_table(node: SyntaxTreeNode, line: int, context: LoadContext) -> tuple[Block, ...]:
    """The table, preceded by the slide hints in its cells."""
    rows = [row for section in node.children for row in section.children]
    hints: list[Block] = []
    texts = [_row(row, line, hints, context) for row in rows]
    alignments = tuple(_alignment(cell) for cell in rows[0].children)
    return (*hints, Table(texts[0], tuple(texts[1:]), alignments, context.at(line)))


def _alignment(cell: SyntaxTreeNode) -> str | None:
    match = _ALIGNMENT.search(str(cell.attrs.get("style", "")))
    return match[1] if match else None


def _row(row: SyntaxTreeNode, table_line: int, hints: list[Block], context: LoadContext) -> tuple[Text, ...]:
    line = row.map[0] + 1 if row.map else table_line
    sources = [cell.children[0].content for cell in row.children]
    surplus = _surplus(line, len(sources), context)
    if surplus:
        message = (
            f"a row of {len(sources) + len(surplus)} cells in a table of {len(sources)}: write \\| for a bar in text"
        )
        context.findings.warn(line, "table", message)
        sources[-1] = " | ".join((sources[-1], *surplus))
    texts = []
    for source in sources:
        inline = parse_inline(source, context.definitions, whole=True)
        hints.extend(context.asides_in(inline, line))
        texts.append(context.text(inline.prose, line))
    return tuple(texts)


def _surplus(line: int, columns: int, context: LoadContext) -> list[str]:
    """Cells that a row has beyond the header's; markdown-it drops them silently."""
    cells = escapedSplit(_MARKERS.sub("", context.lines[line - 1]).strip())
    if cells and not cells[0]:
        cells = cells[1:]
    if cells and not cells[-1]:
        cells = cells[:-1]
    return [cell.strip() for cell in cells[columns:]]
