"""Kanban boards: columns, and their cards indented below them.

    kanban
        todo[To do]
            docs[Write the docs]@{ ticket: "MC-1", assigned: "kim", priority: "High" }

Source of the grammar: Mermaid's documentation, "Kanban Diagram".
"""

from __future__ import annotations

import re

from coursedeck.figures.mermaid.graph_parts import GraphParts
from coursedeck.figures.mermaid.labels import read_label
from coursedeck.figures.mermaid.lines import StatementLine, statement_lines
from coursedeck.figures.mermaid.metadata import take_metadata
from coursedeck.figures.mermaid.preamble import FenceText, NothingToDrawError
from coursedeck.figures.mermaid.scanner import Scanner
from coursedeck.model.figure_kinds import Board, Card, Priority
from coursedeck.model.graph import Graph, Label
from coursedeck.model.problem import Source
from coursedeck.model.values import replace

KINDS = ("kanban",)

_DECORATION = re.compile(r"(?::::|::icon\().*")
_QUOTED = re.compile(r"\"([^\"]*)\"")
_ITEM = re.compile(
    r"([^\[({@]*)(?:(\[{1,2}|\({1,3}|\{\{|\)\)?)(.*?)(\]{1,2}|\){1,3}|\}\}|\(\(?))?\s*(@\{.*\})?", re.DOTALL
)


def read_kanban(prepared: FenceText, name: str, fence: Source) -> Graph:
    """The board that `prepared` describes. Raises CourseError for metadata that is none."""
    scanner = prepared.scanner(fence)
    parts = GraphParts(scanner.source(prepared.start), read_label(prepared.title))
    columns: list[str] = []
    cards: list[Card] = []
    level: int | None = None
    for line in _joined(statement_lines(scanner, parts, semicolons=False)):
        if _DECORATION.fullmatch(line.text):
            continue
        level = line.indent if level is None else level
        words, given = _item(line, scanner)
        if line.indent <= level or not columns:
            columns.append(parts.cluster(words, line.source))
            continue
        node = parts.node(words, line.source, columns[-1])
        card = Card(node, given.get("ticket", ""), given.get("assigned", ""))
        priority = given.get("priority", "").lower()
        if priority in set(Priority):
            card = replace(card, priority=Priority(priority))
        elif priority:
            scanner.warn(f"`{priority}` is no priority; write Very High, High, Low or Very Low", line.source)
        cards.append(card)
    if not columns:
        raise NothingToDrawError("the board has no columns; write a line such as `todo[To do]`")
    return parts.graph(name, Board(tuple(columns), tuple(cards)))


def _joined(lines: object) -> list[StatementLine]:
    """Lines whose braces or quotes go on in the next line, as one."""
    found: list[StatementLine] = []
    for line in lines:  # type: ignore[attr-defined]
        last = found[-1].text if found else ""
        if last.count("{") > last.count("}") or last.count('"') % 2:
            found[-1] = replace(found[-1], text=f"{last}\n{line.text}")
        else:
            found.append(line)
    return found


def _item(line: StatementLine, scanner: Scanner) -> tuple[Label, dict[str, str]]:
    """The words of a column or a card, and what its braces say."""
    if quote := _QUOTED.fullmatch(line.text):
        return read_label(quote[1]), {}
    found = _ITEM.fullmatch(line.text)
    if not found:
        return read_label(line.text), {}
    inner = Scanner(found[5] or "", Source(line.source.file, line.source.line - 1))
    given = take_metadata(inner)
    words = (found[3] if found[2] else found[1]).strip()
    text = given.get("label", words.strip('"') if words.startswith('"') else words)
    markdown = len(text) > 1 and text.startswith("`") and text.endswith("`")
    return read_label(text.strip("`") if markdown else text, markdown), given
