"""Trees of three levels that no slide holds: an overview of two levels, and each branch under a heading of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursedeck.model.session import List, ListItem
from coursedeck.model.slide import Layout, SlideBlock, Subheading
from coursedeck.model.values import replace
from coursedeck.session.plan.space import SpaceEstimator

LEAST = 18.0
"""Type at which a tree is well read on one slide."""


def parted_at_branches(blocks: Sequence[SlideBlock], space: SpaceEstimator) -> tuple[tuple[SlideBlock, ...], ...]:
    """The blocks in runs, each of which begins a slide: one where no tree is too large for a slide.

    Else a run ends with the overview of a tree, and each of its branches begins another one.
    """
    runs: list[list[SlideBlock]] = [[]]
    for block in blocks:
        whole, *pieces = _parted(block, space)
        runs[-1].append(whole)
        for piece in pieces:
            if isinstance(piece, Subheading):
                runs.append([])
            runs[-1].append(piece)
    return tuple(map(tuple, runs))


def _parted(block: SlideBlock, space: SpaceEstimator) -> Iterator[SlideBlock]:
    if not isinstance(block, List) or not block.drawn or sum(map(_is_branch, block.items)) < 2:
        yield block
        return
    setting = space.setting(Layout.CONTENT, (block,))
    if setting is not None and setting.body >= LEAST:
        yield block
        return
    yield replace(block, items=tuple(map(_overview, block.items)))
    for item in filter(_is_branch, block.items):
        yield Subheading(item.text)
        yield from (inner for inner in item.blocks if isinstance(inner, List))


def _is_branch(item: ListItem) -> bool:
    """Whether something below an item has a list below it too."""
    return any(deeper.blocks for inner in item.blocks if isinstance(inner, List) for deeper in inner.items)


def _overview(item: ListItem) -> ListItem:
    """An item with the names of what is below it; one that is no branch keeps all."""
    if not _is_branch(item):
        return item
    lists = [inner for inner in item.blocks if isinstance(inner, List)]
    names = (replace(one, items=tuple(replace(deeper, blocks=()) for deeper in one.items)) for one in lists)
    return replace(item, blocks=tuple(names))
