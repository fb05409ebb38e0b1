"""Packets: fields of bits, row by row.

    packet-beta
        0-15: "Source Port"
        +16: "Destination Port"

Source of the grammar: Mermaid's documentation, "Packet Diagram".
"""

from __future__ import annotations

import re

from coursedeck.figures.mermaid.graph_parts import GraphParts
from coursedeck.figures.mermaid.labels import read_label
from coursedeck.figures.mermaid.lines import statement_lines
from coursedeck.figures.mermaid.preamble import FenceText, NothingToDrawError
from coursedeck.figures.mermaid.refusing import refuse
from coursedeck.figures.mermaid.scanner import quoted
from coursedeck.model.figure_kinds import Packet, PacketField
from coursedeck.model.graph import Graph
from coursedeck.model.problem import Source

KINDS = ("packet-beta", "packet")

_FIELD = re.compile(r"(?:(\d{1,5})(?:\s*-\s*(\d{1,5}))?|\+(\d{1,5}))\s*:\s*(?:\"([^\"]*)\"|'([^']*)')")
_MOST_BITS = 16_384


def read_packet(prepared: FenceText, name: str, fence: Source) -> Graph:
    """The packet that `prepared` describes. Raises CourseError for bad syntax and fields out of order."""
    scanner = prepared.scanner(fence)
    parts = GraphParts(scanner.source(prepared.start), read_label(prepared.title))
    fields: list[PacketField] = []
    following = 0
    for line in statement_lines(scanner, parts):
        found = _FIELD.fullmatch(line.text)
        if not found:
            refuse(f'found {quoted(line.text)}; expected a field such as `0-15: "Source Port"`', line.source)
        first = following if found[3] else int(found[1])
        last = first + int(found[3]) - 1 if found[3] else int(found[2] or found[1])
        if first != following or last < first:
            refuse(f"this field runs from bit {first} to {last}; the next free one is {following}", line.source)
        if last >= _MOST_BITS:
            refuse(f"a packet holds at most {_MOST_BITS:,} bits, and this one has more", line.source)
        node = parts.node(read_label(found[4] if found[4] is not None else found[5]), line.source)
        fields.append(PacketField(node, first, last))
        following = last + 1
    if not fields:
        raise NothingToDrawError('the packet has no fields; write lines such as `0-15: "Source Port"`')
    bits = prepared.setting("packet", "bitsPerRow")
    row = int(bits) if re.fullmatch(r"[1-9]\d{0,2}", bits, re.ASCII) else 32
    return parts.graph(name, Packet(tuple(fields), row))
