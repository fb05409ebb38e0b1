"""Paints as DrawingML (ECMA-376 part 1, 20.1.2.3)."""

from __future__ import annotations

from coursedeck.base.look.paint import FIXED
from coursedeck.model.units import Points, emu

_CHANGES = ("lumMod", "lumOff", "satMod")


def color(paint: str) -> str:
    """A colour element of a paint, ``role[:lumMod[:lumOff[:satMod]]][@alpha]`` in percent, or of six hex digits.

    >>> color("accent1:50")
    '<a:schemeClr val="accent1"><a:lumMod val="50000"/></a:schemeClr>'
    """
    if FIXED.fullmatch(paint):
        return f'<a:srgbClr val="{paint[-6:].upper()}"/>'
    paint, _, alpha = paint.partition("@")
    role, *changes = paint.split(":")
    named = [(name, percent) for name, percent in zip(_CHANGES, changes, strict=False) if percent]
    # saturation first, since it leaves the luminance as it is
    ordered = sorted(named, key=lambda change: change[0] != "satMod")
    alphas = [("alpha", alpha)] if alpha else []
    inner = "".join(f'<a:{name} val="{round(float(percent) * 1000)}"/>' for name, percent in (*ordered, *alphas))
    return f'<a:schemeClr val="{role}">{inner}</a:schemeClr>'


def fill(paint: str | None) -> str:
    """``a:solidFill`` of a paint, ``a:noFill`` without one."""
    return f"<a:solidFill>{color(paint)}</a:solidFill>" if paint else "<a:noFill/>"


def line(paint: str | None, width: Points = 1.0) -> str:
    """``a:ln`` of a paint and a width; without a paint there is no line."""
    return f'<a:ln w="{emu(width)}">{fill(paint)}</a:ln>' if paint else "<a:ln><a:noFill/></a:ln>"
