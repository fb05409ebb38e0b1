"""Lists of products, such as ``- **Cache**: Redis``, that are shown by their icons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from coursedeck.model.entries import labelled_items
from coursedeck.model.session import List
from coursedeck.model.slide import SlideBlock
from coursedeck.model.text import Span, Text

HasIcon = Callable[[str], bool]
"""Whether a product of this name has an icon."""


class Tile(Struct, frozen=True):
    """A product and what it is there for."""

    product: tuple[Span, ...]
    role: tuple[Span, ...]
    """Empty where the list says nothing about it."""
    item: Text
    """The whole item, for its place in the source."""

    @property
    def name(self) -> str:
        """The product's name alone."""
        return "".join(span.text for span in self.product).strip()


def tiles_of(blocks: Sequence[SlideBlock], has_icon: HasIcon) -> tuple[Tile, ...] | None:
    """The tiles of a list whose items all name a product that has an icon; None for other blocks.

    The product stands behind the label in all items, or is the label in all of them, or is all that they say.
    """
    entries = labelled_items(blocks)
    if entries is None:
        return _plain(blocks, has_icon)
    if any(entry.points or entry.number is not None for entry in entries):
        return None
    if all(has_icon(entry.words) for entry in entries):
        return tuple(Tile(entry.text, entry.label, entry.item) for entry in entries)
    if all(has_icon(entry.label_words) for entry in entries):
        return tuple(Tile(entry.label, entry.text, entry.item) for entry in entries)
    return None


def _plain(blocks: Sequence[SlideBlock], has_icon: HasIcon) -> tuple[Tile, ...] | None:
    if len(blocks) != 1 or not isinstance(blocks[0], List) or blocks[0].start is not None:
        return None
    items = blocks[0].items
    if any(item.blocks or item.checked is not None or not has_icon(item.text.plain) for item in items):
        return None
    return tuple(Tile(item.text.spans, (), item.text) for item in items)
