"""What a stranger's deck may hold that nobody asked for: it is not read then."""

from __future__ import annotations

import re

from coursedeck.review.unpack.deck_package import DeckPackage, UnreadablePartError

_MACROS = re.compile(r"(?:vbaproject|vbadata|activex).*", re.IGNORECASE)
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_HARMLESS = frozenset({"hyperlink"})
"""Relationships that lead out of a package and are followed by a click alone."""


def danger(data: bytes) -> str:
    """Why a deck is not read: no package, a bomb, macros, declared entities, parts elsewhere; else nothing."""
    try:
        package = DeckPackage(data)
    except UnreadablePartError as failure:
        return str(failure)
    for name in package.names:
        if _MACROS.fullmatch(name.rpartition("/")[2]):
            return f"it holds macros ({name}), which no deck of a course does; save it as .pptx"
        if name.endswith((".xml", ".rels")) and _DECLARATION.search(package.data(name)[:4096]):
            return f"{name} declares entities, which no presentation does"
    for name in ("", *package.names):
        wrong = [one for one in package.relationships(name).values() if one.external and one.kind not in _HARMLESS]
        if wrong:
            return f"{name} takes {wrong[0].kind} from elsewhere ({wrong[0].target}); put it into the deck"
    return ""
