"""What stands before the items of lists."""

from __future__ import annotations

from collections.abc import Iterator

from coursedeck.base.look.derived_text import FIRST_NUMBER, LAST_NUMBER, NUMBERING
from coursedeck.model.numbering import AUTOMATIC, marker_text
from coursedeck.model.session import List, ListItem
from coursedeck.model.template import LevelStyle


def list_marker(numbering: str, number: int) -> str:
    """`NUMBERING`, or the marker itself where programs do not count so.

    >>> list_marker("arabicPeriod", 1), list_marker("arabicPeriod", 0), list_marker("hangulParenR", 2)
    ('1.', '0.', '나)')
    """
    automatic = numbering in AUTOMATIC and FIRST_NUMBER <= number <= LAST_NUMBER
    return NUMBERING if automatic else marker_text(numbering, number)


def item_bullet(block: List, item: ListItem, number: int | None, style: LevelStyle) -> str:
    """The bullet of an item's paragraph; `number` is None in lists of bullets."""
    if item.checked is not None:
        return "✓" if item.checked else "☐"
    return style.bullet or "•" if number is None else list_marker(block.numbering, number)


def shown_markers(block: List, style: LevelStyle) -> Iterator[str]:
    """The markers of a list as they are seen."""
    for offset, item in enumerate(block.items):
        if block.start is None or item.checked is not None:
            yield item_bullet(block, item, None, style)
        else:
            yield marker_text(block.numbering, block.start + offset)
