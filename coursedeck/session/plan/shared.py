"""Neighbouring slides on one: each keeps its heading, and they stand below one another or in two columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from coursedeck.model.page_cost import Setting, empty_cost, type_cost
from coursedeck.model.sentences import asks, sentence_of
from coursedeck.model.session import (
    Callout,
    Chart,
    Code,
    DisplayFormula,
    FigureRef,
    List,
    Paragraph,
    Picture,
    PictureRow,
    Quote,
    Table,
)
from coursedeck.model.slide import Layout, Slide, SlideBlock, Subheading
from coursedeck.model.template import Region
from coursedeck.model.text import Span, Text
from coursedeck.model.values import replace
from coursedeck.session.plan.panels import whole_body
from coursedeck.session.plan.space import SpaceEstimator

MOST_CELLS = 6
"""So many headings share a slide at most."""

LEAST_TEXT = 18.0
"""Smallest type of a slide that is shared."""

LARGE = 24.0
"""Type from which on a larger one is no better."""

MOST_WRAPPED = 3
"""Lines of code that may be too wide for their place, and what each of them costs."""

_WRAPPED = 0.08

LEAST_LABEL = 12.0
GOOD_LABEL = 14.0
"""Sizes of a figure's smallest label that is shown smaller than before: the least, and the one that costs nothing."""

LEAST_PICTURE = 0.25
GOOD_PICTURE = 0.5
"""Shares of the area that a picture has on a slide of its own: the least, and the one that costs nothing."""

MOST_COLUMNS = 3
"""Columns of a table that stands in half of a slide."""

LONGEST_ABOVE = 0.45
"""Most of a slide that text above a figure takes."""

_CROWDED = 0.06
"""What each heading after the second costs."""

_UNEVEN = 0.15
"""What it costs that one column is full and the other empty."""

_STACKED_LISTS = 0.08
"""What it costs that lists stand below one another and not in columns."""

_SWAPPED = 0.1
"""What it costs that a figure stands to the right of the text that follows it."""

_SENTENCE = 0.15
_QUESTION = 0.45
_TIMED = 0.1
"""What it costs that a sentence, a question, or something with minutes of its own, loses a slide to itself."""

Visual = FigureRef | Picture | PictureRow | Chart


class SlidePiece(Struct, frozen=True):
    """A slide that may be shown as a part of one."""

    slide: Slide
    blocks: tuple[SlideBlock, ...]
    headed: tuple[SlideBlock, ...]
    """The same below its title."""


class SharedSlide(Struct, frozen=True):
    """One slide, or neighbours on one."""

    pieces: tuple[SlidePiece, ...]
    """The slides that it is made of."""
    slide: Slide
    cost: float = 0.0
    """What was lost so far."""
    under: str | None = None
    """Id of the lowest part to which all of them belong."""
    is_headed: bool = False
    """Whether the first of them heads the others, so that its title is that of all."""


class _SharedCell(Struct, frozen=True):
    """The content of one slide below its heading."""

    blocks: tuple[SlideBlock, ...]
    visual: Visual | None


class _Arrangement(Struct, frozen=True):
    """A way to show cells on one slide."""

    cost: float
    layout: Layout
    body: tuple[SlideBlock, ...]
    aside: tuple[SlideBlock, ...] = ()


def piece_of(slide: Slide) -> SlidePiece:
    """The slide with its blocks, as they stand below its title and below a heading of that name."""
    blocks = whole_body(slide)
    head = Subheading(slide.title, dict(slide.lines).get(Region.MINUTES.value, ""))
    return SlidePiece(slide, blocks, (head, *map(_within, blocks)))


