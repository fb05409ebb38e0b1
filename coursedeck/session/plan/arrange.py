"""Draft → slides: a layout for each, figures beside their points where both stay readable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from coursedeck.model.session import Chart, Code, FigureRef, List, Picture, Table
from coursedeck.model.slide import Layout, Slide, SlideBlock, Subheading
from coursedeck.model.template import Region
from coursedeck.session.plan.draft import Draft
from coursedeck.session.plan.room import LEAST_BESIDE, Room

READABLE = 12.0
"""Smallest label, in points, at which a figure still stands beside text."""

INTRODUCTION = 0.2
"""Share of a slide that text above a figure, table or chart may take."""

_Show = FigureRef | Picture | Chart


@dataclass(frozen=True, slots=True)
class _Group:
    """Blocks for one slide, in a layout."""

    layout: Layout
    body: tuple[SlideBlock, ...]
    aside: tuple[SlideBlock, ...] = ()


def slides_of(draft: Draft, section: int, room: Room) -> tuple[Slide, ...]:
    """The slides of a draft; notes go to the first."""
    options = draft.options
    if options.get("as") == "picture":
        draft = replace(draft, blocks=tuple(map(_as_picture, draft.blocks)))
    groups = _chosen(draft, room) or [_Group(Layout.CONTENT, draft.blocks)]
    return tuple(
        Slide(
            id=draft.part if index == 0 else f"{draft.part}.{chr(ord('a') + index)}",
            layout=group.layout,
            title=draft.title,
            source=draft.source,
            body=group.body,
            aside=group.aside,
            notes=draft.notes if index == 0 else (),
            section=section,
            part=draft.part,
            hidden="hide" in options,
            keep="keep" in options,
            builds="builds" in options,
            lines=(("minutes", draft.minutes),) if draft.minutes and index == 0 else (),
        )
        for index, group in enumerate(groups)
    )


def _as_picture(block: SlideBlock) -> SlideBlock:
    return replace(block, as_picture=True) if isinstance(block, FigureRef) else block


def _chosen(draft: Draft, room: Room) -> list[_Group]:
    wanted = draft.options.get("layout")
    if wanted == Layout.TWO_CONTENT:
        left, right = _halves(draft.blocks)
        return [_Group(Layout.TWO_CONTENT, left, right)]
    groups = list(_groups(draft.blocks, room))
    if wanted and wanted in set(Layout):
        return [replace(group, layout=Layout(wanted)) if not group.aside else group for group in groups]
    return groups


def _halves(blocks: tuple[SlideBlock, ...]) -> tuple[tuple[SlideBlock, ...], tuple[SlideBlock, ...]]:
    """Two columns: at the second sub-heading, else the second list or table, else the middle."""
    for kind in (Subheading, List | Table | _Show | Code):
        places = [index for index, block in enumerate(blocks) if isinstance(block, kind)]
        if len(places) > 1:
            return blocks[: places[1]], blocks[places[1] :]
    middle = (len(blocks) + 1) // 2
    return blocks[:middle], blocks[middle:]


def _groups(blocks: tuple[SlideBlock, ...], room: Room) -> Iterator[_Group]:
    """Blocks in order, a slide for each thing shown with the text that belongs to it."""
    shows = [index for index, block in enumerate(blocks) if isinstance(block, _Show)]
    if not shows:
        yield from _text_groups(blocks)
        return
    if len(shows) == 1:
        yield from _around_one(blocks, shows[0], room)
        return
    start = 0
    for index, after in zip(shows, [*shows[1:], len(blocks)], strict=True):
        end = index + 1 if after != len(blocks) else len(blocks)
        yield from _around_one(blocks[start:end], index - start, room)
        start = end


def _text_groups(blocks: tuple[SlideBlock, ...]) -> Iterator[_Group]:
    """Text, tables and code, which flow over as many pages as they need."""
    if not blocks:
        return
    layout = Layout.CONTENT
    if all(isinstance(block, Table) for block in blocks):
        layout = Layout.TABLE
    elif all(isinstance(block, Code) for block in blocks):
        layout = Layout.CODE
    yield _Group(layout, blocks)


def _around_one(blocks: tuple[SlideBlock, ...], index: int, room: Room) -> Iterator[_Group]:
    """One thing shown, with its text beside it, above it, or on slides of its own."""
    show = blocks[index]
    assert isinstance(show, _Show)
    text = (*blocks[:index], *blocks[index + 1 :])
    alone = Layout.CHART if isinstance(show, Chart) else Layout.FIGURE
    if not text:
        yield _Group(alone, (show,))
    elif index == len(blocks) - 1 and _introduces(text, room):
        yield _Group(alone, blocks)
    elif not any(isinstance(block, Table | Code) for block in text) and _stands_beside(show, text, room):
        yield _Group(Layout.FIGURE_TEXT, text, (show,))
    elif not isinstance(show, Chart) and room.fits_under(show, text, LEAST_BESIDE):
        yield _Group(alone, blocks)
    else:
        before, after = blocks[:index], blocks[index + 1 :]
        if before and _introduces(before, room):
            yield _Group(alone, (*before, show))
        else:
            yield from _text_groups(before)
            yield _Group(alone, (show,))
        yield from _text_groups(after)


def _stands_beside(show: _Show, text: tuple[SlideBlock, ...], room: Room) -> bool:
    """Whether a thing and its text share a slide side by side, both readable."""
    if not room.fits(Layout.FIGURE_TEXT, text, LEAST_BESIDE):
        return False
    if isinstance(show, FigureRef):
        return room.label_size(show, Layout.FIGURE_TEXT, Region.ASIDE) >= READABLE
    return True


def _introduces(text: tuple[SlideBlock, ...], room: Room) -> bool:
    """Whether text is short enough to stand above what it leads to."""
    only_text = not any(isinstance(block, Table | Code) for block in text)
    return only_text and room.load(Layout.CONTENT, text) <= INTRODUCTION
