"""The custom XML parts of a deck (ECMA-376 part 1, 15.2.5)."""

from __future__ import annotations

import re

from coursedeck.review.unpack.deck_package import DeckPackage, UnreadablePartError

_ITEM = re.compile(r"customXml/item\d+\.xml")


def custom_xml(data: bytes) -> tuple[bytes, ...]:
    """What they hold, in the order of their names; none where the file is no package."""
    try:
        package = DeckPackage(data)
        return tuple(package.data(name) for name in sorted(package.names) if _ITEM.fullmatch(name))
    except UnreadablePartError:
        return ()