def shared_slide(pieces: tuple[SlidePiece, ...], *, is_headed: bool, space: SpaceEstimator) -> SharedSlide | None:
    """`pieces` on one slide in the way that costs least; None where they cannot be read on one.

    With `is_headed` the first of them needs no heading, since its title is that of the slide.
    """
    cells = _cells(pieces, is_headed=is_headed)
    if not cells or len(cells) > MOST_CELLS:
        return None
    best = min(_arrangements(cells, space), key=lambda one: one.cost, default=None)
    if best is None:
        return None
    first = pieces[0].slide
    slide = replace(
        first,
        layout=best.layout,
        body=best.body,
        aside=best.aside,
        also=tuple(dict.fromkeys(part for piece in pieces for part in piece.slide.parts if part != first.part)),
        detail=None,
        notes=tuple(note for piece in pieces for note in piece.slide.notes),
        lines=first.lines if is_headed else (),
    )
    cost = best.cost + _CROWDED * max(0, len(cells) - 2) + sum(_lost(piece.slide) for piece in pieces)
    return SharedSlide(pieces, slide, cost, None, is_headed)


def _lost(slide: Slide) -> float:
    """What it costs that a slide is no longer one by itself."""
    sentence = sentence_of(slide.body) if not slide.aside else None
    own = 0.0 if sentence is None else _QUESTION if asks(sentence) else _SENTENCE
    return own + (_TIMED if dict(slide.lines).get(Region.MINUTES.value) else 0.0)


def _cells(pieces: Sequence[SlidePiece], *, is_headed: bool) -> tuple[_SharedCell, ...]:
    """The content of each slide under its title, that of slides of one title together; none if it holds too much."""
    cells: list[tuple[SlideBlock, ...]] = []
    title = pieces[0].slide.title.plain if is_headed else None
    for piece in pieces:
        again, title = piece.slide.title.plain == title, piece.slide.title.plain
        if again and cells:
            cells[-1] = (*cells[-1], *piece.blocks)
        else:
            cells.append(piece.blocks if again else piece.headed)
    visuals = [tuple(block for block in blocks if isinstance(block, Visual)) for blocks in cells]
    if any(len(found) > 1 for found in visuals):
        return ()
    return tuple(_SharedCell(blocks, found[0] if found else None) for blocks, found in zip(cells, visuals, strict=True))


def _within(block: SlideBlock) -> SlideBlock:
    """A heading inside a cell as a bold line, so that headings of cells are told from those inside them."""
    if not isinstance(block, Subheading):
        return block
    spans = tuple(replace(span, strong=True) for span in block.text.spans)
    if block.minutes:
        spans = (*spans, Span(f" {block.minutes}"))
    return Paragraph(Text(block.text.markdown, spans, block.text.source))


def _arrangements(cells: Sequence[_SharedCell], space: SpaceEstimator) -> Iterator[_Arrangement]:
    if len(cells) > 1:
        for at in range(1, len(cells)):
            yield from _beside(cells[:at], cells[at:], space)
        if cells[0].visual is not None and not any(cell.visual for cell in cells[1:]):
            swapped = _beside(cells[1:], cells[:1], space)
            yield from (replace(one, cost=one.cost + _SWAPPED) for one in swapped if one.layout is Layout.FIGURE_TEXT)
    yield from _stacked(cells, space)


def _stacked(cells: Sequence[_SharedCell], space: SpaceEstimator) -> Iterator[_Arrangement]:
    """The cells below one another, at most one of them with a figure."""
    blocks = _blocks_of(cells)
    visuals = [cell.visual for cell in cells if cell.visual is not None]
    if len(visuals) > 1:
        return
    layout = Layout.FIGURE if visuals else Layout.CONTENT
    setting = space.setting(layout, blocks)
    if setting is None or not _is_readable(setting, blocks):
        return
    cost = _type_cost(setting, blocks)
    if visuals:
        rest = tuple(block for block in blocks if block is not visuals[0])
        label = _label_cost(visuals[0], layout, Region.BODY, rest, space)
        if label is None or space.fullness(Layout.CONTENT, rest) > LONGEST_ABOVE:
            return
        yield _Arrangement(cost + label, layout, blocks)
        return
    lists = sum(isinstance(block, List) for block in blocks)
    cost += empty_cost(setting.fill) + (_STACKED_LISTS if lists > 1 else 0.0)
    yield _Arrangement(cost, _text_layout(blocks), blocks)


def _text_layout(blocks: tuple[SlideBlock, ...]) -> Layout:
    if all(isinstance(block, Table) for block in blocks):
        return Layout.TABLE
    return Layout.CODE if all(isinstance(block, Code) for block in blocks) else Layout.CONTENT


