"""Kanban boards: columns side by side, cards one below another, what matters marked at their left."""

from __future__ import annotations

from coursedeck.base.look.figure_paint import INK
from coursedeck.figures.layout.kinds.canvas import FONT, LINE, Canvas, Look
from coursedeck.figures.layout.kinds.palette import BANDS, PAPER_BOX, STRONG
from coursedeck.figures.layout.labels import MeasuredLabel
from coursedeck.model.drawing import Align
from coursedeck.model.figure_kinds import Board, Card, Priority
from coursedeck.model.graph import Graph, Node, NodeShape
from coursedeck.model.units import Box, Points

_GAP: Points = 8.0
_PAD: Points = 7.0
_WIDEST: Points = 18 * FONT
_NARROWEST: Points = 6 * FONT
_MARK: Points = 4.0
_MARKS = {
    Priority.VERY_HIGH: "#b42318",
    Priority.HIGH: "#b4531a",
    Priority.LOW: "#1f5fa8",
    Priority.VERY_LOW: "#9aa5b1",
}
_QUIET = "#4a5560"


def compose_board(graph: Graph, kind: Board, canvas: Canvas) -> None:
    """Draw the board; its columns share the canvas."""
    count = len(kind.columns)
    width = min(max((canvas.room.width - (count - 1) * _GAP) / count, _NARROWEST), _WIDEST)
    nodes = {node.id: node for node in graph.nodes}
    titles = {
        cluster.id: canvas.words(cluster.label, (width - 2 * _PAD) / FONT, bold=True, fixed=True)
        for cluster in graph.clusters
    }
    head = max((words.height for words in titles.values() if words), default=LINE) + 2 * _PAD
    cards = [[card for card in kind.cards if nodes[card.id].cluster == column] for column in kind.columns]
    drawn = [[_sized(card, nodes[card.id], width, canvas) for card in column] for column in cards]
    height = head + max((sum(size + _GAP for _, _, size in column) for column in drawn), default=0.0) + _PAD
    for number, (key, column) in enumerate(zip(kind.columns, drawn, strict=True)):
        left = number * (width + _GAP)
        look = Look(BANDS[1], STRONG[number % len(STRONG)], 1.25)
        at = Box(left, 0.0, width, head)
        canvas.frame(key, Box(left, 0.0, width, height), look, titles[key], at=at)
        y = head
        for card, words, size in column:
            _card(card, nodes[card.id], words, Box(left + _PAD, y, width - 2 * _PAD, size), canvas)
            y += size + _GAP


def _sized(card: Card, node: Node, width: Points, canvas: Canvas) -> tuple[Card, MeasuredLabel | None, Points]:
    """A card with its words and its height."""
    words = canvas.words(node.label, (width - 4 * _PAD - _MARK) / FONT, fixed=True)
    below = LINE if card.ticket or card.assigned else 0.0
    return card, words, (words.height if words else LINE) + below + 2 * _PAD


def _card(card: Card, node: Node, words: MeasuredLabel | None, box: Box, canvas: Canvas) -> None:
    inner = Box(box.left + _PAD + _MARK, box.top + _PAD, box.width - 2 * _PAD - _MARK, box.height - 2 * _PAD)
    at = Box(inner.left, inner.top, inner.width, words.height if words else LINE)
    canvas.box(card.id, box, PAPER_BOX, words, shape=NodeShape.ROUNDED, align=Align.LEFT, at=at, link=node.link)
    if card.priority in _MARKS:
        mark = Box(box.left + 2.0, box.top + 4.0, _MARK, box.height - 8.0)
        canvas.box(f"{card.id}.priority", mark, Look(_MARKS[card.priority]), name=card.priority.value)
    low = Box(inner.left, inner.bottom - LINE, inner.width, LINE)
    for key, text, side in (("ticket", card.ticket, Align.LEFT), ("assigned", card.assigned, Align.RIGHT)):
        canvas.text(f"{card.id}.{key}", canvas.words(text), low, _QUIET if key == "ticket" else INK, align=side)
