"""Tables: every row as wide as the header, and no cell lost."""

from __future__ import annotations

import re

from markdown_it.rules_block.table import escapedSplit
from markdown_it.tree import SyntaxTreeNode

from coursedeck.base.markdown import parse_inline
from coursedeck.model.session import Block, Table
from coursedeck.model.text import Text
from coursedeck.session.load.reading import Reading

_ALIGNMENT = re.compile(r"text-align:(\w+)")
_MARKERS = re.compile(r"^(?:\s*(?:>|[-+*](?=\s)|\d{1,9}[.)](?=\s)|\[\^[^\]\s]+\]:))*\s*")


def read_table(node: SyntaxTreeNode, line: int, reading: Reading) -> tuple[Block, ...]:
    """The table, after the hints that stand in its cells."""
    rows = [row for section in node.children for row in section.children]
    hints: list[Block] = []
    texts = [_row(row, line, hints, reading) for row in rows]
    alignments = tuple(_alignment(cell) for cell in rows[0].children)
    return (*hints, Table(texts[0], tuple(texts[1:]), alignments, reading.at(line)))


def _alignment(cell: SyntaxTreeNode) -> str | None:
    match = _ALIGNMENT.search(str(cell.attrs.get("style", "")))
    return match[1] if match else None


def _row(row: SyntaxTreeNode, table_line: int, hints: list[Block], reading: Reading) -> tuple[Text, ...]:
    line = row.map[0] + 1 if row.map else table_line
    sources = [cell.children[0].content for cell in row.children]
    surplus = _surplus(line, len(sources), reading)
    if surplus:
        message = (
            f"a row of {len(sources) + len(surplus)} cells in a table of {len(sources)}: write \\| for a bar in text"
        )
        reading.findings.warn(line, "table", message)
        sources[-1] = " | ".join((sources[-1], *surplus))
    texts = []
    for source in sources:
        inline = parse_inline(source, reading.definitions, whole=True)
        hints.extend(reading.remarks(inline, line))
        texts.append(reading.text(inline.prose, line))
    return tuple(texts)


def _surplus(line: int, columns: int, reading: Reading) -> list[str]:
    """Cells that a row has beyond the header's; a table drops them without a word."""
    cells = escapedSplit(_MARKERS.sub("", reading.lines[line - 1]).strip())
    if cells and not cells[0]:
        cells = cells[1:]
    if cells and not cells[-1]:
        cells = cells[:-1]
    return [cell.strip() for cell in cells[columns:]]
