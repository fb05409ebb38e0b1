"""Packets: rows of bits, a box for each field, its first bit above it and the last bit of each row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from coursedeck.base.look.figure_paint import INK, PAPER
from coursedeck.base.look.type_sizes import LEGIBLE
from coursedeck.figures.layout.describe import brief
from coursedeck.figures.layout.kinds.canvas import FONT, LINE, Canvas, Look
from coursedeck.figures.layout.kinds.palette import tint
from coursedeck.figures.layout.labels import MeasuredLabel
from coursedeck.model.drawing import Align
from coursedeck.model.figure_kinds import Packet, PacketField
from coursedeck.model.graph import Graph, Label, Node
from coursedeck.model.units import Box, Points
from coursedeck.model.values import replace

_PAD: Points = 3.0
_MOST_STACKED = 4
_ROOM: Points = 2.0
"""Beside upright words in a field, together."""
_FEWEST = 8
"""Bits in a row at least."""
_SPARE: Points = 1.5 * LINE
"""What a row may be higher than it must."""
_OTHER = Look(PAPER, tint(0).stroke, 1.25)


def compose_packet(graph: Graph, kind: Packet, canvas: Canvas) -> None:
    """Draw the packet, as wide as the canvas; in rows of half as many bits where letters would not fit."""
    nodes = {node.id: node for node in graph.nodes}
    while kind.bits > _FEWEST and kind.bits % 2 == 0 and not _fits(nodes, kind, canvas):
        if canvas.size > LEGIBLE:
            canvas.crowded = True
            break
        kind = replace(kind, bits=kind.bits // 2)
    wide = canvas.room.width / kind.bits
    pieces = [piece for each in kind.fields for piece in _pieces(each, kind.bits)]
    words = {
        (field.id, row): _words(nodes[field.id].label, (last - first + 1) * wide, canvas)
        for field, row, first, last in pieces
    }
    rows = max(field.last for field in kind.fields) // kind.bits + 1
    least = [LINE] * rows
    for (_, row), each in words.items():
        least[row] = max(least[row], each.height if each else 0.0)
    spare = max(0.0, canvas.room.height - sum(least) - rows * (LINE + 3 * _PAD)) / rows
    heights = [tall + 2 * _PAD + min(spare, _SPARE) for tall in least]
    tops = [sum(heights[:row]) + row * (LINE + _PAD) for row in range(rows)]
    free = [0.0] * rows
    for number, (field, row, first, last) in enumerate(pieces):
        box = Box(first * wide, tops[row] + LINE, (last - first + 1) * wide, heights[row])
        key = field.id if row == field.first // kind.bits else f"{field.id}.{row}"
        look = tint(0) if kind.fields.index(field) % 2 == 0 else _OTHER
        canvas.box(key, box, look, words[field.id, row], name=nodes[field.id].label.text)
        bits = Box(box.left + 1.0, tops[row], box.width - 2.0, LINE)
        start, end = canvas.words(f"{row * kind.bits + first}"), canvas.words(f"{row * kind.bits + last}")
        left = bits.left if first != last or start is None else bits.center.x - start.width / 2
        if start is not None and left >= free[row]:  # numbers of flags beside one another are wider than the flags
            canvas.text(f"bit{number}.first", start, bits, INK, align=Align.CENTER if first == last else Align.LEFT)
            free[row] = left + start.width + _PAD
        if end and last == kind.bits - 1 and first != last and free[row] + end.width < bits.right:
            canvas.text(f"bit{number}.last", end, bits, INK, align=Align.RIGHT)
    canvas.description = _told(graph, kind)


def _fits(nodes: Mapping[str, Node], kind: Packet, canvas: Canvas) -> bool:
    """Whether no field is narrower than its words are when they stand upright."""
    wide = canvas.room.width / kind.bits
    for field, _, first, last in (piece for each in kind.fields for piece in _pieces(each, kind.bits)):
        width = (last - first + 1) * wide
        words = _words(nodes[field.id].label, width, canvas)
        if words is not None and words.width > width - _ROOM and len(nodes[field.id].label.text) <= _MOST_STACKED:
            return False
    return True


def _words(label: Label, width: Points, canvas: Canvas) -> MeasuredLabel | None:
    """The name of a field; where a short one is wider than its box, its letters stand one below another."""
    words = canvas.words(label, max(width / FONT - 0.8, 1.5), fixed=True)
    if words is not None and words.width > width and len(label.text) <= _MOST_STACKED:
        return canvas.words("\n".join(label.text))
    return words


def _pieces(field: PacketField, bits: int) -> Iterator[tuple[PacketField, int, int, int]]:
    """The parts of a field in each row: row, first bit and last bit in it."""
    for row in range(field.first // bits, field.last // bits + 1):
        yield field, row, max(field.first - row * bits, 0), min(field.last - row * bits, bits - 1)


def _told(graph: Graph, kind: Packet) -> str:
    names = {node.id: brief(node.label) for node in graph.nodes}
    fields = [f"{names[field.id]} ({field.first}–{field.last})" for field in kind.fields]
    title = brief(graph.title)
    return f"{title}: {', '.join(fields)}" if title else ", ".join(fields)
