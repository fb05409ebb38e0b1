"""Groups of shapes whose children stand in the slide's own coordinates (ECMA-376 part 1, 19.3.1.22)."""

from __future__ import annotations

from collections.abc import Iterable

from coursedeck.output.deck.shapes import extents
from coursedeck.output.deck.xml import NAMESPACES, Element, element
from coursedeck.model.units import Box

KNOWN_TO_POWERPOINT = "a16"
"""A namespace that PowerPoint 2016 and later know and LibreOffice does not."""


def fallback(shape: Element) -> Element:
    """`shape` for programs other than PowerPoint, which draws nothing here (ECMA-376 part 3, 7.5)."""
    spaces = {"mc": NAMESPACES["mc"], KNOWN_TO_POWERPOINT: NAMESPACES[KNOWN_TO_POWERPOINT]}
    nothing = element("mc:Choice", {"Requires": KNOWN_TO_POWERPOINT}, spaces=spaces)
    return element("mc:AlternateContent", None, nothing, element("mc:Fallback", None, shape))


def group(naming: Element, box: Box, children: Iterable[Element]) -> Element:
    """``p:grpSp`` around `children`; equal outer and child extents keep sizes of text and lines as they are."""
    non_visual = element("p:nvGrpSpPr", None, naming, element("p:cNvGrpSpPr"), element("p:nvPr"))
    left, top, width, height = extents(box)
    place = element(
        "a:xfrm",
        None,
        element("a:off", {"x": left, "y": top}),
        element("a:ext", {"cx": width, "cy": height}),
        element("a:chOff", {"x": left, "y": top}),
        element("a:chExt", {"cx": width, "cy": height}),
    )
    return element("p:grpSp", None, non_visual, element("p:grpSpPr", None, place), *children)
