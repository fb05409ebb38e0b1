"""Figures are drawn for a white background; on dark slides, text and lines outside of filled boxes are recoloured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coursedeck.base.look.contrast import READABLE, contrast
from coursedeck.base.look.paint import ThemeColors
from coursedeck.model.drawing import DrawnCluster, DrawnEdge, DrawnItem, DrawnNode, Paint, TextBlock
from coursedeck.model.units import Box, Point

PAPER = "#ffffff"
_SOFT = 0.7
"""Share of the text colour in a recoloured line; the rest is the background."""


def adapt_to_background(items: Sequence[DrawnItem], colors: ThemeColors, ground: str) -> Sequence[DrawnItem]:
    """`items` for a slide with the paint `ground`: unchanged on a light one.

    On a dark one, text, lines and white patches directly on the slide get colours that are readable there; whatever has
    a filled box behind it stays as it is.
    """
    if is_light(colors, ground):
        return items
    paper = colors.hex(ground)
    background = _DarkBackground(items, paper, colors.hex(colors.ink(ground)))
    return [background.item(item) for item in items]


def is_light(colors: ThemeColors, ground: str) -> bool:
    """Whether what is drawn for a white background is readable on the paint `ground`."""
    return contrast(colors.hex(ground), PAPER[1:]) < READABLE


class _DarkBackground:
    """Recolours items for one dark background, except those on filled clusters."""

    def __init__(self, items: Sequence[DrawnItem], paper: str, ink: str) -> None:
        self.filled = [item.box for item in items if isinstance(item, DrawnCluster) and item.paint.fill]
        self.paper, self.ink = paper, ink

    def item(self, item: DrawnItem) -> DrawnItem:
        """One item in colours for the dark background."""
        if isinstance(item, DrawnEdge):
            middle = item.path[len(item.path) // 2]
            label = self._text(item.label, item.label.box if item.label else None)
            return replace(item, label=label, paint=self._paint(item.paint, middle))
        if isinstance(item, DrawnCluster):
            bare = item.paint.fill is None
            title = self._text(item.title, item.box) if bare else item.title
            return replace(item, title=title, paint=self._paint(item.paint, item.box.center) if bare else item.paint)
        return self._node(item)

    def _node(self, node: DrawnNode) -> DrawnNode:
        patch = node.paint.fill == PAPER and node.paint.stroke is None and self._is_bare(node.box.center)
        if patch:
            paint = replace(node.paint, fill=f"#{self.paper}")
            return replace(node, paint=paint, label=self._text(node.label, node.box))
        if node.paint.fill is not None:
            return node
        return replace(node, label=self._text(node.label, node.box), paint=self._paint(node.paint, node.box.center))

    def _text(self, text: TextBlock | None, around: Box | None) -> TextBlock | None:
        if text is None or around is None or not self._is_bare(around.center):
            return text
        reads = contrast(text.color[1:], self.paper) >= READABLE
        return text if reads else replace(text, color=f"#{self.ink}")

    def _paint(self, paint: Paint, place: Point) -> Paint:
        if paint.stroke is None or not self._is_bare(place) or contrast(paint.stroke[1:], self.paper) >= READABLE:
            return paint
        pairs = ((int(self.ink[at : at + 2], 16), int(self.paper[at : at + 2], 16)) for at in (0, 2, 4))
        mixed = "".join(f"{round(ink * _SOFT + paper * (1 - _SOFT)):02x}" for ink, paper in pairs)
        return replace(paint, stroke=f"#{mixed}")

    def _is_bare(self, place: Point) -> bool:
        """Whether no filled cluster lies behind `place`."""
        return not any(box.left <= place.x <= box.right and box.top <= place.y <= box.bottom for box in self.filled)
