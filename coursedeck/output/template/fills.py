"""Fills, outlines and preset geometry of a template's shapes (ECMA-376 part 1, 20.1.8, 20.1.2.2.24)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from coursedeck.base.svg import preset_path
from coursedeck.model.template import Art, ArtFill
from coursedeck.model.units import EMU_PER_POINT, Box
from coursedeck.output.template.color import opacity, resolved
from coursedeck.output.template.package import A, P

_HAIRLINE = 0.75


def own_art(shapes: Sequence[etree._Element | None], box: Box, colors: Mapping[str, str]) -> Art | None:
    """Fill and outline of a placeholder, its own or inherited from the master; None if it has neither."""
    looks = [look for shape in shapes if shape is not None and (look := shape.find(f"{P}spPr")) is not None]
    fill = next((found for look in looks if (found := own_fill(look, colors)) is not None), None)
    stroke, width = stroke_of(_first(looks, "ln"), None, colors)
    if (fill is None or not fill.stops) and stroke is None:
        return None
    return Art(
        box, path_of_preset(_first(looks, "prstGeom"), box), fill if fill and fill.stops else None, stroke, width
    )


def _first(looks: Sequence[etree._Element], name: str) -> etree._Element | None:
    return next((found for look in looks if (found := look.find(f"{A}{name}")) is not None), None)


def own_fill(holder: etree._Element, colors: Mapping[str, str]) -> ArtFill | None:
    """The explicit fill of a shape or line; without stops for ``a:noFill``, None if it is inherited."""
    if holder.find(f"{A}noFill") is not None:
        return ArtFill(())
    plain = holder.find(f"{A}solidFill")
    tone = resolved(plain, colors)
    if plain is not None and tone:
        return ArtFill(((0.0, tone, opacity(plain)),))
    gradient = holder.find(f"{A}gradFill")
    return None if gradient is None else _gradient(gradient, colors)


def _gradient(gradient: etree._Element, colors: Mapping[str, str]) -> ArtFill | None:
    stops = [
        (int(stop.get("pos", "0")) / 100_000, tone, opacity(stop))
        for stop in gradient.iterfind(f"{A}gsLst/{A}gs")
        if (tone := resolved(stop, colors))
    ]
    linear = gradient.find(f"{A}lin")
    angle = 0.0 if linear is None else int(linear.get("ang", "0")) / 60_000
    return ArtFill(tuple(sorted(stops)), angle) if stops else None


def style_fill(style: etree._Element | None, name: str, colors: Mapping[str, str]) -> ArtFill | None:
    """The colour of ``a:fillRef`` or ``a:lnRef`` in a shape's style; None for index 0 (20.1.4.1.10)."""
    reference = None if style is None else style.find(f"{A}{name}")
    tone = resolved(reference, colors)
    if reference is None or reference.get("idx", "0") == "0" or not tone:
        return None
    return ArtFill(((0.0, tone, 1.0),))


def stroke_of(
    line: etree._Element | None, style: etree._Element | None, colors: Mapping[str, str]
) -> tuple[ArtFill | None, float]:
    """Paint and width in points of an outline, its own or its style's; None and 0 if there is none."""
    paint = None if line is None else own_fill(line, colors)
    if paint is None:
        paint = style_fill(style, "lnRef", colors)
    if paint is None or not paint.stops:
        return None, 0.0
    width = int(line.get("w", "0")) / EMU_PER_POINT if line is not None else 0.0
    return paint, width or _HAIRLINE


def path_of_preset(geometry: etree._Element | None, box: Box) -> str:
    """SVG path data of a preset geometry with its adjustments; a rectangle for None."""
    if geometry is None:
        return preset_path("rect", box)
    guides = geometry.iterfind(f"{A}avLst/{A}gd")
    values = {guide.get("name", ""): guide.get("fmla", "").removeprefix("val ") for guide in guides}
    adjust = {name: int(value) for name, value in values.items() if value.lstrip("-").isdecimal()}
    return preset_path(geometry.get("prst", "rect"), box, adjust)
