"""Pages → shapes: every container of a page in its box, flexible ones sharing what is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coursedeck.base.text.paragraphs import ParagraphMeasure
from coursedeck.model.drawing import Align
from coursedeck.model.session import Chart, FigureRef, Picture
from coursedeck.model.slide import (
    ChartShape,
    FigureShape,
    PictureShape,
    Shape,
    TableShape,
    TextParagraph,
    TextShape,
)
from coursedeck.model.template import Area
from coursedeck.model.text import Text
from coursedeck.model.units import Box, Points
from coursedeck.session.fit.media import Media
from coursedeck.session.fit.runs import Inline
from coursedeck.session.fit.scale import CAPTION, Scale
from coursedeck.session.fit.strips import GAP, Container, Kind, Strip, page_height, shape_height, shapes_of

CAPTION_GAP: Points = 6.0
"""Between a figure and its caption."""

WIDER: Points = 10.0
"""By how much the gaps between shapes grow where a page without pictures has room to spare."""

AIRY = 0.8
"""Share of a region up to which a short text is spread out."""


@dataclass(frozen=True, slots=True)
class Stack:
    """How the shapes of one region come about."""

    area: Area
    inline: Inline
    media: Media
    scale: Scale
    measure: ParagraphMeasure
    name: str
    """Prefix of the shapes' names."""
    heading: str = ""
    """The slide's title: what it says, no caption repeats."""

    def shapes(self, strips: Sequence[Strip], box: Box) -> tuple[Shape, ...]:
        """The page's shapes, top to bottom."""
        return tuple(self._place(strips, box))

    def _place(self, strips: Sequence[Strip], box: Box) -> Iterator[Shape]:
        gathered = shapes_of(aired(strips, box.height))
        strips = [strip for _, members in gathered for strip in members]
        objects = sum(1 for container, _ in gathered if container.kind is Kind.OBJECT)
        spare = max(0.0, box.height - page_height(strips))
        alone = len(gathered) == 1
        gap = GAP if objects or alone else GAP + min(WIDER, 0.2 * spare / (len(gathered) - 1))
        top = box.top
        first_text = True
        for index, (container, members) in enumerate(gathered):
            height = shape_height(container, members)
            if container.kind is Kind.OBJECT:
                height += spare / objects
            placed = Box(box.left, top, box.width, height)
            if container.kind is Kind.TEXT:
                whole = replace(placed, height=box.height) if alone else placed
                yield self._text(members, whole, index, in_placeholder=first_text)
                first_text = False
            else:
                yield from self._boxed(container, members, placed, index)
            top += height + gap

    def _text(self, strips: Sequence[Strip], box: Box, index: int, *, in_placeholder: bool) -> TextShape:
        holder = self.area.placeholder if in_placeholder else None
        return TextShape(
            f"{self.name} text {index + 1}",
            box,
            _without_first_space(strips),
            placeholder=holder.idx if holder else None,
        )

    def _boxed(self, container: Container, strips: Sequence[Strip], box: Box, index: int) -> Iterator[Shape]:
        match container.kind:
            case Kind.TABLE:
                yield self._table(container, strips, box, index)
            case Kind.OBJECT:
                yield from self._object(container.object, box, index)
            case Kind.CODE if container.art:
                yield from self._art(container, strips, box, index)
            case _:
                side, end = container.padding
                yield TextShape(
                    f"{self.name} {container.kind} {index + 1}",
                    box,
                    _without_first_space(strips),
                    anchor="t" if container.kind is Kind.CODE else "ctr",
                    inset=(side, end, side, end),
                    fill=container.fill,
                    stroke=container.stroke,
                )

    def _art(self, container: Container, strips: Sequence[Strip], box: Box, index: int) -> Iterator[Shape]:
        """The ground, then a text box for each piece; lines of one piece in sequence share a box."""
        name = f"{self.name} drawing {index + 1}"
        yield TextShape(f"{name} ground", box, (), fill=container.fill, stroke=container.stroke)
        side, top = container.padding
        lines = [(box.top + top + number * strip.height, strip) for number, strip in enumerate(strips)]
        pieces = [(y, strip.height, piece) for y, strip in lines for piece in strip.paragraphs]
        for number, (y, height, piece) in enumerate(pieces, start=1):
            width = box.width - side - piece.indent
            place = Box(box.left + side + piece.indent, y, width, height)
            yield TextShape(f"{name} piece {number}", place, (replace(piece, indent=0.0),))

    def _table(self, container: Container, strips: Sequence[Strip], box: Box, index: int) -> TableShape:
        grid = container.grid
        assert grid is not None
        rows = [strip for strip in strips if strip.cells]
        heights = (grid.header_height, *(strip.height for strip in rows))
        return TableShape(
            f"{self.name} table {index + 1}",
            Box(box.left, box.top, sum(grid.columns), sum(heights)),
            grid.columns,
            heights,
            (grid.header, *(strip.cells for strip in rows)),
            header=True,
            source=grid.table.source,
        )

    def _object(self, item: FigureRef | Picture | Chart | None, box: Box, index: int) -> Iterator[Shape]:
        """A figure, picture or chart, as large as its box lets it be, and its caption."""
        assert item is not None
        caption = item.title if isinstance(item, Chart) else item.caption
        caption = None if caption and caption.plain == self.heading else caption
        below = self._caption(caption, box, index) if caption else None
        inner = replace(box, height=box.height - below.box.height - CAPTION_GAP) if below else box
        match item:
            case FigureRef():
                shape: Shape = self._figure(item, inner, index)
            case Picture():
                fitted = _fitted(inner, self.media.aspect(item), self.media.most(item))
                shape = PictureShape(f"{self.name} picture {index + 1}", fitted, item, item.alt.plain)
            case Chart():
                alt = item.alt or item.title
                words = alt.plain if alt else ", ".join(text.plain for text in item.categories)
                shape = ChartShape(f"{self.name} chart {index + 1}", inner, item, self.scale.code, words)
        yield shape
        if below:
            yield replace(below, box=replace(below.box, top=shape.box.bottom + CAPTION_GAP))

    def _figure(self, item: FigureRef, box: Box, index: int) -> FigureShape:
        drawing = self.media.drawings[item.name]
        alt = f"{item.alt.plain} — {drawing.description}" if item.alt else drawing.description
        fitted = _fitted(box, drawing.width / drawing.height, Box(0, 0, drawing.width * 1.25, drawing.height * 1.25))
        name = drawing.title or item.name.rpartition("/")[2]
        return FigureShape(name, fitted, drawing, alt, item.as_picture, item.source)

    def _caption(self, caption: Text, box: Box, index: int) -> TextShape:
        """The caption as high as its lines; its place is still open."""
        paragraph = TextParagraph(self.inline.runs(caption.spans, color="tx2"), CAPTION, align=Align.CENTER)
        height = self.measure.height((paragraph,), box.width)
        return TextShape(f"{self.name} caption {index + 1}", replace(box, height=height), (paragraph,))


