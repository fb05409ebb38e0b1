"""Group shapes whose children keep the coordinates of the slide (ECMA-376 part 1, 19.3.1.22)."""

from __future__ import annotations

from collections.abc import Iterable

from coursedeck.model.units import Box
from coursedeck.output.deck.shapes import bounds_emu
from coursedeck.output.deck.xml import NAMESPACES, Element, element

KNOWN_TO_POWERPOINT = "a16"
"""A namespace that PowerPoint 2016 and later know and LibreOffice does not."""


def fallback_for_libreoffice(shape: Element) -> Element:
    """``mc:AlternateContent`` that draws nothing in PowerPoint and `shape` elsewhere (ECMA-376 part 3, 7.5)."""
    spaces = {"mc": NAMESPACES["mc"], KNOWN_TO_POWERPOINT: NAMESPACES[KNOWN_TO_POWERPOINT]}
    nothing = element("mc:Choice", {"Requires": KNOWN_TO_POWERPOINT}, spaces=spaces)
    return element("mc:AlternateContent", None, nothing, element("mc:Fallback", None, shape))


def group(properties: Element, box: Box, children: Iterable[Element]) -> Element:
    """``p:grpSp`` around `children`; its child extents equal its own, so text and lines are not scaled."""
    non_visual = element("p:nvGrpSpPr", None, properties, element("p:cNvGrpSpPr"), element("p:nvPr"))
    left, top, width, height = bounds_emu(box)
    place = element(
        "a:xfrm",
        None,
        element("a:off", {"x": left, "y": top}),
        element("a:ext", {"cx": width, "cy": height}),
        element("a:chOff", {"x": left, "y": top}),
        element("a:chExt", {"cx": width, "cy": height}),
    )
    return element("p:grpSp", None, non_visual, element("p:grpSpPr", None, place), *children)
