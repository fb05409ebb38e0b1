"""The shape tree of slides and notes pages (ECMA-376 part 1, 19.3.1.45)."""

from __future__ import annotations

from collections.abc import Iterable

from coursedeck.output.deck.xml import Element, element


def shape_tree(shapes: Iterable[Element]) -> Element:
    """``p:spTree`` of `shapes`, back to front."""
    corner = {"x": 0, "y": 0}
    extent = {"cx": 0, "cy": 0}
    place = element(
        "a:xfrm",
        None,
        element("a:off", corner),
        element("a:ext", extent),
        element("a:chOff", corner),
        element("a:chExt", extent),
    )
    root = element(
        "p:nvGrpSpPr", None, element("p:cNvPr", {"id": 1, "name": ""}), element("p:cNvGrpSpPr"), element("p:nvPr")
    )
    return element("p:spTree", None, root, element("p:grpSpPr", None, place), *shapes)
