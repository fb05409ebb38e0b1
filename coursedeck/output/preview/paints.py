"""Paints as SVG attributes."""

from __future__ import annotations

from coursedeck.base.look.paint import STROKE, ThemeColors
from coursedeck.model.units import Points

Attributes = dict[str, str | float | None]


def fill(paint: str | None, colors: ThemeColors) -> Attributes:
    """``fill`` of a paint, and its opacity."""
    if paint is None:
        return {"fill": "none"}
    return {"fill": f"#{colors.hex(paint)}", "fill-opacity": opacity(paint)}


def stroke(paint: str | None, colors: ThemeColors, width: Points = STROKE) -> Attributes:
    """``stroke`` of a paint, its width in points and its opacity; empty for None."""
    if paint is None:
        return {}
    return {"stroke": f"#{colors.hex(paint)}", "stroke-width": width, "stroke-opacity": opacity(paint)}


def opacity(paint: str) -> float | None:
    """The opacity behind ``@``, from 0 to 1; None if opaque."""
    _, at, percent = paint.partition("@")
    return float(percent) / 100 if at else None
