"""DrawingML colour elements as six hex digits (ECMA-376 part 1, 20.1.2.3)."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping, Sequence

from lxml import etree

from coursedeck.base.look.contrast import contrast, linear
from coursedeck.output.template.package import A

WHITE, BLACK = "FFFFFF", "000000"
SLOTS = ("dk1", "lt1", "dk2", "lt2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
"""Colour slots in the order of ``a:clrScheme`` (20.1.6.2)."""
ROLES = ("tx1", "bg1", "tx2", "bg2", *SLOTS[4:])
"""Roles by which slides refer to the slots, through the colour map."""


def resolved(parent: etree._Element | None, colors: Mapping[str, str]) -> str | None:
    """Six hex digits of the colour element in `parent`; None if there is none."""
    for element in () if parent is None else parent:
        base = _base(element, colors)
        if base:
            return _changed(base, element)
    return None


def opacity(parent: etree._Element) -> float:
    """Opacity of the colour element in `parent`, from 0 to 1 (the default)."""
    alpha = parent.find(f"./*/{A}alpha")
    return 1.0 if alpha is None else _fraction(alpha.get("val", "100000"))


def role(parent: etree._Element | None, colors: Mapping[str, str]) -> str | None:
    """Theme role of the colour element in `parent`, else its six hex digits."""
    scheme = None if parent is None else parent.find(f"{A}schemeClr")
    value = None if scheme is None else scheme.get("val")
    if value in {"dk1", "lt1", "dk2", "lt2"}:
        return next((name for name in ROLES[:4] if colors.get(name) == colors.get(value)), "tx1")
    return value if value in ROLES else resolved(parent, colors)


def _base(element: etree._Element, colors: Mapping[str, str]) -> str | None:
    match etree.QName(element).localname:
        case "srgbClr":
            return element.get("val", BLACK).upper()
        case "sysClr":
            return element.get("lastClr", WHITE if element.get("val") == "window" else BLACK).upper()
        case "schemeClr":
            return colors.get(element.get("val", ""))
        case "prstClr":
            return {"white": WHITE, "black": BLACK}.get(element.get("val", ""))
        case _:
            return None


def _changed(base: str, element: etree._Element) -> str:
    hue, light, saturation = colorsys.rgb_to_hls(*(int(base[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    for change in element:
        amount = _fraction(change.get("val", "100000"))
        match etree.QName(change).localname:
            case "lumMod":
                light *= amount
            case "lumOff":
                light += amount
            case "satMod":
                saturation *= amount
            case "shade":
                hue, light, saturation = _mixed_with(0.0, amount, hue, light, saturation)
            case "tint":
                hue, light, saturation = _mixed_with(1.0, amount, hue, light, saturation)
            case _:
                pass
    light, saturation = min(1.0, max(0.0, light)), min(1.0, max(0.0, saturation))
    return "".join(f"{round(channel * 255):02X}" for channel in colorsys.hls_to_rgb(hue, light, saturation))


def _mixed_with(end: float, kept: float, hue: float, light: float, saturation: float) -> tuple[float, float, float]:
    """HLS of a colour mixed with white (`end` 1) or black (0) in linear RGB; `kept` is the share of the colour."""
    rgb = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), min(1.0, max(0.0, saturation)))
    light_of_each = (end + (linear(channel) - end) * kept for channel in rgb)
    return colorsys.rgb_to_hls(
        *(12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055 for v in light_of_each)
    )


def _fraction(value: str) -> float:
    return float(value.removesuffix("%")) / 100 if value.endswith("%") else float(value) / 100000


def mixed(tones: Sequence[str]) -> str:
    """The mean of some colours."""
    channels = ([int(tone[at : at + 2], 16) for tone in tones] for at in (0, 2, 4))
    return "".join(f"{round(sum(values) / len(values)):02X}" for values in channels)


def readable(tone: str, grounds: Sequence[str], least: float) -> str:
    """`tone`, lightened or darkened until its contrast on every background is `least`, as far as possible.

    >>> readable("0000FF", ["FFFFFF"], 4.5), readable("4F81BD", ["FFFFFF"], 4.5)
    ('0000FF', '4774AA')
    """
    end = max((BLACK, WHITE), key=lambda one: min(contrast(one, ground) for ground in grounds))
    steps = (mixed([tone] * (20 - step) + [end] * step) for step in range(21))
    return next((one for one in steps if min(contrast(one, ground) for ground in grounds) >= least), end)
