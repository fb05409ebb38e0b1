"""Paints as DrawingML colours, and the colours of a theme part (ECMA-376 part 1, 20.1.2.3)."""

from __future__ import annotations

from collections.abc import Mapping

from coursedeck.base.look.paint import ACCENTS, FIXED, UNKNOWN, ThemeColors
from coursedeck.output.deck.xml import Element, element, find, find_all

_USUAL_MAP = {
    **{accent: accent for accent in ACCENTS}, "tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2", "hlink": "hlink",
    "folHlink": "folHlink",
}  # fmt: skip
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
    # satMod first: the luminance of HSL is independent of it, and readers apply changes in document order
    named = list(zip(_CHANGES, changes, strict=False))
    children = [element(f"a:{name}", {"val": _percent(value)}) for name, value in named[2:] + named[:2] if value]
    return element("a:schemeClr", {"val": role}, *children, transparency)


def solid_fill(paint: str | None) -> Element:
    """``a:solidFill`` of a paint, or ``a:noFill``."""
    return element("a:noFill") if paint is None else element("a:solidFill", None, color_element(paint))


def veiled_fill(paint: str) -> Element:
    """`paint` for a line that LibreOffice must not draw: a gradient (20.1.8.33) whose second stop is clear.

    LibreOffice draws lines of three stops or more in the second's colour alone; here that has no length to the eye.
    """
    base = paint.partition("@")[0]
    stops = [(0, paint), (1, f"{base}@0"), (2, paint), (100_000, paint)]
    listed = [element("a:gs", {"pos": place}, color_element(color)) for place, color in stops]
    return element("a:gradFill", None, element("a:gsLst", None, *listed), element("a:lin", {"ang": 0, "scaled": False}))


def _percent(value: str) -> int:
    return round(float(value) * 1000)


def theme_colors(theme: Element, color_map: Mapping[str, str]) -> ThemeColors:
    """Colours of a theme part (``a:theme``): its own slots, and the roles that a master or layout maps to them."""
    scheme = find(theme, "a:themeElements/a:clrScheme")
    slots = {} if scheme is None else {_local(slot): _slot_hex(slot) for slot in find_all(scheme, "*")}
    roles = {role: slots.get(color_map.get(role, slot), UNKNOWN) for role, slot in _USUAL_MAP.items()}
    return ThemeColors(dict(sorted((slots | roles).items())))


def _local(slot: Element) -> str:
    return str(slot.tag).rpartition("}")[2]


def _slot_hex(slot: Element) -> str:
    """``a:srgbClr`` has ``val``, ``a:sysClr`` the colour it had last."""
    color = slot[0]
    value = (color.get("lastClr") or color.get("val") or UNKNOWN).upper()
    return value if FIXED.fullmatch(value) else UNKNOWN
