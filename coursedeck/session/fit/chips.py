"""Chips at the right of a title: the minutes of what the slide shows, and which of how many slides it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from coursedeck.base.text import Ruler
from coursedeck.model.drawing import Align
from coursedeck.model.slide import TextParagraph, TextShape
from coursedeck.model.template import Area
from coursedeck.model.units import Box, Points
from coursedeck.model.values import replace
from coursedeck.session.fit.runs import RunBuilder

SIZE: Points = 16.0
HEIGHT: Points = 30.0
_SIDE: Points = 14.0
_GAP: Points = 8.0
_APART: Points = 16.0
"""Between a title and its chips."""
_LOWER: Points = 4.0
"""How much below the top of a title, or above its bottom, chips stand."""


class Chips(Struct, frozen=True):
    """The chips of a slide, and the area that they leave to its title."""

    shapes: tuple[TextShape, ...]
    title: Area


def chips_beside(
    area: Area, texts: Sequence[tuple[str, str, str]], builder: RunBuilder, ruler: Ruler, *, right_to_left: bool
) -> Chips:
    """Chips with these names, texts and fills (theme roles), the first nearest to the title."""
    if not texts:
        return Chips((), area)
    widths = [ruler.width(text, SIZE, bold=True) * 1.05 + 2 * _SIDE for _, text, _ in texts]
    taken = sum(widths) + _GAP * (len(widths) - 1)
    top = {
        "t": area.box.top + area.inset[1] + _LOWER,
        "ctr": area.box.center.y - HEIGHT / 2,
        "b": area.box.bottom - area.inset[3] - HEIGHT - _LOWER,
    }[area.anchor]
    left = area.box.left if right_to_left else area.box.right - taken
    rest = replace(
        area.box,
        left=area.box.left + (taken + _APART if right_to_left else 0.0),
        width=area.box.width - taken - _APART,
    )
    return Chips(tuple(_placed(texts, widths, left, top, builder)), replace(area, box=rest))


def _placed(
    texts: Sequence[tuple[str, str, str]], widths: Sequence[Points], left: Points, top: Points, builder: RunBuilder
) -> Iterator[TextShape]:
    for (name, text, fill), width in zip(texts, widths, strict=True):
        paragraph = TextParagraph(builder.plain(text, bold=True), SIZE, align=Align.CENTER)
        box = Box(left, top, width, HEIGHT)
        yield TextShape(name, box, (paragraph,), anchor="ctr", fill=fill, geometry="roundRect")
        left += width + _GAP
