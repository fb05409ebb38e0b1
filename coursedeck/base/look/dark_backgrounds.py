"""Figures are drawn for white paper; on a slide with another background their colours are adapted.

On a dark one light fills become dark fills of the same hue, a little apart from the background, so that a thing keeps
the colour of its role; lines and text become light. A figure that brings a background of its own stays as it is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from coursedeck.base.look.behind import PAPER, fill_behind
from coursedeck.base.look.contrast import READABLE, contrast, readable
from coursedeck.base.look.dark_icons import light_icon
from coursedeck.base.look.oklab import from_oklch, oklch
from coursedeck.base.look.paint import ThemeColors
from coursedeck.model.drawing import (
    GROUND_ID,
    DrawnCell,
    DrawnCluster,
    DrawnEdge,
    DrawnItem,
    DrawnNode,
    Paint,
    TextBlock,
)
from coursedeck.model.units import Point, Points
from coursedeck.model.values import replace

LEAST_OUTLINE = 3.0
"""Contrast of an outline with what is behind it (WCAG 2.2, 1.4.11)."""
_RAISED = 0.08
"""By how much white boxes are lighter than the background, in OKLab."""
_DEEPEST, _BRIGHTEST = 0.55, 0.5
"""Lightness from which fills count as light, and what the darkest of them become."""
_STRONGER, _PALE, _MOST = 1.6, 0.13, 0.17
"""How much stronger pale hues become, as far as which chroma, and the chroma that no dark fill exceeds (OKLab)."""
_BAND: Points = 5.0
"""Width from which a line is an area, such as a flow of a Sankey diagram."""
_GREY = 0.01
"""Chroma below which a fill has no hue."""
_TINTED = 0.05
"""Chroma from which a ground has a hue that is seen."""
_NEUTRAL = 0.04
"""Chroma below which a text has no colour of its own."""


def adapt_to_background(items: Sequence[DrawnItem], colors: ThemeColors, ground: str) -> Sequence[DrawnItem]:
    """`items` for a slide with the paint `ground`: unchanged on white, and where the figure has its own background."""
    paper = f"#{colors.hex(ground)}".lower()
    if paper == PAPER or any(item.id == GROUND_ID for item in items):
        return items
    background = _Background(paper, f"#{colors.hex(colors.ink(ground))}".lower(), is_light(colors, ground))
    adapted = background.items(items)
    return items if adapted == list(items) else adapted


def is_light(colors: ThemeColors, ground: str) -> bool:
    """Whether what is drawn for a white background is readable on the paint `ground`."""
    return contrast(colors.hex(ground), PAPER[1:]) < READABLE


def dark_fill(color: str, paper: str) -> str:
    """The fill on a dark background that plays the role of `color` on white; dark fills stay.

    >>> dark_fill("#ffffff", "#0e1624"), dark_fill("#e5f5fd", "#0e1624"), dark_fill("#3b6fb6", "#0e1624")
    ('#202938', '#1c313b', '#3b6fb6')
    """
    light, chroma, hue = oklch(color)
    if light <= _DEEPEST:
        return color
    own, own_chroma, own_hue = oklch(paper)
    base = own + _RAISED
    depth = (1 - light) / (1 - _DEEPEST)
    if chroma < _GREY:  # greys share the background's hue, or they would look like another colour on it
        return from_oklch(base + depth * (_BRIGHTEST - base), own_chroma, own_hue)
    stronger = max(min(chroma * _STRONGER, _PALE), min(chroma, _MOST))
    if own_chroma > _TINTED:  # a pale fill would look grey or of the opposite hue on a ground with a strong one
        stronger, hue = _added((stronger, hue), (own_chroma / 2, own_hue))
    return from_oklch(base + depth * (_BRIGHTEST - base), stronger, hue)


def _added(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    """Chroma and hue of two added as vectors."""
    red, yellow = (
        sum(chroma * part(math.radians(hue)) for chroma, hue in (one, other)) for part in (math.cos, math.sin)
    )
    return math.hypot(red, yellow), math.degrees(math.atan2(yellow, red)) % 360


class _Background:
    """Adapts the items of a drawing, back to front, to one background."""

    def __init__(self, paper: str, ink: str, light: bool) -> None:
        self.paper, self.ink, self.is_light = paper, ink, light
        self.done: list[DrawnItem] = []

    def items(self, items: Sequence[DrawnItem]) -> list[DrawnItem]:
        """All of them."""
        for item in items:
            self.done.append(self._item(item))
        return self.done

    def _item(self, item: DrawnItem) -> DrawnItem:
        if isinstance(item, DrawnEdge):
            return self._edge(item)
        behind = self._behind(item.box.center)
        paint = self._paint(item.paint, behind)
        if isinstance(item, DrawnCluster):
            return replace(item, paint=paint, title=self._text(item.title, paint.fill or behind))
        return self._node(item, paint, behind)

    def _node(self, node: DrawnNode, paint: Paint, behind: str) -> DrawnNode:
        if node.paint.fill == PAPER and node.paint.stroke is None:  # it hides the lines behind its text
            paint = replace(paint, fill=behind)
        inside = paint.fill or behind
        icon = node.icon
        if icon is not None and not self.is_light:
            icon = light_icon(icon, inside, self.ink)
        return replace(
            node,
            paint=paint,
            label=self._text(node.label, inside),
            icon=icon,
            cells=tuple(self._cell(cell, inside) for cell in node.cells),
            outer_label=self._text(node.outer_label, behind),
        )

    def _cell(self, cell: DrawnCell, behind: str) -> DrawnCell:
        paint = self._paint(cell.paint, behind)
        return DrawnCell(cell.box, paint, self._text(cell.label, paint.fill or behind))

    def _edge(self, edge: DrawnEdge) -> DrawnEdge:
        stroke = edge.paint.stroke
        band = edge.paint.stroke_width >= _BAND
        if band and stroke is not None and not self.is_light:
            stroke = dark_fill(stroke, self.paper)
        for place in edge.path if stroke is not None and not self.is_light and not band else ():
            stroke = readable(str(stroke), self._behind(place))
        texts = (
            self._text(text, self._behind(text.box.center)) if text is not None else None
            for text in (edge.label, edge.tail_label, edge.head_label)
        )
        label, tail_label, head_label = texts
        return replace(
            edge,
            paint=replace(edge.paint, stroke=stroke),
            label=label,
            tail_label=tail_label,
            head_label=head_label,
        )

    def _paint(self, paint: Paint, behind: str) -> Paint:
        if self.is_light:
            return paint
        fill = dark_fill(paint.fill, self.paper) if paint.fill else None
        stroke = paint.stroke
        if stroke is not None:
            stroke = readable(stroke, behind, LEAST_OUTLINE)
        return replace(paint, fill=fill, stroke=stroke)

    def _text(self, text: TextBlock | None, behind: str) -> TextBlock | None:
        if text is None or contrast(text.color, behind) >= READABLE:
            return text
        if oklch(text.color)[1] < _NEUTRAL and contrast(self.ink, behind) >= READABLE:
            return replace(text, color=self.ink)
        return replace(text, color=readable(text.color, behind))

    def _behind(self, place: Point) -> str:
        return fill_behind(self.done, place, self.paper)
