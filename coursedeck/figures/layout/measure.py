"""Measure labels, broken into balanced lines, and the nodes around their labels and icons.

Input: labels and nodes. Output: measured labels and sizes of nodes, in points before scaling.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from coursedeck.base.text import BrokenLine, Piece, Ruler, break_text
from coursedeck.model.graph import Graph, Label, Node, NodeShape
from coursedeck.model.text import Span
from coursedeck.model.units import Points

NODE_FONT: Points = 13.0
TITLE_FONT: Points = 13.0
EDGE_FONT: Points = 12.0
LINE_PITCH = 1.25
"""Line height, in em."""
_WORD_EMS = 22.0
"""Words up to this width are never broken."""
_ROW_EMS = 16.0
"""Lines up to this width are not broken again where the author has set line breaks."""
_ASPECT = 3.2
"""Long labels are broken to about this ratio of width to height."""

BOXES = frozenset({NodeShape.RECTANGLE, NodeShape.ROUNDED, NodeShape.SUBROUTINE, NodeShape.STADIUM, NodeShape.DOCUMENT})
"""Outlines that may be stretched to the width of their neighbours."""


@dataclass(frozen=True, slots=True)
class MeasuredLabel:
    """A label broken into lines, with its size."""

    lines: tuple[BrokenLine[Span], ...]
    width: Points
    height: Points
    size: Points
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class SizedNode:
    """A node with its size and measured label."""

    node: Node
    width: Points
    height: Points
    words: MeasuredLabel | None
    icon_width: Points = 0.0
    icon_height: Points = 0.0


class Measurer:
    """Breaks and measures labels, with a cache, since a search measures the same labels for every variant."""

    def __init__(self, ruler: Ruler) -> None:
        self._ruler = ruler
        self._known: dict[tuple[Label, float, float, bool, bool], MeasuredLabel | None] = {}

    def words(
        self, label: Label, size: Points, ems: float, *, bold: bool = False, italic: bool = False
    ) -> MeasuredLabel | None:
        """`label` in balanced lines of about `ems` em; None if it is empty."""
        key = (label, size, ems, bold, italic)
        if key not in self._known:
            self._known[key] = self._broken(label, size, ems, bold, italic) if label else None
        return self._known[key]

    def _broken(self, label: Label, size: Points, ems: float, bold: bool, italic: bool) -> MeasuredLabel:
        def width_of(text: str, span: Span) -> Points:
            return self._ruler.width(text, size, bold=bold or span.strong, mono=span.code)

        pieces = [Piece(span.text, replace(span, text="")) for span in label_spans(label)]
        rows = _row_widths(pieces, width_of)
        total = sum(rows)
        words = (width_of(word, piece.style) for piece in pieces for word in piece.text.split())
        longest = min(max(words, default=0.0), _WORD_EMS * size)
        wanted = max(
            ems * size, math.sqrt(total * size * LINE_PITCH * _ASPECT) if total > 4 * ems * size else 0.0, longest
        )
        if len(rows) > 1 and max(rows) <= _ROW_EMS * size:
            wanted = longest = max(wanted, *rows)
        lines = _balanced(pieces, wanted, longest, width_of)
        width = max((line.width for line in lines), default=0.0)
        return MeasuredLabel(lines, width, len(lines) * size * LINE_PITCH, size, bold, italic)


def _row_widths(pieces: Sequence[Piece[Span]], width_of: Callable[[str, Span], Points]) -> list[Points]:
    """The width of each line between the author's line breaks."""
    rows = [0.0]
    for piece in pieces:
        for index, text in enumerate(piece.text.split("\n")):
            if index:
                rows.append(0.0)
            rows[-1] += width_of(text, piece.style)
    return rows


def _balanced(
    pieces: Sequence[Piece[Span]], wanted: Points, least: Points, width_of: object
) -> tuple[BrokenLine[Span], ...]:
    """As few lines as the width `wanted` allows, and then the narrowest width that needs no more lines."""
    lines = break_text(pieces, wanted, width_of)  # type: ignore[arg-type]
    if len(lines) < 2:
        return lines
    low, high = least, wanted
    for _ in range(5):
        middle = (low + high) / 2
        tried = break_text(pieces, middle, width_of)  # type: ignore[arg-type]
        if len(tried) > len(lines):
            low = middle
        else:
            lines, high = tried, middle
    return lines


@lru_cache(maxsize=512)
def label_spans(label: Label) -> tuple[Span, ...]:
    """The text of a label in spans of one style."""
    if not label.markdown:
        return (Span(label.text),)
    from coursedeck.base.markdown import spans  # noqa: PLC0415 - few labels hold markup, and the parser takes time to load

    lines = [spans(line) for line in label.text.split("\n")]
    return tuple(span for index, line in enumerate(lines) for span in ((Span("\n"), *line) if index else line))


def node_font(node: Node) -> Points:
    """Size of a node's label before scaling."""
    return node.style.font_size or NODE_FONT


def sized_nodes(graph: Graph, measurer: Measurer, ems: float, pad: float, icon: float) -> dict[str, SizedNode]:
    """The size of every node, icons `icon` em large; similar boxes get the same size where that costs little."""
    sized = {node.id: _sized(node, measurer, ems, pad, icon) for node in graph.nodes}
    depth = _depths(graph)
    for group in _alike(sized.values(), lambda each: depth[each.node.id]):
        evened = _evened(group)
        parts = [evened] if evened else [_evened(part) for part in _alike(group, lambda each: each.node.cluster)]
        sized |= {each.node.id: each for part in parts for each in part}
    return sized


