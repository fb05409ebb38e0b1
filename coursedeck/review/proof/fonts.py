"""Fonts that a deck names, compared with those that it was rendered with."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from msgspec import Struct

from coursedeck.base.text.monospace import is_monospaced
from coursedeck.base.text.scripts import Script
from coursedeck.model.deck_file import FileFont
from coursedeck.model.review import FindingLevel

# metric-compatible families, by how their PostScript names begin
SAME_WIDTHS = {
    "arial": ("liberationsans", "arimo"),
    "helvetica": ("liberationsans", "arimo"),
    "timesnewroman": ("liberationserif", "tinos"),
    "couriernew": ("liberationmono", "cousine"),
    "calibri": ("carlito",),
    "cambria": ("caladea",),
}


class Substitution(Struct, frozen=True):
    """A font family that the renderer replaced by another."""

    font: FileFont
    level: FindingLevel
    message: str


def substitutions(
    asked: Iterable[FileFont], drawn: Iterable[str], scripts: Collection[Script]
) -> Iterator[Substitution]:
    """Families that the deck names (`asked`) and the renderer did not use (`drawn`, PostScript names).

    A font for letters of a script that is not among the `scripts` of the slides has nothing to draw there. Only Latin
    text in a font of other widths is a warning: East Asian glyphs all have the same width, and code is not wrapped.
    """
    used = [_plain(name) for name in drawn]
    for font in asked:
        name = _plain(font.family)
        if font.slot not in scripts:
            continue
        if any(other.startswith(name) for other in used):
            continue
        compatible = next(
            (one for one in SAME_WIDTHS.get(name, ()) if any(other.startswith(one) for other in used)), ""
        )
        if compatible:
            message = f"'{font.family}' is not installed here; {compatible} of the same widths drew its text"
            yield Substitution(font, FindingLevel.NOTE, message)
        elif used:
            level = FindingLevel.NOTE if font.slot == "ea" or is_monospaced(font.family) else FindingLevel.WARNING
            message = (
                f"'{font.family}' did not draw its text here: lines may break elsewhere; install it, or name another"
            )
            yield Substitution(font, level, message)


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]", "", name).lower()
