"""Paints as DrawingML colours (ECMA-376 part 1, 20.1.2.3)."""

from __future__ import annotations

from coursedeck.base.look.paint import FIXED
from coursedeck.output.deck.xml import Element, element

_CHANGES = ("lumMod", "lumOff", "satMod")


def color_element(paint: str) -> Element:
    """A paint as ``a:schemeClr`` or ``a:srgbClr``.

    >>> color_element("accent1:75")[0].get("val")
    '75000'
    """
    base, at, alpha = paint.partition("@")
    transparency = element("a:alpha", {"val": _percent(alpha)}) if at else None
    if FIXED.fullmatch(base):
        return element("a:srgbClr", {"val": base[-6:].upper()}, transparency)
    role, *changes = base.split(":")
    # readers apply the changes in document order; saturation goes first because it leaves the luminance as it is
    named = list(zip(_CHANGES, changes, strict=False))
    children = [element(f"a:{name}", {"val": _percent(value)}) for name, value in named[2:] + named[:2] if value]
    return element("a:schemeClr", {"val": role}, *children, transparency)


def solid_fill(paint: str | None) -> Element:
    """``a:solidFill`` of a paint, or ``a:noFill``."""
    return element("a:noFill") if paint is None else element("a:solidFill", None, color_element(paint))


def fill_hidden_in_libreoffice(paint: str) -> Element:
    """`paint` for a line that PowerPoint shows and LibreOffice does not: a gradient (20.1.8.33) with a clear stop.

    LibreOffice draws a line of three or more stops in the colour of the second one, which is transparent here. In
    PowerPoint that stop spans a thousandth of a percent of the line and cannot be seen.
    """
    base = paint.partition("@")[0]
    stops = [(0, paint), (1, f"{base}@0"), (2, paint), (100_000, paint)]
    listed = [element("a:gs", {"pos": place}, color_element(color)) for place, color in stops]
    return element("a:gradFill", None, element("a:gsLst", None, *listed), element("a:lin", {"ang": 0, "scaled": False}))


def _percent(value: str) -> int:
    return round(float(value) * 1000)