def turned_marks(sized: Mapping[str, SizedNode], horizontal: Callable[[str], bool]) -> dict[str, SizedNode]:
    """`sized` with the bars of forks and joins turned across the flow: upright where edges run left or right."""
    return {
        key: replace(each, width=each.height, height=each.width)
        if each.words is None and each.node.icon is None and each.width > 3 * each.height and horizontal(key)
        else each
        for key, each in sized.items()
    }


def _alike(sized: Iterable[SizedNode], place: Callable[[SizedNode], object]) -> list[list[SizedNode]]:
    """Groups of boxes that may get the same size, by their place."""
    groups: dict[tuple[object, ...], list[SizedNode]] = {}
    for each in sized:
        if each.node.shape in BOXES and each.node.icon is None and each.words is not None:
            groups.setdefault((place(each), each.words.size, each.node.width), []).append(each)
    return list(groups.values())


def _evened(group: list[SizedNode]) -> list[SizedNode]:
    """The boxes with one size, if their sizes are similar; else none."""
    widest, tallest = max(each.width for each in group), max(each.height for each in group)
    if widest > 2.1 * min(each.width for each in group) or tallest > 2.2 * min(each.height for each in group):
        return []
    return [replace(each, width=widest, height=each.height if each.node.height else tallest) for each in group]


def _depths(graph: Graph) -> dict[str, int]:
    parents = {cluster.id: cluster.parent for cluster in graph.clusters}
    depths: dict[str, int] = {}
    for node in graph.nodes:
        depth, around = 0, node.cluster
        while around is not None:
            depth, around = depth + 1, parents[around]
        depths[node.id] = depth
    return depths


def _sized(node: Node, measurer: Measurer, ems: float, pad: float, icon: float) -> SizedNode:
    size = node_font(node)
    wrap = ems
    if node.width is not None and node.icon is None:
        wrap = max(ems, (node.width - size) / size)
    words = measurer.words(node.label, size, wrap, bold=node.style.bold, italic=node.style.italic)
    if node.icon is not None:
        return _sized_icon(node, words, size, icon * size)
    if words is None and node.width and node.height:
        return SizedNode(node, node.width, node.height, None)
    text_width, text_height = (words.width, words.height) if words else (size * 2, size * LINE_PITCH)
    width, height = _outline(node.shape, text_width, text_height, size * pad)
    if node.shape is NodeShape.NONE:
        width, height = text_width + size * 0.3, text_height + size * 0.2
    width, height = max(width, node.width or 0.0), max(height, node.height or 0.0)
    if node.shape in {NodeShape.CIRCLE, NodeShape.DOUBLE_CIRCLE}:
        width = height = max(width, height)
    return SizedNode(node, width, height, words)


def _sized_icon(node: Node, words: MeasuredLabel | None, size: Points, side: Points) -> SizedNode:
    icon = node.icon
    assert icon is not None
    factor = side / max(icon.width, icon.height)
    icon_width, icon_height = icon.width * factor, icon.height * factor
    gap = size * 0.3 if words else 0.0
    height = icon_height + gap + (words.height if words else 0.0)
    return SizedNode(node, max(icon_width, words.width if words else 0.0), height, words, icon_width, icon_height)


_GROWTH: dict[NodeShape, tuple[float, float, float, float]] = {
    NodeShape.DIAMOND: (1.6, 2.2, 1.9, 1.4),
    NodeShape.TRIANGLE: (1.8, 2.0, 2.1, 1.0),
    NodeShape.ELLIPSE: (1.42, 0.8, 1.42, 0.8),
    NodeShape.CLOUD: (1.42, 0.8, 1.42, 0.8),
    NodeShape.SUBROUTINE: (1.0, 2.9, 1.0, 1.0),
    NodeShape.CYLINDER: (1.0, 1.7, 1.0, 2.4),
    NodeShape.DOCUMENT: (1.0, 1.7, 1.0, 1.8),
}
"""Factors by shape: width = text width × [0] + padding × [1]; height = text height × [2] + padding × [3]."""
_SLANTED = {
    NodeShape.HEXAGON: 0.6, NodeShape.PARALLELOGRAM: 0.6, NodeShape.PARALLELOGRAM_ALT: 0.6, NodeShape.FLAG: 0.6,
    NodeShape.TRAPEZOID: 0.8, NodeShape.TRAPEZOID_ALT: 0.8, NodeShape.STADIUM: 0.4,
}  # fmt: skip
"""Extra width of slanted or round sides by shape, as a fraction of the height."""


def _outline(shape: NodeShape, width: Points, height: Points, pad: Points) -> tuple[Points, Points]:
    """Size of an outline around a text of this size."""
    if shape in {NodeShape.CIRCLE, NodeShape.DOUBLE_CIRCLE}:
        side = math.hypot(width, height) + pad * (1.6 if shape is NodeShape.DOUBLE_CIRCLE else 1.0)
        return side, side
    wide, wide_pad, tall, tall_pad = _GROWTH.get(shape, (1.0, 1.7, 1.0, 1.0))
    outer_height = height * tall + pad * tall_pad
    return width * wide + pad * wide_pad + outer_height * _SLANTED.get(shape, 0.0), outer_height
