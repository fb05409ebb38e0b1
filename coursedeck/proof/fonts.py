"""Fonts that a deck asks for, against those that drew it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coursedeck.model.review import Level

# families made to the widths of others, by the first word of their PostScript names
SAME_WIDTHS = {
    "arial": ("liberationsans", "arimo"),
    "helvetica": ("liberationsans", "arimo"),
    "timesnewroman": ("liberationserif", "tinos"),
    "couriernew": ("liberationmono", "cousine"),
    "calibri": ("carlito",),
    "cambria": ("caladea",),
}

_MONO = re.compile("mono|consol|courier|code")


@dataclass(frozen=True, slots=True)
class Substitution:
    """A family that another one stands in for."""

    family: str
    level: Level
    message: str


def substitutions(asked: Iterable[tuple[str, str]], drawn: Iterable[str]) -> Iterator[Substitution]:
    """Families (each with its slot, of two the Latin one) that are not among the fonts that drew the deck.

    Only Latin prose of other widths is a warning: East Asian letters are all of one width, and code does not break.
    """
    used = [_plain(name) for name in drawn]
    slots = dict(sorted(asked))
    for family, slot in sorted(slots.items()):
        name = _plain(family)
        if any(font.startswith(name) for font in used):
            continue
        compatible = next((font for font in SAME_WIDTHS.get(name, ()) if any(one.startswith(font) for one in used)), "")
        if compatible:
            message = f"'{family}' is not installed here; {compatible} of the same widths drew its text"
            yield Substitution(family, Level.NOTE, message)
        elif used:
            level = Level.NOTE if slot == "ea" or _MONO.search(name) else Level.WARNING
            yield Substitution(family, level, f"'{family}' did not draw its text here: lines may break elsewhere")


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]", "", name).lower()