def aired(strips: Sequence[Strip], height: Points) -> tuple[Strip, ...]:
    """Strips with more air between them, where a page without pictures is far from full."""
    kinds = {strip.container.kind for strip in strips}
    if Kind.OBJECT in kinds:
        return tuple(strips)
    spare = AIRY * height - page_height(strips)
    places = sum(1 for strip in strips if _may_air(strip))
    if spare <= 0 or not places:
        return tuple(strips)
    each = spare / places
    return tuple(_with_air(strip, each) if _may_air(strip) else strip for strip in strips)


def _may_air(strip: Strip) -> bool:
    if strip.container.kind is Kind.TABLE:
        return bool(strip.cells)
    return strip.container.kind is Kind.TEXT and strip.top


def _with_air(strip: Strip, space: Points) -> Strip:
    """A paragraph with more space above it, a table row with more height; within bounds."""
    if strip.cells:
        return replace(strip, height=strip.height + min(space, 0.45 * strip.height))
    paragraph = strip.paragraphs[0]
    more = round(min(space, 0.75 * paragraph.size), 1)
    aired_paragraph = replace(paragraph, space_before=paragraph.space_before + more)
    return replace(strip, space=strip.space + more, paragraphs=(aired_paragraph,))


def _fitted(box: Box, aspect: float, most: Box | None = None) -> Box:
    """The largest box of `aspect` (width over height) inside `box`, centred; no larger than `most`."""
    width = min(box.width, box.height * aspect, *((most.width,) if most else ()))
    height = width / aspect
    return Box(box.left + (box.width - width) / 2, box.top + (box.height - height) / 2, width, height)


def _without_first_space(strips: Sequence[Strip]) -> tuple[TextParagraph, ...]:
    paragraphs = [paragraph for strip in strips for paragraph in strip.paragraphs]
    if paragraphs:
        paragraphs[0] = replace(paragraphs[0], space_before=0.0)
    return tuple(paragraphs)