def _beside(left: Sequence[_SharedCell], right: Sequence[_SharedCell], space: SpaceEstimator) -> Iterator[_Arrangement]:
    """Two columns, of one width, or the right one wider for a figure."""
    first, second = _blocks_of(left), _blocks_of(right)
    if any(map(_is_wide, (*first, *second))) or any(sum(c.visual is not None for c in cs) > 1 for cs in (left, right)):
        return
    layouts = [Layout.TWO_CONTENT]
    if len(right) == 1 and right[0].visual is not None and not any(cell.visual for cell in left):
        layouts.insert(0, Layout.FIGURE_TEXT)
    for layout in layouts:
        cost = _cost_beside(layout, (left, first), (right, second), space)
        if cost is not None:
            yield _Arrangement(cost, layout, first, second)


def _cost_beside(
    layout: Layout,
    left: tuple[Sequence[_SharedCell], tuple[SlideBlock, ...]],
    right: tuple[Sequence[_SharedCell], tuple[SlideBlock, ...]],
    space: SpaceEstimator,
) -> float | None:
    """What two columns cost; None where one of them cannot be read."""
    cost = 0.0
    settings: list[Setting] = []
    for region, (cells, blocks) in ((Region.BODY, left), (Region.ASIDE, right)):
        setting = space.setting(layout, blocks, region)
        if setting is None or not _is_readable(setting, blocks):
            return None
        settings.append(setting)
        for visual in (cell.visual for cell in cells if cell.visual is not None):
            rest = tuple(block for block in blocks if block is not visual)
            label = _label_cost(visual, layout, region, rest, space)
            if label is None:
                return None
            cost += label
    cost += max(_type_cost(one, blocks) for one, (_, blocks) in zip(settings, (left, right), strict=True))
    fills = [
        1.0 if any(cell.visual for cell in cells) else one.fill
        for one, (cells, _) in zip(settings, (left, right), strict=True)
    ]
    return cost + empty_cost(sum(fills) / 2) + _UNEVEN * abs(fills[0] - fills[1])


def _is_readable(setting: Setting, blocks: Sequence[SlideBlock]) -> bool:
    large = setting.body >= LEAST_TEXT or not _has_text(blocks)
    return large and not setting.broken and setting.wrapped <= MOST_WRAPPED


def _type_cost(setting: Setting, blocks: Sequence[SlideBlock]) -> float:
    """What the type costs; the size of headings alone costs nothing."""
    body = setting.body if _has_text(blocks) else LARGE
    return type_cost(body, setting.code) + _WRAPPED * setting.wrapped


def _has_text(blocks: Sequence[SlideBlock]) -> bool:
    """Whether there is more text than headings; a table counts, since it is set in proportion to it."""
    return any(isinstance(block, Paragraph | List | Quote | Callout | Table) for block in blocks)


def _label_cost(
    visual: Visual, layout: Layout, region: Region, above: tuple[SlideBlock, ...], space: SpaceEstimator
) -> float | None:
    """What it costs how large a figure's labels, or a picture, are; None where they are too small."""
    if isinstance(visual, Picture):
        alone = space.picture_area(visual, Layout.FIGURE, Region.BODY, ())
        share = space.picture_area(visual, layout, region, above) / alone if alone else 1.0
        return None if share < LEAST_PICTURE else max(0.0, GOOD_PICTURE - share)
    if not isinstance(visual, FigureRef):
        return 0.0
    size = space.label_size(visual, layout, region, above)
    return None if size < LEAST_LABEL else 0.1 * max(0.0, GOOD_LABEL - size)


def _is_wide(block: SlideBlock) -> bool:
    """Whether a block needs the width of a slide."""
    if isinstance(block, Table):
        return len(block.header) > MOST_COLUMNS
    return isinstance(block, PictureRow | DisplayFormula)


def _blocks_of(cells: Sequence[_SharedCell]) -> tuple[SlideBlock, ...]:
    return tuple(block for cell in cells for block in cell.blocks)
