"""The cover: what places the session in its course, and below it a short opening of one or two paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from coursedeck.model.session import Paragraph
from coursedeck.model.slide import SlideBlock, TextParagraph, TextShape
from coursedeck.model.template import Area
from coursedeck.model.units import Points
from coursedeck.model.values import replace
from coursedeck.session.fit.regions import RegionFitter

OPENING = "opening"
"""Name of the shape, which holds words of the author, unlike a subtitle alone."""

SIZES: tuple[Points, ...] = (20, 18, 16, 14, 12)
BETWEEN: Points = 6.0
"""Between two paragraphs."""


def with_opening(subtitle: TextShape, body: Sequence[SlideBlock], area: Area, regions: RegionFitter) -> TextShape:
    """The subtitle and the opening below it, in the largest type that its area holds."""
    left, top, right, bottom = area.inset
    width, room = area.box.width - left - right, area.box.height - top - bottom
    first = subtitle.paragraphs if subtitle.paragraphs[0].plain else ()
    paragraphs: tuple[TextParagraph, ...] = ()
    for size in SIZES:
        paragraphs = (
            *(replace(one, size=min(size, one.size)) for one in first),
            *(_paragraph(block, size, area, regions) for block in body if isinstance(block, Paragraph)),
        )
        paragraphs = tuple(replace(one, space_before=BETWEEN if at else 0.0) for at, one in enumerate(paragraphs))
        if regions.measure.height(paragraphs, width) <= room:
            break
    return replace(subtitle, name=OPENING, paragraphs=paragraphs, inset=area.inset)


def _paragraph(block: Paragraph, size: Points, area: Area, regions: RegionFitter) -> TextParagraph:
    style = area.levels[0]
    runs = regions.builder.runs(block.text.spans)
    return TextParagraph(runs, size, line_spacing=style.line_spacing, align=style.align, source=block.text.source)
