"""Two columns for text that would be small in one: labelled lists side by side, long lists of short items in halves."""

from __future__ import annotations

from collections.abc import Iterator

from coursedeck.model.page_cost import Setting
from coursedeck.model.session import Code, List, ListItem, Paragraph
from coursedeck.model.slide import Layout, SlideBlock, Subheading
from coursedeck.model.template import Region
from coursedeck.model.values import replace
from coursedeck.session.plan.chunks import Chunk
from coursedeck.session.plan.space import SpaceEstimator

LARGE = 24.0
"""Size of text from which on one column is good enough, and to which columns grow."""

WORTH = 2.0
"""How much larger the text of two columns must be, in points."""

LEAST = 18.0
"""Smallest text in columns."""

GOOD_CODE = 16.0
"""Size of code from which on it stands above or below its text."""

LEAST_CODE = 14.0
"""Smallest code in columns."""


def two_columns(blocks: Chunk, one: Setting | None, space: SpaceEstimator) -> tuple[Setting, Chunk, Chunk] | None:
    """The halves of lists and their headings with their setting, where they are larger than in `one` column."""
    if one is not None and one.body >= LARGE:
        return None
    lists = [block for block in blocks if isinstance(block, List)]
    if not lists or not all(isinstance(block, List | Subheading | Paragraph) for block in blocks):
        return None
    best: tuple[Setting, Chunk, Chunk] | None = None
    for left, right in _halves(blocks):
        beside = (space.setting(Layout.TWO_CONTENT, left), space.setting(Layout.TWO_CONTENT, right, Region.ASIDE))
        first, second = beside
        if first is None or second is None:
            continue
        size = min(first.body, second.body, LARGE)
        together = Setting(size, None, (first.fill + second.fill) / 2)
        if best is None or size > best[0].body:
            best = (together, left, right)
    if best is None or best[0].body < max(LEAST, one.body + WORTH if one else 0.0):
        return None
    return best


def listings_beside(blocks: Chunk, one: Setting | None, space: SpaceEstimator) -> tuple[Setting, Chunk, Chunk] | None:
    """Listings of short lines, each below its words, in two columns, where they do not fit one or are small there."""
    if one is not None and one.code is not None and one.code >= LEAST_CODE and one.body >= LEAST:
        return None
    if not all(isinstance(block, Paragraph | Code) for block in blocks) or not isinstance(blocks[0], Paragraph):
        return None
    places = [
        at for at in range(1, len(blocks)) if isinstance(blocks[at - 1], Code) and isinstance(blocks[at], Paragraph)
    ]
    if not places or not isinstance(blocks[-1], Code):
        return None
    lines = [1 + block.code.count("\n") if isinstance(block, Code) else 2 for block in blocks]
    at = min(places, key=lambda at: abs(sum(lines) - 2 * sum(lines[:at])))
    left, right = blocks[:at], blocks[at:]
    found = (space.setting(Layout.TWO_CONTENT, left), space.setting(Layout.TWO_CONTENT, right, Region.ASIDE))
    settings = [one for one in found if one is not None and not one.broken and not one.wrapped]
    if len(settings) < len(found):
        return None
    body, code = min(each.body for each in settings), min(each.code or LEAST_CODE for each in settings)
    if body < LEAST or code < LEAST_CODE:
        return None
    return Setting(min(body, LARGE), code, sum(each.fill for each in settings) / len(settings)), left, right


def listing_beside_text(
    blocks: Chunk, one: Setting | None, space: SpaceEstimator
) -> tuple[Setting, Chunk, Chunk] | None:
    """A listing or a drawing beside the text around it, where its type is larger so than above or below that."""
    codes = [at for at, block in enumerate(blocks) if isinstance(block, Code)]
    others = [block for block in blocks if not isinstance(block, Code)]
    if len(codes) != 1 or not others or not all(isinstance(block, Paragraph | List) for block in others):
        return None
    if one is not None and (one.code is None or one.code >= GOOD_CODE):
        return None
    (at,) = codes
    parted = at + 1 if at + 1 < len(blocks) else at
    left, right = blocks[:parted], blocks[parted:]
    found = (space.setting(Layout.TWO_CONTENT, left), space.setting(Layout.TWO_CONTENT, right, Region.ASIDE))
    settings = [one for one in found if one is not None and not one.broken and not one.wrapped]
    if len(settings) < len(found):
        return None
    body, code = min(each.body for each in settings), min(each.code for each in settings if each.code)
    if body < LEAST or code < max(LEAST_CODE, one.code + WORTH if one and one.code else 0.0):
        return None
    return Setting(min(body, LARGE), code, sum(each.fill for each in settings) / len(settings)), left, right


def _halves(blocks: Chunk) -> Iterator[tuple[Chunk, Chunk]]:
    """The places where two columns may be parted, the most even first, at headings or else inside a list."""
    weights = [_weight(block) for block in blocks]
    total = sum(weights)
    heads = [at for at in range(1, len(blocks)) if isinstance(blocks[at], Subheading)]
    heads = [at for at in heads if not isinstance(blocks[at - 1], Subheading)]
    if heads:
        at = min(heads, key=lambda at: abs(total - 2 * sum(weights[:at])))
        if max(sum(weights[:at]), sum(weights[at:])) <= 0.7 * total:
            yield blocks[:at], blocks[at:]
            return
    for at, block in enumerate(blocks):
        before, after = sum(weights[:at]), sum(weights[at + 1 :])
        if isinstance(block, List) and len(block.items) > 1 and before <= total / 2 and after <= total / 2:
            counts = [_item_weight(item) for item in block.items]
            cut = min(range(1, len(counts)), key=lambda cut: abs(before + 2 * sum(counts[:cut]) - weights[at] - after))
            rest = None if block.start is None else block.start + cut
            first = replace(block, items=block.items[:cut])
            yield (*blocks[:at], first), (replace(block, items=block.items[cut:], start=rest), *blocks[at + 1 :])


def _weight(block: SlideBlock) -> int:
    return sum(map(_item_weight, block.items)) if isinstance(block, List) else 1


def _item_weight(item: ListItem) -> int:
    """Lines of an item with what is nested in it, as far as that can be told without measuring."""
    return 1 + sum(sum(map(_item_weight, block.items)) if isinstance(block, List) else 1 for block in item.blocks)
