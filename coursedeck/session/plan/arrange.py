"""Draft → slides: chooses layouts; a figure stands beside its text where both stay readable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from coursedeck.base.look.type_sizes import LEGIBLE
from coursedeck.model.page_cost import type_cost
from coursedeck.model.session import (
    Chart,
    Code,
    FigureRef,
    List,
    Paragraph,
    Picture,
    PictureRow,
    Quote,
    SlideHint,
    Table,
)
from coursedeck.model.slide import Layout, Slide, SlideBlock, Subheading
from coursedeck.model.template import Region
from coursedeck.model.values import replace
from coursedeck.session.plan.branches import parted_at_branches
from coursedeck.session.plan.chunks import Chunk, chunks_of, divided, leads, title_from
from coursedeck.session.plan.columns import listing_beside_text, listings_beside, two_columns
from coursedeck.session.plan.details import with_details
from coursedeck.session.plan.draft import Draft
from coursedeck.session.plan.em_width import em_width
from coursedeck.session.plan.lead_commands import titled_by_command
from coursedeck.session.plan.lead_sentences import titled_by_sentence
from coursedeck.session.plan.space import LEAST_BESIDE, LEAST_IN_HALF, SpaceEstimator

INTRODUCTION = 0.2
"""Most of a slide (1.0 is full) that text above a figure, table or chart may take."""

LONGEST_INTRODUCTION = 0.42
"""The same where the labels of a figure below it stay legible."""

LARGER = 1.2
"""How much more of a slide a picture must take beside its text, or below it, than in its usual place."""

LEAST_ABOVE = 20.0
"""Smallest type of text above a wide picture that might stand beside it."""

LEAST_WIDTH = 40.0
"""Least width in em of text that stands beside a picture which would be shown below it, too."""

CROWDED = 0.05
"""What it costs that a figure has text beside it."""

_Visual = FigureRef | Picture | PictureRow | Chart


class _SlideGroup(Struct, frozen=True):
    """Blocks for one slide, in a layout."""

    layout: Layout
    body: tuple[SlideBlock, ...]
    aside: tuple[SlideBlock, ...] = ()


def slides_of(draft: Draft, section: int, space: SpaceEstimator) -> tuple[Slide, ...]:
    """The slides of a draft; notes go to the first, later ones take their titles from their own labels."""
    options = draft.options
    if "columns" in options and (columns := _columns(draft, space)) is not None:
        return (_slide(draft, section, 0, columns),)
    draft = replace(draft, blocks=tuple(block for block in draft.blocks if not isinstance(block, SlideHint)))
    if options.get("as") == "picture":
        draft = replace(draft, blocks=tuple(map(_as_picture, draft.blocks)))
    split = [parts for block in draft.blocks if isinstance(block, FigureRef) and (parts := space.parts(block))]
    draft = replace(draft, blocks=tuple(_overview(block, space) for block in draft.blocks))
    runs = (draft.blocks,) if options.get("as") == "list" else parted_at_branches(draft.blocks, space)
    groups = [group for run in runs for group in _chosen(replace(draft, blocks=run), space)]
    groups = groups or [_SlideGroup(Layout.CONTENT, draft.blocks)]
    slides = (_slide(draft, section, index, group) for index, group in enumerate(groups))
    details = {parts[0].name: parts[1:] for parts in split}
    return tuple(each for slide in slides for each in with_details(slide, details))


def _columns(draft: Draft, space: SpaceEstimator) -> _SlideGroup | None:
    """The columns that the author wants, where both are text and fit on one slide."""
    at = next((place for place, block in enumerate(draft.blocks) if isinstance(block, SlideHint)), None)
    if at is None or any(isinstance(block, _Visual) for block in draft.blocks):
        return None
    left, right = draft.blocks[:at], draft.blocks[at + 1 :]
    settings = (space.setting(Layout.TWO_CONTENT, left), space.setting(Layout.TWO_CONTENT, right, Region.ASIDE))
    return _SlideGroup(Layout.TWO_CONTENT, left, right) if left and right and None not in settings else None


def _slide(draft: Draft, section: int, index: int, group: _SlideGroup) -> Slide:
    title, body = None, group.body
    if index and not draft.options.get("layout"):
        title, body = title_from(group.body)
        if title is None and not group.aside:
            title, body = titled_by_sentence(group.body)
            title = title or titled_by_command(group.body)
    if not body and not group.aside:
        title, body = None, group.body
    aside = group.aside
    if (
        index
        and title is None
        and len(aside) > 1
        and isinstance(aside[0], Subheading)
        and isinstance(aside[1], _Visual)
    ):
        title, aside = aside[0].text, aside[1:]
    lines = (("minutes", draft.minutes),) if draft.minutes and index == 0 else ()
    if title is not None:
        lines = ((Region.EYEBROW.value, draft.title.plain),)
    return Slide(
        id=draft.part if index == 0 else f"{draft.part}.{chr(ord('a') + index)}",
        layout=group.layout if title is None else _layout_for(group.layout, body),
        title=title or draft.title,
        source=title.source if title else draft.source,
        body=body,
        aside=aside,
        notes=draft.notes if index == 0 else (),
        section=section,
        part=draft.part,
        hidden="hide" in draft.options,
        keep="keep" in draft.options,
        alone=bool(draft.options) or draft.apart,
        ruled=draft.alone and index == 0,
        builds="builds" in draft.options,
        shown_as=draft.options.get("as", "list" if draft.options.get("layout") else ""),
        lines=lines,
    )


def _overview(block: SlideBlock, space: SpaceEstimator) -> SlideBlock:
    """The overview in place of a figure that is split."""
    parts = space.parts(block) if isinstance(block, FigureRef) else ()
    return replace(block, name=parts[0].name) if parts and isinstance(block, FigureRef) else block


def _layout_for(layout: Layout, body: tuple[SlideBlock, ...]) -> Layout:
    """The layout of text, tables and code after a label has left them; others keep theirs."""
    return _text_layout(body) if layout is Layout.CONTENT else layout


def _as_picture(block: SlideBlock) -> SlideBlock:
    return replace(block, as_picture=True) if isinstance(block, FigureRef) else block


def _chosen(draft: Draft, space: SpaceEstimator) -> list[_SlideGroup]:
    wanted = draft.options.get("layout")
    if wanted == Layout.TWO_CONTENT:
        left, right = _halves(draft.blocks)
        return [_SlideGroup(Layout.TWO_CONTENT, left, right)]
    groups = list(_groups(draft.blocks, space))
    if wanted and wanted in set(Layout):
        return [replace(group, layout=Layout(wanted)) if not group.aside else group for group in groups]
    return groups


def _halves(blocks: tuple[SlideBlock, ...]) -> tuple[tuple[SlideBlock, ...], tuple[SlideBlock, ...]]:
    """Two columns: at the second sub-heading, else the second list or table, else the middle."""
    for kind in (Subheading, List | Table | _Visual | Code):
        places = [index for index, block in enumerate(blocks) if isinstance(block, kind)]
        if len(places) > 1:
            return blocks[: places[1]], blocks[places[1] :]
    middle = (len(blocks) + 1) // 2
    return blocks[:middle], blocks[middle:]


def _groups(blocks: tuple[SlideBlock, ...], space: SpaceEstimator) -> Iterator[_SlideGroup]:
    """Blocks in order, divided over the slides that cost least; a slide holds one figure, picture or chart."""

    def lay(part: Chunk) -> tuple[float, tuple[_SlideGroup, ...]] | None:
        found = _on_one_slide(part, space)
        if found is None and _flows_over(part, chunks, space):
            groups = tuple(_over_several(part, space))
            return (1.5 * len(groups) + 1.0 * space.fullness(Layout.CONTENT, _text_of(part)), groups)
        return (found[0], (found[1],)) if found else None

    chunks = chunks_of(blocks)
    for groups in divided(chunks, lay):
        yield from groups


def _flows_over(part: Chunk, chunks: Sequence[Chunk], space: SpaceEstimator) -> bool:
    """Whether a part that takes several slides may: a chunk of blocks, below a line or two that would stand alone."""
    at = next(index for index, chunk in enumerate(chunks) if chunk[0] is part[0])
    if len(part) <= len(chunks[at]):
        return True
    below = part[len(chunks[at]) :]
    if at + 1 == len(chunks) or len(below) != len(chunks[at + 1]):
        return False
    text_only = all(isinstance(block, Paragraph | List | Subheading) for block in chunks[at])
    flowing = not any(isinstance(block, _Visual) for block in below)
    small = text_only and space.fullness(Layout.CONTENT, chunks[at]) <= LONGEST_INTRODUCTION
    return small and flowing and _on_one_slide(below, space) is None


def _over_several(blocks: tuple[SlideBlock, ...], space: SpaceEstimator) -> Iterator[_SlideGroup]:
    """A slide for each figure, picture or chart with the text that belongs to it; text flows over several."""
    visuals = [index for index, block in enumerate(blocks) if isinstance(block, _Visual)]
    if not visuals:
        yield from _text_groups(blocks)
        return
    start = 0
    for index, after in zip(visuals, [*visuals[1:], len(blocks)], strict=True):
        end = index + 1 if after != len(blocks) else len(blocks)
        yield from _around_one(blocks[start:end], index - start, space)
        start = end


def _on_one_slide(blocks: tuple[SlideBlock, ...], space: SpaceEstimator) -> tuple[float, _SlideGroup] | None:
    """What blocks cost that fit one slide, and their layout; None where they do not fit."""
    visuals = [index for index, block in enumerate(blocks) if isinstance(block, _Visual)]
    if len(visuals) > 1:
        return None
    if visuals:
        (index,) = visuals
        groups = list(_around_one(blocks, index, space))
        if len(groups) > 1 or (index == 0 and len(blocks) > 1 and leads(blocks[-1])):
            return None
        return (1.0 + _crowding(groups[0], space), groups[0])
    setting = space.setting(Layout.CONTENT, blocks)
    ways = (two_columns, listings_beside, listing_beside_text)
    beside = next((found for way in ways if (found := way(blocks, setting, space)) is not None), None)
    if beside is not None:
        return (beside[0].cost, _SlideGroup(Layout.TWO_CONTENT, beside[1], beside[2]))
    return None if setting is None else (setting.cost, _SlideGroup(_text_layout(blocks), blocks))


def _crowding(group: _SlideGroup, space: SpaceEstimator) -> float:
    """What it costs that a figure has text beside it, which is smaller in half of the slide."""
    if not group.aside:
        return 0.0
    half = space.setting(group.layout, group.body) if group.layout is Layout.TWO_CONTENT else None
    return CROWDED + (type_cost(half.body, half.code) if half else 0.0)


def _text_of(blocks: tuple[SlideBlock, ...]) -> tuple[SlideBlock, ...]:
    return tuple(block for block in blocks if not isinstance(block, _Visual))


def _text_groups(blocks: tuple[SlideBlock, ...]) -> Iterator[_SlideGroup]:
    """Text, tables and code, which flow over as many pages as they need."""
    if blocks:
        yield _SlideGroup(_text_layout(blocks), blocks)


def _text_layout(blocks: tuple[SlideBlock, ...]) -> Layout:
    if blocks and all(isinstance(block, Table) for block in blocks):
        return Layout.TABLE
    if blocks and all(isinstance(block, Code) for block in blocks):
        return Layout.CODE
    return Layout.CONTENT


def _around_one(blocks: tuple[SlideBlock, ...], index: int, space: SpaceEstimator) -> Iterator[_SlideGroup]:
    """One figure, picture or chart with its text beside it, above it, or on slides of its own."""
    visual = blocks[index]
    assert isinstance(visual, _Visual)
    text = (*blocks[:index], *blocks[index + 1 :])
    alone = Layout.CHART if isinstance(visual, Chart) else Layout.FIGURE
    beside = _layout_beside(visual, text, space) if text else None
    below = (
        bool(text) and index == len(blocks) - 1 and (_introduces(text, space) or _legible_below(visual, text, space))
    )
    if beside is not None and isinstance(visual, Picture):
        below = _is_below(visual, text, beside, space, usual=below)
    if beside is not None and isinstance(visual, FigureRef):
        below = below or _has_larger_labels(visual, text, beside, space)
    if not text or below:
        yield _SlideGroup(alone, blocks)
    elif beside is not None:
        head = blocks[index - 1 : index] if index and isinstance(blocks[index - 1], Subheading) else ()
        words = (*blocks[: index - len(head)], *blocks[index + 1 :])
        yield _SlideGroup(beside, words, (*head, visual)) if words else _SlideGroup(alone, blocks)
    elif not isinstance(visual, Chart) and space.fits_under(visual, text, LEAST_BESIDE):
        yield _SlideGroup(alone, blocks)
    else:
        before, after = blocks[:index], blocks[index + 1 :]
        if before and (_introduces(before, space) or _legible_below(visual, before, space)):
            yield _SlideGroup(alone, (*before, visual))
        else:
            yield from _text_groups(before)
            yield _SlideGroup(alone, (visual,))
        yield from _text_groups(after)


def _layout_beside(visual: _Visual, text: tuple[SlideBlock, ...], space: SpaceEstimator) -> Layout | None:
    """The layout in which a figure, picture or chart and its text are both readable side by side.

    Text that is too long for the narrow column beside a figure takes half of the slide.
    """
    if isinstance(visual, PictureRow) or any(isinstance(block, Table | Code) for block in text):
        return None
    if space.fits(Layout.FIGURE_TEXT, text, LEAST_BESIDE):
        layout = Layout.FIGURE_TEXT
    else:
        layout, half = Layout.TWO_CONTENT, space.setting(Layout.TWO_CONTENT, text)
        if half is None or half.body < LEAST_IN_HALF or half.broken:
            return None
    if isinstance(visual, FigureRef) and space.label_size(visual, layout, Region.ASIDE) < LEGIBLE:
        return None
    return layout


def _is_below(
    picture: Picture, text: tuple[SlideBlock, ...], beside: Layout, space: SpaceEstimator, *, usual: bool
) -> bool:
    """Whether a picture stands below its text: where it is usual, unless the picture is much larger beside the text.

    Below a text of some lines a tall picture would be small, and so would a wide one beside it.
    """
    below, other = (
        space.picture_area(picture, Layout.FIGURE, Region.BODY, text),
        space.picture_area(picture, beside, Region.ASIDE),
    )
    if usual:
        words = sum(em_width(block.text.plain) for block in text if isinstance(block, Paragraph))
        asked = picture.width or picture.height
        return bool(asked) or words < LEAST_WIDTH or other < LARGER * below
    return below >= LARGER * other and space.fits_under(picture, text, LEAST_ABOVE)


def _has_larger_labels(figure: FigureRef, text: tuple[SlideBlock, ...], beside: Layout, space: SpaceEstimator) -> bool:
    """Whether the labels of a figure are much larger above or below a few lines than beside them, as wide ones are."""
    if not all(isinstance(block, Paragraph | List) for block in text):
        return False
    if space.fullness(Layout.CONTENT, text) > LONGEST_INTRODUCTION:
        return False
    size = space.label_size(figure, Layout.FIGURE, Region.BODY, text)
    return size >= LARGER * space.label_size(figure, beside, Region.ASIDE)


def _legible_below(visual: _Visual, text: tuple[SlideBlock, ...], space: SpaceEstimator) -> bool:
    """Whether a figure is well legible below a definition or the like, which would be lost on a slide of its own."""
    if not isinstance(visual, FigureRef) or not all(
        isinstance(block, Paragraph | Quote | Subheading) for block in text
    ):
        return False
    if space.fullness(Layout.CONTENT, text) > LONGEST_INTRODUCTION:
        return False
    return space.label_size(visual, Layout.FIGURE, Region.BODY, text) >= LEGIBLE


def _introduces(text: tuple[SlideBlock, ...], space: SpaceEstimator) -> bool:
    """Whether text is short enough to stand above the figure, table or chart that it introduces."""
    only_text = not any(isinstance(block, Table | Code) for block in text)
    return only_text and space.fullness(Layout.CONTENT, text) <= INTRODUCTION
